import { type Counts, StoreError } from "../contract.ts";
import type { DeckId } from "../core/ids.ts";
import type { Settings } from "../core/settings.ts";
import { type EpochMs, startOfStudyDay, studyDay, type StudyDay } from "../core/time.ts";
import type { FileDeck } from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import { type CardRow, type Database, type DayRow, type DeckCountsRow, QUEUE } from "./database.ts";

/** What every screen begins with: the day, its limits, the decks and their counts. Read in one transaction. */
export interface DayView {
  readonly now: EpochMs;
  readonly day: StudyDay;
  readonly endOfDay: EpochMs;
  readonly settings: Settings;
  readonly decks: readonly FileDeck[];
  readonly counts: ReadonlyMap<DeckId, DeckCountsRow>;
  /** (Re)learning cards whose step falls within today, by due time. */
  readonly learning: readonly CardRow[];
  readonly today: readonly DayRow[];
  readonly newLeft: number;
  readonly reviewsLeft: number;
}

export async function dayView(collection: Collection): Promise<DayView> {
  const { database, clock } = collection;
  const settings = await collection.settings();
  const rule = collection.dayRule(settings);
  const now = clock.now();
  const day = studyDay(now, rule);
  const endOfDay = startOfStudyDay((day + 1) as StudyDay, rule);
  const [decks, counts, today] = await Promise.all([
    database.decks.toArray(),
    database.deckCounts.toArray(),
    daysBetween(database, day, day),
  ]);
  const inLearning = counts
    .filter((row) => row.learning > 0)
    .map((row) => learningOf(database, row.deckId, endOfDay));
  const learning = (await Promise.all(inLearning))
    .flat()
    .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  return {
    now,
    day,
    endOfDay,
    settings,
    decks: decks.sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1)),
    counts: new Map(counts.map((row) => [row.deckId, row])),
    learning,
    today,
    newLeft: Math.max(0, settings.newCardsPerDay - sum(today, (row) => row.newCards)),
    reviewsLeft: Math.max(0, settings.reviewsPerDay - sum(today, (row) => row.reviewCards)),
  };
}

function learningOf(database: Database, deckId: DeckId, before: EpochMs): Promise<CardRow[]> {
  return database.cards
    .where("[deckId+queue+due]")
    .between([deckId, QUEUE.learning, 0], [deckId, QUEUE.learning, before])
    .toArray();
}

/** Roll-ups of some days, in all decks, first and last included. */
export function daysBetween(database: Database, first: number, last: number): Promise<DayRow[]> {
  return database.days.where("[day+deckId]").between([first, ""], [last, "\uffff"], true, true).toArray();
}

/** The deck and everything below it. @throws StoreError `not-found` */
export function deckIdsIn(view: DayView, deckId: DeckId | null): readonly DeckId[] {
  if (deckId === null) return view.decks.map((deck) => deck.id);
  if (!view.decks.some((deck) => deck.id === deckId)) throw new StoreError("not-found");
  const below = view.decks
    .filter((deck) => deck.parentId === deckId)
    .flatMap((deck) => deckIdsIn(view, deck.id));
  return [deckId, ...below];
}

/** The cards of today in some decks, within what the daily limits leave: as many as a session will bring. */
export function countsIn(view: DayView, deckIds: readonly DeckId[]): Counts {
  const inScope = new Set(deckIds);
  const rows = deckIds.flatMap((id) => view.counts.get(id) ?? []);
  return {
    due: Math.min(
      view.reviewsLeft,
      sum(rows, (row) => dueBy(row, view.day)),
    ),
    learning: view.learning.filter((card) => inScope.has(card.deckId)).length,
    new: Math.min(
      view.newLeft,
      sum(rows, (row) => row.new),
    ),
  };
}

/** Review cards of a deck that are due on that day or were before. */
export function dueBy(row: DeckCountsRow, day: number): number {
  return sum(Object.entries(row.reviewsByDay), ([due, count]) => (Number(due) <= day ? count : 0));
}

/** All cards of some decks, whatever they wait for. */
export function cardsIn(view: DayView, deckIds: readonly DeckId[]): number {
  return sum(deckIds, (id) => {
    const row = view.counts.get(id);
    return row
      ? row.new + row.learning + sum(Object.values(row.reviewsByDay), (count) => count) + row.resting
      : 0;
  });
}

/** Seconds an answer takes where the learner's own pace is not known yet. */
const USUAL_SECONDS = 15;
const PACE_DAYS = 14;

/** Whole minutes for so many answers, at the learner's pace of the last two weeks. */
export async function minutesFor(collection: Collection, view: DayView, counts: Counts): Promise<number> {
  const rows = await daysBetween(collection.database, view.day - PACE_DAYS, view.day);
  const answers = sum(rows, (row) => row.answers);
  const seconds = answers < 10 ? USUAL_SECONDS : sum(rows, (row) => row.durationMs) / answers / 1000;
  return Math.round(((counts.due + counts.learning + counts.new) * seconds) / 60);
}

export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
