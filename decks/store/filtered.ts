import type { FilterKind, SessionFilter, StudyChoices } from "../contract/reviewing.ts";
import type { CardId, DeckId, NoteId } from "../core/ids.ts";
import type { EpochMs } from "../core/time.ts";
import type { Note } from "../core/cards/types.ts";
import type { Collection } from "./collection.ts";
import { type CardRow, type Database, QUEUE } from "./database.ts";
import { answeredSince } from "./day-cards.ts";
import { objectivesOf } from "./guide-view.ts";
import { type DayView, deckIdsIn } from "./scope.ts";

/** From here on a card counts as hard. */
const HARD_DIFFICULTY = 7;
/** What "ahead" shows in a list of choices, days. */
const USUAL_AHEAD_DAYS = 3;
export const LEECH_TAG = "leech";

/** The cards that sessions of chosen cards were begun with: what is chosen stays, while its reason goes with an answer. */
const begun = new WeakMap<Collection, Map<string, readonly CardId[]>>();
const MOST_BEGUN = 20;

/** What is left of a session of chosen cards, and how many of its answers were given. */
export interface FilteredRest {
  readonly rows: readonly CardRow[];
  readonly answered: number;
}

/**
 * The rest of a session of chosen cards: those that were not answered since it began, then, in practice alone, those
 * that were forgotten, in the order in which they were; where answers count, what is learned comes by its own time.
 */
export async function filteredRest(
  collection: Collection,
  view: DayView,
  deckId: DeckId | null,
  filter: SessionFilter,
): Promise<FilteredRest> {
  const { database } = collection;
  const chosen = await chosenAtStart(collection, view, deckId, filter);
  const inSession = new Set(chosen);
  const later = (filter.startedAt + 1) as EpochMs;
  const answers = (await answeredSince(database, later)).filter(({ cardId }) => inSession.has(cardId));
  const last = new Map(answers.map((answer) => [answer.cardId, answer]));
  const open = chosen.filter((id) => !last.has(id));
  const again = [...last.values()]
    .filter(({ grade }) => !filter.schedules && grade === "again")
    .sort((a, b) => a.answeredAt - b.answeredAt)
    .map(({ cardId }) => cardId);
  const rows = (await database.cards.bulkGet([...open, ...again])).flatMap((row) => row ?? []);
  const learning = filter.schedules
    ? view.learning.filter((row) => last.has(row.id) && !open.includes(row.id))
    : [];
  return {
    rows: [...rows.filter((row) => !row.suspended), ...learning],
    answered: answers.length,
  };
}

async function chosenAtStart(
  collection: Collection,
  view: DayView,
  deckId: DeckId | null,
  filter: SessionFilter,
): Promise<readonly CardId[]> {
  const lists = begun.get(collection) ?? new Map<string, readonly CardId[]>();
  begun.set(collection, lists);
  const key = JSON.stringify([deckId, filter]);
  const known = lists.get(key);
  if (known) return known;
  const rows = await rowsIn(collection.database, deckIdsIn(view, deckId));
  const ids = (await chosen(collection, view, rows, filter.which)).slice(0, filter.limit).map(({ id }) => id);
  lists.set(key, ids);
  const [oldest] = lists.keys();
  if (lists.size > MOST_BEGUN && oldest !== undefined) lists.delete(oldest);
  return ids;
}

/** What a session of chosen cards can be about. */
export async function studyChoices(
  collection: Collection,
  view: DayView,
  deckId: DeckId | null,
): Promise<StudyChoices> {
  const rows = await rowsIn(collection.database, deckIdsIn(view, deckId));
  const count = async (which: FilterKind) => (await chosen(collection, view, rows, which)).length;
  const notes = await notesOf(collection.database, rows);
  const cardsByTag = new Map<string, number>();
  for (const row of rows) {
    for (const tag of notes.get(row.noteId)?.tags ?? []) cardsByTag.set(tag, (cardsByTag.get(tag) ?? 0) + 1);
  }
  const names = await objectiveNames(collection, deckId);
  return {
    counts: {
      due: await count({ kind: "due" }),
      "forgotten-today": await count({ kind: "forgotten-today" }),
      hard: await count({ kind: "hard" }),
      leech: await count({ kind: "leech" }),
      new: await count({ kind: "new" }),
      ahead: await count({ kind: "ahead", days: USUAL_AHEAD_DAYS }),
    },
    tags: [...cardsByTag]
      .map(([tag, cards]) => ({ tag, name: names.get(tag) ?? tag, cards }))
      .sort(
        (a, b) => Number(names.has(b.tag)) - Number(names.has(a.tag)) || a.name.localeCompare(b.name, "en"),
      ),
  };
}

