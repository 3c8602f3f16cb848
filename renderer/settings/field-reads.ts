import type { FieldRead } from "../parts/field-entry.svelte.ts";
import { minuteOf } from "./reminder-time.ts";
import { readSteps } from "./steps-text.ts";

/** Reads a whole number in a range. @param words the subject of the sentence that says the range */
export function wholeNumber(
  words: string,
  { least = 0, most }: { readonly least?: number; readonly most: number },
): (text: string) => FieldRead<number> {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : { wrong: `${words} must be a whole number from ${least} to ${most}.` };
  };
}

/** At most so many steps, each above 0 and below a day. */
const MOST_STEPS = 10;
const DAY_MINUTES = 1440;

/** Reads steps of minutes or hours. */
export function steps(text: string): FieldRead<readonly number[]> {
  const value = readSteps(text);
  if (value === null || !value.every((minutes) => minutes > 0 && minutes < DAY_MINUTES))
    return { wrong: "Each step must be above 0 minutes and below 24 hours, such as “1 10” or “10m 1h”." };
  if (value.length > MOST_STEPS)
    return { wrong: `There can be at most ${MOST_STEPS} steps, and here are ${value.length}.` };
  return { value };
}

/** Reads a time of the day as minutes after midnight. */
export function timeOfDay(text: string): FieldRead<number> {
  const value = minuteOf(text);
  return value === null ? { wrong: "The reminder needs a time of the day, from 00:00 to 23:59." } : { value };
}

/** Reads a name, without the spaces around it. */
export function presetName(text: string): FieldRead<string> {
  const value = text.trim();
  return value === "" ? { wrong: "A preset needs a name, of 1 to 100 letters." } : { value };
}
