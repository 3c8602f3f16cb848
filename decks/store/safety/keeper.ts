import { StoreError } from "../../contract.ts";
import type { SnapshotReason, SnapshotShelf, SnapshotSummary } from "../../contract/safety.ts";
import { MINUTE_MS } from "../../core/time.ts";
import type { Collection, Lock } from "../collection.ts";
import { saveDatabase } from "../saved-database.ts";
import type { SnapshotFiles } from "../snapshot-files.ts";
import { isReadable, keepSnapshot, snapshotShelf, trusted } from "./snapshots.ts";

/** Anki's own interval between two backups. */
const BETWEEN_MS = 30 * MINUTE_MS;
/** After a change it is waited so long, so that a start or a review in full swing is left alone. */
const QUIET_MS = MINUTE_MS;

/** Runs something later. @returns what cancels it */
export type Later = (run: () => void, delayMs: number) => () => void;

/** Takes snapshots when it is time, and before what changes much. */
export interface SnapshotKeeper {
  /** Something was committed: a snapshot is due half an hour after the last one. */
  changed(): void;
  /**
   * @param how.anew although nothing was committed since the newest one
   * @returns null when the newest snapshot holds everything already
   * @throws StoreError `storage-full`, `write-failed`
   */
  take(reason: SnapshotReason, how?: { readonly anew: boolean }): Promise<SnapshotSummary | null>;
  shelf(): Promise<SnapshotShelf>;
  /** Resolves when nothing that was begun by itself is still being done. */
  settled(): Promise<void>;
  close(): void;
}

export function snapshotKeeper(input: {
  readonly factory: IDBFactory;
  readonly collection: Collection;
  readonly files: SnapshotFiles;
  readonly lock: Lock;
  readonly later: Later;
}): SnapshotKeeper {
  const { collection, files, lock, later } = input;
  const { journal, clock, database } = collection;
  let cancel: (() => void) | null = null;
  let closed = false;
  let underway: Promise<void> = Promise.resolve();
  let trouble: SnapshotShelf["trouble"] = null;

  /** A snapshot from a time to come says nothing: the clock was set back. */
  async function newest(): Promise<SnapshotSummary | undefined> {
    const { snapshots } = await snapshotShelf(files);
    return trusted(snapshots).find(({ savedAt }) => savedAt <= clock.now());
  }

  /** Whether the newest one is of now. It is trusted unread only on quitting, where the journal has everything too. */
  async function isKept(events: number, reason: SnapshotReason): Promise<boolean> {
    const last = await newest();
    if (last?.events !== events || reason === "damaged") return false;
    return reason === "quit" || isReadable(files, last.name);
  }

  async function take(reason: SnapshotReason, how = { anew: false }): Promise<SnapshotSummary | null> {
    const { events } = await collection.meta();
    if (events === 0 || (!how.anew && (await isKept(events, reason)))) return null;
    try {
      const saved = await saveDatabase(input.factory, database.name);
      const rule = collection.dayRule(await collection.settings());
      const taken = await keepSnapshot(files, saved, { savedAt: clock.now(), reason, events }, rule);
      trouble = null;
      return taken;
    } catch (error) {
      const { code, detail } =
        error instanceof StoreError ? error : new StoreError("internal", String(error));
      trouble = { at: clock.now(), code, detail };
      throw error;
    }
  }

  function begin(work: Promise<void>): void {
    underway = Promise.allSettled([underway, work]).then(() => {});
  }

  async function onTime(): Promise<void> {
    cancel = null;
    await take(journal.isLong() ? "journal" : "timed");
    if (journal.isLong()) await lock(() => journal.rotate());
  }

  async function plan(): Promise<void> {
    const since = clock.now() - ((await newest())?.savedAt ?? 0);
    const wait = journal.isLong() ? 0 : BETWEEN_MS - since;
    if (closed) return;
    // What failed is shown with the snapshots, and tried again after the next change.
    cancel = later(() => begin(onTime()), Math.max(QUIET_MS, wait));
  }

  let planning = false;
  return {
    changed() {
      if (cancel !== null || planning || closed) return;
      planning = true;
      begin(plan().finally(() => (planning = false)));
    },
    take,
    settled: () => underway,
    shelf: async () => ({ ...(await snapshotShelf(files)), trouble }),
    close() {
      closed = true;
      cancel?.();
    },
  };
}
