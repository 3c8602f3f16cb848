import { DAY_MS, type DayRule, type EpochMs, startOfStudyDay, type StudyDay, studyDay } from "../time.ts";
import type { ReminderSettings } from "./settings.ts";

type LocalTime = Pick<DayRule, "offsetMinutesAt">;

/**
 * When the daily reminder comes next: the first instant after `after` at which a local clock shows its time. Where the
 * clocks skip that time it comes as much later as they skip, and where they show it twice it comes once.
 * @param lastShownOn the calendar day of the last one that was shown, on which there is no other; null for none
 * @returns null while it is off
 */
export function nextReminder(
  { on, minute }: ReminderSettings,
  after: EpochMs,
  lastShownOn: StudyDay | null,
  { offsetMinutesAt }: LocalTime,
): EpochMs | null {
  if (!on) return null;
  // Days that begin at the time of the reminder: it comes when the next one of them begins.
  const rule = { rolloverHour: minute / 60, offsetMinutesAt };
  const next = (studyDay(after, rule) + 1) as StudyDay;
  const at = startOfStudyDay(next, rule);
  const isTaken = lastShownOn !== null && calendarDay(at, { offsetMinutesAt }) <= lastShownOn;
  return isTaken ? startOfStudyDay((lastShownOn + 1) as StudyDay, rule) : at;
}

/**
 * Whether a reminder whose time has come is still worth showing: on the day that it was for. One that the machine slept
 * through until the next day is left out.
 */
export function isReminderInTime(due: EpochMs, now: EpochMs, local: LocalTime): boolean {
  return now >= due && now - due < DAY_MS && calendarDay(due, local) === calendarDay(now, local);
}

/** The day on the learner's wall calendar, which begins at midnight. */
export function calendarDay(at: EpochMs, { offsetMinutesAt }: LocalTime): StudyDay {
  return studyDay(at, { rolloverHour: 0, offsetMinutesAt });
}
