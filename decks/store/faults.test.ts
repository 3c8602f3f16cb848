import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../core/time.ts";
import {
  ALL,
  answerNext,
  GUIDE_TEXT,
  type Machine,
  newMachine,
  wholeDeck,
  withRivers,
  changePreset,
} from "./test-collection.ts";
import type { OpenStore } from "./study-store.ts";

const encoder = new TextEncoder();

/** The machine after a kill that also took the database. */
function rebuilt(machine: Machine, open: OpenStore): Promise<OpenStore> {
  open.close();
  machine.kill();
  machine.indexedDB = new IDBFactory();
  return machine.open();
}

async function importFile(open: OpenStore, file: { name: string; bytes: Uint8Array }) {
  const request = { source: { kind: "file", file } } as const;
  const plan = await open.store.planImport(request);
  return open.store.applyImport({ ...request, planId: plan.planId });
}

const daysOf = (open: OpenStore) => open.collection.database.days.toArray();

describe("opening", () => {
  test("a database of a newer Cardinal is refused and left as it is", async () => {
    const machine = newMachine();
    const newer = machine.indexedDB;
    await new Promise<void>((resolve, reject) => {
      const request = newer.open("cardinal", 1_000);
      request.onupgradeneeded = () => void request.result.createObjectStore("dreams");
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(request.error ?? new Error("not made"));
    });
    await expect(machine.open()).rejects.toMatchObject({ code: "newer-version" });
    expect(await newer.databases()).toEqual([{ name: "cardinal", version: 1_000 }]);
  });

  test("what the browser says it threw away is told, whichever database it says it of", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const factory = machine.indexedDB;
    const plain = factory.open.bind(factory);
    let first = true;
    factory.open = (name: string, version?: number) => {
      const request = plain(name, version);
      const isFirst = first;
      first = false;
      request.addEventListener("upgradeneeded", (event) =>
        Object.defineProperty(event, "dataLoss", { value: isFirst ? "total" : "none" }),
      );
      return request;
    };
    const again = await machine.open();
    expect((await again.store.storageReport()).recovery).toMatchObject({ cause: "database-discarded" });
  });

  test("an import whose file is gone is passed over and counted, and everything else comes back", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await changePreset(open.store, { newCardsPerDay: 7 });
    machine.files.stored.clear();
    const again = await rebuilt(machine, open);
    expect((await again.store.settings()).presets).toMatchObject([{ newCardsPerDay: 7 }]);
    expect((await again.store.storageReport()).recovery).toMatchObject({ skippedRecords: 1 });
  });

  test("a record that is whole but no event of ours is passed over and counted", async () => {
    const { crc32 } = await import("./journal-format.ts");
    const machine = newMachine();
    const open = await withRivers(machine);
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    const json = '{"v":1,"id":"000000000-0000-testtest","kind":"review"}';
    machine.files.logBytes.set(
      name,
      Uint8Array.from([...bytes, ...encoder.encode(`${crc32(json)} ${json}\n`)]),
    );
    const again = await rebuilt(machine, open);
    expect((await again.store.storageReport()).recovery).toMatchObject({ skippedRecords: 1 });
    expect((await again.store.today()).decks).toHaveLength(1);
  });
});

