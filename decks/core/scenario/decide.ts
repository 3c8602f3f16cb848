import { holds } from "./condition.ts";
import { deciding } from "./deciding.ts";
import { limitText } from "./fact-text.ts";
import { type PackOption, type RulePack, withDefaults } from "./pack.ts";
import { candidates } from "./thresholds.ts";
import type { Decision, FactId, Facts, RankedOption, Reason, Violation } from "./types.ts";

/** What an option scores before any preference. */
const BASE_SCORE = 50;

/**
 * Decides one decision of a pack for some facts: which options break no limit, how they rank, and what would have to
 * change for another to win. Deterministic, and total: any combination of facts gives an answer.
 *
 * An option scores 50 plus the points of every preference that holds, kept within 0 and 100. Facts that were not
 * stated take the pack's defaults; what stays unknown breaks no limit, and makes the status `depends` when some value
 * of it would change the winner.
 * @throws RangeError when the pack has no such decision
 */
export function decide(pack: RulePack, decisionId: string, stated: Facts): Decision {
  const facts = withDefaults(pack, stated);
  const options = optionsOf(pack, decisionId);
  const ranking = rank(pack, options, facts);
  const best = ranking[0]?.feasible ? ranking[0] : null;
  const second = ranking[1]?.feasible ? ranking[1] : null;
  const values = candidates(pack, options);
  const winner = (changed: Facts) => bestOption(options, changed);
  const dependsOn = [...values.keys()].filter(
    (fact) => facts[fact] === undefined && flips(fact, facts, values.get(fact) ?? [], winner),
  );
  return {
    decision: decisionId,
    status: best === null ? "infeasible" : dependsOn.length > 0 ? "depends" : "decided",
    best: best?.option ?? null,
    dependsOn,
    ranking,
    margin: best && second ? best.score - second.score : 0,
    deciding: deciding(facts, values, winner),
  };
}

function optionsOf(pack: RulePack, decisionId: string): readonly PackOption[] {
  const decision = pack.decisions.find((candidate) => candidate.id === decisionId);
  if (!decision) throw new RangeError(`the pack ${pack.id} has no decision ${decisionId}`);
  return decision.options;
}

function flips(
  fact: FactId,
  facts: Facts,
  values: readonly Facts[string][],
  winner: (facts: Facts) => string | null,
): boolean {
  const now = winner(facts);
  return values.some((value) => winner({ ...facts, [fact]: value }) !== now);
}

/** The winner alone: what is asked thousands of times while looking for flips. */
function bestOption(options: readonly PackOption[], facts: Facts): string | null {
  let best: { readonly id: string; readonly score: number } | null = null;
  for (const option of options) {
    if (option.limits.some((limit) => holds(limit.needs, facts) === false)) continue;
    const score = scoreOf(option, facts);
    if (best === null || score > best.score || (score === best.score && option.id < best.id))
      best = { id: option.id, score };
  }
  return best?.id ?? null;
}

function scoreOf(option: PackOption, facts: Facts): number {
  let score = BASE_SCORE;
  for (const preference of option.preferences)
    if (holds(preference.when, facts) === true) score += preference.points;
  return Math.max(0, Math.min(100, score));
}

function rank(pack: RulePack, options: readonly PackOption[], facts: Facts): RankedOption[] {
  return options
    .map((option): RankedOption => {
      const violations = option.limits.flatMap((limit) => violation(pack, limit, facts));
      return {
        option: option.id,
        feasible: violations.length === 0,
        score: scoreOf(option, facts),
        violations,
        reasons: [
          ...option.limits.flatMap((limit) => kept(pack, limit, facts)),
          ...preferencesOf(option, facts),
        ],
      };
    })
    .sort(
      (a, b) =>
        Number(b.feasible) - Number(a.feasible) || b.score - a.score || (a.option < b.option ? -1 : 1),
    );
}

type Limit = PackOption["limits"][number];

function violation(pack: RulePack, limit: Limit, facts: Facts): Violation[] {
  const { needs } = limit;
  const value = facts[needs.fact];
  if (value === undefined || holds(needs, facts) !== false) return [];
  const bound =
    "atMost" in needs
      ? needs.atMost
      : "atLeast" in needs
        ? needs.atLeast
        : "is" in needs
          ? needs.is
          : needs.isNot;
  const known = pack.facts.find((fact) => fact.id === needs.fact);
  return [
    {
      fact: needs.fact,
      value,
      limit: bound,
      unit: known?.kind === "number" ? known.unit : null,
      ratio: "atMost" in needs && typeof value === "number" && needs.atMost > 0 ? value / needs.atMost : null,
      reason: limitText(pack, limit.broken, needs.fact, value, bound),
      source: limit.source,
    },
  ];
}

function kept(pack: RulePack, limit: Limit, facts: Facts): Reason[] {
  const { needs } = limit;
  const value = facts[needs.fact];
  if (value === undefined || limit.kept === undefined || holds(needs, facts) !== true) return [];
  const bound = "atMost" in needs ? needs.atMost : "atLeast" in needs ? needs.atLeast : value;
  const used =
    "atMost" in needs && typeof value === "number" && needs.atMost > 0 ? value / needs.atMost : null;
  return [
    { text: limitText(pack, limit.kept, needs.fact, value, bound), points: 0, used, source: limit.source },
  ];
}

function preferencesOf(option: PackOption, facts: Facts): Reason[] {
  return option.preferences
    .filter((preference) => holds(preference.when, facts) === true)
    .map(({ reason, points, source }) => ({ text: reason, points, used: null, source }));
}
