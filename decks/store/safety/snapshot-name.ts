import { SNAPSHOT_REASONS, type SnapshotName, type SnapshotReason } from "../../contract/safety.ts";
import type { EpochMs } from "../../core/time.ts";

/** What the name of a snapshot's file says, so that listing them opens none. */
export interface SnapshotFacts {
  readonly name: SnapshotName;
  readonly savedAt: EpochMs;
  readonly reason: SnapshotReason;
  readonly events: number;
}

/** Names sort like the times. */
export function snapshotName(facts: Omit<SnapshotFacts, "name">): SnapshotName {
  return `${String(facts.savedAt).padStart(15, "0")}-${facts.reason}-${facts.events}.snapshot` as SnapshotName;
}

/** Null for the name of anything else. */
export function readSnapshotName(name: string): SnapshotFacts | null {
  const [, savedAt, word, events] = /^(\d{15})-([a-z]+)-(\d{1,12})\.snapshot$/.exec(name) ?? [];
  const reason = SNAPSHOT_REASONS.find((known) => known === word);
  if (reason === undefined) return null;
  return {
    name: name as SnapshotName,
    savedAt: Number(savedAt) as EpochMs,
    reason,
    events: Number(events),
  };
}
