import { StoreError } from "../../contract.ts";
import type { Recovery, SnapshotSummary } from "../../contract/safety.ts";
import type { DayRule, EpochMs } from "../../core/time.ts";
import type { Database, MetaRow } from "../database.ts";
import { type Applied, writeError } from "../journal.ts";
import {
  type Databases,
  deleteDatabase,
  type Found,
  inspectDatabase,
  openDatabase,
  rotateLog,
} from "../open-database.ts";
import { saveDatabase } from "../saved-database.ts";
import { putRows } from "./apply-snapshot.ts";
import { currentRows } from "./current-rows.ts";
import type { CollectionFiles } from "../snapshot-files.ts";
import { keepSnapshot, readSnapshot, snapshotShelf, trusted } from "./snapshots.ts";

/** What was found at the start and done about it, before the journal is replayed. */
export type Mended = Pick<Recovery, "snapshot" | "unreadableSnapshots" | "aside"> & {
  /** Null when the database was as it should be. */
  readonly cause: Recovery["cause"] | null;
};

const NOTHING = { snapshot: null, unreadableSnapshots: 0, aside: [] } as const;
/** An error that passes by itself gets so long to pass. */
const PATIENCE_MS = 200;

/**
 * Opens the database, whatever state it is in. One that is missing, empty, damaged, unreadable or beyond upgrading is
 * made anew from the newest snapshot that can be read; what it still held is kept. The journal brings the rest.
 * @throws StoreError `newer-version` with everything left as it is, `unavailable`, `write-failed`, `storage-full`
 */
export async function openRecovered(input: {
  readonly databases: Databases;
  readonly name: string;
  readonly files: CollectionFiles;
  /** Whether the databases stand in for others that cannot be opened. */
  readonly isSpare: boolean;
  readonly now: EpochMs;
  readonly rule: DayRule;
}): Promise<{ readonly database: Database; readonly mended: Mended }> {
  const { databases, name } = input;
  const rotated = await rotateLog(databases.factory, name);
  const found = await inspected(databases.factory, name);
  switch (found.kind) {
    case "newer":
      throw new StoreError("newer-version");
    case "sound":
      return asItIs(input);
    case "older":
      return upgraded(input);
    case "absent": {
      if (input.isSpare) return madeAnew(input, "database-unreadable", []);
      const cause = found.discarded || rotated.discarded ? "database-discarded" : "database-missing";
      return madeAnew(input, cause, []);
    }
    case "empty":
      return madeAnew(input, "database-empty", []);
    case "damaged":
    case "unreadable": {
      const aside = await keepReadable(input, "damaged");
      await deleteDatabase(databases.factory, name);
      return madeAnew(input, `database-${found.kind}`, aside);
    }
  }
}

type Input = Parameters<typeof openRecovered>[0];

async function inspected(factory: IDBFactory, name: string): Promise<Found> {
  const found = await inspectDatabase(factory, name);
  if (found.kind !== "unreadable") return found;
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return inspectDatabase(factory, name);
}

async function asItIs({ databases, name, files }: Input): Promise<{ database: Database; mended: Mended }> {
  const { database } = await openDatabase(name, databases);
  const isShort = await followShortJournal(database, files);
  return { database, mended: { ...NOTHING, cause: isShort ? "journal-short" : null } };
}

/** A snapshot first; when the upgrade fails, the journal is replayed instead, which needs no upgrade. */
async function upgraded(input: Input) {
  const { databases, name } = input;
  const aside = await keepReadable(input, "upgrade");
  try {
    return await asItIs(input);
  } catch (error) {
    if (error instanceof StoreError && error.code === "newer-version") throw error;
    await deleteDatabase(databases.factory, name);
    return madeAnew(input, "upgrade-failed", aside);
  }
}

/** @returns the name of the snapshot; none when nothing could be read */
async function keepReadable(input: Input, reason: "upgrade" | "damaged"): Promise<readonly string[]> {
  const saved = await saveDatabase(input.databases.factory, input.name).catch(() => null);
  if (saved === null) return [];
  const rows = saved.stores.find((store) => store.name === "meta")?.rows as readonly MetaRow[] | undefined;
  const facts = { savedAt: input.now, reason, events: rows?.[0]?.events ?? 0 };
  return [(await keepSnapshot(input.files, saved, facts, input.rule)).name];
}

async function madeAnew(input: Input, cause: Recovery["cause"], aside: readonly string[]) {
  const { databases, name, files } = input;
  const { database } = await openDatabase(name, databases);
  let unreadableSnapshots = 0;
  let snapshot: SnapshotSummary | null = null;
  // What holds more comes first: a clock that was wrong says little of what is newer.
  const candidates = trusted((await snapshotShelf(files)).snapshots).toSorted(
    (a, b) => b.events - a.events || b.savedAt - a.savedAt,
  );
  for (const candidate of candidates) {
    if (aside.includes(candidate.name)) continue;
    try {
      const saved = await currentRows(databases, await readSnapshot(files, candidate.name));
      await database.transaction("rw", database.tables, () => putRows(database, saved));
      snapshot = candidate;
      break;
    } catch (error) {
      const stop = stopping(error);
      if (stop !== null) {
        database.close();
        throw stop;
      }
      unreadableSnapshots++;
    }
  }
  if (snapshot !== null) await followShortJournal(database, files);
  return { database, mended: { cause, snapshot, unreadableSnapshots, aside } };
}

/** Null when it is the snapshot that is broken, so that an older one may do; what is wrong with the disk passes. */
function stopping(error: unknown): StoreError | null {
  const told = writeError(error);
  if (told.code === "newer-version" || told.code === "storage-full") return told;
  return told === error && told.code === "write-failed" ? told : null;
}

/**
 * Where a log is shorter than what was applied of it, or gone (an older copy was put in its place), it is filled up
 * with empty lines: what is appended from now on, under whatever name, then stands behind everything that the database
 * and every snapshot have seen.
 * @returns whether there was such a log
 */
async function followShortJournal(database: Database, files: CollectionFiles): Promise<boolean> {
  const applied: Applied = (await database.meta.get("state"))?.applied ?? {};
  const sizes = new Map((await files.logs()).map(({ name, size }) => [name, size]));
  const short = Object.entries(applied).filter(([name, end]) => (sizes.get(name) ?? 0) < end);
  for (const [name, end] of short) {
    const size = sizes.get(name);
    const claimed = await files.claimLog({ names: size === undefined ? [] : [name], fresh: name });
    if (claimed.name === name)
      await files.appendLog({ name, bytes: new Uint8Array(end - (size ?? 0)).fill(NEWLINE) });
  }
  return short.length > 0;
}

/** Logs that are gone for good are missed no more: a snapshot has what they had. */
export async function forgetLostLogs(database: Database, files: CollectionFiles): Promise<void> {
  const there = new Set((await files.logs()).map(({ name }) => name));
  await database.meta
    .where("key")
    .equals("state")
    .modify((state, row) => {
      const applied = Object.entries(state.applied).filter(([name]) => there.has(name));
      row.value = { ...state, applied: Object.fromEntries(applied) };
    });
}

const NEWLINE = 0x0a;
