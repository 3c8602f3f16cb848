import type { StoreErrorCode } from "../contract.ts";
import type { EpochMs } from "../core/time.ts";

/** Why a snapshot was taken. */
export const SNAPSHOT_REASONS = [
  /** Half an hour had passed, and something had changed. */
  "timed",
  "quit",
  /** The learner asked for it. */
  "asked",
  /** Before a file was imported, a database upgraded, a snapshot restored, many cards changed at once. */
  "import",
  "upgrade",
  "restore",
  "bulk",
  /** What a damaged database still held, before it was made anew. */
  "damaged",
  /** A piece of the journal was full, or was found shorter than the database knew it. */
  "journal",
] as const;
export type SnapshotReason = (typeof SNAPSHOT_REASONS)[number];

/** The name of a snapshot's file, which says when, why and after how many changes it was taken. */
export type SnapshotName = string & { readonly __id: "snapshot" };

export interface SnapshotSummary {
  readonly name: SnapshotName;
  readonly savedAt: EpochMs;
  readonly reason: SnapshotReason;
  /** Compressed. */
  readonly bytes: number;
  /** Changes that the collection had seen. */
  readonly events: number;
}

export interface SnapshotShelf {
  /** Newest first. */
  readonly snapshots: readonly SnapshotSummary[];
  /** All of them, compressed, and what they may take at most. */
  readonly bytes: number;
  readonly mostBytes: number;
  /** Why the last try to take one failed, as a `StoreError` says it; null when it did not. */
  readonly trouble: { readonly at: EpochMs; readonly code: StoreErrorCode; readonly detail: string } | null;
}

export interface CollectionTotals {
  readonly decks: number;
  readonly notes: number;
  readonly cards: number;
  /** Answers that stand, practice aside. */
  readonly reviews: number;
}

/** What restoring a snapshot would change; writes nothing. */
export interface RestorePlan {
  readonly planId: string;
  readonly snapshot: SnapshotSummary;
  readonly now: CollectionTotals;
  readonly then: CollectionTotals;
  /** Names of decks that are in the snapshot alone, and of those that are here alone. */
  readonly decksBack: readonly string[];
  readonly decksGone: readonly string[];
  readonly cardsBack: number;
  readonly cardsGone: number;
  /** Cards on both sides that would stand elsewhere in their schedule. */
  readonly cardsMoved: number;
  /** Notes on both sides with other texts. */
  readonly notesChanged: number;
  /** Answers given since, which would count no more. */
  readonly reviewsGone: number;
  readonly settingsChange: boolean;
}

/** A rule that every collection keeps, and that a check proves. */
export const INVARIANTS = [
  /** A card's schedule is the outcome of its history. */
  "schedule",
  /** A deck's counts are those of its cards. */
  "counts",
  /** A card has its note and its deck; a deck its parent; a guide its deck; a note of a type its type. */
  "references",
  /** A picture or sound is there, and is what it was. */
  "media",
  /** Every record of the journal can be read, and the files that it names are there. */
  "journal",
  /** The newest snapshots can be read. */
  "snapshots",
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export interface CheckFinding {
  readonly invariant: Invariant;
  /** How many cards, decks, files or records break it. */
  readonly count: number;
  /** Some of them, in words that a person can look for. */
  readonly examples: readonly string[];
  /** How many of them were put right. */
  readonly mended: number;
}

export interface CheckReport {
  readonly at: EpochMs;
  readonly checked: {
    readonly cards: number;
    readonly reviews: number;
    readonly decks: number;
    readonly media: number;
    readonly events: number;
    readonly snapshots: number;
  };
  /** Empty when all is well. */
  readonly findings: readonly CheckFinding[];
}

export interface StorageReport {
  /** Whether the browser promised not to evict the data; null where the question makes no sense (desktop). */
  readonly persisted: boolean | null;
  readonly usedBytes: number | null;
  /** What the disk or the quota still takes; null where it cannot be known. */
  readonly freeBytes: number | null;
  readonly journal: { readonly events: number; readonly bytes: number };
  /** What the last start found and did; null when all was well. */
  readonly recovery: Recovery | null;
}

export interface Recovery {
  readonly at: EpochMs;
  readonly cause:
    | "database-missing"
    /** It was there, and held nothing. */
    | "database-empty"
    | "database-discarded"
    /** It could not be opened, or not be read. */
    | "database-unreadable"
    /** Tables of it were missing. */
    | "database-damaged"
    | "upgrade-failed"
    /** The last changes had not reached it. */
    | "database-behind"
    /** The journal, not the database: its end was torn, or it was shorter than the database knew it. */
    | "journal-torn"
    | "journal-short";
  /** The snapshot that the database was made from; null when none was needed or none could be read. */
  readonly snapshot: SnapshotSummary | null;
  /** Snapshots that were passed over because they could not be read. */
  readonly unreadableSnapshots: number;
  readonly replayedEvents: number;
  readonly skippedRecords: number;
  /** Files that were kept aside, by name. */
  readonly aside: readonly string[];
}

/** Keeping everything safe, and getting it back. */
export interface SafetyVerbs {
  /** Where the data is, whether it may be evicted, and what the last start had to mend. */
  storageReport(): Promise<StorageReport>;
  snapshots(): Promise<SnapshotShelf>;
  /**
   * Takes a snapshot and reads it back.
   * @returns null when nothing has changed since the newest one
   * @throws StoreError `storage-full`, `write-failed`
   */
  takeSnapshot(input: { readonly reason: "asked" | "quit" }): Promise<SnapshotSummary | null>;
  /** @throws StoreError `not-found`, `unreadable-file`, `newer-version` */
  planRestore(input: { readonly name: SnapshotName }): Promise<RestorePlan>;
  /**
   * Makes the collection what it was, after a snapshot of what it is now.
   * @returns the snapshot that takes the restoring back when it is restored itself
   * @throws StoreError as `planRestore`, and `stale` when the collection has changed since the plan
   */
  restore(input: { readonly name: SnapshotName; readonly planId: string }): Promise<SnapshotSummary>;
  /** Proves that the collection is whole. @param input.mend put right what can be put right without loss */
  checkCollection(input: { readonly mend: boolean }): Promise<CheckReport>;
}
