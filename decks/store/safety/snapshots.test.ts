import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/time.ts";
import type { Collection } from "../collection.ts";
import { saveDatabase } from "../saved-database.ts";
import { answerNext, changePreset, GUIDE_TEXT, newMachine, withRivers } from "../test-collection.ts";
import { packSnapshot, unpackSnapshot } from "./snapshot-format.ts";
import { pass, studyDays } from "./test-days.ts";

const whole = { checked: expect.anything() as unknown, at: expect.anything() as unknown, findings: [] };
const cardsOf = ({ database }: Collection) => database.cards.toArray();

describe("a snapshot", () => {
  test("holds the database just as it was", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    for (const grade of ["good", "again", "easy", "hard"] as const) await answerNext(open, machine, grade);
    await open.store.undo();
    const saved = await saveDatabase(machine.indexedDB, "cardinal");
    expect(await unpackSnapshot(await packSnapshot(saved))).toEqual(saved);
  });

  test("that was cut short or damaged anywhere is refused", async () => {
    const machine = newMachine();
    await withRivers(machine);
    const bytes = await packSnapshot(await saveDatabase(machine.indexedDB, "cardinal"));
    for (let part = 1; part < 10; part++) {
      const at = Math.floor((bytes.length * part) / 10);
      await expect(unpackSnapshot(bytes.slice(0, at))).rejects.toMatchObject({ code: "unreadable-file" });
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      await expect(unpackSnapshot(flipped)).rejects.toMatchObject({ code: "unreadable-file" });
    }
  });

  test("of years of history is written and read a month at a time, with a turn for an answer after each", async () => {
    const months = 40;
    const month = (index: number) => ({ id: `month ${index}`, wall: Float64Array.from([index, Number.NaN]) });
    const rows = Array.from({ length: months }, (_, index) => month(index));
    const stores = [{ name: "reviewSegments", keyPath: "id", indexes: [], rows }];
    const saved = { name: "cardinal", version: 50, stores };
    const packed = await turnsDuring(() => packSnapshot(saved));
    expect(packed.turns).toBeGreaterThan(months / 2);
    const unpacked = await turnsDuring(() => unpackSnapshot(packed.result));
    expect(unpacked.turns).toBeGreaterThan(months / 2);
    expect(unpacked.result).toEqual(saved);
  });

  test("is taken half an hour after the last one, and only when something changed", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    await pass(open, machine, 2 * MINUTE_MS);
    expect((await open.store.snapshots()).snapshots).toHaveLength(1);
    await answerNext(open, machine);
    await pass(open, machine, 20 * MINUTE_MS);
    expect((await open.store.snapshots()).snapshots).toHaveLength(1);
    await pass(open, machine, 20 * MINUTE_MS);
    expect((await open.store.snapshots()).snapshots).toHaveLength(2);
    await pass(open, machine, 10 * HOUR_MS);
    expect((await open.store.snapshots()).snapshots).toHaveLength(2);
  });

  test("is taken before an import and before many cards change at once, of what was there before", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const rows = Array.from({ length: 30 }, (_, index) => `Lake ${index},Its depth ${index}`);
    const file = { name: "lakes.csv", bytes: new TextEncoder().encode(`front,back\n${rows.join("\n")}\n`) };
    const request = { source: { kind: "file", file } } as const;
    const { planId } = await open.store.planImport(request);
    const { length: cards } = await cardsOf(open.collection);
    await open.store.applyImport({ ...request, planId });
    const [before] = (await open.store.snapshots()).snapshots;
    if (!before) throw new Error("no snapshot");
    expect(before.reason).toBe("import");
    expect((await open.store.planRestore({ name: before.name })).then.cards).toBe(cards);
    const [one, ...others] = (await cardsOf(open.collection)).map(({ id }) => id);
    if (one === undefined) throw new Error("no card");
    await open.store.deleteCards({ cardIds: [one] });
    expect((await open.store.snapshots()).snapshots).toHaveLength(1);
    await open.store.deleteCards({ cardIds: others });
    expect((await open.store.snapshots()).snapshots.map(({ reason }) => reason)).toEqual(["bulk", "import"]);
  });

  test("of every rung of the ladder can be restored, passes the check, and restoring goes back", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await studyDays(open, machine, 30);
    await changePreset(open.store, { newCardsPerDay: 3 });
    await open.store.takeSnapshot({ reason: "asked" });
    const { snapshots } = await open.store.snapshots();
    expect(snapshots.length).toBeGreaterThan(12);
    const present = await cardsOf(open.collection);
    const { reviewedToday } = await open.store.today();
    for (const { name } of snapshots) {
      const plan = await open.store.planRestore({ name });
      const back = await open.store.restore({ name, planId: plan.planId });
      expect(await open.store.checkCollection({ mend: false })).toEqual(whole);
      const now = await open.store.planRestore({ name });
      expect(now.now).toEqual(plan.then);
      expect(now).toMatchObject({
        cardsMoved: 0,
        cardsBack: 0,
        cardsGone: 0,
        reviewsGone: 0,
        notesChanged: 0,
      });
      const again = await open.store.planRestore({ name: back.name });
      await open.store.restore({ name: back.name, planId: again.planId });
      expect(await cardsOf(open.collection)).toEqual(present);
    }
    expect((await open.store.today()).reviewedToday).toBe(reviewedToday);
  }, 60_000);
});

