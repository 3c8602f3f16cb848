import fc from "fast-check";
import { expect, test } from "vitest";
import { minuteOf, timeOf } from "./reminder-time.ts";

test("a time of the day and back is the same minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      expect(timeOf(minute)).toMatch(/^\d\d:\d\d$/);
      expect(minuteOf(timeOf(minute))).toBe(minute);
    }),
  );
});

test("seconds are left out, and what is no time is none", () => {
  expect(minuteOf("07:30:15")).toBe(450);
  for (const text of ["", "24:00", "7:30", "07:60", "07:30pm", "-1:00"]) expect(minuteOf(text)).toBeNull();
});
