import type { NodeShape, Point } from "./types.ts";

/** A box around its centre, in pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where a line from the centre of a node towards `target` crosses its border; the centre itself when they coincide. */
export function borderPoint(node: Box & { readonly shape: NodeShape }, target: Point): Point {
  const dx = target.x - node.x;
  const dy = target.y - node.y;
  const across = Math.abs(dx) / (node.width / 2);
  const down = Math.abs(dy) / (node.height / 2);
  const reach =
    node.shape === "diamond"
      ? across + down
      : node.shape === "circle"
        ? Math.hypot(across, down)
        : Math.max(across, down);
  return reach === 0 ? { x: node.x, y: node.y } : { x: node.x + dx / reach, y: node.y + dy / reach };
}

/** Whether two boxes are closer than `gap` in both directions. */
export function isNear(one: Box, other: Box, gap = 0): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 + gap &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2 + gap
  );
}

/** Whether the line from `start` to `end` crosses the box. */
export function crosses(start: Point, end: Point, box: Box): boolean {
  let from = 0;
  let to = 1;
  for (const [at, step, centre, half] of [
    [start.x, end.x - start.x, box.x, box.width / 2],
    [start.y, end.y - start.y, box.y, box.height / 2],
  ] as const) {
    const before = centre - half - at;
    const after = centre + half - at;
    if (step === 0) {
      if (before > 0 || after < 0) return false;
      continue;
    }
    from = Math.max(from, Math.min(before / step, after / step));
    to = Math.min(to, Math.max(before / step, after / step));
  }
  return from < to;
}

/** The point at a share of the way along a line of several parts, by length. */
export function alongLine(points: readonly Point[], share: number): Point {
  const parts = points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    return { start, end, length: Math.hypot(end.x - start.x, end.y - start.y) };
  });
  let left = share * parts.reduce((sum, part) => sum + part.length, 0);
  for (const { start, end, length } of parts) {
    if (left <= length && length > 0) {
      const part = left / length;
      return { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
