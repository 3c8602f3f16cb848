import { alongLine, type Box, crosses, isNear } from "./geometry.ts";
import { LOOP, loopBends, loopLabelPlace, type Side } from "./loops.ts";
import type { Routes, SizedEdge } from "./layout.ts";
import { boxSize, type Size } from "./measure.ts";
import type { DiagramNode, Point } from "./types.ts";

interface Way {
  readonly bends: readonly Point[];
  readonly label: Point | null;
}

type Line = readonly [start: Box | undefined, end: Box | undefined];

const SIDES: readonly Side[] = ["above", "right", "below", "left"];
/** Pixels; a picture that would need more has boxes on top of each other, and is better placed anew. */
const LONGEST_SIDE = 3200;
const LEAST_PX_PER_CM = 34;
const GAP = 26;
const GAP_WITH_LINE = 42;

/**
 * The boxes where the author placed them, with both axes stretched until none is closer to another than arrows and
 * labels need.
 * @returns null when a node has no position or the picture would grow beyond reason.
 */
export function spread(
  nodes: readonly DiagramNode[],
  edges: readonly SizedEdge[],
): ReadonlyMap<string, Box> | null {
  const boxes: (Box & { readonly id: string })[] = [];
  for (const node of nodes) {
    if (!node.position) return null;
    boxes.push({ id: node.id, ...node.position, ...boxSize(node) });
  }
  let across = LEAST_PX_PER_CM;
  let down = LEAST_PX_PER_CM;
  const gaps = gapsBetween(edges);
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const gap = gaps.get(pairOf(one.id, other.id)) ?? { x: GAP, y: GAP };
      const wide = ((one.width + other.width) / 2 + gap.x) / Math.abs(one.x - other.x);
      const high = ((one.height + other.height) / 2 + gap.y) / Math.abs(one.y - other.y);
      // The pair is parted along the axis that has to stretch less for it.
      if (wide / across <= high / down) across = Math.max(across, wide);
      else down = Math.max(down, high);
    }
  }
  const spreadBoxes = boxes.map((box) => ({ ...box, x: box.x * across, y: box.y * down }));
  const fits =
    extent(spreadBoxes.map((box) => box.x)) < LONGEST_SIDE &&
    extent(spreadBoxes.map((box) => box.y)) < LONGEST_SIDE;
  return fits ? new Map(spreadBoxes.map((box) => [box.id, box])) : null;
}

/** Straight lines between boxes; those that would cross a third box or cover each other go round. */
export function routed(boxes: ReadonlyMap<string, Box>, edges: readonly SizedEdge[]): Routes {
  const used = new Map<string, number>();
  const lines = edges
    .filter(({ edge }) => edge.from !== edge.to)
    .map(({ edge }): Line => [boxes.get(edge.from), boxes.get(edge.to)]);
  const ways = edges.map(({ edge, label }): Way => {
    const from = boxes.get(edge.from);
    const to = boxes.get(edge.to);
    if (!from || !to) return { bends: [], label: null };
    const pair = pairOf(edge.from, edge.to);
    const before = used.get(pair) ?? 0;
    used.set(pair, before + 1);
    const others = [...boxes.values()].filter((box) => box !== from && box !== to);
    if (from === to) return loop(from, label ?? { width: 0, height: 0 }, others, lines, before);
    const detours = detoursBetween(from, to, others, before);
    const free = detours.find((bends) => isFree([from, ...bends, to], others));
    return { bends: free ?? detours[0] ?? [], label: null };
  });
  return { boxes, bends: ways.map((way) => way.bends), labels: ways.map((way) => way.label) };
}

/** A line from a node to itself, on a side where neither it nor its label meets a box or the line of another edge. */
function loop(box: Box, label: Size, others: readonly Box[], lines: readonly Line[], before: number): Way {
  const free = SIDES.slice(before).find((side) => {
    const words = { ...loopLabelPlace(box, side, label), ...label };
    const middle = alongLine(loopBends(box, side), 0.5);
    const room = [words, { ...middle, width: LOOP, height: LOOP }];
    return room.every(
      (area) =>
        !others.some((other) => isNear(area, other)) &&
        !lines.some(([start, end]) => start && end && crosses(start, end, area)),
    );
  });
  const side = free ?? SIDES[before % SIDES.length] ?? "above";
  return { bends: loopBends(box, side), label: loopLabelPlace(box, side, label) };
}

/**
 * Ways from one box to another: straight, round one corner, then to either side, each farther out; the emptier side
 * comes first.
 * @param before how many edges between the two have a way already.
 */
function detoursBetween(from: Box, to: Box, others: readonly Box[], before: number): (readonly Point[])[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy) || 1;
  const [x, y] = [-dy / distance, dx / distance];
  const half = (box: Box): number => (Math.abs(x) * box.width + Math.abs(y) * box.height) / 2;
  const clear = Math.max(half(from), half(to));
  const crowd = others.reduce((sum, box) => {
    const away = (box.x - from.x) * x + (box.y - from.y) * y;
    return sum + (Math.abs(away) < 1 ? 0 : Math.sign(away));
  }, 0);
  // Where neither side is emptier: the one that is down, or right.
  const side = crowd !== 0 ? -Math.sign(crowd) : y > 0 || (y === 0 && x > 0) ? 1 : -1;
  const near = [24, -24, 48].map((out) => [
    { x: from.x + dx / 2 + x * out * side, y: from.y + dy / 2 + y * out * side },
  ]);
  const far = [26, -26, 60, -60, 100, -100, 150, -150].map((out) => {
    const offset = (out + Math.sign(out) * clear) * side;
    return [from, to].map((box) => ({ x: box.x + x * offset, y: box.y + y * offset }));
  });
  const isSlanted =
    Math.abs(dx) > (from.width + to.width) / 2 && Math.abs(dy) > (from.height + to.height) / 2;
  const elbows = isSlanted ? [[{ x: to.x, y: from.y }], [{ x: from.x, y: to.y }]] : [];
  return before === 0
    ? [[], ...elbows, ...far]
    : [...near.slice(before - 1), ...far.slice(Math.max(0, before - 3))];
}

function isFree(points: readonly Point[], boxes: readonly Box[]): boolean {
  const grown = boxes.map((box) => ({ ...box, width: box.width + 8, height: box.height + 8 }));
  return points.slice(1).every((end, index) => !grown.some((box) => crosses(points[index] ?? end, end, box)));
}

function gapsBetween(edges: readonly SizedEdge[]): ReadonlyMap<string, Point> {
  const gaps = new Map<string, Point>();
  for (const { edge, label } of edges) {
    const pair = pairOf(edge.from, edge.to);
    const { x, y } = gaps.get(pair) ?? { x: 0, y: 0 };
    const room = label ? { x: label.width + 36, y: label.height + 32 } : { x: 0, y: 0 };
    gaps.set(pair, { x: Math.max(x, room.x, GAP_WITH_LINE), y: Math.max(y, room.y, GAP_WITH_LINE) });
  }
  return gaps;
}

function pairOf(one: string, other: string): string {
  return JSON.stringify([one, other].sort());
}

function extent(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
