import type { Preset } from "../preset.ts";

/** FSRS-6 as plain functions of numbers, for simulations that ask millions of times; the scheduler answers for cards. */
export interface MemoryModel {
  /** The chance of recall after whole days; 1 on the day itself. */
  readonly recall: (days: number, stability: number) => number;
  /** Whole days, 1 to the preset's longest, after which recall has fallen to a retention, 0 to 1 exclusive. */
  readonly interval: (stability: number, retention: number) => number;
  readonly firstStability: (passed: boolean) => number;
  readonly firstDifficulty: (passed: boolean) => number;
  /** Stability after a review on a later day; `recalled` is the chance there was. */
  readonly stability: (passed: boolean, recalled: number, stability: number, difficulty: number) => number;
  /** Stability after a Good on the same day. */
  readonly sameDay: (stability: number) => number;
  readonly difficulty: (passed: boolean, difficulty: number) => number;
}

/** A preset's model, the desired retention aside. */
export type MemoryRules = Pick<Preset, "weights" | "maximumIntervalDays" | "shortTerm">;

/**
 * Grades are Good where recall passed and Again where it failed. Source: ts-fsrs 5.4, `FSRSAlgorithm`, whose rounding
 * to 8 places is left out.
 */
export function memoryModel({ weights, maximumIntervalDays, shortTerm }: MemoryRules): MemoryModel {
  const w = (index: number) => weights[index] ?? 0;
  const decay = -w(20);
  const factor = 0.9 ** (1 / decay) - 1;
  const gain = Math.exp(w(8));
  const leastLoss = shortTerm ? Math.exp(w(17) * w(18)) : 1;
  const firstOf = (grade: number) => within(w(4) - Math.exp((grade - 1) * w(5)) + 1, 1, 10);
  const easiest = w(4) - Math.exp(3 * w(5)) + 1;
  const sameDayGain = Math.exp(w(17) * w(18));

  return {
    recall: (days, stability) => (1 + (factor * days) / stability) ** decay,
    interval: (stability, retention) =>
      within(Math.round((stability / factor) * (retention ** (1 / decay) - 1)), 1, maximumIntervalDays),
    firstStability: (passed) => Math.max(w(passed ? 2 : 0), 0.1),
    firstDifficulty: (passed) => firstOf(passed ? 3 : 1),
    stability(passed, recalled, stability, difficulty) {
      if (passed) {
        const growth = gain * (11 - difficulty) * stability ** -w(9) * (Math.exp((1 - recalled) * w(10)) - 1);
        return within(stability * (1 + growth), LEAST_STABILITY, MOST_STABILITY);
      }
      const failed =
        w(11) * difficulty ** -w(12) * ((stability + 1) ** w(13) - 1) * Math.exp((1 - recalled) * w(14));
      return within(Math.min(failed, stability / leastLoss), LEAST_STABILITY, MOST_STABILITY);
    },
    sameDay: (stability) =>
      shortTerm
        ? Math.min(stability * Math.max(1, stability ** -w(19) * sameDayGain), MOST_STABILITY)
        : stability,
    difficulty(passed, difficulty) {
      const moved = difficulty + ((passed ? 0 : 2 * w(6)) * (10 - difficulty)) / 9;
      return within(w(7) * easiest + (1 - w(7)) * moved, 1, 10);
    },
  };
}

const LEAST_STABILITY = 0.001;
const MOST_STABILITY = 36_500;

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
