import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { StoreError } from "../contract.ts";
import { fold } from "../core/log/fold.ts";
import { DAY_MS, type EpochMs } from "../core/time.ts";
import { historyOf, sealTail } from "./history.ts";
import {
  ALL,
  answerNext,
  changePreset,
  GUIDE_TEXT,
  guidePlan,
  type Machine,
  newMachine,
  wholeDeck,
  withRivers,
} from "./test-collection.ts";
import type { OpenStore } from "./study-store.ts";

const rivers = { source: { kind: "sample", id: "rivers" } } as const;
const code = (expected: string) => ({ code: expected });

/** Every card stands where its history says, and the counts are those of the cards. */
async function expectSound({ collection }: OpenStore): Promise<void> {
  const { database } = collection;
  for (const row of await database.cards.toArray()) {
    const standing = fold(await historyOf(database, row.id));
    expect({ schedule: row.schedule, lastEventId: row.lastEventId }).toEqual(standing);
  }
  for (const counts of await database.deckCounts.toArray()) {
    const rows = await database.cards
      .where("[deckId+queue+due]")
      .between([counts.deckId, -1], [counts.deckId, 9])
      .toArray();
    expect(counts.new).toBe(rows.filter((row) => row.queue === 0).length);
    expect(counts.learning).toBe(rows.filter((row) => row.queue === 1).length);
  }
}

/** What a learner would see, for comparing one start with another. */
async function pictureOf({ store }: OpenStore) {
  const [today, session, settings] = [await store.today(), await store.session(ALL), await store.settings()];
  return { today, session, settings };
}

describe("importing", () => {
  test("makes the deck that the plan showed, once", async () => {
    const machine = newMachine();
    const { store } = await machine.open();
    const plan = await store.planImport(rivers);
    expect(plan.cards).toEqual({ add: 14, update: 0, unchanged: 0, remove: 0, conflicts: 0 });
    expect((await store.today()).decks).toEqual([]);
    const report = await store.applyImport({ ...rivers, planId: plan.planId });
    expect(report.cards.add).toBe(14);
    const again = await store.planImport(rivers);
    expect(again.cards).toEqual({ add: 0, update: 0, unchanged: 14, remove: 0, conflicts: 0 });
    const events = (await store.storageReport()).journal.events;
    await store.applyImport({ ...rivers, planId: again.planId });
    expect((await store.storageReport()).journal.events).toBe(events);
  });

  test("refuses a plan that the collection has outgrown", async () => {
    const machine = newMachine();
    const { store } = await machine.open();
    const plan = await store.planImport(rivers);
    await changePreset(store, { newCardsPerDay: 5 });
    await expect(store.applyImport({ ...rivers, planId: plan.planId })).rejects.toMatchObject(code("stale"));
    expect((await store.today()).decks).toEqual([]);
  });

  test("leaves out what the learner left out", async () => {
    const { store } = await newMachine().open();
    const request = { ...rivers, leaveOut: ["glossary"], deckName: "Water" };
    const plan = await guidePlan(store, request);
    expect(plan.cards.add).toBe(6);
    await store.applyImport({ ...request, planId: plan.planId });
    expect((await store.today()).decks).toMatchObject([{ name: "Water", cards: 6 }]);
  });

  test("an edited guide updates the text and keeps the schedule", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { answered } = await answerNext(open, machine, "easy");
    const edited = GUIDE_TEXT.replace("Where a river begins.", "The place where a river begins.");
    const request = {
      source: { kind: "file", file: { name: "r.md", bytes: new TextEncoder().encode(edited) } },
    } as const;
    const plan = await open.store.planImport(request);
    expect(plan.cards).toMatchObject({ add: 0, update: 2, unchanged: 12 });
    await open.store.applyImport({ ...request, planId: plan.planId });
    const row = await open.collection.database.cards.get(answered.cardId);
    expect(row?.schedule.reps).toBe(1);
    await expectSound(open);
  });

  test.each([
    ["an empty file", new Uint8Array()],
    ["a zip archive", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])],
    ["a file with zeros", Uint8Array.from([1, 0, 2, 0, 0, 3])],
    ["broken JSON", new TextEncoder().encode("{")],
  ])("%s is refused in a sentence and nothing is made", async (_what, bytes) => {
    const { store } = await newMachine().open();
    const request = { source: { kind: "file", file: { name: "x.bin", bytes } } } as const;
    await expect(store.planImport(request)).rejects.toMatchObject({
      code: "unreadable-file",
      detail: expect.stringMatching(/^x\.bin: [A-Z].*\.$/),
    });
    expect((await store.today()).decks).toEqual([]);
  });
});

