import { StoreError } from "../../contract.ts";
import type { CheckFinding, CheckReport, Invariant, SafetyVerbs } from "../../contract/safety.ts";
import { eventsByCard } from "../../core/log/events-by-card.ts";
import { fold } from "../../core/log/fold.ts";
import { same } from "../../core/same.ts";
import type { Collection, Lock } from "../collection.ts";
import { countsOf, NO_COUNTS, withSchedule } from "../card-rows.ts";
import type { CardRow, DeckCountsRow, MetaRow } from "../database.ts";
import { allHistory } from "../history.ts";
import { type Base, isWholeAlone, journalFinding } from "./check-journal.ts";
import { brokenReferences, titled, unreadableTables } from "./check-references.ts";
import type { SnapshotKeeper } from "./keeper.ts";
import type { SnapshotFiles } from "../snapshot-files.ts";
import { readSnapshot, trusted } from "./snapshots.ts";

/** So many of the newest snapshots are read whole. */
const SNAPSHOTS_READ = 5;
const EXAMPLES = 5;

/** What a check found broken, before anything is mended. */
export interface Broken {
  readonly invariant: Invariant;
  /** One a card, deck, file or record, in words to look for. */
  readonly what: readonly string[];
}

/** Proving that the collection is whole, and mending what can be mended without loss. */
export function checkVerbs(input: {
  readonly collection: Collection;
  readonly files: SnapshotFiles;
  readonly keeper: SnapshotKeeper;
  readonly lock: Lock;
}): Pick<SafetyVerbs, "checkCollection"> {
  const { collection, files, keeper, lock } = input;
  const { database, journal, clock } = collection;

  async function counted(): Promise<CheckReport["checked"]> {
    const [cards, decks, media, { events }, history, { snapshots }] = await Promise.all([
      database.cards.count(),
      database.decks.count(),
      database.media.count(),
      collection.meta(),
      // What cannot be read is a finding, and counts as nothing.
      allHistory(database).catch(() => []),
      keeper.shelf(),
    ]);
    const reviews = history.filter(({ kind }) => kind === "review").length;
    return { cards, decks, media, events, reviews, snapshots: Math.min(SNAPSHOTS_READ, snapshots.length) };
  }

  async function broken(): Promise<Broken[]> {
    const unreadable = await unreadableTables(database);
    // Nothing else can be told of tables that cannot be read.
    if (unreadable.length > 0) return [{ invariant: "references", what: unreadable }];
    // In one transaction: another tab's answer between two reads would look like a broken rule.
    const { misfolded, miscounted, references } = await database.transaction(
      "r",
      database.tables,
      async () => ({
        misfolded: await misfoldedCards(),
        miscounted: await miscountedDecks(),
        references: await brokenReferences(database),
      }),
    );
    const media = await brokenMedia();
    const log = await journalFinding(journal, (await collection.meta()).events, snapshotBases);
    const snapshots = await brokenSnapshots();
    const found: Broken[] = [
      { invariant: "schedule", what: await titlesOf(misfolded) },
      { invariant: "counts", what: await namesOf(miscounted) },
      { invariant: "references", what: references },
      { invariant: "media", what: media },
      { invariant: "journal", what: log },
      { invariant: "snapshots", what: snapshots },
    ];
    return found.filter(({ what }) => what.length > 0);
  }

  async function titlesOf(cards: readonly CardRow[]): Promise<string[]> {
    const notes = await database.notes.bulkGet(cards.map(({ noteId }) => noteId));
    return cards.map(({ id }, index) => titled(notes[index]) ?? `card ${id}`);
  }

  async function namesOf(counts: readonly DeckCountsRow[]): Promise<string[]> {
    const decks = await database.decks.bulkGet(counts.map(({ deckId }) => deckId));
    return counts.map(({ deckId }, index) => (decks[index]?.name ? `“${decks[index].name}”` : deckId));
  }

  /** Cards as they should be, where they are not. */
  async function misfoldedCards(): Promise<CardRow[]> {
    const history = eventsByCard(await allHistory(database));
    return (await database.cards.toArray()).flatMap((row) => {
      const right = withSchedule(row, fold(history.get(row.id) ?? []));
      return same(row, right) ? [] : [right];
    });
  }

  /** Counts as they should be, where they are not. */
  async function miscountedDecks(): Promise<DeckCountsRow[]> {
    const rows = new Map<string, CardRow[]>();
    for (const row of await database.cards.toArray()) {
      const there = rows.get(row.deckId);
      if (there) there.push(row);
      else rows.set(row.deckId, [row]);
    }
    const counts = new Map((await database.deckCounts.toArray()).map((row) => [row.deckId, row]));
    const decks = await database.decks.toArray();
    return decks.flatMap(({ id }) => {
      const right = { deckId: id, ...countsOf(rows.get(id) ?? []) };
      return same(counts.get(id) ?? { deckId: id, ...NO_COUNTS }, right) ? [] : [right];
    });
  }

  async function brokenMedia(): Promise<string[]> {
    const names: string[] = [];
    for (const { id, hash } of await database.media.toArray()) {
      if ((await journal.readFile(hash)) === null) names.push(id);
    }
    return names;
  }

  async function snapshotBases(): Promise<readonly Base[]> {
    const bases: Base[] = [];
    for (const { name } of trusted((await keeper.shelf()).snapshots).slice(0, SNAPSHOTS_READ)) {
      const saved = await readSnapshot(files, name).catch(() => null);
      const rows = saved?.stores.find((store) => store.name === "meta")?.rows as MetaRow[] | undefined;
      if (rows?.[0]) bases.push(rows[0]);
    }
    return bases;
  }

  async function brokenSnapshots(): Promise<string[]> {
    const names: string[] = [];
    for (const { name } of (await keeper.shelf()).snapshots.slice(0, SNAPSHOTS_READ)) {
      const isWhole = await readSnapshot(files, name).then(
        () => true,
        // It is whole to the Cardinal that wrote it.
        (error: unknown) => error instanceof StoreError && error.code === "newer-version",
      );
      if (!isWhole) names.push(name);
    }
    return names;
  }

  /** Cards stand where their histories say, and decks are counted anew. */
  async function mendRows(): Promise<void> {
    await lock(async () => {
      await database.transaction("rw", database.tables, async () => {
        await database.cards.bulkPut(await misfoldedCards());
        await database.deckCounts.bulkPut(await miscountedDecks());
      });
    });
  }

  async function mend(found: readonly Broken[]): Promise<void> {
    const has = (invariant: Invariant) => found.some((one) => one.invariant === invariant);
    for (const name of await (has("snapshots") ? brokenSnapshots() : [])) {
      const bytes = await files.readSnapshot({ name });
      if (bytes !== null) await files.setAside({ name, bytes });
      await files.removeSnapshot({ name });
    }
    let hasMended = has("schedule") || has("counts");
    if (hasMended) await mendRows();
    // Every row can be had from the journal again, where the journal is whole: a snapshot in place of a part of it is
    // of no use to a rebuild, which would lose what only the database and that snapshot have.
    if (has("references") && (await isWholeAlone(journal, (await collection.meta()).events))) {
      // What cannot even be read cannot be kept; the journal has it.
      await keeper.take("damaged").catch(() => null);
      await collection.rebuild();
      hasMended = true;
    }
    // The newest snapshot may be of what was broken, after as many changes.
    if (hasMended) await keeper.take("asked", { anew: true });
    // What the journal cannot bring back again may be in the database; a snapshot is its second copy.
    if (has("journal")) await keeper.take("journal");
  }

  return {
    async checkCollection({ mend: mends }) {
      await collection.catchUp();
      const found = await broken();
      if (mends && found.length > 0) await mend(found);
      const left = mends && found.length > 0 ? await broken() : found;
      const findings = found.map(({ invariant, what }): CheckFinding => {
        const still = left.find((one) => one.invariant === invariant)?.what.length ?? 0;
        return {
          invariant,
          count: what.length,
          examples: what.slice(0, EXAMPLES),
          mended: Math.max(0, what.length - still),
        };
      });
      return { at: clock.now(), checked: await counted(), findings };
    },
  };
}