describe("answers", () => {
  test("what needs a stored file that is gone is refused, not confirmed without having happened", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { notes } = open.collection.database;
    const [note] = await notes.toArray();
    if (!note) throw new Error("no note");
    await open.store.editNote({ noteId: note.id, fields: note.fields, tags: ["mine"] });
    const kept = new Map(machine.files.stored);
    machine.files.stored.clear();
    const { events } = await open.collection.meta();
    await expect(open.store.undo()).rejects.toMatchObject({ code: "unreadable-file" });
    expect((await notes.get(note.id))?.tags).toEqual(["mine"]);
    expect((await open.collection.meta()).events).toBe(events);
    for (const [hash, bytes] of kept) machine.files.stored.set(hash, bytes);
    await open.store.undo();
    expect(await notes.get(note.id)).toEqual(note);
  });

  test("a torn line that could not be cut off does not take the next answer with it", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const truncate = machine.files.truncateLog;
    machine.files.truncateLog = () => Promise.reject(new Error("EIO"));
    machine.files.failNextAppend(20);
    await expect(answerNext(open, machine)).rejects.toMatchObject({ code: "storage-full" });
    await expect(answerNext(open, machine)).rejects.toMatchObject({ code: "write-failed" });
    machine.files.truncateLog = truncate;
    await answerNext(open, machine);
    const again = await rebuilt(machine, open);
    expect((await again.store.today()).reviewedToday).toBe(1);
    expect((await again.store.storageReport()).recovery).toMatchObject({ skippedRecords: 0 });
  });

  test("the history of a device whose clock is ahead does not swallow the answers given here", async () => {
    const ahead = newMachine();
    ahead.now += 30 * DAY_MS;
    const source = await withRivers(ahead);
    for (let count = 0; count < 14; count++) await answerNext(source, ahead, "again");
    const machine = newMachine();
    const open = await machine.open();
    await importFile(open, await source.store.exportDecks(wholeDeck(source.deckId)));
    machine.now += DAY_MS;
    const [before] = await open.collection.database.cards.toArray();
    if (!before) throw new Error("no card");
    const version = before.lastEventId ?? "new";
    await open.store.answerCard({ ...ALL, cardId: before.id, version, grade: "easy", durationMs: 1 });
    const after = await open.collection.database.cards.get(before.id);
    expect(after?.schedule.reps).toBe(before.schedule.reps + 1);
  });

  test("a late second key press is stale also after the first answer was undone", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const [card] = (await open.store.session(ALL)).cards;
    if (!card) throw new Error("no card");
    const { cardId, version } = card;
    const input = { ...ALL, cardId, version, grade: "good", durationMs: 1 } as const;
    await open.store.answerCard(input);
    await open.store.undo();
    await expect(open.store.answerCard(input)).rejects.toMatchObject({ code: "stale" });
  });

  test("the parameters of every answer are kept and travel with an export, the default ones too", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const again = await rebuilt(machine, open);
    const [event] = await again.collection.database.reviewTail.toArray();
    if (event?.kind !== "review") throw new Error("no review");
    expect(await again.collection.database.parameterSets.get(event.parameterSetId)).toBeDefined();
    const other = await newMachine().open();
    await importFile(other, await again.store.exportDecks(wholeDeck(open.deckId)));
    const sets = await other.collection.database.parameterSets.toArray();
    expect(sets.map((set) => set.id)).toEqual([event.parameterSetId]);
  });
});

/** Takes the answer back whatever was changed since, as another device would. */
async function undoAnswer({ collection }: OpenStore): Promise<void> {
  const [answer] = await collection.database.reviewTail.toArray();
  if (!answer) throw new Error("nothing was answered");
  await collection.change(async () => ({ kind: "retract", cardId: answer.cardId, of: answer.id }));
}

describe("the day of an answer", () => {
  test("stays its day when the hour at which days begin is changed before the undo", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    machine.now = Math.floor(machine.now / DAY_MS) * DAY_MS + DAY_MS + 3 * HOUR_MS;
    await answerNext(open, machine, "good");
    await open.store.changeSettings({ rolloverHour: 0 });
    await undoAnswer(open);
    for (const row of await daysOf(open))
      expect(row).toMatchObject({ answers: 0, newCards: 0, durationMs: 0 });
  });

  test("is the same after a rebuild in another time zone", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    for (let day = 0; day < 3; day++) {
      await answerNext(open, machine, "easy");
      machine.now += DAY_MS;
    }
    const days = await daysOf(open);
    machine.offsetMinutesAt = () => 13 * 60;
    expect(await daysOf(await rebuilt(machine, open))).toEqual(days);
  });
});

describe("importing", () => {
  test("an exported subdeck that comes back with more history stays below its deck", async () => {
    const [one, two] = [newMachine(), newMachine()];
    const [here, there] = [await withRivers(one), await withRivers(two)];
    const { answered } = await answerNext(here, one);
    const row = await here.collection.database.cards.get(answered.cardId);
    if (!row) throw new Error("no card");
    await importFile(there, await here.store.exportDecks(wholeDeck(row.deckId)));
    expect((await there.store.today()).decks.map((deck) => deck.name)).toEqual(["Rivers"]);
    expect((await there.store.today()).reviewedToday).toBe(1);
  });

  test("an answer that was taken back elsewhere is taken back here, the day's count too", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const other = newMachine();
    const there = await other.open();
    await importFile(there, await open.store.exportDecks(wholeDeck(open.deckId)));
    expect((await there.store.today()).reviewedToday).toBe(1);
    await open.store.undo();
    await importFile(there, await open.store.exportDecks(wholeDeck(open.deckId)));
    expect((await there.store.today()).reviewedToday).toBe(0);
    expect(await there.collection.database.cards.toArray()).toEqual(
      await open.collection.database.cards.toArray(),
    );
  });

  test("a text that is too long for a card is refused before anything is written", async () => {
    const { store } = await newMachine().open();
    const text = GUIDE_TEXT.replace("Where a river begins.", "Where a river begins. ".repeat(12_000));
    const file = { name: "long.md", bytes: encoder.encode(text) };
    await expect(store.planImport({ source: { kind: "file", file } })).rejects.toMatchObject({
      code: "unreadable-file",
    });
  });
});
