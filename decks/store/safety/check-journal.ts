import type { FileHash } from "../../core/ids.ts";
import type { StoreEvent } from "../../core/log/events.ts";
import type { Applied, Journal } from "../journal.ts";

/** A point from which the journal is read on: its beginning, or where a snapshot stood. */
export interface Base {
  readonly applied: Applied;
  /** Changes that came before. */
  readonly events: number;
}

const BEGINNING: Base = { applied: {}, events: 0 };

/** Whether the journal can bring everything back by itself, with no snapshot in place of a part of it. */
export async function isWholeAlone(journal: Journal, known: number): Promise<boolean> {
  return (await brokenFrom(journal, BEGINNING, known)).length === 0;
}

/**
 * Whether the collection can be had again without its database: from the journal alone, or from a snapshot and what
 * the journal says behind it.
 * @param known changes that the database has seen
 * @param snapshots asked for only when the journal alone is not enough
 * @returns what of the journal cannot be read and is in no snapshot; empty when all can be had again
 */
export async function journalFinding(
  journal: Journal,
  known: number,
  snapshots: () => Promise<readonly Base[]>,
): Promise<readonly string[]> {
  const broken = await brokenFrom(journal, BEGINNING, known);
  if (broken.length === 0) return [];
  for (const base of await snapshots()) {
    if ((await brokenFrom(journal, base, known)).length === 0) return [];
  }
  return broken;
}

async function brokenFrom(journal: Journal, base: Base, known: number): Promise<string[]> {
  const { events, skipped } = await journal.behind(base.applied);
  const broken = Array.from({ length: skipped }, () => "a record that cannot be read");
  const missing = known - base.events - events.length - skipped;
  for (let count = 0; count < missing; count++) broken.push("a record that is missing");
  const looked = new Map<FileHash, boolean>();
  for (const event of events) {
    for (const hash of filesNamedBy(event)) {
      const isThere = looked.get(hash) ?? (await journal.readFile(hash)) !== null;
      looked.set(hash, isThere);
      if (!isThere) broken.push(`the file ${hash.slice(0, 12)}… of ${event.kind} ${event.id}`);
    }
  }
  return broken;
}

/** What a rebuild reads; the file as the learner gave it is kept as well, but nothing depends on it. */
function filesNamedBy(event: StoreEvent): readonly FileHash[] {
  switch (event.kind) {
    case "import":
      return [event.contentsHash];
    case "edit":
      return [event.changesHash];
    case "pack":
      return event.contentsHash === null ? [] : [event.contentsHash];
    case "restore":
      return [event.snapshotHash];
    default:
      return [];
  }
}
