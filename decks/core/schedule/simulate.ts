import { calibrated } from "./exam/habits.ts";
import { type MemoryModel, memoryModel } from "./exam/memory.ts";
import type { Habits } from "./exam/types.ts";
import { uniform } from "./exam/uniform.ts";
import type { Preset } from "./preset.ts";

/** A card as a workload starts from it. */
export interface SimulatedCard {
  /** Days, 0 for a new card. */
  readonly stability: number;
  readonly difficulty: number;
  /** Days since the last answer, and to the day it is due, negative when it was due before today. */
  readonly answeredDaysAgo: number;
  readonly dueInDays: number;
}

export interface WorkloadInput {
  /** New cards in the order in which they come. */
  readonly cards: readonly SimulatedCard[];
  readonly preset: Preset;
  /** How far to look, 1 and up. */
  readonly days: number;
  readonly habits: Habits;
  readonly seed: number;
}

/** What a desired retention asks for and gives. */
export interface WorkloadPoint {
  /** 0.7 to 0.97 */
  readonly retention: number;
  /** Means over the days. */
  readonly minutesPerDay: number;
  /** Answers to cards out of their first steps. */
  readonly reviewsPerDay: number;
  /** Cards that would be recalled on the day after the last; not a whole number. */
  readonly remembered: number;
}

export interface Workload {
  /** Every percent from 70 to 97. */
  readonly points: readonly WorkloadPoint[];
  /** All cards, and those that were gone through: where there are many, an even part stands for all. */
  readonly cards: number;
  readonly sampled: number;
}

/** About a second for the whole curve. */
const MOST_SIMULATED_DAYS = 365 * 2_500;
const RETENTIONS = Array.from({ length: 28 }, (_, index) => (70 + index) / 100);

/**
 * What cards ask of a learner at every desired retention: each card is gone through by itself, recalled or not by the
 * chance FSRS gives it, and due again by its preset. New cards start as many a day as the preset allows. The limit of
 * reviews is left out, since the question is what would be needed; so are fuzz and balance, which move no load away.
 * Chances depend on the seed, the card and its answers alone, so that the points of a curve compare.
 */
export function workload({ cards, preset, days, habits, seed }: WorkloadInput): Workload {
  const every = Math.max(1, Math.ceil((cards.length * days) / MOST_SIMULATED_DAYS));
  const starts = startDays(cards, preset.newCardsPerDay);
  const sample = cards.flatMap((card, index) =>
    index % every === pickOf(seed, Math.floor(index / every), every)
      ? [{ card, index, start: starts[index] ?? 0 }]
      : [],
  );
  const scale = sample.length === 0 ? 0 : cards.length / sample.length;
  const model = memoryModel(preset);
  const chance = calibrated(habits.calibration);
  const points = RETENTIONS.map((retention): WorkloadPoint => {
    const sum = { seconds: 0, reviews: 0, remembered: 0 };
    for (const { card, index, start } of sample) {
      const random = (answer: number) => uniform(seed, index, answer);
      const way = { card, start, retention, days, random, chance };
      const lived = life(way, model, preset, habits);
      sum.seconds += lived.seconds;
      sum.reviews += lived.reviews;
      sum.remembered += lived.recall;
    }
    return {
      retention,
      minutesPerDay: (sum.seconds * scale) / 60 / days,
      reviewsPerDay: (sum.reviews * scale) / days,
      remembered: sum.remembered * scale,
    };
  });
  return { points, cards: cards.length, sampled: sample.length };
}

/** Which of the cards next to each other stands for all of them; at random, since decks have patterns. */
function pickOf(seed: number, block: number, every: number): number {
  return Math.floor(uniform(seed, block, -1) * every);
}

/** The day on which each new card starts; Infinity for those that never do. */
function startDays(cards: readonly SimulatedCard[], perDay: number): number[] {
  let started = 0;
  return cards.map(({ stability }) => {
    if (stability > 0) return 0;
    return perDay === 0 ? Infinity : Math.floor(started++ / perDay);
  });
}

interface Way {
  readonly card: SimulatedCard;
  readonly start: number;
  readonly retention: number;
  readonly days: number;
  readonly random: (answer: number) => number;
  readonly chance: (recalled: number) => number;
}

/** One card over all days. Steps are taken on the day they begin; answers within them are Good. */
function life(
  { card, start, retention, days, random, chance }: Way,
  model: MemoryModel,
  { learningStepsMinutes, relearningStepsMinutes }: Preset,
  habits: Habits,
): { readonly seconds: number; readonly reviews: number; readonly recall: number } {
  let { stability, difficulty } = card;
  let answered = -card.answeredDaysAgo;
  let due = Math.max(0, card.dueInDays);
  let [seconds, reviews, answers] = [0, 0, 0];
  const steps = (count: number) => {
    for (let step = 0; step < count; step++) stability = model.sameDay(stability);
    seconds += count * habits.secondsPerLearningAnswer;
  };
  if (stability <= 0) {
    if (start >= days) return { seconds, reviews, recall: 0 };
    const passed = random(answers++) >= habits.firstAgain;
    stability = model.firstStability(passed);
    difficulty = model.firstDifficulty(passed);
    seconds += habits.secondsPerLearningAnswer;
    steps(Math.max(0, learningStepsMinutes.length - (passed ? 1 : 0)));
    answered = start;
    due = start + model.interval(stability, retention);
  }
  for (; due < days; due = answered + model.interval(stability, retention)) {
    const recalled = model.recall(due - answered, stability);
    const passed = random(answers++) < chance(recalled);
    stability = model.stability(passed, recalled, stability, difficulty);
    difficulty = model.difficulty(passed, difficulty);
    seconds += habits.secondsPerReview;
    reviews++;
    if (!passed) steps(relearningStepsMinutes.length);
    answered = due;
  }
  return { seconds, reviews, recall: chance(model.recall(days - answered, stability)) };
}
