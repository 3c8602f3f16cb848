import {
  type Axis,
  cellCount,
  decidedGrid,
  type Grid,
  type Region,
  sides,
  type Survey,
  survey,
} from "./tree-cells.ts";
import type { FactId, FactValue, Facts, OptionId } from "../types.ts";

/** A fact as far as a tree asks about it: finitely many cells, within each of which it decides alike. */
export interface TreeFact {
  readonly id: FactId;
  readonly kind: "number" | "choice" | "yes-no";
  /** Numbers: the largest value of every interval but the last, ascending; 25 means "at most 25, or over 25". */
  readonly cuts: readonly number[];
  /** Choices and yes or no: every value there is. */
  readonly values: readonly (string | boolean)[];
  /** Numbers: the smallest and the largest value. Cuts that leave nothing on one side are passed over. */
  readonly range: readonly [number, number];
}

export type TreeNode = SplitNode | LeafNode | MixedNode;

/** A question about one fact. */
export interface SplitNode {
  readonly kind: "split";
  /** The way from the top: "r", then "y" or "n" for each answer. */
  readonly id: string;
  readonly fact: FactId;
  readonly test: { readonly atMost: number } | { readonly is: string | boolean };
  readonly yes: TreeNode;
  readonly no: TreeNode;
}

/** An answer. */
export interface LeafNode {
  readonly kind: "leaf";
  readonly id: string;
  /** The option that wins, or "" when none is feasible. */
  readonly outcome: OptionId;
}

/** Where the tree was not grown further, although more than one outcome is possible. */
export interface MixedNode {
  readonly kind: "mixed";
  readonly id: string;
  /** Every outcome that is possible here, the most frequent first; empty when none was looked at. */
  readonly outcomes: readonly OptionId[];
  /** The facts that still change the outcome here, in the order given. */
  readonly dependsOn: readonly FactId[];
}

export interface DecisionTree {
  readonly root: TreeNode;
  /** Leaves and mixed nodes together. */
  readonly leaves: number;
  /** Facts that change the winner nowhere; empty when none was looked at. */
  readonly withoutEffect: readonly FactId[];
}

/** Above so many combinations of cells a tree is not worked out. */
export const MOST_CELLS = 200_000;

/**
 * A decision as a tree of yes or no questions, found by asking for the winner of every combination of cells once.
 *
 * It grows best first: the node with the most doubt (cells times entropy of the winner) is split next, by the question
 * that leaves the least of it; of equal ones the first fact and the first cut is taken, so that the same input always
 * gives the same tree. What is still in doubt when `most.leaves` is reached becomes a mixed node. Facts that never
 * change the winner are not asked for.
 *
 * Above 200,000 combinations nothing is tried at all, not even a sample: the tree is then one mixed node that names
 * every fact with more than one cell, and no outcome.
 * @param winner the id of the winning option, "" for nothing feasible. It must depend on the cells alone, and must not
 *   keep the record it is handed, which is changed from call to call.
 * @param most `leaves` at least 1, Infinity for a whole tree
 */
export function decisionTree(
  facts: readonly TreeFact[],
  winner: (facts: Record<FactId, FactValue>) => OptionId,
  most: { readonly leaves: number },
): DecisionTree {
  return treeGrower(facts, winner).grown(most);
}

/** A tree that was asked for its winners once, and can be shown grown more or less. */
export interface TreeGrower {
  /** @param along facts whose way is grown to its end, however many leaves there are already */
  grown(most: { readonly leaves: number }, along?: Facts): DecisionTree;
}

/** @see decisionTree, for what it asks and how it grows */
export function treeGrower(
  facts: readonly TreeFact[],
  winner: (facts: Record<FactId, FactValue>) => OptionId,
): TreeGrower {
  const axes = facts.map(axisOf).filter((axis) => axis.values.length > 0);
  if (cellCount(axes) > MOST_CELLS) {
    const dependsOn = axes.filter((axis) => axis.values.length > 1).map((axis) => axis.id);
    const root = { kind: "mixed", id: "r", outcomes: [], dependsOn } as const;
    return { grown: () => ({ root, leaves: 1, withoutEffect: [] }) };
  }
  const grid = decidedGrid(axes, winner);
  const grown = new Map<number, { readonly root: Growing; readonly leaves: number }>();
  return {
    grown(most, along) {
      const known = grown.get(most.leaves) ?? started(grid, most.leaves);
      grown.set(most.leaves, known);
      const root = along ? grownAlong(grid, known.root, along) : known.root;
      const withoutEffect = axes
        .filter((_, index) => !root.survey.changes.includes(index))
        .map((axis) => axis.id);
      const tree = finished(grid, root, "r");
      return { root: tree, leaves: along ? leavesOf(tree) : known.leaves, withoutEffect };
    },
  };
}

function started(grid: Grid, mostLeaves: number) {
  const root = growing(grid, grid.whole);
  return { root, leaves: grow(grid, root, mostLeaves) };
}

