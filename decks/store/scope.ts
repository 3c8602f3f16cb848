import { StoreError } from "../contract.ts";
import type { Counts } from "../contract/reviewing.ts";
import type { DeckId } from "../core/ids.ts";
import { sweepAhead } from "../core/schedule/exam/sweep.ts";
import type { Exam } from "../core/schedule/exam/types.ts";
import type { Placing } from "../core/schedule/placing.ts";
import type { Preset } from "../core/schedule/preset.ts";
import type { Left } from "../core/schedule/queue.ts";
import { type KeptExam, presetOf, type Settings } from "../core/settings/settings.ts";
import { type EpochMs, startOfStudyDay, studyDay, type StudyDay } from "../core/time.ts";
import type { FileDeck } from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import { type CardRow, type Database, type DayRow, type DeckCountsRow, QUEUE } from "./database.ts";

/** What every screen begins with: the day, its limits, the decks and their counts. Read in one transaction. */
export interface DayView {
  readonly now: EpochMs;
  readonly day: StudyDay;
  readonly startOfDay: EpochMs;
  readonly endOfDay: EpochMs;
  readonly settings: Settings;
  readonly decks: readonly FileDeck[];
  readonly counts: ReadonlyMap<DeckId, DeckCountsRow>;
  /** (Re)learning cards whose step falls within today, by due time. */
  readonly learning: readonly CardRow[];
  readonly today: readonly DayRow[];
  /** The preset of a deck; null for all decks. */
  readonly presetOf: (deckId: DeckId | null) => Preset;
  /** What the limits of a preset leave, over all decks that go by it. */
  readonly leftOf: (preset: Preset) => Left;
  /** What decides the day of a review of a deck's card, besides memory. */
  readonly placing: (deckId: DeckId) => Placing;
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
  const presetOfDeck = presetFinder(settings, decks);
  const load = loadOf(counts);
  const top = topOf(decks);
  /** New cards that exams ask for today of the decks of a preset, where that is more than the preset has. */
  const asked = (id: Preset["id"]) =>
    Math.max(
      0,
      ...settings.exams.map((kept) => {
        const within = (deckId: DeckId) => presetOfDeck(deckId).id === id && inExam(kept.exam, deckId, top);
        const left = sum(counts, (row) => (within(row.deckId) ? row.new : 0));
        const started = sum(today, (row) => (within(row.deckId) ? row.newCards : 0));
        return newCardsAsked(kept, day, left + started);
      }),
    );
  return {
    now,
    day,
    startOfDay: startOfStudyDay(day, rule),
    endOfDay,
    settings,
    decks: decks.sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1)),
    counts: new Map(counts.map((row) => [row.deckId, row])),
    learning,
    today,
    presetOf: presetOfDeck,
    leftOf({ id, newCardsPerDay, reviewsPerDay }) {
      const done = today.filter((row) => presetOfDeck(row.deckId).id === id);
      return {
        news: Math.max(0, Math.max(newCardsPerDay, asked(id)) - sum(done, (row) => row.newCards)),
        reviews: Math.max(0, reviewsPerDay - sum(done, (row) => row.reviewCards)),
      };
    },
    placing(deckId) {
      const { balance, easyDays } = presetOfDeck(deckId);
      const [nearest] = settings.exams
        .filter(({ exam }) => exam.day > day && inExam(exam, deckId, top))
        .sort((a, b) => a.exam.day - b.exam.day);
      return { load: balance ? load : null, easyDays, sweep: sweepAhead(nearest?.sweep ?? null, day) };
    },
  };
}

/** The deck at the top of every deck. */
export function topOf(decks: readonly FileDeck[]): (deckId: DeckId) => DeckId {
  const parents = new Map(decks.map(({ id, parentId }) => [id, parentId]));
  return (deckId) => {
    let at = deckId;
    for (let up = 0; up < decks.length; up++) at = parents.get(at) ?? at;
    return at;
  };
}

/** Whether a deck is one of an exam's, which are decks at the top. */
export function inExam({ deckIds }: Exam, deckId: DeckId, top: (deckId: DeckId) => DeckId): boolean {
  return deckIds === null || deckIds.includes(top(deckId));
}

/** New cards to start on a day, so that those left at its beginning are all started in time. */
function newCardsAsked({ exam, sweep, cutOff }: KeptExam, day: number, left: number): number {
  if (sweep === null || day >= exam.day) return 0;
  const last = day <= cutOff ? cutOff : day < sweep.first ? sweep.first - 1 : sweep.last;
  return last < day ? 0 : Math.ceil(left / (last - day + 1));
}

/** The preset of every deck, found once each. */
export function presetFinder(
  settings: Settings,
  decks: readonly FileDeck[],
): (deckId: DeckId | null) => Preset {
  const parents = new Map(decks.map(({ id, parentId }) => [id, parentId]));
  const found = new Map<DeckId | null, Preset>();
  return (deckId) => {
    const known = found.get(deckId);
    if (known) return known;
    const preset = presetOf(settings, deckId, (id) => parents.get(id) ?? null);
    found.set(deckId, preset);
    return preset;
  };
}

/** How many review cards fall due on a day, over all decks. */
function loadOf(counts: readonly DeckCountsRow[]): (day: StudyDay) => number {
  const byDay = new Map<number, number>();
  for (const { reviewsByDay } of counts) {
    for (const [day, cards] of Object.entries(reviewsByDay))
      byDay.set(Number(day), (byDay.get(Number(day)) ?? 0) + cards);
  }
  return (day) => byDay.get(day) ?? 0;
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
