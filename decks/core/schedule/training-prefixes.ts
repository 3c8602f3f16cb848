import type { TrainingItems } from "./training.ts";

/** Items as fsrs-rs takes them: what led up to each review that is foretold, and the review itself as the last. */
export interface TrainingPrefixes {
  /** Reviews of each item, itself included. */
  readonly lengths: Uint32Array;
  /** Of all items, one after the other: 1 again to 4 easy, and days since the review before, 0 for the first. */
  readonly ratings: Uint32Array;
  readonly elapsedDays: Uint32Array;
}

/** In the order in which the foretold reviews were given, since the later ones weigh more. */
export function trainingPrefixes({ lengths, day, grade }: TrainingItems): TrainingPrefixes {
  const ends: { readonly from: number; readonly last: number }[] = [];
  let start = 0;
  for (const length of lengths) {
    for (let row = start + 1; row < start + length; row++) {
      if ((day[row] ?? 0) > (day[row - 1] ?? 0)) ends.push({ from: start, last: row });
    }
    start += length;
  }
  ends.sort((a, b) => (day[a.last] ?? 0) - (day[b.last] ?? 0) || a.last - b.last);

  const size = ends.reduce((sum, { from, last }) => sum + last - from + 1, 0);
  const [ratings, elapsedDays] = [new Uint32Array(size), new Uint32Array(size)];
  let to = 0;
  for (const { from, last } of ends) {
    for (let row = from; row <= last; row++, to++) {
      ratings[to] = grade[row] ?? 1;
      elapsedDays[to] = row === from ? 0 : Math.max(0, (day[row] ?? 0) - (day[row - 1] ?? 0));
    }
  }
  return { lengths: Uint32Array.from(ends, ({ from, last }) => last - from + 1), ratings, elapsedDays };
}