/** The same tree with the way of some facts grown until nothing is in doubt there; the rest is shared. */
function grownAlong(grid: Grid, node: Growing, facts: Facts): Growing {
  const { split } = node.survey;
  if (!split) return node;
  const { fact, test } = question(grid, split.axis, split.place);
  const yes = passes(test, facts[fact]);
  if (yes === null) return node;
  const parts = sides(grid, node.region, split);
  const children = node.children ?? { yes: growing(grid, parts.yes), no: growing(grid, parts.no) };
  return {
    ...node,
    children: yes
      ? { ...children, yes: grownAlong(grid, children.yes, facts) }
      : { ...children, no: grownAlong(grid, children.no, facts) },
  };
}

function leavesOf(node: TreeNode): number {
  return node.kind === "split" ? leavesOf(node.yes) + leavesOf(node.no) : 1;
}

/** How far some facts lead into a tree. */
export interface LitPath {
  /** From the root to where it ends. */
  readonly path: readonly TreeNode[];
  /** What it ends at; `unknown` names the fact that would have to be known to go on. */
  readonly end: "leaf" | "mixed" | { readonly unknown: FactId };
}

/** The way that facts take through a tree. A number wanted and something else given counts as not known. */
export function litPath(tree: DecisionTree, facts: Facts): LitPath {
  const path: TreeNode[] = [tree.root];
  let node = tree.root;
  while (node.kind === "split") {
    const yes = passes(node.test, facts[node.fact]);
    if (yes === null) return { path, end: { unknown: node.fact } };
    node = yes ? node.yes : node.no;
    path.push(node);
  }
  return { path, end: node.kind };
}

function passes(test: SplitNode["test"], value: FactValue | undefined): boolean | null {
  if (value === undefined) return null;
  if ("is" in test) return value === test.is;
  return typeof value === "number" ? value <= test.atMost : null;
}

/** The last interval is stood for by the end of the range, every other by its largest value. */
function axisOf({ id, kind, cuts, values, range }: TreeFact): Axis {
  // "Yes" is what a question about yes or no asks for, so it comes first.
  if (kind === "yes-no") return { id, ordered: false, values: [true, false] };
  if (kind === "choice") return { id, ordered: false, values };
  const [least, greatest] = range;
  return { id, ordered: true, values: [...cuts.filter((cut) => cut >= least && cut < greatest), greatest] };
}

/** A node while the tree grows. */
interface Growing {
  readonly region: Region;
  readonly survey: Survey;
  children: { readonly yes: Growing; readonly no: Growing } | null;
}

function growing(grid: Grid, region: Region): Growing {
  return { region, survey: survey(grid, region), children: null };
}

/** Splits until there is no doubt left or no leaf to spare; gives the number of leaves. */
function grow(grid: Grid, root: Growing, mostLeaves: number): number {
  // When every cell may have its own leaf the order has no influence, and looking for the next would only take time.
  const inOrder = mostLeaves < grid.winners.length;
  const open = [root];
  let leaves = 1;
  while (leaves < mostLeaves) {
    const next = inOrder ? takeMostDoubtful(open) : open.pop();
    if (!next) break;
    if (!next.survey.split) continue;
    const { yes, no } = sides(grid, next.region, next.survey.split);
    next.children = { yes: growing(grid, yes), no: growing(grid, no) };
    open.push(next.children.yes, next.children.no);
    leaves++;
  }
  return leaves;
}

function takeMostDoubtful(open: Growing[]): Growing | undefined {
  let most = 0;
  for (const [index, one] of open.entries()) {
    if (one.survey.doubt > (open[most]?.survey.doubt ?? 0)) most = index;
  }
  return open.splice(most, 1)[0];
}

function finished(grid: Grid, { survey: known, children }: Growing, id: string): TreeNode {
  const { split, wins, changes } = known;
  if (split && children) {
    const { fact, test } = question(grid, split.axis, split.place);
    const yes = finished(grid, children.yes, `${id}y`);
    return { kind: "split", id, fact, test, yes, no: finished(grid, children.no, `${id}n`) };
  }
  const outcomes = grid.outcomes
    .map((outcome, index) => ({ outcome, wins: wins[index] ?? 0 }))
    .filter((one) => one.wins > 0)
    .sort((a, b) => b.wins - a.wins)
    .map((one) => one.outcome);
  if (!split) return { kind: "leaf", id, outcome: outcomes[0] ?? "" };
  const dependsOn = changes.map((axis) => grid.axes[axis]?.id ?? "");
  return { kind: "mixed", id, outcomes, dependsOn };
}

function question(grid: Grid, axis: number, place: number): Pick<SplitNode, "fact" | "test"> {
  const asked = grid.axes[axis];
  const value = asked?.values[place];
  if (!asked || value === undefined) throw new RangeError(`no cell ${place} on axis ${axis}`);
  return { fact: asked.id, test: typeof value === "number" ? { atMost: value } : { is: value } };
}
