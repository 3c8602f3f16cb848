import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPacks } from "../../../decks/core/scenario/test-packs.ts";
import {
  alongOf,
  nextValue,
  type NumberFact,
  sliderRange,
  tickLabels,
  ticksOf,
  valueAt,
} from "./number-scale.ts";
import { WhatIf } from "./what-if.svelte.ts";

const numbers = shippedPacks.flatMap((pack) =>
  pack.decisions.flatMap((decision) =>
    new WhatIf(pack, decision.id, {}).asked.flatMap(({ fact, cuts }) =>
      fact.kind === "number" ? [{ name: `${decision.id}, ${fact.id}`, fact, cuts }] : [],
    ),
  ),
);
const PAYLOAD = { range: [0, 100_000], typical: [1, 2_000] } as unknown as NumberFact;
const CUTS = [4, 25, 1_024];
const RANGE = sliderRange(PAYLOAD, CUTS);

describe.each(numbers)("the slider of $name", ({ fact, cuts }) => {
  const range = sliderRange(fact, cuts);

  test("has every threshold on it", () => {
    for (const cut of cuts.filter((one) => one > fact.range[0] && one < fact.range[1])) {
      expect(alongOf(cut, range)).toBeGreaterThan(0);
      expect(alongOf(cut, range)).toBeLessThan(1);
    }
  });

  test("gives values that the fact can take, and near where it was left", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (along) => {
        const value = valueAt(along, range, cuts);
        expect(value).toBeGreaterThanOrEqual(fact.range[0]);
        expect(value).toBeLessThanOrEqual(fact.range[1]);
        expect(Math.abs(alongOf(value, range) - along)).toBeLessThan(0.25);
      }),
    );
  });

  test("goes from end to end by the arrow keys, and stops on both sides of every threshold", () => {
    for (const by of [1, -1] as const) {
      const [first, last] = by > 0 ? range : [range[1], range[0]];
      const seen = [first];
      for (let value = first; value !== last && seen.length < 500;) {
        const next = nextValue(value, by, range, cuts);
        expect(Math.sign(next - value)).toBe(by);
        seen.push(next);
        value = next;
      }
      expect(seen.at(-1)).toBe(last);
      for (const { at } of ticksOf(null, range, cuts)) expect(seen).toContain(at);
    }
  });
});

test("the arrow keys lead to round values", () => {
  expect(nextValue(500, 1, RANGE, CUTS)).toBe(510);
  expect(nextValue(500, -1, RANGE, CUTS)).toBe(490);
  expect(nextValue(100, -1, RANGE, CUTS)).toBe(99);
  expect(nextValue(1_020, 1, RANGE, CUTS)).toBe(1_024);
  expect(nextValue(1_024, 1, RANGE, CUTS)).toBe(1_025);
});

test("a place next to a threshold is the threshold", () => {
  expect(valueAt(alongOf(25.5, RANGE), RANGE, CUTS)).toBe(25);
});

test("a threshold that is stated as “at most 11” and as “at least 12” is one tick", () => {
  const ticks = ticksOf(12, [0, 60], [11, 11.999999]);
  expect(ticks.map(({ at, passed }) => [at, passed])).toEqual([[11, true]]);
  expect(ticksOf(null, [0, 60], [11]).map(({ passed }) => passed)).toEqual([false]);
});

test("ticks are named in full where there is room, then by the figure alone, then not at all", () => {
  const named = (cuts: readonly number[]) =>
    tickLabels(ticksOf(null, RANGE, cuts), (value) => `${value} MB`, 0.02);
  expect(named([4, 1_000])).toEqual(["4 MB", "1000 MB"]);
  expect(named([20, 40])).toEqual(["20", "40 MB"]);
  expect(named([20, 21])).toEqual(["20", null]);
});
