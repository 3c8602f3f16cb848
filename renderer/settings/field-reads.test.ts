import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_PRESET } from "../../decks/core/schedule/preset.ts";
import { presetIssues } from "../../decks/core/schedule/preset-issues.ts";
import { presetName, steps, timeOfDay, wholeNumber } from "./field-reads.ts";

test("a whole number in its range is taken, with spaces around it too", () => {
  const read = wholeNumber("Reviews a day", { most: 9_999 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999 }), (value) => {
      expect(read(` ${value} `)).toEqual({ value });
    }),
  );
});

test("anything else is told the range", () => {
  const read = wholeNumber("The leech threshold", { least: 1, most: 99 });
  for (const text of ["", " ", "-1", "0", "100", "1.5", "1e1", "many", "９", "9".repeat(400)])
    expect(read(text)).toEqual({ wrong: "The leech threshold must be a whole number from 1 to 99." });
});

test("steps are taken exactly where the schedule takes them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 12 }), (minutes) => {
      const issues = presetIssues({ ...DEFAULT_PRESET, learningStepsMinutes: minutes });
      expect("value" in steps(minutes.join(" "))).toBe(issues.length === 0);
    }),
  );
  expect(steps("soon")).toHaveProperty("wrong");
  expect(steps("")).toEqual({ value: [] });
});

test("a time of the day is minutes, a name has no spaces around it, and neither may be missing", () => {
  expect(timeOfDay("18:30")).toEqual({ value: 1110 });
  expect(timeOfDay("")).toHaveProperty("wrong");
  expect(presetName("  Spoken Italian ")).toEqual({ value: "Spoken Italian" });
  expect(presetName("   ")).toHaveProperty("wrong");
});
