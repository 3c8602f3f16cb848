import { readFile } from "node:fs/promises";
import { IDBFactory, IDBObjectStore as FDBObjectStore } from "fake-indexeddb";
import { describe, expect, test, vi } from "vitest";
import { StoreError } from "../../contract.ts";
import type { DeviceId, EventId } from "../../core/ids.ts";
import { eventId } from "../../core/log/clock.ts";
import { DAY_MS, type EpochMs } from "../../core/time.ts";
import type { OpenStore } from "../study-store.ts";
import { restoreDatabase, rowsFromJson, type SavedDatabase, saveDatabase } from "../saved-database.ts";
import { answerNext, type Machine, newMachine, withRivers } from "../test-collection.ts";

/** A collection with a snapshot, and answers behind it that the journal alone has. */
async function studied(machine: Machine) {
  const open = await withRivers(machine);
  for (let count = 0; count < 3; count++) await answerNext(open, machine);
  const snapshot = await open.store.takeSnapshot({ reason: "asked" });
  for (let count = 0; count < 2; count++) await answerNext(open, machine, "again");
  const cards = await open.collection.database.cards.toArray();
  const events = (await open.collection.meta()).events;
  open.close();
  machine.kill();
  return { cards, snapshot, events };
}

const recoveryOf = async ({ store }: OpenStore) => (await store.storageReport()).recovery;

/** The database, changed by hand between two runs. */
async function tampered(machine: Machine, change: (saved: SavedDatabase) => SavedDatabase): Promise<void> {
  const saved = change(await saveDatabase(machine.indexedDB, "cardinal"));
  machine.indexedDB = new IDBFactory();
  await restoreDatabase(machine.indexedDB, saved);
}

const without = (table: string) => (saved: SavedDatabase) => ({
  ...saved,
  stores: saved.stores.filter(({ name }) => name !== table),
});
const emptied = (saved: SavedDatabase): SavedDatabase => ({
  ...saved,
  stores: saved.stores.map((store) => ({ ...store, rows: [] })),
});

