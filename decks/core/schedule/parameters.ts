import { shortDigest } from "../digest.ts";
import type { ParameterSetId } from "../ids.ts";
import type { ParameterSet } from "./types.ts";

/** FSRS-6 default weights, fitted on about 10,000 users' reviews (open-spaced-repetition, fsrs-rs, `inference.rs`). */
export const DEFAULT_WEIGHTS: readonly number[] = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
  1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/** A parameter set whose id is a digest of all it says, so that equal sets are one and none changes in place. */
export function parameterSet(values: Partial<Omit<ParameterSet, "id">> = {}): ParameterSet {
  const whole = {
    weights: DEFAULT_WEIGHTS,
    desiredRetention: 0.9,
    maximumIntervalDays: 36_500,
    learningStepsMinutes: [1, 10],
    relearningStepsMinutes: [10],
    fuzz: true,
    shortTerm: true,
    ...values,
  };
  return { id: shortDigest(JSON.stringify(whole)) as ParameterSetId, ...whole };
}
