import type { NextInterval } from "../decks/contract/reviewing.ts";
import { DAY_MS, type EpochMs, type StudyDay } from "../decks/core/time.ts";

const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const localLongDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const localLongDate = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const localDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const localDateTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "Tuesday 12 May" */
export function dayName(day: StudyDay): string {
  return longDay.format(day * DAY_MS).replace(",", "");
}

/** "12 May" */
export function dayShort(day: number): string {
  return shortDay.format(day * DAY_MS);
}

/** "Today", "Yesterday", "Tuesday 12 May", "Tuesday 12 May 2025" in another year: a calendar day in the learner's zone */
export function calendarDay(at: EpochMs, now: EpochMs): string {
  const today = new Date(now);
  const dayBefore = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const day = new Date(at);
  if (day.toDateString() === today.toDateString()) return "Today";
  if (day.toDateString() === dayBefore.toDateString()) return "Yesterday";
  const isThisYear = day.getFullYear() === today.getFullYear();
  return (isThisYear ? localLongDay : localLongDate).format(at).replace(",", "");
}

/** "14:05" in the learner's zone */
export function timeOfDay(at: EpochMs): string {
  return clockTime.format(at);
}

/** "12 May" in the learner's zone */
export function dateOf(at: EpochMs): string {
  return localDay.format(at);
}

/** "12 May 2026, 14:05" in the learner's zone */
export function dateAndTime(at: EpochMs): string {
  return localDateTime.format(at);
}

/** "8 min", "9 days", "2.4 months", "1.2 years": short enough for a grade button. */
export function intervalText(interval: NextInterval): string {
  if (interval.unit === "minutes") {
    if (interval.count < 60) return `${interval.count} min`;
    return unit(Math.round(interval.count / 6) / 10, "hour");
  }
  if (interval.count < 31) return unit(interval.count, "day");
  if (interval.count < 365) return unit(Math.round(interval.count / 3.04) / 10, "month");
  return unit(Math.round(interval.count / 36.5) / 10, "year");
}

function unit(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