describe("answering", () => {
  test("moves the card, the counts and the day together", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const before = (await open.store.session(ALL)).counts;
    expect(before).toEqual({ due: 0, learning: 0, new: 14 });
    const { session } = await answerNext(open, machine, "good");
    expect(session.counts).toEqual({ due: 0, learning: 1, new: 13 });
    expect(session.answeredToday).toBe(1);
    expect((await open.store.today()).reviewedToday).toBe(1);
    await expectSound(open);
  });

  test("gives just the interval that was shown", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const [card] = (await open.store.session(ALL)).cards;
    if (!card) throw new Error("no card");
    await open.store.answerCard({
      ...ALL,
      cardId: card.cardId,
      version: card.version,
      grade: "easy",
      durationMs: 1,
    });
    const row = await open.collection.database.cards.get(card.cardId);
    expect(card.next.easy).toEqual({ unit: "days", count: row?.schedule.intervalDays });
  });

  test("a second answer to the same showing is stale and counts once", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const [card] = (await open.store.session(ALL)).cards;
    if (!card) throw new Error("no card");
    const input = {
      ...ALL,
      cardId: card.cardId,
      version: card.version,
      grade: "good",
      durationMs: 1,
    } as const;
    const both = await Promise.allSettled([open.store.answerCard(input), open.store.answerCard(input)]);
    expect(both.map((one) => one.status)).toEqual(["fulfilled", "rejected"]);
    expect(both[1]).toMatchObject({ reason: code("stale") });
    expect((await open.store.today()).reviewedToday).toBe(1);
  });

  test("siblings are kept apart at the head of the queue", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    for (let count = 0; count < 8; count++) {
      const { cards } = await open.store.session(ALL);
      const rows = await open.collection.database.cards.bulkGet(cards.map((card) => card.cardId));
      const notes = rows.map((row) => row?.noteId);
      expect(new Set(notes).size).toBe(notes.length);
      await answerNext(open, machine, "easy");
    }
  });

  test("tells every change after it is committed", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    await open.store.undo();
    await open.store.changeSettings({ theme: "dark" });
    expect(machine.changes.map((change) => change.kind)).toEqual(["decks", "cards", "decks", "settings"]);
  });

  test("the daily limits hold, and the counts shown are the cards that come", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await changePreset(open.store, { newCardsPerDay: 3, reviewsPerDay: 4 });
    for (let day = 0; day < 7; day++) {
      const { counts } = await open.store.session(ALL);
      expect(counts.new).toBeLessThanOrEqual(3);
      expect(counts.due).toBeLessThanOrEqual(4);
      const seen = new Set<string>();
      for (let guard = 0; guard < 60; guard++) {
        const { cards } = await open.store.session(ALL);
        const [card] = cards;
        if (!card) break;
        seen.add(card.cardId);
        await answerNext(open, machine, "good");
      }
      expect(seen.size).toBe(counts.new + counts.due + counts.learning);
      machine.now = Math.floor(machine.now / DAY_MS + 1) * DAY_MS + 9 * 3_600_000;
    }
    await expectSound(open);
  });
});

describe("undo", () => {
  test("brings back the card, its intervals, the counts and the day", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine, "good");
    const before = await pictureOf(open);
    const { answered } = await answerNext(open, machine, "again");
    const { label } = await open.store.undo();
    expect(label).toEqual({ kind: "answer", grade: "again", cardId: answered.cardId });
    const session = await open.store.session({ ...ALL, first: answered.cardId });
    expect(session.cards[0]?.cardId).toBe(answered.cardId);
    expect((await open.store.today()).counts).toEqual(before.today.counts);
    expect((await open.store.today()).reviewedToday).toBe(1);
    await expectSound(open);
  });

  test("goes back answer by answer, also after a restart, and then says that there is nothing left", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    for (const grade of ["good", "hard", "again"] as const) await answerNext(open, machine, grade);
    open.close();
    machine.kill();
    const again = await machine.open();
    const undone = [];
    for (let count = 0; count < 3; count++) undone.push((await again.store.undo()).label);
    expect(undone).toMatchObject([{ grade: "again" }, { grade: "hard" }, { grade: "good" }]);
    expect((await again.store.session(ALL)).steps.undo?.label).toMatchObject({ kind: "import" });
    const { steps } = await again.store.session(ALL);
    expect(steps.redo?.label).toMatchObject({ kind: "answer", grade: "good" });
    await expectSound(again);
  });
});

