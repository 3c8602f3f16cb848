import { gzipSync } from "node:zlib";
import { IDBFactory, IDBObjectStore as FDBObjectStore } from "fake-indexeddb";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CheckReport } from "../../contract/safety.ts";
import type { NoteId } from "../../core/ids.ts";
import { newMachine, answerNext, type Machine, withRivers } from "../test-collection.ts";
import type { OpenStore } from "../study-store.ts";

async function studied(machine: Machine) {
  const open = await withRivers(machine);
  for (let count = 0; count < 4; count++) await answerNext(open, machine, count === 1 ? "again" : "good");
  return open;
}

/** Breaks something behind the store's back, then mends it; the collection must be as it was before. */
async function brokenAndMended(
  breakIt: (open: OpenStore, machine: Machine) => Promise<unknown>,
): Promise<{ readonly seen: CheckReport; readonly mended: CheckReport; readonly after: CheckReport }> {
  const machine = newMachine();
  const open = await studied(machine);
  const rows = async () => ({
    cards: await open.collection.database.cards.toArray(),
    counts: await open.collection.database.deckCounts.toArray(),
    decks: await open.collection.database.decks.toArray(),
    notes: await open.collection.database.notes.toArray(),
  });
  const before = await rows();
  await breakIt(open, machine);
  const seen = await open.store.checkCollection({ mend: false });
  const mended = await open.store.checkCollection({ mend: true });
  const after = await open.store.checkCollection({ mend: false });
  expect(await rows()).toEqual(before);
  return { seen, mended, after };
}

const nobody = "" as NoteId;
const notesOf = (database: OpenStore["collection"]["database"]) => database.notes.toArray();

function damageLastRecord(machine: Machine): void {
  const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
  const at = bytes.lastIndexOf(0x0a, bytes.length - 2) + 20;
  machine.files.logBytes.set(
    name,
    bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)),
  );
}

afterEach(() => vi.restoreAllMocks());

