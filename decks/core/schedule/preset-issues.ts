import { MIXES, type Preset } from "./preset.ts";
import { parametersFrom } from "./weights.ts";

const MOST_STEPS = 10;
const DAY_MINUTES = 1440;
const SHARES: readonly number[] = [0, 0.5, 1];

/**
 * What keeps a preset from being used, in a sentence each, in the order of the fields; empty when nothing does.
 * The preset may come from a file or another device, so that no number is taken to be one.
 */
export function presetIssues(preset: Preset): readonly string[] {
  return [
    sentence(preset.name.trim() !== "", "A preset needs a name."),
    range(preset.desiredRetention, 0.7, 0.97, "Desired retention must be from 70% to 97%."),
    whole(preset.maximumIntervalDays, 1, 36_500, "The maximum interval must be 1 to 36500 whole days."),
    ...steps(preset.learningStepsMinutes, "learning"),
    ...steps(preset.relearningStepsMinutes, "relearning"),
    easyDays(preset.easyDays),
    whole(preset.newCardsPerDay, 0, 9999, "New cards per day must be a whole number from 0 to 9999."),
    whole(preset.reviewsPerDay, 0, 9999, "Reviews per day must be a whole number from 0 to 9999."),
    sentence(
      MIXES.includes(preset.mix),
      "New cards must be mixed with reviews, or come before or after them.",
    ),
    whole(preset.leechThreshold, 1, 99, "The leech threshold must be a whole number from 1 to 99 lapses."),
    sentence(
      preset.leechAction === "tag" || preset.leechAction === "suspend",
      "A leech must be either tagged or suspended.",
    ),
    weights(preset),
  ].filter((issue) => issue !== null);
}

function sentence(holds: boolean, text: string): string | null {
  return holds ? null : text;
}

function range(value: number, least: number, most: number, text: string): string | null {
  return sentence(Number.isFinite(value) && value >= least && value <= most, text);
}

function whole(value: number, least: number, most: number, text: string): string | null {
  return sentence(Number.isInteger(value) && value >= least && value <= most, text);
}

function steps(minutes: readonly number[], kind: "learning" | "relearning"): (string | null)[] {
  const between = (step: number) => Number.isFinite(step) && step > 0 && step < DAY_MINUTES;
  return [
    sentence(minutes.length <= MOST_STEPS, `There can be at most ${MOST_STEPS} ${kind} steps.`),
    sentence(
      minutes.every(between),
      `Each ${kind} step must be longer than 0 minutes and shorter than a day.`,
    ),
  ];
}

function easyDays(shares: readonly number[]): string | null {
  if (shares.length !== 7 || !shares.every((share) => SHARES.includes(share))) {
    return "Easy days need 7 weekdays, each with a usual, a half or no load.";
  }
  return sentence(
    shares.some((share) => share > 0),
    "At least one weekday must have reviews.",
  );
}

function weights(preset: Preset): string | null {
  if (preset.weights.length !== 21) return "A preset needs the 21 weights of FSRS-6.";
  const read = parametersFrom(preset.weights);
  return read.ok ? null : read.reason;
}
