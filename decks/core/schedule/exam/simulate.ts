import type { Cohort } from "./cohort.ts";
import { type Learner, learnerOf } from "./learner.ts";
import type { Habits } from "./types.ts";

/** What is done on each of the days before an exam. */
export interface Conduct {
  readonly habits: Habits;
  /** Days from today to the exam, 1 and up. */
  readonly days: number;
  /** The sweep in days from today. It may have begun. */
  readonly sweep: { readonly first: number; readonly last: number };
  readonly newPerDay: number;
  /** Whether no preset starts more new cards a day than it may. */
  readonly newLimits: boolean;
  /** When the learner stops for the day; the presets' limits of reviews hold too. Null: all that is due gets done. */
  readonly minutesPerDay: number | null;
}

/** One way it may go. Arrays of days start today and end the day before the exam. */
export interface Run {
  readonly reviews: Float64Array;
  readonly newCards: Float64Array;
  readonly seconds: Float64Array;
  /** Reviews left for the next day. */
  readonly waiting: Float64Array;
  /** By card, the chance to be recalled on the day of the exam; 0 for a card never started. */
  readonly recall: Float64Array;
}

/** Is told of every day when it is over. */
export type OnDay = (day: number, learner: Learner) => void;

/**
 * The days from today to an exam, gone through once: reviews when they are due, those that wait first, then new cards.
 * Each is recalled or not by the chance FSRS gives it and placed again by its preset, within the sweep where it would
 * come after its first day. Fuzz is left out, since chance spreads the cards.
 */
export function simulate(cohort: Cohort, conduct: Conduct, seed: number, onDay: OnDay = () => {}): Run {
  const { days, sweep, minutesPerDay } = conduct;
  const { rules, ruleOf, size } = cohort;
  const learner = learnerOf(cohort, conduct.habits, seed);
  const budget = minutesPerDay === null ? Infinity : minutesPerDay * 60;
  const queues: number[][] = Array.from({ length: days }, () => []);
  let fresh: number[] = [];
  for (let card = 0; card < size; card++) {
    if (learner.stability[card] === 0) fresh.push(card);
    else queues[cohort.due[card] ?? 0]?.push(card);
  }
  const run: Run = {
    reviews: new Float64Array(days),
    newCards: new Float64Array(days),
    seconds: new Float64Array(days),
    waiting: new Float64Array(days),
    recall: new Float64Array(size),
  };

  for (let day = 0; day < days; day++) {
    let seconds = 0;
    /** Answers the cards there is time and leave for. Gives those that wait. */
    const study = (cards: readonly number[], most: number, limits: number[]): number[] => {
      const waiting: number[] = [];
      let done = 0;
      for (const card of cards) {
        const rule = ruleOf[card] ?? 0;
        const left = limits[rule] ?? 0;
        if (left <= 0 || done >= most || seconds >= budget) {
          waiting.push(card);
          continue;
        }
        limits[rule] = left - 1;
        done++;
        seconds += learner.answer(card, day);
        const next = placed(day, learner.interval(card), sweep, queues);
        queues[next]?.push(card);
      }
      return waiting;
    };

    const due = queues[day] ?? [];
    const reviewLimits = rules.map(({ preset }) =>
      minutesPerDay === null ? Infinity : preset.reviewsPerDay,
    );
    const waiting = study(due, Infinity, reviewLimits);
    const tomorrow = queues[day + 1];
    if (tomorrow && waiting.length > 0) queues[day + 1] = waiting.concat(tomorrow);
    const newLimits = rules.map(({ preset }) => (conduct.newLimits ? preset.newCardsPerDay : Infinity));
    const later = study(fresh, conduct.newPerDay, newLimits);
    run.reviews[day] = due.length - waiting.length;
    run.newCards[day] = fresh.length - later.length;
    run.waiting[day] = waiting.length;
    run.seconds[day] = seconds;
    fresh = later;
    onDay(day, learner);
  }
  for (let card = 0; card < size; card++) run.recall[card] = learner.recall(card, days);
  return run;
}

/** The day of the next review: memory's, or before a sweep begins the emptiest of its days. */
function placed(
  day: number,
  interval: number,
  sweep: Conduct["sweep"],
  queues: readonly (readonly number[])[],
): number {
  const due = day + interval;
  if (day >= sweep.first || due <= sweep.first) return due;
  let emptiest = sweep.first;
  for (let other = sweep.first + 1; other <= sweep.last; other++) {
    if ((queues[other]?.length ?? 0) < (queues[emptiest]?.length ?? 0)) emptiest = other;
  }
  return emptiest;
}
