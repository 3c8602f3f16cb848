import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { parameterSet } from "./parameters.ts";
import { recomputed } from "./recompute.ts";
import { scheduler } from "./scheduler.ts";
import { anyHistory, anyWhere, CARD, START, stepsOf, UTC } from "./test-histories.ts";

describe.each([
  ["short term", parameterSet()],
  ["long term", parameterSet({ shortTerm: false })],
  ["without steps", parameterSet({ learningStepsMinutes: [], relearningStepsMinutes: [] })],
  ["with two relearning steps", parameterSet({ relearningStepsMinutes: [10, 20] })],
])("%s", (_, parameters) => {
  test("what was recorded anywhere on Earth is what its recorded days lead to", () => {
    fc.assert(
      fc.property(anyHistory(anyWhere), (history) => {
        for (const { before, answer, after } of stepsOf(history, parameters)) {
          const { stability, difficulty } = recomputed(before, { grade: answer.grade, after }, parameters);
          expect(Math.abs(after.stability - stability)).toBeLessThan(1e-8);
          expect(Math.abs(after.difficulty - difficulty)).toBeLessThan(1e-8);
        }
      }),
    );
  });
});

test("a memory that was tampered with, or came from other parameters, differs", () => {
  const parameters = parameterSet();
  const after = scheduler(parameters, UTC).reschedule(CARD, NEW_SCHEDULE, "good", START);
  const other = parameterSet({ weights: parameters.weights.with(2, 3) });
  expect(recomputed(NEW_SCHEDULE, { grade: "good", after }, parameters).stability).toBe(after.stability);
  expect(recomputed(NEW_SCHEDULE, { grade: "good", after }, other).stability).not.toBe(after.stability);
  expect(recomputed(NEW_SCHEDULE, { grade: "hard", after }, parameters).stability).not.toBe(after.stability);
});