describe("checking the collection", () => {
  test("finds nothing in one that is whole, and says what it looked at", async () => {
    const open = await studied(newMachine());
    expect(await open.store.checkCollection({ mend: false })).toMatchObject({
      checked: { cards: 14, decks: 4, reviews: 4, events: 5 },
      findings: [],
    });
  });

  test("finds a card whose schedule is not the outcome of its history, and mends it", async () => {
    const { seen, mended, after } = await brokenAndMended(async ({ collection: { database } }) => {
      const [card] = await database.cards.filter(({ lastEventId }) => lastEventId !== null).toArray();
      if (card) await database.cards.put({ ...card, schedule: { ...card.schedule, stability: 999 } });
    });
    expect(seen.findings).toMatchObject([
      { invariant: "schedule", count: 1, mended: 0, examples: [expect.stringMatching(/^“.*[a-z].*”$/)] },
    ]);
    expect(mended.findings).toMatchObject([{ invariant: "schedule", count: 1, mended: 1 }]);
    expect(after.findings).toEqual([]);
  });

  test("finds wrong counts of a deck, and counts again", async () => {
    const { mended, after } = await brokenAndMended(async ({ collection: { database } }) => {
      const [row] = await database.deckCounts.filter((one) => one.new > 0).toArray();
      if (row) await database.deckCounts.put({ ...row, new: row.new + 3 });
    });
    expect(mended.findings).toMatchObject([{ invariant: "counts", count: 1, mended: 1 }]);
    expect(after.findings).toEqual([]);
  });

  test("finds cards without their note and decks without their parent, and gets them from the journal", async () => {
    const { seen, mended, after } = await brokenAndMended(async ({ collection: { database } }) => {
      const [note] = await database.notes.toArray();
      if (note) await database.notes.delete(note.id);
      const [deck] = await database.decks.filter(({ parentId }) => parentId === null).toArray();
      if (deck) await database.decks.delete(deck.id);
    });
    expect(seen.findings).toMatchObject([{ invariant: "references" }]);
    expect(seen.findings[0]?.examples.join(" ")).toMatch(/whose note is missing/);
    expect(mended.findings[0]?.mended).toBe(mended.findings[0]?.count);
    expect(after.findings).toEqual([]);
  });

  test("finds rows that the browser cannot read any more, keeps no snapshot of them, and gets them from the journal", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const { notes } = open.collection.database;
    const before = await notes.toArray();
    const { getAll, clear } = FDBObjectStore.prototype;
    let isDamaged = true;
    // As Chromium does for a value whose file is damaged: null, and no error.
    vi.spyOn(FDBObjectStore.prototype, "getAll").mockImplementation(function (
      this: IDBObjectStore,
      ...range: Parameters<IDBObjectStore["getAll"]>
    ) {
      const request = getAll.apply(this, range);
      if (this.name === "notes" && isDamaged)
        Object.defineProperty(request, "result", { get: () => [null], set: () => {} });
      return request;
    });
    vi.spyOn(FDBObjectStore.prototype, "clear").mockImplementation(function (this: IDBObjectStore) {
      if (this.name === "notes") isDamaged = false;
      return clear.call(this);
    });
    await expect(open.store.takeSnapshot({ reason: "asked" })).rejects.toThrow("Check the collection");
    const report = await open.store.checkCollection({ mend: true });
    expect(report.findings).toMatchObject([{ invariant: "references", count: 1, mended: 1 }]);
    expect(await notes.toArray()).toEqual(before);
    expect((await open.store.checkCollection({ mend: false })).findings).toEqual([]);
  });

  test("what it mended stays mended when the database is lost right after it", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const { database } = open.collection;
    const before = await database.notes.toArray();
    await database.notes.delete(before[0]?.id ?? ("" as NoteId));
    await open.store.checkCollection({ mend: true });
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const again = await machine.open();
    expect(await again.collection.database.notes.toArray()).toEqual(before);
    expect((await again.store.checkCollection({ mend: false })).findings).toEqual([]);
    // What was broken is kept, to be looked at.
    expect((await again.store.snapshots()).snapshots.map(({ reason }) => reason)).toContain("damaged");
  });

  test("what it mended stays mended although a snapshot of what was broken is there", async () => {
    const BREAKS: readonly ((open: OpenStore) => Promise<unknown>)[] = [
      async ({ collection: { database } }) =>
        database.notes.delete((await notesOf(database))[0]?.id ?? nobody),
      async ({ collection: { database } }) => database.cards.toCollection().modify({ queue: 3 } as object),
    ];
    for (const breakIt of BREAKS) {
      const machine = newMachine();
      const open = await studied(machine);
      const notes = await notesOf(open.collection.database);
      await breakIt(open);
      await open.store.takeSnapshot({ reason: "asked" });
      machine.now += 1_000;
      await open.store.checkCollection({ mend: true });
      open.close();
      machine.kill();
      machine.indexedDB = new IDBFactory();
      const again = await machine.open();
      expect(await notesOf(again.collection.database)).toEqual(notes);
      expect((await again.store.checkCollection({ mend: false })).findings).toEqual([]);
    }
  });

  test("a rebuild that is cut short loses nothing: the next change waits until it was made good", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const { database } = open.collection;
    const notes = await notesOf(database);
    await database.notes.delete(notes[0]?.id ?? nobody);
    const { readLog } = machine.files;
    let reads = 0;
    // The check reads the log before it mends; the rebuild reads it last, and cannot.
    Object.assign(machine.files, {
      readLog: async (input: Parameters<typeof readLog>[0]) => {
        if ((await database.cards.count()) === 0 && reads++ === 0) throw new Error("EIO: i/o error");
        return readLog(input);
      },
    });
    await expect(open.store.checkCollection({ mend: true })).rejects.toThrow();
    expect(reads).toBe(1);
    await open.store.changeSettings({ rolloverHour: 5 });
    open.close();
    machine.kill();
    const again = await machine.open();
    expect(await notesOf(again.collection.database)).toEqual(notes);
    expect((await again.store.today()).reviewedToday).toBe(4);
    expect((await again.store.settings()).rolloverHour).toBe(5);
  });

  test("leaves a snapshot of a newer Cardinal where it is", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const taken = await open.store.takeSnapshot({ reason: "asked" });
    const name = taken?.name ?? "";
    const head = `{"format":"cardinal-snapshot","version":99}\n{"rows":0}\n`;
    machine.files.snapshotBytes.set(name, gzipSync(head));
    expect((await open.store.checkCollection({ mend: true })).findings).toEqual([]);
    expect([...machine.files.snapshotBytes.keys()]).toEqual([name]);
  });

  test("finds a damaged record of the journal, and a snapshot takes its place", async () => {
    const { seen, after } = await brokenAndMended(async (_open, machine) => damageLastRecord(machine));
    expect(seen.findings).toMatchObject([{ invariant: "journal", count: 1 }]);
    expect(after.findings).toEqual([]);
  });

  test("finds a lost file of an import", async () => {
    const { seen, after } = await brokenAndMended(async (_open, machine) => machine.files.stored.clear());
    expect(seen.findings).toMatchObject([{ invariant: "journal" }]);
    expect(after.findings).toEqual([]);
  });

  test("finds a snapshot that cannot be read, and puts it aside", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const taken = await open.store.takeSnapshot({ reason: "asked" });
    const name = taken?.name ?? "";
    machine.files.snapshotBytes.set(name, new TextEncoder().encode("garbage"));
    const report = await open.store.checkCollection({ mend: true });
    expect(report.findings).toMatchObject([
      { invariant: "snapshots", count: 1, mended: 1, examples: [name] },
    ]);
    expect(machine.files.aside.has(name)).toBe(true);
    expect((await open.store.snapshots()).snapshots).toEqual([]);
  });

  test("keeps what only the database and a snapshot have: a journal with a gap rebuilds nothing", async () => {
    const machine = newMachine();
    const open = await studied(machine);
    const { database } = open.collection;
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    const at = bytes.lastIndexOf(0x0a, bytes.length - 2) + 20;
    machine.files.logBytes.set(
      name,
      bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)),
    );
    // A snapshot takes the place of the damaged record, and the journal is well again, but not by itself.
    await open.store.checkCollection({ mend: true });
    const [note] = await database.notes.toArray();
    if (note) await database.notes.delete(note.id);
    const cards = await database.cards.toArray();
    const [finding] = (await open.store.checkCollection({ mend: true })).findings;
    expect(finding).toMatchObject({ invariant: "references", mended: 0 });
    expect(await database.cards.toArray()).toEqual(cards);
    expect((await open.store.today()).reviewedToday).toBe(4);
  });

  test("changes nothing unless it is told to mend", async () => {
    const open = await studied(newMachine());
    const { database } = open.collection;
    const [card] = await database.cards.toArray();
    if (!card) throw new Error("no card");
    await database.cards.put({ ...card, due: card.due + 1 });
    const rows = await database.cards.toArray();
    await open.store.checkCollection({ mend: false });
    expect(await database.cards.toArray()).toEqual(rows);
  });
});
