import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { STORE_METHODS, type StoreChange, type StudyStore } from "../decks/contract.ts";
import type { ReminderSettings } from "../decks/core/settings/settings.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../decks/core/time.ts";
import { serve } from "../decks/store/serve.ts";
import type { KeptFile } from "./kept-file.ts";
import { mainChannel } from "./ports.ts";
import { remind } from "./reminder.ts";
import { fakeChannel } from "./testing/fake-electron.ts";

/** Noon of a day in UTC, which is the zone of these tests. */
const NOON = Date.UTC(2026, 4, 1, 12);
const AT_SIX: ReminderSettings = { on: true, minute: 18 * 60 };

beforeEach(() => void vi.useFakeTimers({ now: NOON, toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

function reminding(given: { reminder?: ReminderSettings; due?: number; kept?: unknown } = {}) {
  const world = { reminder: given.reminder ?? AT_SIX, due: given.due ?? 12, isBroken: false, asked: 0 };
  const shown: string[] = [];
  let kept: unknown = given.kept ?? null;
  const file: KeptFile = { read: () => kept, write: (value) => void (kept = value) };
  let change: (change: StoreChange) => void = () => {};
  let end = () => {};
  const store = {
    settings: async () => ({ reminder: world.reminder }),
    async today() {
      world.asked++;
      if (world.isBroken) throw new Error("broken");
      return { counts: { due: world.due, learning: 0, new: 0 } };
    },
  } as unknown as StudyStore;
  const start = () =>
    remind({
      connectStore() {
        const { port1, port2 } = fakeChannel();
        change = serve<StudyStore, StoreChange>(store, STORE_METHODS, mainChannel(port2));
        end = () => port2.close();
        return mainChannel(port1);
      },
      clock: { now: () => Date.now() as EpochMs, offsetMinutesAt: () => 0 },
      file,
      show: (text) => void shown.push(`${new Date().toISOString().slice(8, 16)} ${text}`),
    });
  return {
    ...{ world, shown, start, kept: () => kept },
    set(reminder: ReminderSettings) {
      world.reminder = reminder;
      change({ kind: "settings" });
    },
    storeDies: () => end(),
  };
}

/** Lets messages arrive, which take real turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function pass(ms: number): Promise<void> {
  await settle();
  for (let left = ms; left > 0; left -= HOUR_MS / 2) {
    vi.advanceTimersByTime(Math.min(left, HOUR_MS / 2));
    await settle();
  }
}

test("reminds once a day at the chosen time, with the count", async () => {
  const { start, shown, kept } = reminding();
  const reminder = start();
  await pass(2 * DAY_MS);
  expect(shown).toEqual(["01T18:00 12 cards are due today.", "02T18:00 12 cards are due today."]);
  expect(kept()).toMatchObject({ version: 1 });
  reminder.stop();
});

test("is silent while it is off, when nothing is due, and after it was stopped", async () => {
  const off = reminding({ reminder: { on: false, minute: 18 * 60 } });
  off.start();
  const done = reminding({ due: 0 });
  done.start();
  const stopped = reminding();
  stopped.start().stop();
  await pass(2 * DAY_MS);
  expect([...off.shown, ...done.shown, ...stopped.shown]).toEqual([]);
  expect(off.world.asked).toBe(0);
  expect(done.world.asked).toBe(2);
});

test("a single card is one card", async () => {
  const { start, shown } = reminding({ due: 1 });
  start();
  await pass(DAY_MS);
  expect(shown).toEqual(["01T18:00 1 card is due today."]);
});

test("a time that is changed counts at once, and a day that had one has no other", async () => {
  const { start, shown, set } = reminding();
  start();
  await settle();
  set({ on: true, minute: 15 * 60 });
  await pass(4 * HOUR_MS);
  expect(shown).toEqual(["01T15:00 12 cards are due today."]);
  set({ on: true, minute: 20 * 60 });
  await pass(DAY_MS);
  expect(shown).toEqual(["01T15:00 12 cards are due today."]);
  await pass(6 * HOUR_MS);
  expect(shown).toEqual(["01T15:00 12 cards are due today.", "02T20:00 12 cards are due today."]);
});

test("a restart on the same day does not remind again", async () => {
  const first = reminding();
  const reminder = first.start();
  await pass(7 * HOUR_MS);
  reminder.stop();
  expect(first.shown).toHaveLength(1);
  const again = reminding({ kept: first.kept(), reminder: { on: true, minute: 21 * 60 } });
  again.start();
  await pass(6 * HOUR_MS);
  expect(again.shown).toEqual([]);
});

test("a machine that slept through the time is reminded as it wakes on that day", async () => {
  const { start, shown } = reminding();
  const reminder = start();
  await settle();
  // Asleep: the clock goes on, and no timer does.
  vi.setSystemTime(NOON + 8 * HOUR_MS);
  reminder.check();
  reminder.check();
  await settle();
  expect(shown).toEqual(["01T20:00 12 cards are due today."]);
});

test("a machine that slept through the whole day is reminded at the next time", async () => {
  const { start, shown } = reminding();
  const reminder = start();
  await settle();
  vi.setSystemTime(NOON + 20 * HOUR_MS);
  reminder.check();
  await settle();
  expect(shown).toEqual([]);
  await pass(11 * HOUR_MS);
  expect(shown).toEqual(["02T18:00 12 cards are due today."]);
});

test("a store that dies or fails is asked again, on that day", async () => {
  const { start, shown, world, storeDies } = reminding();
  start();
  await settle();
  storeDies();
  await settle();
  world.isBroken = true;
  await pass(6.5 * HOUR_MS);
  expect(shown).toEqual([]);
  world.isBroken = false;
  await pass(HOUR_MS / 2);
  expect(shown).toHaveLength(1);
});
