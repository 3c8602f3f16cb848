import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardId } from "../../ids.ts";
import { DAY_MS, type EpochMs, type StudyDay } from "../../time.ts";
import { NEW_SCHEDULE } from "../new-schedule.ts";
import { parameterSet } from "../parameters.ts";
import { DEFAULT_PRESET } from "../preset.ts";
import { scheduler } from "../scheduler.ts";
import { memoryModel } from "./memory.ts";
import { reviewCard, TODAY, UTC } from "./test-exams.ts";

const anyHistory = fc.array(fc.record({ passed: fc.boolean(), gapDays: fc.integer({ min: 1, max: 400 }) }), {
  minLength: 1,
  maxLength: 8,
});

test("stability, difficulty and recall are those the scheduler gives", () => {
  fc.assert(
    fc.property(anyHistory, fc.boolean(), (history, shortTerm) => {
      const fsrs = scheduler(parameterSet({ shortTerm }), UTC);
      const model = memoryModel({ ...DEFAULT_PRESET, shortTerm });
      let at = 20_000;
      const reviews = history.map(({ passed, gapDays }) => {
        at += gapDays;
        return { day: at as StudyDay, grade: passed ? ("good" as const) : ("again" as const) };
      });
      let stability = 0;
      let difficulty = 0;
      for (const [index, { passed, gapDays }] of history.entries()) {
        const recalled = index === 0 ? 1 : model.recall(gapDays, stability);
        stability =
          index === 0
            ? model.firstStability(passed)
            : model.stability(passed, recalled, stability, difficulty);
        difficulty = index === 0 ? model.firstDifficulty(passed) : model.difficulty(passed, difficulty);
      }
      const memory = fsrs.memoryAfter(reviews);
      expect(stability / (memory?.stability ?? NaN)).toBeCloseTo(1, 4);
      expect(difficulty).toBeCloseTo(memory?.difficulty ?? NaN, 4);
      const schedule = {
        ...NEW_SCHEDULE,
        state: "review" as const,
        stability,
        difficulty,
        dueDay: at as StudyDay,
        lastReviewedAt: (at * DAY_MS) as EpochMs,
      };
      const later = ((at + 9) * DAY_MS) as EpochMs;
      expect(model.recall(9, stability)).toBeCloseTo(fsrs.retrievability(schedule, later) ?? NaN, 6);
    }),
  );
});

test("good reviews when due come after 2, 11, 46 and 163 days, as FSRS-6 publishes them", () => {
  const model = memoryModel(DEFAULT_PRESET);
  let stability = model.sameDay(model.firstStability(true));
  let difficulty = model.firstDifficulty(true);
  const intervals = [model.interval(stability, 0.9)];
  for (let review = 0; review < 3; review++) {
    const recalled = model.recall(intervals.at(-1) ?? 0, stability);
    stability = model.stability(true, recalled, stability, difficulty);
    difficulty = model.difficulty(true, difficulty);
    intervals.push(model.interval(stability, 0.9));
  }
  expect(intervals).toEqual([2, 11, 46, 163]);
});

test("intervals are the scheduler's at any retention", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.7, max: 0.97, noNaN: true }),
      fc.double({ min: 20, max: 2000, noNaN: true }),
      (desiredRetention, stability) => {
        const fsrs = scheduler(parameterSet({ desiredRetention, fuzz: false }), UTC);
        const { schedule } = reviewCard("card", stability, 30);
        const after = fsrs.reschedule("card" as CardId, schedule, "good", (TODAY * DAY_MS) as EpochMs);
        expect(memoryModel(DEFAULT_PRESET).interval(after.stability, desiredRetention)).toBe(
          after.intervalDays,
        );
      },
    ),
  );
});
