import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StudyDay } from "../time.ts";
import { type Choice, chooseDay, intervalSpan, weekday } from "./choose-day.ts";
import type { Placing } from "./placing.ts";

const MONDAY = 4 as StudyDay;
const EVERY_DAY = [1, 1, 1, 1, 1, 1, 1];
const plain: Placing = { load: null, easyDays: EVERY_DAY, sweep: null };
const choice = (values: Partial<Choice> = {}): Choice => ({
  today: MONDAY,
  maximumIntervalDays: 36_500,
  fuzz: true,
  placing: null,
  draw: () => 0,
  ...values,
});
const sweep = (first: number, last: number): Placing => ({
  ...plain,
  sweep: { first: first as StudyDay, last: last as StudyDay },
});

const anyDraw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyLoads = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 });
const anyEasyDays = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 7, maxLength: 7 });
const anySpan = fc
  .record({ first: fc.integer({ min: 1, max: 400 }), length: fc.nat(25) })
  .map(({ first, length }) => ({ first, last: first + length }));

describe("the span of an interval", () => {
  // The bounds of Anki's own tests, `states/fuzz.rs`.
  test.each([
    [1, 1, 1],
    [2, 2, 2],
    [3, 2, 4],
    [7, 5, 9],
    [17, 14, 20],
    [20, 17, 23],
    [37, 33, 41],
  ])("of %d days is %d to %d", (interval, first, last) => {
    expect(intervalSpan(interval, 0, choice())).toEqual({ first, last });
  });

  test("is one day without fuzz", () => {
    expect(intervalSpan(100, 0, choice({ fuzz: false }))).toEqual({ first: 100, last: 100 });
  });

  test("stays longer than the previous interval when it grew, and may be shorter when it did not", () => {
    expect(intervalSpan(37, 36, choice())).toEqual({ first: 37, last: 41 });
    expect(intervalSpan(37, 37, choice())).toEqual({ first: 33, last: 41 });
  });

  test("holds the interval and keeps to the maximum", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40_000 }), fc.nat(40_000), (interval, previousDays) => {
        const { first, last } = intervalSpan(interval, previousDays, choice({ maximumIntervalDays: 365 }));
        expect(first).toBeGreaterThanOrEqual(1);
        expect(first).toBeLessThanOrEqual(Math.min(365, interval));
        expect(last).toBeGreaterThanOrEqual(Math.min(365, interval));
        expect(last).toBeLessThanOrEqual(365);
      }),
    );
  });

  test("is the sweep for what would come after its first day, fuzz or not", () => {
    for (const fuzz of [true, false]) {
      const before = choice({ fuzz, placing: sweep(MONDAY + 30, MONDAY + 36) });
      expect(intervalSpan(31, 0, before)).toEqual({ first: 30, last: 36 });
      expect(intervalSpan(400, 390, before)).toEqual({ first: 30, last: 36 });
      expect(intervalSpan(10, 0, before)).toEqual(intervalSpan(10, 0, choice({ fuzz })));
    }
  });

  test("never starts before tomorrow in a sweep that has begun, and ends with the sweep", () => {
    expect(intervalSpan(50, 0, choice({ placing: sweep(MONDAY - 3, MONDAY + 2) }))).toEqual({
      first: 1,
      last: 2,
    });
    expect(intervalSpan(20, 0, choice({ placing: sweep(MONDAY + 20, MONDAY + 21) })).last).toBe(21);
  });

  test("is as usual once the sweep's last day has come", () => {
    const over = choice({ placing: sweep(MONDAY - 5, MONDAY) });
    expect(intervalSpan(50, 0, over)).toEqual(intervalSpan(50, 0, choice()));
  });
});