describe("a collection comes back by itself", () => {
  const LOST = [
    {
      what: "is missing",
      cause: "database-missing",
      lose: async (machine: Machine) => void (machine.indexedDB = new IDBFactory()),
    },
    {
      what: "is empty",
      cause: "database-empty",
      lose: (machine: Machine) => tampered(machine, emptied),
    },
    {
      what: "has lost a table, as a half-done upgrade leaves it",
      cause: "database-damaged",
      lose: (machine: Machine) => tampered(machine, without("reviewTail")),
    },
  ] as const;

  test.each(LOST)(
    "when the database $what, from the newest snapshot and the journal",
    async ({ cause, lose }) => {
      const machine = newMachine();
      const before = await studied(machine);
      await lose(machine);
      const open = await machine.open();
      expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
      expect(await recoveryOf(open)).toMatchObject({
        cause,
        snapshot: { name: before.snapshot?.name },
        replayedEvents: 2,
        skippedRecords: 0,
        unreadableSnapshots: 0,
      });
      expect((await open.store.checkCollection({ mend: false })).findings).toEqual([]);
      expect((await open.collection.meta()).events).toBe(before.events);
    },
  );

  test("and what a damaged database still held is kept", async () => {
    const machine = newMachine();
    await studied(machine);
    await tampered(machine, without("reviewTail"));
    const open = await machine.open();
    const { aside = [] } = (await recoveryOf(open)) ?? {};
    expect(aside).toHaveLength(1);
    expect((await open.store.snapshots()).snapshots.map(({ name }) => name)).toContain(aside[0]);
    // A second loss is not answered with what was broken.
    open.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    expect((await recoveryOf(await machine.open()))?.snapshot?.reason).toBe("asked");
  });

  test("when the database cannot be opened", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    const factory = machine.indexedDB;
    const [open, remove] = [factory.open.bind(factory), factory.deleteDatabase.bind(factory)];
    let broken = true;
    factory.open = (name, version) => {
      if (!broken || name !== "cardinal") return version === undefined ? open(name) : open(name, version);
      // Chromium's own: an error when the backing store cannot be opened.
      return failing(new DOMException("Internal error opening backing store", "UnknownError"));
    };
    factory.deleteDatabase = (name) => {
      if (name === "cardinal") broken = false;
      return remove(name);
    };
    const again = await machine.open();
    expect(await recoveryOf(again)).toMatchObject({ cause: "database-unreadable", replayedEvents: 2 });
    expect(await again.collection.database.cards.toArray()).toEqual(before.cards);
  });

  test("when a table of the database cannot be read", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    const unreadable = new DOMException("Failed to read", "DataError");
    const { count, getAll } = FDBObjectStore.prototype;
    const methods = [
      vi.spyOn(FDBObjectStore.prototype, "count").mockImplementation(function (this: IDBObjectStore) {
        return this.name === "notes" ? failing<number>(unreadable) : count.call(this);
      }),
      vi.spyOn(FDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore) {
        return this.name === "notes" ? failing<unknown[]>(unreadable) : getAll.call(this);
      }),
    ];
    const remove = machine.indexedDB.deleteDatabase.bind(machine.indexedDB);
    machine.indexedDB.deleteDatabase = (name) => {
      if (name === "cardinal") for (const method of methods) method.mockRestore();
      return remove(name);
    };
    const again = await machine.open();
    expect(await recoveryOf(again)).toMatchObject({ cause: "database-unreadable", replayedEvents: 2 });
    expect(await again.collection.database.cards.toArray()).toEqual(before.cards);
  });

  test("when the newest snapshot is damaged, from the one before it", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    const first = await machine.open();
    await answerNext(first, machine);
    const newest = await first.store.takeSnapshot({ reason: "asked" });
    const cards = await first.collection.database.cards.toArray();
    first.close();
    machine.kill();
    machine.indexedDB = new IDBFactory();
    const bytes = machine.files.snapshotBytes.get(newest?.name ?? "");
    machine.files.snapshotBytes.set(newest?.name ?? "", bytes?.slice(0, 100) ?? new Uint8Array());
    const open = await machine.open();
    expect(await recoveryOf(open)).toMatchObject({
      snapshot: { name: before.snapshot?.name },
      unreadableSnapshots: 1,
      replayedEvents: 3,
    });
    expect(await open.collection.database.cards.toArray()).toEqual(cards);
  });

  test("when no snapshot can be read, from the journal alone", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    machine.indexedDB = new IDBFactory();
    for (const name of machine.files.snapshotBytes.keys())
      machine.files.snapshotBytes.set(name, new TextEncoder().encode("garbage"));
    const open = await machine.open();
    expect(await recoveryOf(open)).toMatchObject({ snapshot: null, replayedEvents: before.events });
    expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
  });

  test("when the end of the journal is torn: the end is kept aside, and everything whole counts", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    const [[name, bytes] = ["", new Uint8Array()]] = machine.files.logBytes;
    const torn = new TextEncoder().encode('0badc0de {"v":5,"id":"0mp2');
    machine.files.logBytes.set(name, Uint8Array.from([...bytes, ...torn]));
    const open = await machine.open();
    const recovery = await recoveryOf(open);
    expect(recovery).toMatchObject({ cause: "journal-torn", replayedEvents: 0, skippedRecords: 0 });
    expect(machine.files.aside.get(recovery?.aside[0] ?? "")).toEqual(torn);
    expect(machine.files.logBytes.get(name)).toEqual(bytes);
    expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
  });

  test("when an older database was put in its place, the journal brings it up to date", async () => {
    const machine = newMachine();
    const first = await withRivers(machine);
    await answerNext(first, machine);
    const older = await saveDatabase(machine.indexedDB, "cardinal");
    for (let count = 0; count < 3; count++) await answerNext(first, machine);
    const cards = await first.collection.database.cards.toArray();
    first.close();
    machine.kill();
    await tampered(machine, () => older);
    const open = await machine.open();
    expect(await recoveryOf(open)).toMatchObject({ cause: "database-behind", replayedEvents: 3 });
    expect(await open.collection.database.cards.toArray()).toEqual(cards);
  });

  test("tells of a journal that is gone once, not at every start", async () => {
    const machine = newMachine();
    await studied(machine);
    machine.files.logBytes.clear();
    const first = await machine.open();
    expect(await recoveryOf(first)).toMatchObject({ cause: "journal-short" });
    first.close();
    machine.kill();
    const second = await machine.open();
    expect(await recoveryOf(second)).toBeNull();
    expect((await second.store.checkCollection({ mend: false })).findings).toEqual([]);
  });

  test("when the journal is gone or older than the database, a snapshot takes its place at once", async () => {
    for (const left of [0, 400]) {
      const machine = newMachine();
      const before = await studied(machine);
      machine.files.snapshotBytes.clear();
      for (const [name, bytes] of machine.files.logBytes) {
        if (left === 0) machine.files.logBytes.delete(name);
        else machine.files.logBytes.set(name, bytes.slice(0, left));
      }
      const open = await machine.open();
      expect(await recoveryOf(open)).toMatchObject({ cause: "journal-short" });
      expect((await open.store.snapshots()).snapshots).toMatchObject([{ reason: "journal" }]);
      expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
      // What is answered from now on is in the journal: both survive the next loss.
      await answerNext(open, machine);
      const cards = await open.collection.database.cards.toArray();
      open.close();
      machine.kill();
      machine.indexedDB = new IDBFactory();
      const again = await machine.open();
      expect(await again.collection.database.cards.toArray()).toEqual(cards);
    }
  });
});

