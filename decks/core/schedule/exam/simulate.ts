import type { Cohort } from "./cohort.ts";
import { calibrated } from "./habits.ts";
import { uniform } from "./uniform.ts";
import type { Habits } from "./types.ts";

/** What is done on each of the days before an exam. */
export interface Conduct {
  readonly habits: Habits;
  /** Days from today to the exam, 1 and up. */
  readonly days: number;
  /** The sweep in days from today; null without one. It may have begun. */
  readonly sweep: { readonly first: number; readonly last: number } | null;
  readonly newPerDay: number;
  /** How many of the new cards are started at all, from the first on. */
  readonly newAtMost: number;
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

/**
 * The days from today to an exam, gone through once: every card is reviewed when it is due, recalled or not by the
 * chance FSRS gives it, and placed again by the preset's steps, retention and longest interval, within the sweep where
 * it would come after its first day. Grades are Good and Again; fuzz is left out, since chance spreads the cards.
 *
 * The chances of a card depend on the seed, the card and its answers alone, so that runs under other limits compare.
 * @param onDay is told of every day when it is over, with the cards' memory as it then stands
 */
export function simulate(
  cohort: Cohort,
  conduct: Conduct,
  seed: number,
  onDay: (day: number, stability: Float64Array, answered: Int32Array) => void = () => {},
): Run {
  const { days, sweep, habits, minutesPerDay } = conduct;
  const { rules, ruleOf, size, learning } = cohort;
  const stability = cohort.stability.slice();
  const difficulty = cohort.difficulty.slice();
  const answered = cohort.answered.slice();
  const answers = new Uint16Array(size);
  const chance = calibrated(habits.calibration);
  const budget = minutesPerDay === null ? Infinity : minutesPerDay * 60;
  const queues: number[][] = Array.from({ length: days }, () => []);
  let fresh: number[] = [];
  for (let card = 0; card < size; card++) {
    if (stability[card] === 0) fresh.push(card);
    else queues[cohort.due[card] ?? 0]?.push(card);
  }
  fresh.length = Math.min(fresh.length, conduct.newAtMost);

  const run: Run = {
    reviews: new Float64Array(days),
    newCards: new Float64Array(days),
    seconds: new Float64Array(days),
    waiting: new Float64Array(days),
    recall: new Float64Array(size),
  };

  const passes = (card: number, recalled: number) => {
    answers[card] = (answers[card] ?? 0) + 1;
    return uniform(seed, card, answers[card]) < recalled;
  };

  /** Where the next review goes: memory's day, or before a sweep begins the emptiest of its days. */
  const place = (card: number, day: number, interval: number) => {
    let due = day + interval;
    if (sweep !== null && day < sweep.first && due > sweep.first) {
      due = sweep.first;
      for (let other = sweep.first + 1; other <= sweep.last; other++) {
        if ((queues[other]?.length ?? 0) < (queues[due]?.length ?? 0)) due = other;
      }
    }
    answered[card] = day;
    queues[due]?.push(card);
  };

  /** One card from its first answer of a day to its last. Gives the seconds it took. */
  const answer = (card: number, day: number): number => {
    const rule = rules[ruleOf[card] ?? 0];
    if (rule === undefined) throw new Error(`Card ${card} has no preset`);
    const { model, preset } = rule;
    const before = stability[card] ?? 0;
    const isNew = before === 0;
    let steps = isNew ? preset.learningStepsMinutes.length : preset.relearningStepsMinutes.length;
    let after: number;
    let seconds = habits.secondsPerReview;
    if (isNew) {
      const passed = passes(card, 1 - habits.firstAgain);
      after = model.firstStability(passed);
      difficulty[card] = model.firstDifficulty(passed);
      seconds = habits.secondsPerLearningAnswer;
      // A Good is the first of the steps; after an Again all are ahead.
      if (passed) steps = Math.max(0, steps - 1);
    } else if (day === 0 && learning[card] === 1) {
      after = model.sameDay(before);
      steps = Math.max(0, steps - 1);
      seconds = habits.secondsPerLearningAnswer;
    } else {
      const recalled = model.recall(day - (answered[card] ?? 0), before);
      const passed = passes(card, chance(recalled));
      after = model.stability(passed, recalled, before, difficulty[card] ?? 5);
      difficulty[card] = model.difficulty(passed, difficulty[card] ?? 5);
      if (passed) steps = 0;
    }
    for (let step = 0; step < steps; step++) after = model.sameDay(after);
    stability[card] = after;
    place(card, day, model.interval(after, preset.desiredRetention));
    return seconds + steps * habits.secondsPerLearningAnswer;
  };

  for (let day = 0; day < days; day++) {
    const queue = queues[day] ?? [];
    const reviewsLeft = rules.map(({ preset }) => (minutesPerDay === null ? Infinity : preset.reviewsPerDay));
    const newLeft = rules.map(({ preset }) => (conduct.newLimits ? preset.newCardsPerDay : Infinity));
    const waiting: number[] = [];
    let seconds = 0;
    for (const card of queue) {
      const rule = ruleOf[card] ?? 0;
      const left = reviewsLeft[rule] ?? 0;
      if (left <= 0 || seconds >= budget) {
        waiting.push(card);
        continue;
      }
      reviewsLeft[rule] = left - 1;
      seconds += answer(card, day);
      run.reviews[day] = (run.reviews[day] ?? 0) + 1;
    }
    const tomorrow = queues[day + 1];
    if (tomorrow && waiting.length > 0) queues[day + 1] = waiting.concat(tomorrow);
    run.waiting[day] = waiting.length;
    const later: number[] = [];
    let started = 0;
    for (const card of fresh) {
      const rule = ruleOf[card] ?? 0;
      const left = newLeft[rule] ?? 0;
      if (left <= 0 || seconds >= budget || started >= conduct.newPerDay) {
        later.push(card);
        continue;
      }
      newLeft[rule] = left - 1;
      started++;
      seconds += answer(card, day);
    }
    fresh = later;
    run.newCards[day] = started;
    run.seconds[day] = seconds;
    onDay(day, stability, answered);
  }

  for (let card = 0; card < size; card++) {
    const left = stability[card] ?? 0;
    if (left === 0) continue;
    const model = rules[ruleOf[card] ?? 0]?.model;
    run.recall[card] = model ? chance(model.recall(days - (answered[card] ?? 0), left)) : 0;
  }
  return run;
}
