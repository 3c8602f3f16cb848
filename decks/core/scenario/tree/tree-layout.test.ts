import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecisionTree, TreeNode } from "./decision-tree.ts";
import { treeLayout, type TreeLayout, type TreeWords } from "./tree-layout.ts";
import { wrapped } from "./tree-words.ts";

type Shape = string | readonly [question: string, yes: Shape, no: Shape];

const node = (shape: Shape, id: string): TreeNode =>
  typeof shape === "string"
    ? { kind: "leaf", id, outcome: shape }
    : {
        kind: "split",
        id,
        fact: shape[0],
        test: { is: true },
        yes: node(shape[1], `${id}y`),
        no: node(shape[2], `${id}n`),
      };
const treeOf = (shape: Shape): DecisionTree => ({ root: node(shape, "r"), leaves: 0, withoutEffect: [] });
const words: TreeWords = {
  question: (split) => split.fact,
  leaf: (leaf) => leaf.outcome,
  mixed: (mixed) => mixed.outcomes.join(" or "),
};
const laid = (shape: Shape) => treeLayout(treeOf(shape), words, 6.4);
const box = (layout: TreeLayout, id: string) => {
  const found = layout.boxes.find((one) => one.id === id);
  if (!found) throw new Error(`no box ${id}`);
  return found;
};

const label = fc.array(fc.constantFrom("a", "payload", "over", "asynchronously"), {
  minLength: 1,
  maxLength: 9,
});
const text = label.map((some) => some.join(" "));
const { tree: anyShape } = fc.letrec<{ tree: Shape }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    text,
    fc.tuple(text, tie("tree"), tie("tree")),
    fc.tuple(text, tie("tree"), text),
  ),
}));

describe("any tree", () => {
  test("has no two boxes that overlap, and all of them within the drawing", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const layout = laid(shape);
        for (const [index, one] of layout.boxes.entries()) {
          expect(Math.min(one.x, one.y)).toBeGreaterThanOrEqual(0);
          expect(one.x + one.width).toBeLessThanOrEqual(layout.width);
          expect(one.y + one.height).toBeLessThanOrEqual(layout.height);
          for (const other of layout.boxes.slice(index + 1)) {
            const apart =
              one.x + one.width < other.x ||
              other.x + other.width < one.x ||
              one.y + one.height < other.y ||
              other.y + other.height < one.y;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  test("has children right of their parent, yes above no, and elbows from border to border", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const layout = laid(shape);
        expect(layout.connectors).toHaveLength(layout.boxes.length - 1);
        for (const { from, to, answer, points } of layout.connectors) {
          const parent = box(layout, from);
          const child = box(layout, to);
          const middles = [parent, child].map((one) => one.y + one.height / 2);
          expect(child.x).toBeGreaterThan(parent.x + parent.width);
          expect(Math.sign((middles[1] ?? 0) - (middles[0] ?? 0))).toBe(answer === "yes" ? -1 : 1);
          expect(points[0]).toEqual([parent.x + parent.width, middles[0]]);
          expect(points.at(-1)).toEqual([child.x, middles[1]]);
          for (const [index, [x, y]] of points.slice(1).entries()) {
            const [beforeX, beforeY] = points[index] ?? [];
            expect(x === beforeX || y === beforeY).toBe(true);
          }
        }
      }),
    );
  });

  test("has upright lines that do not meet within a column", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const layout = laid(shape);
        const parents = [...new Set(layout.connectors.map((one) => one.from))].map((from) => {
          const points = layout.connectors.filter((one) => one.from === from).flatMap((one) => one.points);
          const ys = points.map(([, y]) => y);
          return { x: points[1]?.[0], top: Math.min(...ys), bottom: Math.max(...ys) };
        });
        for (const [index, one] of parents.entries()) {
          for (const other of parents.slice(index + 1)) {
            if (one.x === other.x) expect(one.bottom < other.top || other.bottom < one.top).toBe(true);
          }
        }
      }),
    );
  });
});

describe("examples", () => {
  test("a short branch stays in its own column and beside the long one", () => {
    const layout = laid(["Large?", ["Slow?", ["Many?", "one", "two"], ["Idle?", "three", "four"]], "five"]);
    const slow = box(layout, "ry");
    const five = box(layout, "rn");
    expect(five.x).toBe(slow.x);
    expect(five.y - (slow.y + slow.height)).toBe(12);
    expect(layout.height).toBe(4 * 34 + 3 * 12 + 4);
  });

  test("a single leaf is a drawing of one box", () => {
    expect(laid("Serverless")).toMatchObject({
      boxes: [{ kind: "leaf", lines: ["Serverless"], x: 2, y: 2, height: 34 }],
      connectors: [],
    });
  });

  test("labels break where the longer line is shortest, and only what exceeds two lines is cut", () => {
    expect(wrapped("Real-time endpoint")).toEqual(["Real-time endpoint"]);
    expect(wrapped("Full access to the system?")).toEqual(["Full access", "to the system?"]);
    expect(wrapped("")).toEqual([""]);
    const long = wrapped(
      "Batch transform, asynchronous inference, serverless inference or real-time endpoint",
    );
    expect(long).toEqual(["Batch transform, asynchronous", "inference, serverless inference…"]);
    expect(wrapped("x".repeat(40))).toEqual([`${"x".repeat(31)}…`]);
  });
});