test("a log that is gone gives its name to no other: what is answered behind it outlives the database", async () => {
  const machine = newMachine();
  machine.longestLogBytes = 3_000;
  const first = await withRivers(machine);
  for (let count = 0; count < 12; count++) await answerNext(first, machine, "again");
  first.close();
  machine.kill();
  // The first log is full; an older copy of the folder has no other.
  const second = await machine.open();
  for (let count = 0; count < 4; count++) await answerNext(second, machine, "again");
  second.close();
  machine.kill();
  expect(machine.files.logBytes.delete("testtest-2.log")).toBe(true);
  const third = await machine.open();
  expect(await recoveryOf(third)).toMatchObject({ cause: "journal-short" });
  await answerNext(third, machine, "again");
  const cards = await third.collection.database.cards.toArray();
  third.close();
  machine.kill();
  machine.indexedDB = new IDBFactory();
  const fourth = await machine.open();
  expect(await fourth.collection.database.cards.toArray()).toEqual(cards);
  fourth.close();
  machine.kill();
  // It is told once.
  expect(await recoveryOf(await machine.open())).toBeNull();
});

test("what damaged databases held, however large, pushes out no snapshot that a start can be made from", async () => {
  const machine = newMachine();
  const { snapshot } = await studied(machine);
  const { snapshots } = machine.files;
  const large = async () => (await snapshots()).map(({ name }) => ({ name, size: 200_000_000 }));
  for (let start = 0; start < 4; start++) {
    machine.now += DAY_MS;
    Object.assign(machine.files, { snapshots: large });
    await tampered(machine, without("reviewTail"));
    const open = await machine.open();
    expect(await recoveryOf(open)).toMatchObject({ snapshot: { name: snapshot?.name } });
    open.close();
    machine.kill();
  }
});

test("a journal that is short is told on a full disk too, and what is there can be learned", async () => {
  const machine = newMachine();
  await studied(machine);
  machine.files.snapshotBytes.clear();
  for (const [name, bytes] of machine.files.logBytes) machine.files.logBytes.set(name, bytes.slice(0, 400));
  machine.files.freeBytes = 0;
  const open = await machine.open();
  expect(await recoveryOf(open)).toMatchObject({ cause: "journal-short" });
  expect((await open.store.snapshots()).trouble).toMatchObject({ code: "storage-full" });
  await answerNext(open, machine);
  expect((await open.store.today()).reviewedToday).toBe(6);
});