describe("restoring a snapshot", () => {
  test("shows the difference first, and a rebuild from the journal gives what was restored", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const taken = await open.store.takeSnapshot({ reason: "asked" });
    if (!taken) throw new Error("no snapshot");
    for (let count = 0; count < 3; count++) await answerNext(open, machine);
    const plan = await open.store.planRestore({ name: taken.name });
    expect(plan).toMatchObject({
      now: { cards: 14, decks: 4, reviews: 4 },
      then: { cards: 14, decks: 4, reviews: 1 },
      reviewsGone: 3,
      cardsMoved: 3,
      cardsBack: 0,
      settingsChange: false,
    });
    await open.store.restore({ name: taken.name, planId: plan.planId });
    expect((await open.store.today()).reviewedToday).toBe(1);
    await answerNext(open, machine);
    const cards = await cardsOf(open.collection);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    machine.files.snapshotBytes.clear();
    const again = await machine.open();
    expect((await again.store.today()).reviewedToday).toBe(2);
    expect(await cardsOf(again.collection)).toEqual(cards);
    expect(await again.store.checkCollection({ mend: false })).toEqual(whole);
  });

  test("can be taken back although the newest snapshot was damaged on the disk", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const older = await open.store.takeSnapshot({ reason: "asked" });
    machine.now += MINUTE_MS;
    for (let count = 0; count < 3; count++) await answerNext(open, machine);
    const newest = await open.store.takeSnapshot({ reason: "asked" });
    if (!older || !newest) throw new Error("no snapshot");
    machine.files.snapshotBytes.set(newest.name, new TextEncoder().encode("garbage"));
    const cards = await cardsOf(open.collection);
    machine.now += MINUTE_MS;
    const { planId } = await open.store.planRestore({ name: older.name });
    const back = await open.store.restore({ name: older.name, planId });
    const again = await open.store.planRestore({ name: back.name });
    await open.store.restore({ name: back.name, planId: again.planId });
    expect(await cardsOf(open.collection)).toEqual(cards);
  });

  test("is a step like any other: undo takes it back, redo does it again, and a rebuild agrees", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const taken = await open.store.takeSnapshot({ reason: "asked" });
    if (!taken) throw new Error("no snapshot");
    await answerNext(open, machine);
    await answerNext(open, machine);
    const later = await cardsOf(open.collection);
    const { planId } = await open.store.planRestore({ name: taken.name });
    await open.store.restore({ name: taken.name, planId });
    const restored = await cardsOf(open.collection);

    expect((await open.store.undo()).label).toEqual({ kind: "restore" });
    expect(await cardsOf(open.collection)).toEqual(later);
    // The steps of before are there again below it.
    expect((await open.store.steps()).undo?.label.kind).toBe("answer");
    expect((await open.store.redo()).label).toEqual({ kind: "restore" });
    expect(await cardsOf(open.collection)).toEqual(restored);
    await open.store.undo();
    await open.store.undo();
    expect((await open.store.today()).reviewedToday).toBe(2);

    const cards = await cardsOf(open.collection);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    machine.files.snapshotBytes.clear();
    const again = await machine.open();
    expect(await cardsOf(again.collection)).toEqual(cards);
    expect(await again.store.checkCollection({ mend: false })).toEqual(whole);
  });

  test("of a plan that the collection has moved on from is stale, and of one that is gone not found", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const taken = await open.store.takeSnapshot({ reason: "asked" });
    if (!taken) throw new Error("no snapshot");
    await answerNext(open, machine);
    const { planId } = await open.store.planRestore({ name: taken.name });
    await answerNext(open, machine);
    await expect(open.store.restore({ name: taken.name, planId })).rejects.toMatchObject({ code: "stale" });
    machine.files.snapshotBytes.clear();
    await expect(open.store.planRestore({ name: taken.name })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the journal", () => {
  test("begins another log behind a snapshot when one is long, and reads all of them", async () => {
    const machine = newMachine();
    machine.longestLogBytes = 6_000;
    const open = await withRivers(machine);
    for (let round = 0; round < 6; round++) {
      for (let count = 0; count < 4; count++) await answerNext(open, machine, "again");
      await pass(open, machine, 40 * MINUTE_MS);
    }
    expect(machine.files.logBytes.size).toBeGreaterThan(1);
    expect((await open.store.snapshots()).snapshots.some(({ reason }) => reason === "journal")).toBe(true);
    const cards = await cardsOf(open.collection);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    machine.files.snapshotBytes.clear();
    const again = await machine.open();
    expect(await cardsOf(again.collection)).toEqual(cards);
    expect((await again.store.today()).reviewedToday).toBe(24);
    // A full log is not written to again.
    const sizes = new Map([...machine.files.logBytes].map(([name, { length }]) => [name, length]));
    await answerNext(again, machine);
    const grown = [...machine.files.logBytes].filter(([name, { length }]) => length !== sizes.get(name));
    expect(grown).toHaveLength(1);
    expect(sizes.get(grown[0]?.[0] ?? "")).toBeLessThan(6_000);
  });
});

