/** Time in Cardinal: instants are epoch milliseconds, days are study days. Nothing here reads a clock. */

export type EpochMs = number & { readonly __unit: "epoch-ms" };

/** A day of the learner's calendar: whole days since 1970-01-01, turned over at `rolloverHour`. */
export type StudyDay = number & { readonly __unit: "study-day" };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Where the learner's days begin. */
export interface DayRule {
  /** Hour of local time at which a new study day begins, 0 to 23. */
  readonly rolloverHour: number;
  /** Minutes that local time is ahead of UTC at that instant (so +60 in a CET winter). */
  readonly offsetMinutesAt: (at: EpochMs) => number;
}

/** The clock of the machine, passed in so that nothing in core has to ask. */
export interface Clock {
  now(): EpochMs;
  readonly offsetMinutesAt: (at: EpochMs) => number;
}

/** The study day in which an instant falls. */
export function studyDay(at: EpochMs, rule: DayRule): StudyDay {
  const local = at + rule.offsetMinutesAt(at) * MINUTE_MS - rule.rolloverHour * HOUR_MS;
  return Math.floor(local / DAY_MS) as StudyDay;
}

/**
 * The instant at which a study day begins. On the day of a clock change the offset in force at the day's start
 * is used, so a day may last 23 or 25 hours but never starts twice.
 */
export function startOfStudyDay(day: StudyDay, rule: DayRule): EpochMs {
  const local = day * DAY_MS + rule.rolloverHour * HOUR_MS;
  const guess = (local - rule.offsetMinutesAt(local as EpochMs) * MINUTE_MS) as EpochMs;
  return (local - rule.offsetMinutesAt(guess) * MINUTE_MS) as EpochMs;
}
