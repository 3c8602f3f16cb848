import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StudyDay } from "../time.ts";
import type { Choice } from "./choose-day.ts";
import { chooseIntervals } from "./choose-intervals.ts";
import { parameterSet } from "./parameters.ts";
import type { Placing } from "./placing.ts";
import { scheduler } from "./scheduler.ts";
import { anyHistory, CARD, stepsOf, UTC } from "./test-histories.ts";
import { GRADES } from "./types.ts";

const TODAY = 20_000 as StudyDay;
const choice = (values: Partial<Choice> = {}): Choice => ({
  ...{ today: TODAY, maximumIntervalDays: 36_500, fuzz: true, placing: null, draw: () => 0.5 },
  ...values,
});

const anyPlacing: fc.Arbitrary<Placing> = fc
  .record({
    loads: fc.option(fc.array(fc.nat(30), { minLength: 1, maxLength: 20 })),
    easyDays: fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 7, maxLength: 7 }),
    sweep: fc.option(fc.record({ first: fc.integer({ min: -5, max: 60 }), length: fc.nat(10) })),
  })
  .map(({ loads, easyDays, sweep }) => ({
    load: loads && ((day) => loads[day % loads.length] ?? 0),
    easyDays,
    sweep: sweep && {
      first: (TODAY + sweep.first) as StudyDay,
      last: (TODAY + sweep.first + sweep.length) as StudyDay,
    },
  }));
const anyChoice = fc
  .record({
    fuzz: fc.boolean(),
    maximumIntervalDays: fc.constantFrom(1, 30, 365, 36_500),
    placing: fc.option(anyPlacing),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ at, ...values }) => choice({ ...values, draw: () => at }));
const anyInterval = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2000 }));
const anyButtons = fc.tuple(anyInterval, anyInterval, anyInterval).map((days) => {
  const [hard = 1, good = 1, easy = 1] = days.toSorted((a, b) => a - b);
  return { hard, good: Math.max(good, hard + 1), easy: Math.max(easy, good + 2, hard + 2) };
});

describe("the intervals behind the buttons", () => {
  test("stand in order whatever is balanced, and a day apart wherever there are days", () => {
    fc.assert(
      fc.property(anyButtons, anyInterval, anyChoice, (wished, previous, choice) => {
        const { hard = 0, good = 0, easy = 0 } = chooseIntervals(wished, previous, choice);
        expect(hard).toBeGreaterThanOrEqual(1);
        expect(good).toBeGreaterThanOrEqual(hard);
        expect(easy).toBeGreaterThanOrEqual(good);
        expect(easy).toBeLessThanOrEqual(choice.maximumIntervalDays);
        if (choice.placing?.sweep || wished.easy > choice.maximumIntervalDays) return;
        expect(good).toBeGreaterThan(hard);
        expect(easy).toBeGreaterThan(good);
      }),
      { numRuns: 1000 },
    );
  });

  test("are FSRS's own without fuzz and an exam", () => {
    fc.assert(
      fc.property(anyButtons, anyInterval, (wished, previous) => {
        expect(chooseIntervals(wished, previous, choice({ fuzz: false }))).toEqual(wished);
      }),
    );
  });

  test("all lie in the last sweep when all would come after it", () => {
    const sweep = { first: (TODAY + 10) as StudyDay, last: (TODAY + 16) as StudyDay };
    const load = (day: StudyDay) => (day === TODAY + 13 ? 0 : 5);
    const placing = { load, easyDays: [1, 1, 1, 1, 1, 1, 1], sweep };
    const chosen = chooseIntervals({ hard: 30, good: 50, easy: 90 }, 20, choice({ placing }));
    expect(chosen).toEqual({ hard: 13, good: 13, easy: 13 });
  });

  test("give Easy a day more than Good where only these two end learning", () => {
    expect(chooseIntervals({ good: 2, easy: 2 }, 0, choice({ fuzz: false }))).toEqual({ good: 2, easy: 3 });
  });

  test("none comes without a review", () => expect(chooseIntervals({}, 0, choice())).toEqual({}));
});

test("the preview is what the answer gives, for any card and placing", () => {
  const fsrs = scheduler(parameterSet(), UTC);
  fc.assert(
    fc.property(
      anyHistory().filter((history) => history.length > 0),
      fc.constantFrom(...GRADES),
      anyPlacing,
      (history, grade, placing) => {
        const last = stepsOf(history, parameterSet()).at(-1);
        if (!last) return;
        expect(fsrs.preview(CARD, last.after, last.at, placing)[grade]).toEqual(
          fsrs.reschedule(CARD, last.after, grade, last.at, placing),
        );
      },
    ),
  );
});

test("placing decides the day alone: memory and learning steps stay as they are", () => {
  const fsrs = scheduler(parameterSet(), UTC);
  fc.assert(
    fc.property(anyHistory(), fc.constantFrom(...GRADES), anyPlacing, (history, grade, placing) => {
      for (const { before, at } of stepsOf(history, parameterSet())) {
        const placed = fsrs.reschedule(CARD, before, grade, at, placing);
        const free = fsrs.reschedule(CARD, before, grade, at);
        const { due, dueDay, intervalDays } = placed;
        expect(placed).toEqual({ ...free, due, dueDay, intervalDays });
        if (free.state !== "review") expect(placed).toEqual(free);
      }
    }),
  );
});
