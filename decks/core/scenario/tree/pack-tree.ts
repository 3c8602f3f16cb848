import { type Condition, factsIn } from "../condition.ts";
import { winnerOf } from "../decide.ts";
import { valueText } from "../fact-text.ts";
import { decisionOf, type PackDecision, type PackFact, type RulePack } from "../pack.ts";
import { decisionRules } from "../standing.ts";
import { conditionsOf } from "../thresholds.ts";
import type { FactId, OptionId } from "../types.ts";
import { type LitPath, type SplitNode, type TreeFact, type TreeGrower, treeGrower } from "./decision-tree.ts";
import type { TreeWords } from "./tree-layout.ts";

/**
 * The tree of a decision, worked out by asking the engine, split at the pack's own thresholds alone. Its outcomes are
 * option ids, joined by “+” where several apply, and empty where nothing is feasible. What is still open when it is
 * grown as far as wished becomes mixed nodes.
 * @throws RangeError when the pack has no such decision
 */
export function packTree(pack: RulePack, decisionId: string): TreeGrower {
  const rules = decisionRules(pack, decisionId);
  return treeGrower(treeFacts(pack, decisionOf(pack, decisionId)), (facts) => winnerOf(rules, facts));
}

/** The facts that a decision looks at, cut where its conditions are. */
export function treeFacts(pack: RulePack, decision: PackDecision): TreeFact[] {
  const conditions = conditionsOf(decision).flatMap(simple);
  const used = new Set(conditions.flatMap(factsIn));
  return pack.facts
    .filter((fact) => used.has(fact.id))
    .map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      cuts: fact.kind === "number" ? cutsOf(fact.id, conditions) : [],
      values: valuesOf(fact),
      range: fact.kind === "number" ? fact.range : [0, 0],
    }));
}

function valuesOf(fact: PackFact): (string | boolean)[] {
  if (fact.kind === "number") return [];
  return fact.kind === "yes-no" ? [true, false] : Object.keys(fact.choices);
}

/** So little below a bound that no figure of a situation lies between the two. */
const JUST_BELOW = 1e-6;

function cutsOf(fact: FactId, conditions: readonly Condition[]): number[] {
  const cuts = conditions.flatMap((one) => {
    if (!("fact" in one) || one.fact !== fact) return [];
    if ("atMost" in one) return [one.atMost];
    if ("above" in one) return [one.above];
    return "atLeast" in one ? [one.atLeast - JUST_BELOW] : [];
  });
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** A condition as those on one fact each. */
function simple(condition: Condition): Condition[] {
  if ("all" in condition) return condition.all.flatMap(simple);
  return "any" in condition ? condition.any.flatMap(simple) : [condition];
}

/** What the boxes of a tree say, in the pack's own words. */
export function packTreeWords(pack: RulePack, decisionId: string): TreeWords {
  const decision = decisionOf(pack, decisionId);
  return {
    question: (node) => question(pack, node),
    leaf: ({ outcome }) => outcomeText(decision, outcome),
    mixed: ({ outcomes }) => (outcomes.length === 0 ? "Too many to draw" : `${outcomes.length} options left`),
  };
}

/** The labels of what wins; several are joined by "and". */
export function outcomeText(decision: PackDecision, outcome: OptionId): string {
  if (outcome === "") return "Nothing fits";
  return outcome
    .split("+")
    .map((id) => decision.options.find((option) => option.id === id)?.label ?? id)
    .join(" and ");
}

function question(pack: RulePack, { fact: id, test }: SplitNode): string {
  const fact = pack.facts.find((one) => one.id === id);
  const label = fact?.label ?? id;
  if ("is" in test) return `${valueText(pack, id, test.is)}?`;
  const { atMost } = test;
  const bound = Math.ceil(atMost);
  return bound - atMost > JUST_BELOW / 2 && bound - atMost < 2 * JUST_BELOW
    ? `${label}: under ${valueText(pack, id, bound)}?`
    : `${label}: at most ${valueText(pack, id, atMost)}?`;
}

/** The way in words, for those who do not see the drawing. */
export function litWords(pack: RulePack, decisionId: string, { path, end }: LitPath): string {
  const words = packTreeWords(pack, decisionId);
  const answers = path.flatMap((node, index) => {
    const next = path[index + 1];
    if (node.kind !== "split" || !next) return [];
    return [`${words.question(node)} ${next.id.endsWith("y") ? "Yes" : "No"}.`];
  });
  const last = path.at(-1);
  if (typeof end === "object") {
    const label = pack.facts.find((fact) => fact.id === end.unknown)?.label ?? end.unknown;
    return [...answers, `It depends on ${label.toLowerCase()}.`].join(" ");
  }
  if (last?.kind === "leaf") return [...answers, `${words.leaf(last)}.`].join(" ");
  return [...answers, last?.kind === "mixed" ? `${words.mixed(last)}.` : ""].join(" ").trim();
}
