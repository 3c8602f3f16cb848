import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, type DayRule, type EpochMs, HOUR_MS } from "../time.ts";
import { keptSnapshots, LADDER, type Rung } from "./ladder.ts";

const RULE: DayRule = { rolloverHour: 4, offsetMinutesAt: () => 0 };
const NOW = Date.UTC(2026, 10, 18, 20) as EpochMs;
const NO_BOUND = Number.MAX_SAFE_INTEGER;

const rung = (ageMs: number, bytes = 1_000): Rung => ({ savedAt: (NOW - ageMs) as EpochMs, bytes });
const agesInDays = (kept: readonly Rung[]) => kept.map(({ savedAt }) => Math.round((NOW - savedAt) / DAY_MS));

describe("the ladder of snapshots", () => {
  test("keeps everything of today and yesterday", () => {
    const all = Array.from({ length: 60 }, (_, index) => rung((index * HOUR_MS) / 2));
    expect(keptSnapshots(all, NOW, RULE, NO_BOUND)).toHaveLength(60);
  });

  test("keeps one a day, then one a week, then one a month of a year of half-hours", () => {
    const all = Array.from({ length: 500 * 8 }, (_, index) => rung(index * 3 * HOUR_MS));
    const kept = keptSnapshots(all, NOW, RULE, NO_BOUND);
    const old = agesInDays(kept).filter((age) => age > 2);
    expect(kept.length).toBeLessThan(2 * 9 + LADDER.days + LADDER.weeks + LADDER.months);
    // Twelve days, then ten weeks, then nine months: more than ten months back.
    expect(Math.max(...old)).toBeGreaterThan(300);
    expect(old.filter((age) => age < 14).length).toBeGreaterThanOrEqual(11);
    const gaps = old.slice(1).map((age, index) => age - (old[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(32);
  });

  test("the newest of a day is the one that stays", () => {
    const day = [rung(5 * DAY_MS + HOUR_MS), rung(5 * DAY_MS), rung(5 * DAY_MS + 2 * HOUR_MS)];
    const recent = [rung(0), rung(HOUR_MS), rung(2 * HOUR_MS)];
    expect(keptSnapshots([...day, ...recent], NOW, RULE, NO_BOUND)).toContain(day[1]);
    expect(keptSnapshots([...day, ...recent], NOW, RULE, NO_BOUND)).toHaveLength(4);
  });

  test("one from a time to come stays, for the clock was set back", () => {
    const ahead = rung(-30 * DAY_MS);
    expect(keptSnapshots([rung(0), ahead, rung(HOUR_MS)], NOW, RULE, NO_BOUND)).toContain(ahead);
  });

  test("those from a time to come do not push out the ones of now", () => {
    const ahead = Array.from({ length: 12 }, (_, index) => rung(-365 * DAY_MS - index * HOUR_MS));
    const present = Array.from({ length: 8 }, (_, index) => rung(index * HOUR_MS));
    const kept = keptSnapshots([...ahead, ...present], NOW, RULE, 12_000);
    expect(kept.filter((one) => present.includes(one)).length).toBeGreaterThanOrEqual(7);
    expect(kept).toContain(present[0]);
  });

  const rungs = fc.array(
    fc.record({
      age: fc.integer({ min: -DAY_MS, max: 900 * DAY_MS }),
      bytes: fc.integer({ min: 1, max: 9_000 }),
    }),
    { maxLength: 300 },
  );

  test("the newest three always stay, and the bound holds wherever it can", () => {
    fc.assert(
      fc.property(rungs, fc.integer({ min: 1, max: 100_000 }), (ages, most) => {
        const all = ages.map(({ age, bytes }) => rung(age, bytes));
        const kept = keptSnapshots(all, NOW, RULE, most);
        const newest = [...all].sort((a, b) => b.savedAt - a.savedAt).slice(0, 3);
        expect(kept.slice(0, 3).map(({ savedAt }) => savedAt)).toEqual(newest.map(({ savedAt }) => savedAt));
        const bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
        expect(bytes <= most || kept.length <= 3).toBe(true);
      }),
    );
  });

  test("what is let go today would not have come back tomorrow", () => {
    fc.assert(
      fc.property(rungs, (ages) => {
        const kept = keptSnapshots(
          ages.map(({ age }) => rung(age)),
          NOW,
          RULE,
          NO_BOUND,
        );
        // Asked again of what was kept, the ladder lets nothing more go.
        expect(keptSnapshots(kept, NOW, RULE, NO_BOUND)).toEqual(kept);
      }),
    );
  });
});