describe("a full disk", () => {
  test("refuses an import before anything is written, with the megabytes that are missing", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    machine.files.freeBytes = 1_000_000;
    const file = {
      name: "lakes.md",
      bytes: new TextEncoder().encode(GUIDE_TEXT.replace("# Rivers", "# Lakes")),
    };
    const request = { source: { kind: "file", file } } as const;
    const { planId } = await open.store.planImport(request);
    const before = (await open.store.today()).decks;
    await expect(open.store.applyImport({ ...request, planId })).rejects.toMatchObject({
      code: "storage-full",
      detail: expect.stringContaining("1 MB are left") as string,
    });
    expect((await open.store.today()).decks).toEqual(before);
    // A review needs next to nothing.
    await answerNext(open, machine);
    expect((await open.store.today()).reviewedToday).toBe(1);
  });

  test("is told beside the snapshots when one could not be taken, and the next one ends that", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    machine.files.freeBytes = 0;
    await answerNext(open, machine);
    await pass(open, machine, HOUR_MS);
    expect((await open.store.snapshots()).trouble).toMatchObject({ code: "storage-full" });
    machine.files.freeBytes = null;
    await answerNext(open, machine);
    await pass(open, machine, HOUR_MS);
    expect(await open.store.snapshots()).toMatchObject({ trouble: null, snapshots: [{ reason: "timed" }] });
  });
});

test("a snapshot is taken although an old one cannot be removed, which goes with the next", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  for (let day = 0; day < 4; day++) {
    await open.store.takeSnapshot({ reason: "asked" });
    machine.now += HOUR_MS;
    await answerNext(open, machine);
  }
  machine.now += 20 * DAY_MS;
  const { removeSnapshot } = machine.files;
  const held = () => Promise.reject(new Error("EBUSY: another program has it open"));
  Object.assign(machine.files, { removeSnapshot: held });
  expect(await open.store.takeSnapshot({ reason: "asked" })).toMatchObject({ reason: "asked" });
  expect((await open.store.snapshots()).snapshots).toHaveLength(5);
  Object.assign(machine.files, { removeSnapshot });
  await answerNext(open, machine);
  await open.store.takeSnapshot({ reason: "asked" });
  expect((await open.store.snapshots()).snapshots.length).toBeLessThan(5);
});

test("a snapshot from a time to come, when the clock was wrong, does not bring one every minute", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  machine.now += 365 * DAY_MS;
  await open.store.takeSnapshot({ reason: "asked" });
  machine.now -= 365 * DAY_MS;
  for (let count = 0; count < 12; count++) {
    await answerNext(open, machine, "again");
    await pass(open, machine, 2 * MINUTE_MS);
  }
  expect((await open.store.snapshots()).snapshots).toHaveLength(2);
});

test("a clock that is set back by a day loses and reorders nothing", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  await answerNext(open, machine);
  await pass(open, machine, HOUR_MS);
  machine.now -= DAY_MS;
  await answerNext(open, machine);
  await answerNext(open, machine);
  await open.store.undo();
  await pass(open, machine, HOUR_MS);
  const cards = await cardsOf(open.collection);
  expect((await open.store.snapshots()).snapshots).toHaveLength(2);
  expect(await open.store.checkCollection({ mend: false })).toEqual(whole);
  open.close();
  machine.kill();
  machine.indexedDB = new IDBFactory();
  const again = await machine.open();
  expect(await cardsOf(again.collection)).toEqual(cards);
});

/** How often something else had its turn while the work was done. */
async function turnsDuring<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly turns: number }> {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const result = await work();
  clearInterval(timer);
  return { result, turns };
}
