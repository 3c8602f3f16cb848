import {
  type DeckCard,
  type DeckDetail,
  type DeckSummary,
  StoreError,
  type StudyStore,
  type Today,
} from "../contract.ts";
import { cardFace } from "../core/cards/card-face.ts";
import type { DeckId } from "../core/ids.ts";
import type { CardState } from "../core/schedule/types.ts";
import type { FileDeck } from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import type { CardRow } from "./database.ts";
import { dayCounter } from "./day-cards.ts";
import { typedContexts } from "./typed-contexts.ts";
import { unbury } from "./unburying.ts";
import { cardsIn, daysBetween, type DayView, dayView, deckIdsIn, dueBy, minutesFor, sum } from "./scope.ts";

const PAST_DAYS = 42;
const FORECAST_DAYS = 14;
const MOST_CARDS_A_PAGE = 2_000;

/**
 * The verbs that show where the learner stands. The callbacks of transactions are `async` functions, because that is
 * how Dexie tells that native awaits follow; otherwise the transaction ends at the first of them.
 */
export function todayVerbs(collection: Collection): Pick<StudyStore, "today" | "deck" | "deckCards"> {
  const { database } = collection;
  return {
    today: async () => {
      await unbury(collection);
      return database.transaction("r", database.tables, async () => today(collection));
    },
    deck: ({ deckId }) =>
      database.transaction("r", database.tables, async () => deckDetail(collection, deckId)),
    deckCards: (input) =>
      database.transaction("r", database.tables, async () => deckCards(collection, input)),
  };
}

async function today(collection: Collection): Promise<Today> {
  const view = await dayView(collection);
  const all = deckIdsIn(view, null);
  const countsFor = await dayCounter(collection.database, view, all);
  const counts = countsFor(all);
  const past = await daysBetween(collection.database, view.day - PAST_DAYS + 1, view.day);
  const answersOn = (day: number) => sum(past, (row) => (row.day === day ? row.answers : 0));
  const dueOn = (day: number) => sum([...view.counts.values()], (row) => row.reviewsByDay[day] ?? 0);
  const leftOver = sum([...view.counts.values()], (row) => dueBy(row, view.day)) - counts.due;
  const newAfterToday = sum([...view.counts.values()], (row) => row.new) - counts.new;
  return {
    day: view.day,
    now: view.now,
    counts,
    minutes: await minutesFor(collection, view, counts),
    tomorrow:
      Math.min(mostOf(view, "reviewsPerDay"), dueOn(view.day + 1) + leftOver) +
      Math.min(mostOf(view, "newCardsPerDay"), newAfterToday),
    daysInARow: await daysInARow(collection, view.day),
    reviewedToday: answersOn(view.day),
    decks: view.decks.filter((deck) => deck.parentId === null).map((deck) => summary(view, countsFor, deck)),
    reviewsPerDay: Array.from({ length: PAST_DAYS }, (_, index) =>
      answersOn(view.day - PAST_DAYS + 1 + index),
    ),
    forecast: Array.from({ length: FORECAST_DAYS }, (_, index) => dueOn(view.day + 1 + index)),
  };
}

type CountsFor = Awaited<ReturnType<typeof dayCounter>>;

/** What the limits of all presets in use allow a day. */
function mostOf(view: DayView, limit: "newCardsPerDay" | "reviewsPerDay"): number {
  return sum([...new Set(view.decks.map(({ id }) => view.presetOf(id)))], (preset) => preset[limit]);
}

function summary(view: DayView, countsFor: CountsFor, deck: FileDeck): DeckSummary {
  const deckIds = deckIdsIn(view, deck.id);
  return {
    deckId: deck.id,
    parentId: deck.parentId,
    name: deck.name,
    counts: countsFor(deckIds),
    presetId: view.settings.deckPresets[deck.id] ?? null,
    cards: cardsIn(view, deckIds),
  };
}

/** Consecutive days with an answer, up to today, or to yesterday while today has none yet. */
async function daysInARow({ database }: Collection, day: number): Promise<number> {
  const CHUNK = 64;
  let length = 0;
  for (let last = day; ; last -= CHUNK) {
    const rows = await daysBetween(database, last - CHUNK + 1, last);
    const studied = new Set(rows.filter((row) => row.answers > 0).map((row) => Number(row.day)));
    for (let at = last; at > last - CHUNK; at--) {
      if (studied.has(at)) length++;
      else if (at !== day) return length;
    }
  }
}

async function deckDetail(collection: Collection, deckId: DeckId): Promise<DeckDetail> {
  const { database } = collection;
  const view = await dayView(collection);
  const deckIds = deckIdsIn(view, deckId);
  const deck = view.decks.find((candidate) => candidate.id === deckId);
  if (!deck) throw new StoreError("not-found");
  const guide = await database.guides.filter((row) => row.deckId === deckId).first();
  const countsFor = await dayCounter(database, view, deckIds);
  const inScope = new Set<string>(deckIds);
  const states: Record<CardState, number> = { new: 0, learning: 0, review: 0, relearning: 0 };
  const rows = await cardRows(collection, deckIds);
  for (const row of rows) states[row.schedule.state]++;
  const days = await database.days.filter((row) => inScope.has(row.deckId)).toArray();
  return {
    ...summary(view, countsFor, deck),
    subdecks: view.decks
      .filter((candidate) => candidate.parentId === deckId)
      .map((child) => summary(view, countsFor, child)),
    guide: guide ? { title: guide.title, fileName: guide.fileName, importedAt: guide.importedAt } : null,
    states,
    reviews: sum(days, (row) => row.answers),
  };
}

async function deckCards(
  collection: Collection,
  { deckId, offset, limit }: Parameters<StudyStore["deckCards"]>[0],
): Promise<{ total: number; cards: DeckCard[] }> {
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 0) {
    throw new StoreError("invalid-input", "A page of cards begins and ends at whole numbers.");
  }
  const view = await dayView(collection);
  const rows = await cardRows(collection, deckIdsIn(view, deckId));
  rows.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const page = rows.slice(offset, offset + Math.min(limit, MOST_CARDS_A_PAGE));
  const notes = await collection.database.notes.bulkGet(page.map((row) => row.noteId));
  const typed = await typedContexts(collection.database, view.decks, notes);
  const cards = page.flatMap((row, index): DeckCard[] => {
    const note = notes[index];
    if (!note) return [];
    return [
      {
        cardId: row.id,
        kind: note.kind,
        template: row.template,
        face: cardFace(note, row.template, "", typed(note, row)),
        source: note.source,
        state: row.schedule.state,
        due: row.schedule.state === "new" ? null : row.schedule.due,
        intervalDays: row.schedule.intervalDays,
        suspended: row.suspended,
      },
    ];
  });
  return { total: rows.length, cards };
}

async function cardRows({ database }: Collection, deckIds: readonly DeckId[]): Promise<CardRow[]> {
  const perDeck = deckIds.map((id) =>
    database.cards.where("[deckId+queue+due]").between([id, -1], [id, 9]).toArray(),
  );
  return (await Promise.all(perDeck)).flat();
}