test("an older database that holds nothing is made from the newest snapshot, whatever the journal lacks", async () => {
  const machine = newMachine();
  const before = await studied(machine);
  for (const [name, bytes] of machine.files.logBytes) machine.files.logBytes.set(name, bytes.slice(0, 400));
  await tampered(machine, (saved) => emptied({ ...without("steps")(saved), version: 40 }));
  const open = await machine.open();
  expect(await recoveryOf(open)).toMatchObject({
    cause: "database-empty",
    snapshot: { name: before.snapshot?.name },
  });
});

test("a snapshot that cannot be read for now is waited for, not passed over for less", async () => {
  const machine = newMachine();
  const before = await studied(machine);
  machine.indexedDB = new IDBFactory();
  const { readSnapshot } = machine.files;
  const busy = () => Promise.reject(new StoreError("write-failed", "another program has it open"));
  Object.assign(machine.files, { readSnapshot: busy });
  await expect(machine.open()).rejects.toMatchObject({ code: "write-failed" });
  Object.assign(machine.files, { readSnapshot });
  expect(await recoveryOf(await machine.open())).toMatchObject({
    snapshot: { name: before.snapshot?.name },
    unreadableSnapshots: 0,
  });
});

test.each(["cards", "reviewSegments"])(
  "a disk that is full at the start is said, and makes do with no less: %s",
  async (table) => {
    const machine = newMachine();
    const before = await studied(machine);
    const isRecovery = table === "cards";
    if (isRecovery) machine.indexedDB = new IDBFactory();
    else await longTail(machine);
    const { put } = FDBObjectStore.prototype;
    FDBObjectStore.prototype.put = function (...input: Parameters<typeof put>) {
      if (this.name === table) throw new DOMException("the disk is full", "QuotaExceededError");
      return put.apply(this, input);
    };
    try {
      const opening = machine.open();
      // Sealing can wait for another day; a snapshot in place of the database cannot.
      if (isRecovery) await expect(opening).rejects.toMatchObject({ code: "storage-full" });
      else (await opening).close();
    } finally {
      FDBObjectStore.prototype.put = put;
    }
    machine.kill();
    const open = await machine.open();
    expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
    if (isRecovery)
      expect(await recoveryOf(open)).toMatchObject({ snapshot: { name: before.snapshot?.name } });
  },
);

/** More events than stay unsealed, of a card that is gone. */
async function longTail(machine: Machine): Promise<void> {
  await tampered(machine, (saved) => {
    const stores = saved.stores.map((store) => {
      const [row] = store.rows as { readonly id: EventId }[];
      if (store.name !== "reviewTail" || !row) return store;
      const old = Array.from({ length: 2_100 }, (_, index) => ({
        ...row,
        cardId: "gone",
        id: eventId({ wall: index as EpochMs, counter: 0, device: "testtest" as DeviceId }),
      }));
      return { ...store, rows: [...old, ...store.rows] };
    });
    return { ...saved, stores };
  });
}

test("of a snapshot from a time to come and one that holds more, the start takes the one that holds more", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  machine.now += 365 * DAY_MS;
  await open.store.takeSnapshot({ reason: "asked" });
  // The clock is right again, and the journal is lost with the database.
  machine.now -= 365 * DAY_MS;
  for (let count = 0; count < 3; count++) await answerNext(open, machine);
  const taken = await open.store.takeSnapshot({ reason: "asked" });
  const cards = await open.collection.database.cards.toArray();
  open.close();
  machine.kill();
  machine.indexedDB = new IDBFactory();
  machine.files.logBytes.clear();
  const again = await machine.open();
  expect(await recoveryOf(again)).toMatchObject({ snapshot: { name: taken?.name } });
  expect(await again.collection.database.cards.toArray()).toEqual(cards);
});

