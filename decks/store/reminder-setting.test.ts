import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readEvent } from "../core/log/event-schema.ts";
import { DEFAULT_SETTINGS } from "../core/settings/settings.ts";
import { restoreDatabase, type SavedDatabase } from "./saved-database.ts";
import { newMachine } from "./test-collection.ts";

const OFF = { on: false, minute: 18 * 60 };
const ON = { on: true, minute: 7 * 60 + 30 };
const { reminder: _reminder, ...BEFORE } = DEFAULT_SETTINGS;

test("settings that a journal has from before there was a reminder are read, with it off", () => {
  const record = { v: 4, id: "0mp2hiy9k-0000-testtest", kind: "settings", settings: BEFORE };
  expect(readEvent(JSON.parse(JSON.stringify(record)))).toMatchObject({
    kind: "event",
    event: { settings: { reminder: OFF, rolloverHour: BEFORE.rolloverHour } },
  });
});

test.each(["version-1.json", "version-2.json", "version-3.json", "version-4.json"])(
  "a database of %s has the reminder off, and keeps it once it is on",
  async (file) => {
    const machine = newMachine();
    const saved = await readFile(new URL(`fixtures/${file}`, import.meta.url), "utf8");
    await restoreDatabase(machine.indexedDB, JSON.parse(saved) as SavedDatabase);
    const { store } = await machine.open();
    const before = await store.settings();
    expect(before.reminder).toEqual(OFF);
    expect(await store.changeSettings({ reminder: ON })).toEqual({ ...before, reminder: ON });
    const again = await machine.open();
    expect((await again.store.settings()).reminder).toEqual(ON);
    await again.store.undo();
    expect((await again.store.settings()).reminder).toEqual(OFF);
  },
);

test.each([
  { on: true, minute: 1440 },
  { on: true, minute: -1 },
  { on: true, minute: 0.5 },
  { on: 1, minute: 0 },
])("%j is refused, and nothing is changed", async (reminder) => {
  const { store } = await newMachine().open();
  await expect(store.changeSettings({ reminder: reminder as typeof ON })).rejects.toMatchObject({
    code: "invalid-input",
  });
  expect((await store.settings()).reminder).toEqual(OFF);
});
