import type { Cohort, Rules } from "./cohort.ts";
import { calibrated } from "./habits.ts";
import { uniform } from "./uniform.ts";
import type { Habits } from "./types.ts";

/** A learner who answers cards by chance, and what is remembered of them so far. */
export interface Learner {
  readonly stability: Float64Array;
  /** Day of the last answer. */
  readonly answered: Int32Array;
  /** Answers one card on a day until it is done for the day. Gives the seconds that took. */
  readonly answer: (card: number, day: number) => number;
  /** Days to the next review. */
  readonly interval: (card: number) => number;
  /** The chance, 0 to 1, of recalling a card on a day; 0 if it was never started. */
  readonly recall: (card: number, day: number) => number;
}

/**
 * Grades are Good and Again. A new card takes its learning steps on one day, and a review that fails its relearning
 * steps; within them every further answer is Good.
 *
 * The chances of a card depend on the seed, the card and its answers alone, so that runs under other limits compare.
 */
export function learnerOf(cohort: Cohort, habits: Habits, seed: number): Learner {
  const { learning } = cohort;
  const stability = cohort.stability.slice();
  const difficulty = cohort.difficulty.slice();
  const answered = cohort.answered.slice();
  const answers = new Uint16Array(cohort.size);
  const chance = calibrated(habits.calibration);
  const inSteps = habits.secondsPerLearningAnswer;

  const passes = (card: number, recalled: number) => {
    const count = (answers[card] ?? 0) + 1;
    answers[card] = count;
    return uniform(seed, card, count) < recalled;
  };

  /** The same day's further answers. Gives their seconds. */
  const relearn = (card: number, day: number, { model }: Rules, steps: number) => {
    let after = stability[card] ?? 0;
    for (let step = 0; step < steps; step++) after = model.sameDay(after);
    stability[card] = after;
    answered[card] = day;
    return steps * inSteps;
  };

  const start = (card: number, day: number, rules: Rules) => {
    const passed = passes(card, 1 - habits.firstAgain);
    stability[card] = rules.model.firstStability(passed);
    difficulty[card] = rules.model.firstDifficulty(passed);
    // A Good is the first of the steps; after an Again all are ahead.
    const steps = rules.preset.learningStepsMinutes.length - (passed ? 1 : 0);
    return inSteps + relearn(card, day, rules, Math.max(0, steps));
  };

  const review = (card: number, day: number, rules: Rules) => {
    const before = stability[card] ?? 0;
    const hardness = difficulty[card] ?? 0;
    const recalled = rules.model.recall(day - (answered[card] ?? 0), before);
    const passed = passes(card, chance(recalled));
    stability[card] = rules.model.stability(passed, recalled, before, hardness);
    difficulty[card] = rules.model.difficulty(passed, hardness);
    const steps = passed ? 0 : rules.preset.relearningStepsMinutes.length;
    return habits.secondsPerReview + relearn(card, day, rules, steps);
  };

  return {
    stability,
    answered,
    answer(card, day) {
      const rules = rulesOf(cohort, card);
      if (stability[card] === 0) return start(card, day, rules);
      // What was in its steps when the plan was made has one answer of them left.
      if (learning[card] === 1 && (answers[card] ?? 0) === 0) {
        answers[card] = 1;
        return relearn(card, day, rules, 1);
      }
      return review(card, day, rules);
    },
    interval(card) {
      const { model, preset } = rulesOf(cohort, card);
      return model.interval(stability[card] ?? 0, preset.desiredRetention);
    },
    recall(card, day) {
      const left = stability[card] ?? 0;
      if (left === 0) return 0;
      return chance(rulesOf(cohort, card).model.recall(Math.max(0, day - (answered[card] ?? 0)), left));
    },
  };
}

function rulesOf({ rules, ruleOf }: Cohort, card: number): Rules {
  const found = rules[ruleOf[card] ?? 0];
  if (found === undefined) throw new Error(`Card ${card} has no preset`);
  return found;
}