test("a second start before anything was done finds nothing to mend", async () => {
  const machine = newMachine();
  (await machine.open()).close();
  machine.kill();
  expect(await recoveryOf(await machine.open())).toBeNull();
});

describe("an upgrade", () => {
  test("that fails is answered with the journal, and what the older database held is kept", async () => {
    const machine = newMachine();
    const before = await studied(machine);
    // A row that no upgrade can read, in a database of the version before.
    await tampered(machine, (saved) => ({
      ...without("steps")(saved),
      version: 40,
      stores: without("steps")(saved).stores.map((store) =>
        store.name === "cards" ? { ...store, rows: [{ id: "a card without anything" }] } : store,
      ),
    }));
    const open = await machine.open();
    expect(await recoveryOf(open)).toMatchObject({ cause: "upgrade-failed" });
    expect(await open.collection.database.cards.toArray()).toEqual(before.cards);
    expect((await open.store.snapshots()).snapshots.map(({ reason }) => reason)).toContain("upgrade");
  });

  test("that goes well has a snapshot of what was before it", async () => {
    const machine = newMachine();
    const file = new URL("../fixtures/version-4.json", import.meta.url);
    await restoreDatabase(machine.indexedDB, rowsFromJson(await readFile(file, "utf8")) as SavedDatabase);
    const open = await machine.open();
    expect((await recoveryOf(open))?.cause).not.toBe("upgrade-failed");
    const snapshot = (await open.store.snapshots()).snapshots.find(({ reason }) => reason === "upgrade");
    if (!snapshot) throw new Error("no snapshot");
    const plan = await open.store.planRestore({ name: snapshot.name });
    expect(plan.then).toEqual(plan.now);
    await open.store.restore({ name: snapshot.name, planId: plan.planId });
    const broken = (await open.store.checkCollection({ mend: false })).findings.map((one) => one.invariant);
    // The saved database came without the journal and the files that it had.
    expect(broken.filter((one) => one !== "journal" && one !== "media")).toEqual([]);
  });
});

describe("two windows and two days", () => {
  test("a second window opens on what the first holds, and finds nothing to mend", async () => {
    const machine = newMachine();
    const first = await withRivers(machine);
    await answerNext(first, machine);
    machine.files = machine.files.otherWriter();
    const second = await machine.open();
    expect(await recoveryOf(second)).toBeNull();
    await answerNext(second, machine);
    await answerNext(first, machine);
    expect((await first.store.today()).reviewedToday).toBe(3);
    expect((await second.store.today()).reviewedToday).toBe(3);
  });

  test("the day of a daylight-saving change begins once, and counts its answers once", async () => {
    const machine = newMachine();
    // In central Europe clocks go back an hour on 2026-10-25 at 01:00 UTC.
    machine.offsetMinutesAt = (at) => (at < Date.UTC(2026, 9, 25, 1) ? 120 : 60);
    machine.now = Date.UTC(2026, 9, 24, 20);
    const open = await withRivers(machine);
    await answerNext(open, machine);
    machine.now = Date.UTC(2026, 9, 25, 1, 30);
    await answerNext(open, machine);
    expect((await open.store.today()).reviewedToday).toBe(2);
    machine.now = Date.UTC(2026, 9, 25, 3, 30);
    expect((await open.store.today()).reviewedToday).toBe(0);
    await answerNext(open, machine);
    machine.now += DAY_MS - 60_000;
    expect((await open.store.today()).daysInARow).toBe(2);
  });
});

function failing<T = IDBDatabase>(error: DOMException): IDBRequest<T> & IDBOpenDBRequest {
  const target = new EventTarget() as IDBRequest<T> & IDBOpenDBRequest;
  Object.defineProperty(target, "error", { value: error });
  setTimeout(() => {
    target.onerror?.(new Event("error"));
    target.dispatchEvent(new Event("error"));
  }, 0);
  return target;
}
