import { type KnownFacts, withAssumptions } from "./assumptions.ts";
import { applies, boundOf, holds } from "./condition.ts";
import { deciding, undecided } from "./deciding.ts";
import { limitText } from "./fact-text.ts";
import { decisionOf, type PackDecision, type PackLimit, type PackOption, type RulePack } from "./pack.ts";
import { type DecisionRules, decisionRules, outcome, scoreAt, type Standing, standing } from "./standing.ts";
import type { Decision, Facts, FactValue, RankedOption, Reason, Violation } from "./types.ts";

/**
 * Decides one decision of a pack for some facts: which options break no limit, how they rank, and what would have to
 * change for another to win. Deterministic, and total: any combination of facts gives an answer.
 *
 * An option scores 50 plus the points of every preference that holds, kept within 0 and 100. Facts that were not
 * stated take what the pack assumes; what stays unknown breaks no limit, and makes the status `depends` when values
 * of it (of one such fact, or of two together) would change the winner.
 * @throws RangeError when the pack has no such decision
 */
export function decide(pack: RulePack, decisionId: string, stated: Facts): Decision {
  return decideKnown(pack, decisionOf(pack, decisionId), stated, withAssumptions(pack, stated).facts);
}

/** Every decision of a pack for the same facts, with what was assumed and what stayed unknown. */
export function decideAll(
  pack: RulePack,
  stated: Facts,
): KnownFacts & { readonly decisions: readonly Decision[] } {
  const known = withAssumptions(pack, stated);
  return { ...known, decisions: pack.decisions.map((one) => decideKnown(pack, one, stated, known.facts)) };
}

function decideKnown(pack: RulePack, decision: PackDecision, stated: Facts, facts: Facts): Decision {
  const rules = decisionRules(pack, decision.id);
  const at = standing(rules, facts);
  const winner = outcome(rules, at);
  const ranking = rank(pack, decision, facts, at);
  const [first, second] = ranking;
  const best = first?.feasible ? first : null;
  const tried = { pack, rules, stated, facts };
  const dependsOn = undecided(tried);
  return {
    decision: decision.id,
    status: best === null ? "infeasible" : dependsOn.length > 0 ? "depends" : "decided",
    best: best?.option ?? null,
    applies: applying(winner, ranking),
    dependsOn,
    ranking,
    margin: best && second?.feasible ? best.score - second.score : 0,
    deciding: deciding(tried),
  };
}

function applying(winner: string, ranking: readonly RankedOption[]): string[] {
  const ids = new Set(winner.split("+"));
  return ranking.flatMap(({ option }) => (ids.has(option) ? [option] : []));
}

/** The id of what wins alone, without its reasons; empty when nothing is feasible. What is asked thousands of times. */
export function winnerOf(rules: DecisionRules, facts: Facts): string {
  return outcome(rules, standing(rules, facts));
}

function rank(pack: RulePack, decision: PackDecision, facts: Facts, at: Standing): RankedOption[] {
  return decision.options
    .map((option, index): RankedOption => ({
      option: option.id,
      feasible: at.broken[index] === 0,
      score: scoreAt(at, index),
      violations: option.limits.flatMap((limit) => violation(pack, option, limit, facts)),
      reasons: [
        ...option.limits.flatMap((limit) => kept(pack, option, limit, facts)),
        ...preferencesOf(option, facts),
      ],
    }))
    .sort((a, b) => Number(b.feasible) - Number(a.feasible) || b.score - a.score);
}

/** How much of a limit a value takes up: value / limit, where both are numbers and less is better. */
function share(needs: PackLimit["needs"], value: FactValue): number | null {
  return "atMost" in needs && typeof value === "number" && needs.atMost > 0 ? value / needs.atMost : null;
}

function violation(pack: RulePack, option: PackOption, limit: PackLimit, facts: Facts): Violation[] {
  const { needs } = limit;
  const value = facts[needs.fact];
  if (value === undefined || !applies(limit.when, facts) || holds(needs, facts) !== false) return [];
  const known = pack.facts.find((fact) => fact.id === needs.fact);
  return [
    {
      rule: `${option.id}/${limit.id}`,
      fact: needs.fact,
      value,
      limit: boundOf(needs),
      unit: known?.kind === "number" ? known.unit : null,
      ratio: share(needs, value),
      reason: limitText(pack, limit.broken, needs.fact, value, boundOf(needs)),
      source: limit.source,
    },
  ];
}

function kept(pack: RulePack, option: PackOption, limit: PackLimit, facts: Facts): Reason[] {
  const { needs } = limit;
  const value = facts[needs.fact];
  if (value === undefined || limit.kept === undefined) return [];
  if (!applies(limit.when, facts) || holds(needs, facts) !== true) return [];
  return [
    {
      rule: `${option.id}/${limit.id}`,
      text: limitText(pack, limit.kept, needs.fact, value, boundOf(needs)),
      points: 0,
      used: share(needs, value),
      source: limit.source,
    },
  ];
}

function preferencesOf(option: PackOption, facts: Facts): Reason[] {
  return option.preferences
    .filter((preference) => applies(preference.when, facts))
    .map(({ id, reason, points, source }) => ({
      rule: `${option.id}/${id}`,
      text: reason,
      points,
      used: null,
      source,
    }));
}
