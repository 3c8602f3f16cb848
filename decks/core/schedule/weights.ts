/** 21 weights of FSRS-6, or why the numbers given are none, in a sentence. */
export type WeightsRead =
  | { readonly ok: true; readonly weights: readonly number[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The lowest and the highest value of each weight. Source: ts-fsrs, `CLAMP_PARAMETERS`, and fsrs-rs, `parameter_clipper`.
 * Weight 20 (w19) may be 0, where sets of older versions start it; the short-term formula then takes 0.01.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [1, 10],
  [0.001, 4],
  [0.001, 4],
  [0.001, 0.75],
  [0, 4.5],
  [0, 0.8],
  [0.001, 3.5],
  [0.001, 5],
  [0.001, 0.25],
  [0.001, 0.9],
  [0, 4],
  [0, 1],
  [1, 6],
  [0, 2],
  [0, 2],
  [0, 0.8],
  [0.1, 0.8],
];

/** What FSRS-5 and FSRS-4.5 had for the decay that FSRS-6 fits. */
const OLDER_DECAY = 0.5;

/**
 * FSRS weights as numbers that were typed in or come from another program: the 21 of FSRS-6, the 19 of FSRS-5 or the 17
 * of FSRS-4.5. Older sets are brought to 21 the published way (fsrs-rs, `check_and_fill_parameters`; ts-fsrs,
 * `migrateParameters`), which clips them to the ranges; the 21 are taken as they are or refused.
 * @returns 21 numbers within their ranges, which are taken again unchanged
 */
export function parametersFrom(weights: readonly unknown[]): WeightsRead {
  const { length } = weights;
  if (length !== 17 && length !== 19 && length !== 21) {
    return refused(`FSRS has 21 weights (19 in FSRS-5, 17 in FSRS-4.5), and here are ${length}.`);
  }
  const numbers: number[] = [];
  for (const [index, weight] of weights.entries()) {
    if (typeof weight !== "number" || !Number.isFinite(weight)) {
      return refused(`Weight ${index + 1} is not a number. ${allowed(index)}`);
    }
    const [least, most] = rangeOf(index);
    if (length === 21 && (weight < least || weight > most)) {
      return refused(`Weight ${index + 1} is ${weight}. ${allowed(index)}`);
    }
    numbers.push(weight);
  }
  if (length === 21) return { ok: true, weights: numbers };
  const clipped = numbers.map(clip);
  const migrated =
    length === 19 ? [...clipped, 0, OLDER_DECAY] : [...fromFsrs4(clipped), 0, 0, 0, OLDER_DECAY];
  return { ok: true, weights: migrated.map(clip) };
}

/** FSRS-4.5 reckoned difficulty on another scale: w4 to w6 say the same on the one of FSRS-5. */
function fromFsrs4(weights: readonly number[]): number[] {
  const [difficulty = 0, perGrade = 0, change = 0] = weights.slice(4, 7);
  const round = (value: number) => Number(value.toFixed(8));
  return weights
    .with(4, round(perGrade * 2 + difficulty))
    .with(5, round(Math.log(perGrade * 3 + 1) / 3))
    .with(6, round(change + 0.5));
}

function clip(weight: number, index: number): number {
  const [least, most] = rangeOf(index);
  return Math.min(most, Math.max(least, weight));
}

function rangeOf(index: number): readonly [number, number] {
  return RANGES[index] ?? [0, 0];
}

function allowed(index: number): string {
  const [least, most] = rangeOf(index);
  return `It must be from ${least} to ${most}.`;
}

function refused(reason: string): WeightsRead {
  return { ok: false, reason };
}