/** Objectives stand in tags by their number; within one guide's deck they have names. */
async function objectiveNames(
  collection: Collection,
  deckId: DeckId | null,
): Promise<ReadonlyMap<string, string>> {
  const guide =
    deckId === null
      ? undefined
      : await collection.database.guides.filter((row) => row.deckId === deckId).first();
  const objectives = guide ? await objectivesOf(collection, guide) : [];
  return new Map(objectives.map((text, index) => [`objective:${index + 1}`, text]));
}

async function chosen(
  collection: Collection,
  view: DayView,
  rows: readonly CardRow[],
  which: FilterKind,
): Promise<readonly CardRow[]> {
  const { database } = collection;
  const isDueBy = (row: CardRow, day: number) =>
    row.queue === QUEUE.review ? row.due <= day : row.queue === QUEUE.learning && row.due < view.endOfDay;
  switch (which.kind) {
    case "due":
      return byRecall(
        collection,
        view,
        rows.filter((row) => isDueBy(row, view.day)),
      );
    case "ahead":
      return byRecall(
        collection,
        view,
        rows.filter((row) => isDueBy(row, view.day + which.days)),
      );
    case "hard":
      return rows
        .filter(({ schedule }) => schedule.state !== "new" && schedule.difficulty >= HARD_DIFFICULTY)
        .sort((a, b) => b.schedule.difficulty - a.schedule.difficulty || (a.id < b.id ? -1 : 1));
    case "new":
      return rows.filter((row) => row.queue === QUEUE.new);
    case "forgotten-today": {
      const answers = await answeredSince(database, view.startOfDay);
      const forgotten = new Set(answers.flatMap(({ grade, cardId }) => (grade === "again" ? [cardId] : [])));
      return rows.filter(({ id }) => forgotten.has(id));
    }
    case "cards": {
      const wanted = new Set<CardId>(which.cardIds);
      return rows.filter(({ id }) => wanted.has(id));
    }
    case "leech":
      return withTag(database, rows, LEECH_TAG);
    case "tag":
      return withTag(database, rows, which.tag);
  }
}

async function withTag(database: Database, rows: readonly CardRow[], tag: string): Promise<CardRow[]> {
  const notes = await notesOf(database, rows);
  return rows.filter(({ noteId }) => notes.get(noteId)?.tags.includes(tag));
}

/** What is most likely forgotten comes first. */
function byRecall(collection: Collection, view: DayView, rows: readonly CardRow[]): CardRow[] {
  const recall = (row: CardRow) =>
    collection
      .scheduler(view.settings, view.presetOf(row.deckId))
      .scheduler.retrievability(row.schedule, view.now) ?? 0;
  return rows
    .map((row) => ({ row, recall: recall(row) }))
    .sort((a, b) => a.recall - b.recall || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => row);
}

/** Every card of some decks that may be asked, in the order of the guides. */
async function rowsIn({ cards }: Database, deckIds: readonly DeckId[]): Promise<CardRow[]> {
  const perDeck = deckIds.map((id) => cards.where("[deckId+queue+due]").between([id, -1], [id, 9]).toArray());
  return (await Promise.all(perDeck))
    .map((rows) => rows.filter((row) => !row.suspended).sort((a, b) => a.position - b.position))
    .flat();
}

async function notesOf({ notes }: Database, rows: readonly CardRow[]): Promise<ReadonlyMap<NoteId, Note>> {
  const found = await notes.bulkGet([...new Set(rows.map(({ noteId }) => noteId))]);
  return new Map(found.flatMap((note) => (note ? [[note.id, note] as const] : [])));
}
