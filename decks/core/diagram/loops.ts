import type { Box } from "./geometry.ts";
import type { Size } from "./measure.ts";
import type { Point } from "./types.ts";

export type Side = "right" | "above" | "below" | "left";

/** How far a line from a node to itself leaves it, in pixels. */
export const LOOP = 22;

/** The bends of a line that leaves a node on one side and comes back to it there. */
export function loopBends({ x, y, width, height }: Box, side: Side): readonly Point[] {
  if (side === "left" || side === "right") {
    const out = x + (width / 2 + LOOP) * (side === "left" ? -1 : 1);
    const half = Math.min(height / 4, 16);
    return [-half, half].map((away) => ({ x: out, y: y + away }));
  }
  const out = y + (height / 2 + LOOP) * (side === "above" ? -1 : 1);
  const half = Math.min(width / 4, 16);
  return [-half, half].map((away) => ({ x: x + away, y: out }));
}

/** The middle of the words on such a line: outside of it. */
export function loopLabelPlace({ x, y, width, height }: Box, side: Side, label: Size): Point {
  if (side === "left" || side === "right") {
    const out = width / 2 + LOOP + 4 + label.width / 2;
    return { x: x + (side === "left" ? -out : out), y };
  }
  const out = height / 2 + LOOP + 2 + label.height / 2;
  return { x, y: y + (side === "above" ? -out : out) };
}
