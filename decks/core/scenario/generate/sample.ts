import { withAssumptions } from "../assumptions.ts";
import { holds } from "../condition.ts";
import type { PackFact, RulePack } from "../pack.ts";
import type { DecisionRules, Rule } from "../standing.ts";
import type { FactId, Facts, FactValue } from "../types.ts";
import type { Draw } from "./draw.ts";

/** How often a fact stays unstated, of 100: where the pack assumes a value, and where it does not. */
const LEFT_TO_ASSUME = 60;
const LEFT_OPEN = 40;

/**
 * Facts for a situation of one decision, among those that it looks at. Nothing in them is excluded by the pack; they
 * may leave the decision open. Null when the draw led nowhere; draw again.
 * @param rule one that has to speak
 */
export function sampleFacts(
  pack: RulePack,
  rules: DecisionRules,
  rule: Rule | null,
  draw: Draw,
): Facts | null {
  const stated: Record<FactId, FactValue> = {};
  const known = new Map(pack.facts.map((fact) => [fact.id, fact]));
  const put = (id: FactId, value: FactValue | null) => {
    if (value !== null) stated[id] = value;
  };
  if (rule) {
    for (const id of rule.facts) {
      // What speaks may be the value that is taken for granted.
      const assumed = withAssumptions(pack, stated).facts[id] !== undefined;
      if (!assumed || draw.chance(50)) put(id, valueOf(known.get(id), rules, draw));
    }
    if (!rule.speaks(withAssumptions(pack, stated).facts)) return null;
  }
  for (const id of draw.shuffled([...rules.values.keys()])) {
    if (stated[id] !== undefined) continue;
    const assumed = withAssumptions(pack, stated).facts[id] !== undefined;
    if (draw.chance(assumed ? LEFT_TO_ASSUME : LEFT_OPEN)) continue;
    put(id, valueOf(known.get(id), rules, draw));
  }
  const { facts } = withAssumptions(pack, stated);
  // A situation that states nothing is none.
  if (Object.keys(stated).length === 0 || isExcluded(pack, facts)) return null;
  return rule === null || rule.speaks(facts) ? stated : null;
}

/** Whether the pack says that these cannot be true together. */
export function isExcluded(pack: RulePack, facts: Facts): boolean {
  return pack.excludes?.some((condition) => holds(condition, facts) === true) === true;
}

/** A value that the pack has words for; null when it has none. */
function valueOf(fact: PackFact | undefined, rules: DecisionRules, draw: Draw): FactValue | null {
  if (fact === undefined) return null;
  if (fact.kind === "number") {
    if (!fact.says?.length) return null;
    return numberIn(fact, rules.values.get(fact.id) ?? [], draw);
  }
  const names = Object.entries(fact.says ?? {}).flatMap(([name, clauses]) =>
    clauses.length > 0 ? [name] : [],
  );
  if (names.length === 0) return null;
  const name = draw.pick(names);
  return fact.kind === "yes-no" ? name === "yes" : name;
}

/** A round number in one of the intervals between the thresholds, each as likely as the others. */
function numberIn(
  fact: Extract<PackFact, { kind: "number" }>,
  thresholds: readonly FactValue[],
  draw: Draw,
): number {
  const [least, most] = fact.typical ?? fact.range;
  // Thresholds come in pairs, the last value on one side and the first on the other.
  const edges = thresholds
    .filter((value): value is number => typeof value === "number" && value >= least && value <= most)
    .sort((a, b) => a - b);
  const bounds = [least, ...edges, most];
  const cells = bounds.slice(1).flatMap((high, index) => {
    const low = bounds[index] ?? least;
    return high - low === 1 && index > 0 && index < bounds.length - 2 ? [] : [[low, high] as const];
  });
  const [low, high] = draw.pick(cells);
  const round = roundNumbers(low, high);
  return round.length > 0 ? draw.pick(round) : draw.pick([low, high]);
}

const FIGURES = [10, 12, 15, 18, 20, 24, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90];

function roundNumbers(low: number, high: number): number[] {
  const found: number[] = [];
  for (let scale = 1; scale <= high; scale *= 10) {
    for (const figure of scale === 1 ? [1, 2, 3, 4, 5, 6, 8] : FIGURES.map((one) => (one * scale) / 10)) {
      if (figure >= low && figure <= high) found.push(figure);
    }
  }
  return [...new Set(found)];
}