/** A machine on which something was studied, settings changed and an answer taken back. */
async function studied(): Promise<{ machine: Machine; open: OpenStore }> {
  const machine = newMachine();
  const open = await withRivers(machine);
  await changePreset(open.store, { desiredRetention: 0.85 });
  for (const grade of ["good", "easy", "again", "hard", "good"] as const)
    await answerNext(open, machine, grade);
  await open.store.undo();
  return { machine, open };
}

describe("recovery", () => {
  test("a start without trouble mends nothing and says so", async () => {
    const { machine, open } = await studied();
    const before = await pictureOf(open);
    open.close();
    machine.kill();
    const again = await machine.open();
    expect(await pictureOf(again)).toEqual(before);
    expect((await again.store.storageReport()).recovery).toBeNull();
  });

  test("a database that is gone comes back whole from the journal", async () => {
    const { machine, open } = await studied();
    const before = await pictureOf(open);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const again = await machine.open();
    expect(await pictureOf(again)).toEqual(before);
    expect((await again.store.storageReport()).recovery).toMatchObject({
      cause: "database-missing",
      replayedEvents: 8,
    });
    await expectSound(again);
    expect((await again.store.undo()).label).toMatchObject({ grade: "hard" });
  });

  test("a kill between journal and database loses nothing", async () => {
    const { machine, open } = await studied();
    const { database } = open.collection;
    database.close();
    const event = machine.files.logBytes.size;
    expect(event).toBe(1);
    const frozen = new Map([...machine.files.logBytes].map(([name, bytes]) => [name, bytes.slice()]));
    machine.kill();
    const ahead = await machine.open();
    await answerNext(ahead, machine, "good");
    const whole = [...machine.files.logBytes].map(([name, bytes]) => [name, bytes] as const);
    const picture = await pictureOf(ahead);
    ahead.close();
    // The database of before, with the journal of after.
    const older = await studied();
    older.open.close();
    older.machine.files.logBytes.clear();
    for (const [name, bytes] of whole) older.machine.files.logBytes.set(name, bytes);
    older.machine.kill();
    older.machine.now = machine.now;
    const mended = await older.machine.open();
    expect((await mended.store.storageReport()).recovery).toMatchObject({
      cause: "database-behind",
      replayedEvents: 1,
    });
    expect((await pictureOf(mended)).today).toEqual(picture.today);
    expect(frozen.size).toBe(1);
    await expectSound(mended);
  });

  test("a torn tail is cut off and the next answer stands on a line of its own", async () => {
    const { machine, open } = await studied();
    open.close();
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    machine.files.logBytes.set(
      name,
      Uint8Array.from([...bytes, ...new TextEncoder().encode('12345678 {"v":1')]),
    );
    machine.kill();
    const again = await machine.open();
    await answerNext(again, machine, "good");
    const picture = await pictureOf(again);
    again.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const rebuilt = await machine.open();
    expect(await pictureOf(rebuilt)).toEqual(picture);
    expect((await rebuilt.store.storageReport()).recovery?.skippedRecords).toBe(0);
  });

  test("a damaged line in the middle is passed over, counted, and everything else is kept", async () => {
    const { machine, open } = await studied();
    open.close();
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    const lines = new TextDecoder().decode(bytes).split("\n");
    const last = lines.findLastIndex((line) => line.includes('"kind":"review"'));
    lines[last] = (lines[last] ?? "").replace('"good"', '"easy"');
    machine.files.logBytes.set(name, new TextEncoder().encode(lines.join("\n")));
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const rebuilt = await machine.open();
    expect((await rebuilt.store.storageReport()).recovery?.skippedRecords).toBe(1);
    expect((await rebuilt.store.today()).reviewedToday).toBe(4);
    await expectSound(rebuilt);
  });

  test("a journal that cannot be written leaves the card as it was, and the next answer is kept", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const before = await pictureOf(open);
    machine.files.failNextAppend(20);
    await expect(answerNext(open, machine)).rejects.toMatchObject(code("storage-full"));
    expect((await pictureOf(open)).session.counts).toEqual(before.session.counts);
    await answerNext(open, machine);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    expect((await (await machine.open()).store.today()).reviewedToday).toBe(1);
  });

  test("two writers keep logs of their own, and a rebuild has the answers of both", async () => {
    const machine = newMachine();
    const first = await withRivers(machine);
    const files = machine.files;
    machine.files = files.otherWriter();
    const second = await machine.open();
    await answerNext(first, machine, "good");
    await answerNext(second, machine, "easy");
    await answerNext(first, machine, "hard");
    expect(files.logBytes.size).toBe(2);
    const today = await first.store.today();
    first.close();
    second.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const rebuilt = await machine.open();
    expect(await rebuilt.store.today()).toEqual(today);
    await expectSound(rebuilt);
  });

  test("an event of a newer version is not passed over: nothing is opened", async () => {
    const { machine, open } = await studied();
    open.close();
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    const newer = new TextDecoder().decode(bytes).replace("cardinal-journal 1", "cardinal-journal 2");
    machine.files.logBytes.set(name, new TextEncoder().encode(newer));
    machine.kill();
    machine.indexedDB = new IDBFactory();
    await expect(machine.open()).rejects.toMatchObject(code("newer-version"));
  });
});

