import { StoreError } from "../../contract.ts";
import type {
  CollectionTotals,
  RestorePlan,
  SafetyVerbs,
  SnapshotName,
  SnapshotSummary,
} from "../../contract/safety.ts";
import type { Note } from "../../core/cards/types.ts";
import { retractedIn } from "../../core/log/fold.ts";
import { type ReviewSegment, unpackSegment } from "../../core/log/review-segments.ts";
import { same } from "../../core/same.ts";
import type { ScheduleEvent } from "../../core/schedule/types.ts";
import type { FileDeck } from "../../formats/deck-file.ts";
import type { Collection } from "../collection.ts";
import type { CardRow, MetaRow } from "../database.ts";
import type { Databases } from "../open-database.ts";
import { type SavedDatabase, saveDatabase } from "../saved-database.ts";
import { currentRows } from "./current-rows.ts";
import type { SnapshotKeeper } from "./keeper.ts";
import type { SnapshotFiles } from "../snapshot-files.ts";
import { packSnapshot } from "./snapshot-format.ts";
import { readSnapshot, trusted } from "./snapshots.ts";

/** Looking at a snapshot, and going back to it. */
export function restoreVerbs(input: {
  readonly databases: Databases;
  readonly collection: Collection;
  readonly files: SnapshotFiles;
  readonly keeper: SnapshotKeeper;
}): Pick<SafetyVerbs, "planRestore" | "restore"> {
  const { databases, collection, files, keeper } = input;

  async function found(name: SnapshotName): Promise<{ snapshot: SnapshotSummary; saved: SavedDatabase }> {
    const snapshot = (await keeper.shelf()).snapshots.find((one) => one.name === name);
    if (!snapshot) throw new StoreError("not-found", "That snapshot is not there any more.");
    return { snapshot, saved: await currentRows(databases, await readSnapshot(files, name)) };
  }

  /** The collection as it stands, so that a plan made of another one is known. */
  const planId = async (name: SnapshotName) => `${name}/${(await collection.meta()).events}`;

  return {
    async planRestore({ name }) {
      const { snapshot, saved } = await found(name);
      const here = await saveDatabase(databases.factory, collection.database.name);
      return { planId: await planId(name), snapshot, ...difference(here, saved) };
    },
    async restore({ name, planId: planned }) {
      if ((await planId(name)) !== planned) throw new StoreError("stale");
      const { snapshot, saved } = await found(name);
      const taken = await keeper.take("restore");
      const { snapshots } = await keeper.shelf();
      const now = collection.clock.now();
      const before = taken ?? trusted(snapshots).find(({ savedAt }) => savedAt <= now);
      const bytes = before && (await files.readSnapshot({ name: before.name }));
      if (!before || !bytes)
        throw new StoreError("internal", "The snapshot from before the restoring is gone.");
      // Kept among the files of the journal: the ladder lets both go one day, and a rebuild needs them then too.
      const snapshotHash = await collection.journal.putFile(await packSnapshot(saved));
      const beforeHash = await collection.journal.putFile(bytes);
      await collection.catchUp();
      await collection.change(async () => {
        if ((await planId(name)) !== planned) throw new StoreError("stale");
        return { kind: "restore", snapshotHash, beforeHash, savedAt: snapshot.savedAt };
      });
      return before;
    },
  };
}

function difference(here: SavedDatabase, there: SavedDatabase): Omit<RestorePlan, "planId" | "snapshot"> {
  const decks = { here: byId<FileDeck>(here, "decks"), there: byId<FileDeck>(there, "decks") };
  const cards = { here: byId<CardRow>(here, "cards"), there: byId<CardRow>(there, "cards") };
  const notes = { here: byId<Note>(here, "notes"), there: byId<Note>(there, "notes") };
  const reviews = { here: standingReviews(here), there: standingReviews(there) };
  return {
    now: totals(here, reviews.here),
    then: totals(there, reviews.there),
    decksBack: missing(decks.there, decks.here).map(({ name }) => name),
    decksGone: missing(decks.here, decks.there).map(({ name }) => name),
    cardsBack: missing(cards.there, cards.here).length,
    cardsGone: missing(cards.here, cards.there).length,
    cardsMoved: changed(cards, (a, b) => a.lastEventId === b.lastEventId),
    notesChanged: changed(notes, (a, b) => same(a.fields, b.fields) && same(a.tags, b.tags)),
    reviewsGone: [...reviews.here].filter((id) => !reviews.there.has(id)).length,
    settingsChange: !same(settingsIn(here), settingsIn(there)),
  };
}

function totals(saved: SavedDatabase, reviews: ReadonlySet<string>): CollectionTotals {
  const count = (table: string) => rowsOf(saved, table).length;
  return { decks: count("decks"), notes: count("notes"), cards: count("cards"), reviews: reviews.size };
}

function standingReviews(saved: SavedDatabase): ReadonlySet<string> {
  const events = [
    ...(rowsOf(saved, "reviewSegments") as ReviewSegment[]).flatMap((segment) => unpackSegment(segment)),
    ...(rowsOf(saved, "reviewTail") as ScheduleEvent[]),
  ];
  const retracted = retractedIn(events);
  return new Set(events.flatMap(({ kind, id }) => (kind === "review" && !retracted.has(id) ? [id] : [])));
}

function settingsIn(saved: SavedDatabase): unknown {
  return (rowsOf(saved, "meta") as MetaRow[])[0]?.settings ?? null;
}

function rowsOf(saved: SavedDatabase, table: string): readonly unknown[] {
  return saved.stores.find(({ name }) => name === table)?.rows ?? [];
}

function byId<Row extends { readonly id: string }>(
  saved: SavedDatabase,
  table: string,
): ReadonlyMap<string, Row> {
  return new Map((rowsOf(saved, table) as Row[]).map((row) => [row.id, row]));
}

/** Rows of the first that the second has not. */
function missing<Row>(rows: ReadonlyMap<string, Row>, others: ReadonlyMap<string, Row>): Row[] {
  return [...rows].flatMap(([id, row]) => (others.has(id) ? [] : [row]));
}

function changed<Row>(
  rows: { readonly here: ReadonlyMap<string, Row>; readonly there: ReadonlyMap<string, Row> },
  isSame: (here: Row, there: Row) => boolean,
): number {
  return [...rows.here].filter(([id, row]) => {
    const other = rows.there.get(id);
    return other !== undefined && !isSame(row, other);
  }).length;
}
