import type { StudyDay } from "../../time.ts";
import { weekday } from "../choose-day.ts";
import type { Sweep } from "./types.ts";

const EVERY_DAY_ALIKE = [1, 1, 1, 1, 1, 1, 1] as const;

/**
 * A day for each of a number of cards, in rising order, so that the days of a window carry alike with what stands on
 * them already, what is over going to the later ones. A weekday without a share gets cards only where the window has no other.
 * @param standing reviews due on a day already
 * @param easyDays share of the usual load by weekday, Monday first
 */
export function spreadOver(
  count: number,
  window: Sweep,
  standing: (day: StudyDay) => number,
  easyDays: readonly number[] = EVERY_DAY_ALIKE,
): StudyDay[] {
  const days = Array.from({ length: window.last - window.first + 1 }, (_, index) => {
    const day = (window.first + index) as StudyDay;
    return { day, load: standing(day), share: easyDays[weekday(day)] ?? 1, taken: 0 };
  });
  const open = days.some(({ share }) => share > 0) ? days.filter(({ share }) => share > 0) : days;
  for (let card = 0; card < count; card++) {
    const least = open.reduce((best, day) => (filled(day) <= filled(best) ? day : best));
    least.taken++;
  }
  return days.flatMap(({ day, taken }) => Array.from({ length: taken }, () => day));
}

/** The load with one card more, for the day's share. */
function filled({ load, taken, share }: { load: number; taken: number; share: number }): number {
  return (load + taken + 1) / (share || 1);
}