describe("history", () => {
  test("stays the same when the tail is sealed, and undo still finds its answer", async () => {
    const { machine, open } = await studied();
    const { database } = open.collection;
    const before = await pictureOf(open);
    const rows = await database.cards.toArray();
    const histories = await Promise.all(rows.map((row) => historyOf(database, row.id)));
    await sealTail(database, machine.now as EpochMs, 4, 4);
    expect(await database.reviewTail.count()).toBe(4);
    expect(await Promise.all(rows.map((row) => historyOf(database, row.id)))).toEqual(histories);
    expect(await pictureOf(open)).toEqual(before);
    await answerNext(open, machine, "good");
    await open.store.undo();
    await expectSound(open);
  });

  test("an exported deck comes into an empty collection just as it was, and twice changes nothing", async () => {
    const { machine, open } = await studied();
    const [deck] = (await open.store.today()).decks;
    if (!deck) throw new Error("no deck");
    const file = await open.store.exportDecks(wholeDeck(deck.deckId));
    const other = newMachine();
    other.now = machine.now;
    const target = await other.open();
    const request = { source: { kind: "file", file } } as const;
    const plan = await target.store.planImport(request);
    expect(plan).toMatchObject({ format: "bundle", cards: 14, reviews: 5 });
    await target.store.applyImport({ ...request, planId: plan.planId });
    const cards = (store: OpenStore) => store.collection.database.cards.toArray();
    expect(await cards(target)).toEqual(await cards(open));
    expect((await target.store.today()).decks).toEqual((await open.store.today()).decks);
    await expectSound(target);
    const again = await target.store.planImport(request);
    expect(again).toMatchObject({ cards: 0, notes: { new: 0, updated: 0, conflicting: 0 }, reviews: 0 });
    const back = await target.store.exportDecks(wholeDeck(deck.deckId));
    expect(back.bytes).toEqual(file.bytes);
  });
});

describe("settings", () => {
  test.each([
    [{ rolloverHour: 24 }],
    [{ theme: "pink" as "dark" }],
    [{ keys: { letters: "yes" as never, bindings: {} } }],
  ])("%j is refused and nothing changes", async (input) => {
    const { store } = await newMachine().open();
    const before = await store.settings();
    await expect(store.changeSettings(input)).rejects.toMatchObject(code("invalid-input"));
    expect(await store.settings()).toEqual(before);
  });

  test.each([
    [{ newCardsPerDay: -1 }],
    [{ newCardsPerDay: 1.5 }],
    [{ reviewsPerDay: 10_000 }],
    [{ desiredRetention: 0.99 }],
    [{ weights: [1, 2, 3] }],
  ])("a preset with %j is refused and nothing changes", async (changed) => {
    const { store } = await newMachine().open();
    const before = await store.settings();
    await expect(changePreset(store, changed)).rejects.toMatchObject(code("invalid-input"));
    expect(await store.settings()).toEqual(before);
  });

  test("a deck that is not there is not found", async () => {
    const { store } = await newMachine().open();
    await expect(store.deck({ deckId: "nowhere" as never })).rejects.toThrow(StoreError);
    await expect(store.session({ deckId: "nowhere" as never })).rejects.toMatchObject(code("not-found"));
  });
});
