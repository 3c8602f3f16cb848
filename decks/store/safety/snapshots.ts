import { StoreError } from "../../contract.ts";
import type { SnapshotName, SnapshotReason, SnapshotShelf, SnapshotSummary } from "../../contract/safety.ts";
import { keptSnapshots } from "../../core/safety/ladder.ts";
import type { DayRule, EpochMs } from "../../core/time.ts";
import { writeError } from "../journal.ts";
import type { SavedDatabase } from "../saved-database.ts";
import type { SnapshotFiles } from "../snapshot-files.ts";
import { packSnapshot, unpackSnapshot } from "./snapshot-format.ts";
import { readSnapshotName, snapshotName } from "./snapshot-name.ts";

/** What all snapshots together may take; the ladder is thinned to stay below. */
export const MOST_SNAPSHOT_BYTES = 500_000_000;
/** Besides; the newest few of them stay whatever they take. */
const MOST_DAMAGED_BYTES = 100_000_000;
/** Left free for the journal whatever else is written: years of answers fit in it. */
const RESERVE_BYTES = 20_000_000;

/** All snapshots there are, newest first. */
export async function snapshotShelf(files: SnapshotFiles): Promise<Omit<SnapshotShelf, "trouble">> {
  const snapshots = (await files.snapshots())
    .flatMap(({ name, size }): SnapshotSummary[] => {
      const facts = readSnapshotName(name);
      return facts === null ? [] : [{ ...facts, bytes: size }];
    })
    .sort((a, b) => b.savedAt - a.savedAt || b.events - a.events);
  const bytes = snapshots.reduce((sum, snapshot) => sum + snapshot.bytes, 0);
  return { snapshots, bytes, mostBytes: MOST_SNAPSHOT_BYTES };
}

/** Those that the collection may be made from: what a broken database held is for people to look at. */
export function trusted(snapshots: readonly SnapshotSummary[]): readonly SnapshotSummary[] {
  return snapshots.filter(({ reason }) => reason !== "damaged");
}

/**
 * Writes a snapshot, reads it back, and lets those go that the ladder does not keep.
 * @param saved the database, as it stood at `savedAt` after `events` changes
 * @throws StoreError `storage-full`, `write-failed`; older snapshots are then as they were
 */
export async function keepSnapshot(
  files: SnapshotFiles,
  saved: SavedDatabase,
  facts: { readonly savedAt: EpochMs; readonly reason: SnapshotReason; readonly events: number },
  rule: DayRule,
): Promise<SnapshotSummary> {
  const bytes = await packSnapshot(saved);
  const name = snapshotName(facts);
  await needRoom(files, bytes.length);
  try {
    await files.putSnapshot({ name, bytes });
  } catch (error) {
    throw writeError(error);
  }
  const written = await files.readSnapshot({ name });
  if (written === null || !(await isWhole(written, saved))) {
    await files.removeSnapshot({ name });
    throw new StoreError("write-failed", "A snapshot was written and could not be read back.");
  }
  const { snapshots } = await snapshotShelf(files);
  const good = trusted(snapshots);
  const others = snapshots.filter((snapshot) => !good.includes(snapshot));
  // On ladders of their own: what broken databases held takes the place of none that a database can be made from.
  const kept = new Set([
    ...keptSnapshots(good, facts.savedAt, rule, MOST_SNAPSHOT_BYTES),
    ...keptSnapshots(others, facts.savedAt, rule, MOST_DAMAGED_BYTES),
  ]);
  for (const snapshot of snapshots) {
    // One that another window removed, or another program holds, is no reason to be without the new one.
    if (!kept.has(snapshot)) await files.removeSnapshot({ name: snapshot.name }).catch(() => {});
  }
  return { ...facts, name, bytes: bytes.length };
}

/** @throws StoreError `not-found`, `unreadable-file`, `newer-version` */
export async function readSnapshot(files: SnapshotFiles, name: SnapshotName): Promise<SavedDatabase> {
  const bytes = await files.readSnapshot({ name });
  if (bytes === null) throw new StoreError("not-found", "That snapshot is not there any more.");
  return unpackSnapshot(bytes);
}

export async function isReadable(files: SnapshotFiles, name: SnapshotName): Promise<boolean> {
  return readSnapshot(files, name).then(
    () => true,
    () => false,
  );
}

/** @throws StoreError `storage-full` when writing so much could fill the disk */
export async function needRoom(files: SnapshotFiles, bytes: number): Promise<void> {
  const { freeBytes } = await files.room();
  if (freeBytes === null || freeBytes >= bytes + RESERVE_BYTES) return;
  const [needed, free] = [bytes + RESERVE_BYTES, freeBytes].map((each) => (each / 1_000_000).toFixed(0));
  throw new StoreError(
    "storage-full",
    `This needs ${needed} MB of free space and ${free} MB are left. Free some space, then try again; nothing was changed.`,
  );
}

async function isWhole(written: Uint8Array, saved: SavedDatabase): Promise<boolean> {
  try {
    const { stores } = await unpackSnapshot(written);
    return stores.every(({ rows }, index) => rows.length === saved.stores[index]?.rows.length);
  } catch {
    return false;
  }
}
