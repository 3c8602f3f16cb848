import type { PackFact } from "../../../decks/core/scenario/pack.ts";

export type NumberFact = Extract<PackFact, { kind: "number" }>;
export type Range = readonly [low: number, high: number];

/** Steps of a slider, from its left end to its right. */
export const SLIDER_STEPS = 1_000;
/** Nearer than this share of the slider a threshold is what is meant. */
const SNAP = 0.012;

/** A threshold on a slider. */
export interface Tick {
  /** The figure as the pack states it. */
  readonly at: number;
  /** Its place, 0 to 1. */
  readonly along: number;
  readonly passed: boolean;
}

/** What a slider covers: what is likely, and every threshold with room around it, within what the fact can be. */
export function sliderRange({ range, typical }: NumberFact, cuts: readonly number[]): Range {
  const [least, most] = typical ?? range;
  const inner = cuts.filter((cut) => cut > range[0] && cut < range[1]);
  const low = Math.max(range[0], Math.min(least, ...inner.map((cut) => Math.floor(cut / 2))));
  return [low, Math.min(range[1], Math.max(most, ...inner.map((cut) => Math.ceil(cut * 2))))];
}

/** Where a value stands, 0 to 1, by its logarithm: 4 MB and 1 GB both have room. What is outside stands at an end. */
export function alongOf(value: number, [low, high]: Range): number {
  const from = Math.log1p(low);
  const along = (Math.log1p(value) - from) / (Math.log1p(high) - from);
  return Math.min(1, Math.max(0, along));
}

/** The round value at a place, or the threshold that is all but there. */
export function valueAt(along: number, range: Range, cuts: readonly number[]): number {
  const [low, high] = range;
  const near = cuts.map((cut) => Math.ceil(cut)).find((cut) => Math.abs(alongOf(cut, range) - along) < SNAP);
  const from = Math.log1p(low);
  const exact = Math.expm1(from + along * (Math.log1p(high) - from));
  return Math.min(high, Math.max(low, near ?? rounded(exact)));
}

/**
 * The next value a key leads to: whole numbers while they are small, then the second digit by one, and never across a
 * threshold without stopping on both of its sides.
 */
export function nextValue(value: number, by: 1 | -1, range: Range, cuts: readonly number[]): number {
  const [low, high] = range;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, by < 0 ? value - 1 : value))) - 1);
  const plain = by > 0 ? Math.floor(value / step + 1) * step : Math.ceil(value / step - 1) * step;
  const stops = cuts.flatMap((cut) => [Math.ceil(cut), Math.floor(cut) + 1]);
  const between = stops.filter((stop) =>
    by > 0 ? stop > value && stop < plain : stop < value && stop > plain,
  );
  const next = by > 0 ? Math.min(plain, ...between) : Math.max(plain, ...between);
  return Math.min(high, Math.max(low, next));
}

/** One tick a threshold; "at most 11" and "less than 12" are one, because facts are whole. */
export function ticksOf(value: number | null, range: Range, cuts: readonly number[]): Tick[] {
  const inner = cuts.filter((cut) => cut > range[0] && cut < range[1]);
  return inner
    .filter((cut, index) => inner.findIndex((other) => Math.floor(other) === Math.floor(cut)) === index)
    .map((cut) => ({
      at: Math.ceil(cut),
      along: alongOf(Math.ceil(cut), range),
      passed: value !== null && value > cut,
    }))
    .filter((tick, index, all) => all.findIndex((other) => other.at === tick.at) === index);
}

/**
 * The words under ticks, as far as there is room: in full, else the figure alone, else none. The first has precedence.
 * @param character the width of a letter, as a share of the slider
 */
export function tickLabels(
  ticks: readonly Tick[],
  text: (value: number) => string,
  character: number,
): readonly (string | null)[] {
  let free = Number.NEGATIVE_INFINITY;
  return ticks.map(({ at, along }, index) => {
    const next = ticks[index + 1];
    const full = text(at);
    const short = full.split(" ")[0] ?? full;
    const half = (label: string) => ((label.length + 1) * character) / 2;
    const hasRoom = (label: string) => along - half(label) >= free;
    const leavesRoom = !next || along + half(full) <= next.along - half(text(next.at));
    const label = leavesRoom && hasRoom(full) ? full : hasRoom(short) ? short : null;
    if (label !== null) free = along + half(label);
    return label;
  });
}

/** Two digits, as a person would say it. */
function rounded(value: number): number {
  return value < 10 ? Math.round(value) : Number(value.toPrecision(2));
}
