import fc from "fast-check";
import { expect, test } from "vitest";
import { readSteps, stepsText } from "./steps-text.ts";

test("steps are read as minutes, with or without units, however they are kept apart", () => {
  expect(readSteps("1 10")).toEqual([1, 10]);
  expect(readSteps("1m, 10min 1h")).toEqual([1, 10, 60]);
  expect(readSteps("  ")).toEqual([]);
});

test("what is no number of minutes or hours is not taken", () => {
  for (const text of ["soon", "10d", "-1", "1 ten"]) expect(readSteps(text)).toBeNull();
});

test("what is shown is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1439 }), { maxLength: 10 }), (minutes) => {
      expect(readSteps(stepsText(minutes))).toEqual(minutes);
    }),
  );
});
