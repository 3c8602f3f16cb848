import { readFile } from "node:fs/promises";
import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { fold } from "../core/log/fold.ts";
import { historyOf, sealTail } from "./history.ts";
import { restoreDatabase, type SavedDatabase, saveDatabase } from "./saved-database.ts";
import { ALL, answerNext, newMachine, withRivers } from "./test-collection.ts";

/**
 * One row a released version, with what its saved database holds. A new version adds its file, saved by the code that
 * was released, and its row; files and rows of older versions never change.
 */
const RELEASED = [
  {
    file: "version-1.json",
    savedAt: Date.UTC(2026, 4, 15, 9),
    cards: 14,
    events: 12,
    inTail: 4,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
  },
] as const;

const fixture = async (file: string) =>
  JSON.parse(await readFile(new URL(`fixtures/${file}`, import.meta.url), "utf8")) as SavedDatabase;

describe.each(RELEASED)("a database of $file", ({ file, savedAt, cards, events, inTail, settings }) => {
  test("opens with everything that was in it, and goes on", async () => {
    const machine = newMachine();
    machine.now = savedAt;
    await restoreDatabase(machine.indexedDB, await fixture(file));
    const open = await machine.open();
    const { database } = open.collection;
    expect(await database.cards.count()).toBe(cards);
    expect(await database.reviewTail.count()).toBe(inTail);
    expect(await open.store.settings()).toMatchObject(settings);
    let found = 0;
    for (const row of await database.cards.toArray()) {
      const history = await historyOf(database, row.id);
      found += history.length;
      expect({ schedule: row.schedule, lastEventId: row.lastEventId }).toEqual(fold(history));
    }
    expect(found).toBe(events);
    const before = (await open.store.today()).reviewedToday;
    await answerNext(open, machine);
    expect((await open.store.today()).reviewedToday).toBe(before + 1);
    await open.store.undo(ALL);
    expect((await open.store.today()).reviewedToday).toBe(before);
  });
});

test("a saved database comes back just as it was", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  for (const grade of ["good", "again", "easy", "hard"] as const) await answerNext(open, machine, grade);
  await open.store.undo(ALL);
  await sealTail(open.collection.database, 1, 1);
  open.close();
  const saved = await saveDatabase(machine.indexedDB, "cardinal");
  const copy = new IDBFactory();
  await restoreDatabase(copy, JSON.parse(JSON.stringify(saved)) as SavedDatabase);
  expect(await saveDatabase(copy, "cardinal")).toEqual(saved);
});
