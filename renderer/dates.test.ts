import { expect, test } from "vitest";
import type { StudyDay } from "../decks/core/time.ts";
import { dayName, intervalText } from "./dates.ts";

test("a study day is named by weekday, day and month", () => {
  expect(dayName(20_585 as StudyDay)).toBe("Tuesday 12 May");
});

test("intervals are short, in the largest unit that says them well", () => {
  expect(intervalText({ unit: "minutes", count: 10 })).toBe("10 min");
  expect(intervalText({ unit: "minutes", count: 90 })).toBe("1.5 hours");
  expect(intervalText({ unit: "days", count: 1 })).toBe("1 day");
  expect(intervalText({ unit: "days", count: 30 })).toBe("30 days");
  expect(intervalText({ unit: "days", count: 163 })).toBe("5.4 months");
  expect(intervalText({ unit: "days", count: 498 })).toBe("1.4 years");
});
