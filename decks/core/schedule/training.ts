import { retrievabilityAfter } from "./forgetting-curve.ts";
import type { KnownReview } from "./known-histories.ts";
import { parameterSet } from "./parameters.ts";
import { type Memory, nextMemory } from "./scheduler.ts";
import { GRADES } from "./types.ts";

/**
 * What FSRS is fitted to: the reviews of one card after the other, as columns, which cross to a worker at once. Only
 * cards with a review on a later day than the one before it are among them; the others say nothing of forgetting.
 */
export interface TrainingItems {
  /** Reviews of each card. */
  readonly lengths: Uint32Array;
  /** Study day of each review, and its grade, 1 again to 4 easy. */
  readonly day: Int32Array;
  readonly grade: Uint8Array;
}

/** How well weights foretell reviews. */
export interface Evaluation {
  /** Mean log loss, natural; 0.69 is what a coin would have. */
  readonly logLoss: number;
  /** Root mean square error between foretold and measured recall of alike reviews, 0 to 1. */
  readonly rmse: number;
  /** Reviews a day or more after the one before them: the ones foretold. Both numbers are 0 without any. */
  readonly reviews: number;
}

/** @param histories by card, each from the card's first answer on; see `knownHistories` */
export function trainingItems(histories: Iterable<readonly KnownReview[]>): TrainingItems {
  const cards = [...histories].filter((reviews) =>
    reviews.some(({ day }, index) => day > (reviews[index - 1]?.day ?? day)),
  );
  const size = cards.reduce((sum, reviews) => sum + reviews.length, 0);
  const [day, grade] = [new Int32Array(size), new Uint8Array(size)];
  let row = 0;
  for (const reviews of cards) {
    for (const review of reviews) {
      day[row] = review.day;
      grade[row] = GRADES.indexOf(review.grade) + 1;
      row++;
    }
  }
  return { lengths: Uint32Array.from(cards, ({ length }) => length), day, grade };
}

/** How many of the reviews can be foretold. */
export function foretoldReviews({ lengths, day }: TrainingItems): number {
  let count = 0;
  let from = 0;
  for (const length of lengths) {
    for (let row = from + 1; row < from + length; row++) if ((day[row] ?? 0) > (day[row - 1] ?? 0)) count++;
    from += length;
  }
  return count;
}

/**
 * How well weights foretell the reviews they are given, each from the ones before it on the same card. Weights that were
 * fitted to the same reviews look a little better than they will prove.
 *
 * Reviews are alike by elapsed days, number of reviews and lapses, each in steps that grow. Source: srs-benchmark,
 * `utils.py`, `rmse_matrix`; fsrs-rs, `FSRSItem::r_matrix_index`.
 * @param weights 21 of FSRS-6
 */
export function evaluate(
  { lengths, day, grade }: TrainingItems,
  weights: readonly number[],
  shortTerm = true,
): Evaluation {
  const parameters = parameterSet({ weights, shortTerm });
  const decay = weights[20] ?? 0;
  const bins = new Map<number, { reviews: number; foretold: number; recalled: number }>();
  let loss = 0;
  let reviews = 0;
  let from = 0;
  for (const length of lengths) {
    let memory: Memory | null = null;
    let [later, lapses] = [1, 0];
    for (let row = from; row < from + length; row++) {
      const given = grade[row] ?? 1;
      const elapsed: number = memory === null ? 0 : Math.max(0, (day[row] ?? 0) - (day[row - 1] ?? 0));
      if (memory !== null && elapsed > 0) {
        const foretold = retrievabilityAfter(elapsed, memory.stability, decay);
        const recalled = given > 1 ? 1 : 0;
        loss -= Math.log(Math.max(LEAST_CHANCE, recalled ? foretold : 1 - foretold));
        reviews++;
        later++;
        const key = binOf(elapsed, later, lapses);
        const bin = bins.get(key) ?? { reviews: 0, foretold: 0, recalled: 0 };
        bins.set(key, bin);
        bin.reviews++;
        bin.foretold += foretold;
        bin.recalled += recalled;
        if (!recalled) lapses++;
      }
      memory = nextMemory(parameters, memory, elapsed, GRADES[given - 1] ?? "again");
    }
    from += length;
  }
  let squares = 0;
  for (const bin of bins.values()) squares += (bin.foretold - bin.recalled) ** 2 / bin.reviews;
  return reviews === 0
    ? { logLoss: 0, rmse: 0, reviews }
    : { logLoss: loss / reviews, rmse: Math.sqrt(squares / reviews), reviews };
}

/** A single review cannot outweigh all others, however sure the weights were. */
const LEAST_CHANCE = 1e-7;

/** The number of the bin of a review; every axis has far fewer than 64 steps. */
function binOf(elapsedDays: number, reviews: number, lapses: number): number {
  return (
    step(elapsedDays, 3.62) * 4096 + step(reviews, 1.89) * 64 + (lapses === 0 ? 0 : 1 + step(lapses, 1.73))
  );
}

function step(value: number, base: number): number {
  return Math.floor(Math.log(value) / Math.log(base));
}
