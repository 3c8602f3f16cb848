import type { Habits } from "./types.ts";

/** The most that a measured retention may shift a forecast, in log odds: 0.90 becomes 0.67 or 0.98. */
const MOST_SHIFT = 1.5;

/** The chance of recall that FSRS gives, corrected by how the learner's past reviews went; 0 to 1 in and out. */
export function calibrated(calibration: Habits["calibration"]): (recalled: number) => number {
  if (calibration === null) return (recalled) => recalled;
  const shift = logOdds(calibration.recalled) - logOdds(calibration.expected);
  if (!Number.isFinite(shift) || shift === 0) return (recalled) => recalled;
  const odds = Math.exp(Math.min(MOST_SHIFT, Math.max(-MOST_SHIFT, shift)));
  return (recalled) => (recalled * odds) / (1 - recalled + recalled * odds);
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
