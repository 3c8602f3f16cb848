import type { FactValue } from "../types.ts";

/** One fact as the cells that it is cut into, each by a value that stands for it. */
export interface Axis {
  readonly id: string;
  /** Ordered cells are split into runs ("at most 25"), the others one against the rest ("is bursts"). */
  readonly ordered: boolean;
  readonly values: readonly FactValue[];
}

/** The winner of every combination of cells; a cell is the sum of place times stride over the axes. */
export interface Grid {
  readonly axes: readonly Axis[];
  readonly strides: readonly number[];
  readonly outcomes: readonly string[];
  /** By cell, the index of its winner in `outcomes`. */
  readonly winners: Uint16Array;
  /** Everything, with the facts that never change the winner held at their first value. */
  readonly whole: Region;
}

/** A part of the grid: by axis, the places that are left of it, ascending. It holds all their combinations. */
export type Region = readonly (readonly number[])[];

/** What is known of a region before it is split, all from one pass over its cells. */
export interface Survey {
  /** By outcome, in how many cells it wins. */
  readonly wins: Uint32Array;
  /** Cells times entropy of the winner, in bits: 0 when there is only one. */
  readonly doubt: number;
  /** Indices of the axes along which the winner still changes. */
  readonly changes: readonly number[];
  /** The split that leaves the least doubt; null when there is no doubt. */
  readonly split: Split | null;
}

/** Places up to and with `place` (ordered), or `place` alone, against the rest of the axis. */
export interface Split {
  readonly axis: number;
  readonly place: number;
}

/** How many combinations of cells there are. */
export function cellCount(axes: readonly Axis[]): number {
  return axes.reduce((count, axis) => count * axis.values.length, 1);
}

/**
 * Asks for the winner of every cell once.
 * @param winner is handed one record that is changed from call to call, so it must not keep it
 */
export function decidedGrid(
  axes: readonly Axis[],
  winner: (facts: Record<string, FactValue>) => string,
): Grid {
  const strides = axes.map((_, index) => cellCount(axes.slice(0, index)));
  const winners = new Uint16Array(cellCount(axes));
  const indices = new Map<string, number>();
  const facts: Record<string, FactValue> = {};
  for (let cell = 0; cell < winners.length; cell++) {
    for (const [index, { id, values }] of axes.entries()) {
      // An axis turns only when all before it have gone round.
      const stride = strides[index] ?? 1;
      if (cell % stride !== 0) break;
      facts[id] = values[(cell / stride) % values.length] ?? false;
    }
    const outcome = winner(facts);
    const known = indices.get(outcome) ?? indices.size;
    indices.set(outcome, known);
    winners[cell] = known;
  }
  const everything = axes.map((axis) => axis.values.map((_, place) => place));
  const grid = { axes, strides, outcomes: [...indices.keys()], winners, whole: everything };
  const { changes } = survey(grid, everything);
  return {
    ...grid,
    whole: everything.map((places, index) => (changes.includes(index) ? places : [0])),
  };
}

/** Both sides of a split. */
export function sides(
  grid: Grid,
  region: Region,
  { axis, place }: Split,
): { readonly yes: Region; readonly no: Region } {
  const within = (one: number) => (grid.axes[axis]?.ordered ? one <= place : one === place);
  const side = (wanted: boolean) =>
    region.map((places, index) => (index === axis ? places.filter((one) => within(one) === wanted) : places));
  return { yes: side(true), no: side(false) };
}

/** Counts a region and finds its best split. Of equal splits the first wins, in the order of axes and places. */
export function survey(grid: Grid, region: Region): Survey {
  const { outcomes, strides, winners } = grid;
  const open = grid.axes.map((_, index) => index).filter((index) => (region[index]?.length ?? 0) > 1);
  const counts = open.map((index) => new Uint32Array(sizeOf(grid, index) * outcomes.length));
  const steps = open.map((index) => new Uint8Array(sizeOf(grid, index)));
  const before = open.map((index) => previousPlaces(region[index] ?? [], sizeOf(grid, index)));
  const cells = cellsOf(grid, region);
  const wins = new Uint32Array(outcomes.length);
  for (const cell of cells) bump(wins, winners[cell] ?? 0);
  if (wins[winners[cells[0] ?? 0] ?? 0] === cells.length) return { wins, doubt: 0, changes: [], split: null };

  for (const [at, index] of open.entries()) {
    const stride = strides[index] ?? 1;
    const size = sizeOf(grid, index);
    const count = counts[at] ?? wins;
    const previous = before[at] ?? [];
    const step = steps[at] ?? new Uint8Array();
    for (const cell of cells) {
      const won = winners[cell] ?? 0;
      const place = Math.trunc(cell / stride) % size;
      bump(count, place * outcomes.length + won);
      const back = previous[place] ?? 0;
      if (back > 0 && winners[cell - back * stride] !== won) step[place] = 1;
    }
  }
  const changes = open.filter((_, at) => steps[at]?.includes(1));
  const doubt = doubtOf(wins);
  let best: (Split & { readonly left: number }) | null = null;
  for (const [at, axis] of open.entries()) {
    if (!changes.includes(axis)) continue;
    const ordered = grid.axes[axis]?.ordered ?? false;
    const yes = new Uint32Array(outcomes.length);
    for (const [nth, place] of (region[axis] ?? []).entries()) {
      if (!ordered) yes.fill(0);
      for (let won = 0; won < yes.length; won++) {
        yes[won] = (yes[won] ?? 0) + (counts[at]?.[place * outcomes.length + won] ?? 0);
      }
      // A cut is worth asking for only where the winner changes across it somewhere.
      const next = region[axis]?.[nth + 1];
      if (ordered && (next === undefined || steps[at]?.[next] !== 1)) continue;
      const left = doubtOf(yes) + doubtOf(wins.map((all, won) => all - (yes[won] ?? 0)));
      if (best === null || left < best.left - ROUNDING) best = { axis, place, left };
    }
  }
  return { wins, doubt, changes, split: best && { axis: best.axis, place: best.place } };
}

/** Doubts closer than this, in bits, are equal: sums of logarithms differ by the order they are added in. */
const ROUNDING = 1e-6;

function sizeOf(grid: Grid, axis: number): number {
  return grid.axes[axis]?.values.length ?? 1;
}

function bump(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

/** By place, how many places back the one before it in the region is; 0 for the first. */
function previousPlaces(places: readonly number[], size: number): Uint16Array {
  const back = new Uint16Array(size);
  for (const [nth, place] of places.entries()) back[place] = nth === 0 ? 0 : place - (places[nth - 1] ?? 0);
  return back;
}

function cellsOf(grid: Grid, region: Region): Int32Array {
  const cells = new Int32Array(region.reduce((count, places) => count * places.length, 1));
  let filled = 1;
  for (const [index, places] of region.entries()) {
    for (let nth = places.length - 1; nth >= 0; nth--) {
      const offset = (places[nth] ?? 0) * (grid.strides[index] ?? 1);
      for (let at = 0; at < filled; at++) cells[nth * filled + at] = (cells[at] ?? 0) + offset;
    }
    filled *= places.length;
  }
  return cells;
}

/** The sum over the cells of -log2 of the share of their outcome. */
function doubtOf(wins: Uint32Array): number {
  let all = 0;
  for (const count of wins) all += count;
  let bits = 0;
  for (const count of wins) if (count > 0) bits -= count * Math.log2(count / all);
  return bits;
}
