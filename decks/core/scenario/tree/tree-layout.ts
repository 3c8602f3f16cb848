import type { DecisionTree, LeafNode, MixedNode, SplitNode, TreeNode } from "./decision-tree.ts";
import { wrapped } from "./tree-words.ts";

/** What the boxes of a tree say, in words for people. */
export interface TreeWords {
  /** A question that "yes" and "no" answer: "Payload at most 25 MB?". */
  readonly question: (node: SplitNode) => string;
  readonly leaf: (node: LeafNode) => string;
  readonly mixed: (node: MixedNode) => string;
}

/** A box with its top left corner, in pixels at zoom 1. */
export interface TreeBox {
  /** The id of the node. */
  readonly id: string;
  readonly kind: TreeNode["kind"];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One or two; cut short only where a word or a text is longer than two lines can be. */
  readonly lines: readonly string[];
  /** All that the box has to say. */
  readonly text: string;
}

/** The way from a question to what follows from one answer: along, up or down, along. */
export interface TreeConnector {
  readonly from: string;
  /** Also the id of the connector: a node has one parent. */
  readonly to: string;
  readonly answer: "yes" | "no";
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Where the answer is written: its right end, and its base line. */
  readonly label: { readonly x: number; readonly y: number };
}

export interface TreeLayout {
  readonly width: number;
  readonly height: number;
  /** From the top down, "yes" before "no". */
  readonly boxes: readonly TreeBox[];
  readonly connectors: readonly TreeConnector[];
}

export const TREE_FONT_SIZE = 12;
export const TREE_LINE_HEIGHT = 15;

const MARGIN = 2;
const PADDING = 12;
const LEAST_WIDTH = 72;
const HEIGHTS = { one: 34, two: 42 };
const BETWEEN_ROWS = 12;
/** From a box to where its way turns, and from there on to the next column, where the answer is written. */
const TURN = 13;
const ANSWER = 30;

/**
 * A tree from left to right, in columns by the number of questions asked before. A node stands one column right of its
 * parent and the parent midway between both answers, "yes" above "no"; subtrees are moved together until they all but
 * touch, so that a short branch takes its place beside a long one. No two boxes overlap and no two ways cross.
 * @param characterWidth of an average character at 12 px, in pixels; about 6.4 for a sans serif
 */
export function treeLayout(tree: DecisionTree, words: TreeWords, characterWidth: number): TreeLayout {
  const columns: number[] = [];
  const placed = place(tree.root, 0, words, (depth, lines) => {
    const longest = Math.max(...lines.map((line) => line.length));
    const width = Math.max(LEAST_WIDTH, Math.ceil(longest * characterWidth) + 2 * PADDING);
    columns[depth] = Math.max(columns[depth] ?? 0, width);
  });
  const top = Math.min(...placed.outline.map((level) => level.top));
  const bottom = Math.max(...placed.outline.map((level) => level.bottom));
  const lefts: number[] = [];
  let right = MARGIN;
  for (const width of columns) {
    lefts.push(right);
    right += width + TURN + ANSWER;
  }
  const boxes: TreeBox[] = [];
  const connectors: TreeConnector[] = [];
  const draw = (one: Placed, middle: number): void => {
    const { id, kind } = one.node;
    const x = lefts[one.depth] ?? 0;
    const width = columns[one.depth] ?? 0;
    const { height, lines, text } = one;
    boxes.push({ id, kind, x, y: middle - height / 2, width, height, lines, text });
    for (const { answer, child, shift } of one.children) {
      const to = lefts[child.depth] ?? 0;
      const turn = x + width + TURN;
      const points = [
        [x + width, middle],
        [turn, middle],
        [turn, middle + shift],
        [to, middle + shift],
      ] as const;
      const label = { x: to - 6, y: middle + shift - 6 };
      connectors.push({ from: id, to: child.node.id, answer, points, label });
      draw(child, middle + shift);
    }
  };
  draw(placed, MARGIN - top);
  return { width: right - TURN - ANSWER + MARGIN, height: bottom - top + 2 * MARGIN, boxes, connectors };
}

/** A subtree, with all heights relative to the middle of its own box. */
interface Placed {
  readonly node: TreeNode;
  readonly depth: number;
  readonly text: string;
  readonly lines: readonly string[];
  readonly height: number;
  readonly children: readonly {
    readonly answer: "yes" | "no";
    readonly child: Placed;
    readonly shift: number;
  }[];
  /** How far it reaches in its own column and in each one to the right of it. */
  readonly outline: readonly Extent[];
}

interface Extent {
  readonly top: number;
  readonly bottom: number;
}

function place(
  node: TreeNode,
  depth: number,
  words: TreeWords,
  onLines: (depth: number, lines: readonly string[]) => void,
): Placed {
  const text = textOf(node, words);
  const lines = wrapped(text);
  onLines(depth, lines);
  const height = lines.length > 1 ? HEIGHTS.two : HEIGHTS.one;
  const own = { top: -height / 2, bottom: height / 2 };
  const box = { node, depth, text, lines, height };
  if (node.kind !== "split") return { ...box, children: [], outline: [own] };
  const yes = place(node.yes, depth + 1, words, onLines);
  const no = place(node.no, depth + 1, words, onLines);
  const half = distance(yes.outline, no.outline) / 2;
  return {
    ...box,
    children: [
      { answer: "yes", child: yes, shift: -half },
      { answer: "no", child: no, shift: half },
    ],
    outline: [own, ...joined(moved(yes.outline, -half), moved(no.outline, half))],
  };
}

function textOf(node: TreeNode, words: TreeWords): string {
  switch (node.kind) {
    case "split":
      return words.question(node);
    case "leaf":
      return words.leaf(node);
    case "mixed":
      return words.mixed(node);
  }
}

/** How far apart the middles of two subtrees have to be for them not to touch in any column. */
function distance(above: readonly Extent[], below: readonly Extent[]): number {
  const shared = above.slice(0, below.length);
  return Math.max(...shared.map(({ bottom }, level) => bottom - (below[level]?.top ?? 0) + BETWEEN_ROWS));
}

function moved(outline: readonly Extent[], by: number): Extent[] {
  return outline.map(({ top, bottom }) => ({ top: top + by, bottom: bottom + by }));
}

/** Both outlines as one: the upper edge of the upper, the lower edge of the lower, where they reach. */
function joined(above: readonly Extent[], below: readonly Extent[]): Extent[] {
  const levels = Math.max(above.length, below.length);
  return Array.from({ length: levels }, (_, level) => ({
    top: (above[level] ?? below[level])?.top ?? 0,
    bottom: (below[level] ?? above[level])?.bottom ?? 0,
  }));
}