describe("the day that is chosen", () => {
  test("lies in the span, whatever the load, the week and the draw", () => {
    fc.assert(
      fc.property(
        anySpan,
        anyLoads,
        fc.boolean(),
        anyEasyDays,
        anyDraw,
        (span, loads, balanced, easyDays, at) => {
          const load = (day: StudyDay) => loads[day % loads.length] ?? 0;
          const placing = { ...plain, load: balanced ? load : null, easyDays };
          const day = chooseDay(span, choice({ placing, draw: () => at }));
          expect(Number.isInteger(day)).toBe(true);
          expect(day).toBeGreaterThanOrEqual(span.first);
          expect(day).toBeLessThanOrEqual(span.last);
        },
      ),
    );
  });

  test("is drawn evenly where nothing is balanced", () => {
    const days = Array.from({ length: 100 }, (_, index) =>
      chooseDay({ first: 10, last: 14 }, choice({ draw: () => index / 100 })),
    );
    for (const day of [10, 11, 12, 13, 14]) expect(days.filter((each) => each === day)).toHaveLength(20);
  });

  test("is hardly ever a full one beside an empty one", () => {
    const load = (day: StudyDay) => (day === MONDAY + 12 ? 3 : 20);
    const days = Array.from({ length: 1000 }, (_, index) =>
      chooseDay({ first: 10, last: 14 }, choice({ placing: { ...plain, load }, draw: () => index / 1000 })),
    );
    expect(days.filter((day) => day === 12).length).toBeGreaterThan(990);
  });

  test("is one with the fewest cards in a sweep, whatever is drawn", () => {
    const load = (day: StudyDay) => (day === MONDAY + 12 ? 3 : 4);
    fc.assert(
      fc.property(anyDraw, (at) => {
        const placing = { ...sweep(MONDAY + 10, MONDAY + 14), load };
        expect(chooseDay({ first: 10, last: 14 }, choice({ placing, draw: () => at }))).toBe(12);
      }),
    );
  });

  test("is no weekday without a share wherever the span has another day, balanced or not", () => {
    fc.assert(
      fc.property(anySpan, anyEasyDays, fc.boolean(), anyDraw, (span, easyDays, balanced, at) => {
        const share = (interval: number) => easyDays[weekday((MONDAY + interval) as StudyDay)] ?? 1;
        const days = Array.from({ length: span.last - span.first + 1 }, (_, index) => span.first + index);
        fc.pre(days.some((day) => share(day) > 0));
        const load = (day: StudyDay) => (share(day - MONDAY) > 0 ? 500 : 0);
        const placing = { ...plain, easyDays, load: balanced ? load : null };
        expect(share(chooseDay(span, choice({ placing, draw: () => at })))).toBeGreaterThan(0);
      }),
    );
  });

  test("counts a card twice on a weekday of half a share", () => {
    const easyDays = [1, 0.5, 1, 1, 1, 1, 1];
    const chosen = (onTuesday: number) => {
      const load = (day: StudyDay) => (day === MONDAY + 8 ? onTuesday : 20);
      const placing = { ...sweep(MONDAY + 7, MONDAY + 8), easyDays, load };
      return chooseDay({ first: 7, last: 8 }, choice({ placing }));
    };
    expect(chosen(11)).toBe(7);
    expect(chosen(9)).toBe(8);
  });

  const placed = (span: { first: number; last: number }, draws: readonly number[], base: Placing) => {
    const counts = new Map<number, number>();
    const placing = { ...base, load: (day: StudyDay) => counts.get(day) ?? 0 };
    for (const at of draws) {
      const day = MONDAY + chooseDay(span, choice({ placing, draw: () => at }));
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return counts;
  };

  test("spreads cards over a sweep to within one of each other", () => {
    fc.assert(
      fc.property(anySpan, fc.array(anyDraw, { minLength: 1, maxLength: 200 }), (span, draws) => {
        const counts = placed(span, draws, sweep(MONDAY + span.first, MONDAY + span.last));
        expect(Math.max(...counts.values())).toBe(Math.ceil(draws.length / (span.last - span.first + 1)));
      }),
    );
  });

  test("spreads cards over a span far more evenly than chance", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 300 }), fc.nat(1_000_000), (first, seed) => {
        const draws = Array.from({ length: 300 }, (_, index) => (seed / 1e6 + index * 0.754877666) % 1);
        const counts = [...placed({ first, last: first + 9 }, draws, plain).values()];
        expect(counts).toHaveLength(10);
        expect(Math.max(...counts)).toBeLessThan(42);
        expect(Math.min(...counts)).toBeGreaterThan(20);
      }),
    );
  });
});

test("weeks begin on Monday, before 1970 too", () => {
  expect(weekday(0 as StudyDay)).toBe(3);
  expect(weekday(MONDAY)).toBe(0);
  expect(weekday(-1 as StudyDay)).toBe(2);
  expect(weekday(Math.floor(Date.UTC(2026, 10, 29) / 86_400_000) as StudyDay)).toBe(6);
});
