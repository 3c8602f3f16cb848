import type { ExamCard } from "./types.ts";

/** The share of some cards to be recalled on the day, cards never started counted as forgotten. */
export interface Recall {
  /** 0 to 1 */
  readonly share: number;
  /** Between these it comes to lie eight times of ten. */
  readonly low: number;
  readonly high: number;
  readonly cards: number;
}

export interface ObjectiveRecall extends Recall {
  /** Null for the cards of no objective. */
  readonly objective: string | null;
}

/** Standard deviations from the mean within which a normal variable lies 8 times of 10. */
const EIGHT_OF_TEN = 1.2816;

/**
 * The mean recall of some cards over several runs. Its band holds three things that are not known: how the reviews until
 * then go (the runs differ), which cards are recalled on the day, and how far FSRS itself is off.
 * @param runs by run the chances of all cards, 0 to 1; one run at least
 * @param modelError root mean square error of FSRS's chances, 0 to 1
 */
export function recallOf(
  indexes: readonly number[],
  runs: readonly Float64Array[],
  modelError: number,
): Recall {
  const cards = indexes.length;
  if (cards === 0) return { share: 0, low: 0, high: 0, cards };
  let onTheDay = 0;
  const means = runs.map((recall) => {
    let sum = 0;
    for (const index of indexes) {
      const chance = recall[index] ?? 0;
      sum += chance;
      onTheDay += chance * (1 - chance);
    }
    return sum / cards;
  });
  const share = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const between = means.reduce((sum, mean) => sum + (mean - share) ** 2, 0) / Math.max(1, means.length - 1);
  // What was never started is certain to count 0, whatever FSRS says.
  const started = indexes.filter((index) => runs.some((recall) => (recall[index] ?? 0) > 0)).length / cards;
  const variance = between + onTheDay / runs.length / cards ** 2 + (modelError * started) ** 2;
  const spread = EIGHT_OF_TEN * Math.sqrt(variance);
  return { share, low: Math.max(0, share - spread), high: Math.min(1, share + spread), cards };
}

/**
 * Recall by objective, the least first; cards of no objective are one more, last. A card of several objectives counts
 * in each of them.
 */
export function recallByObjective(
  cards: readonly ExamCard[],
  runs: readonly Float64Array[],
  modelError: number,
): ObjectiveRecall[] {
  const indexes = new Map<string | null, number[]>();
  for (const [index, { objectives }] of cards.entries()) {
    const own = objectives.length === 0 ? [null] : new Set(objectives);
    for (const objective of own) {
      const list = indexes.get(objective);
      if (list) list.push(index);
      else indexes.set(objective, [index]);
    }
  }
  return [...indexes]
    .map(([objective, list]) => ({ objective, ...recallOf(list, runs, modelError) }))
    .sort((a, b) => Number(a.objective === null) - Number(b.objective === null) || a.share - b.share);
}
