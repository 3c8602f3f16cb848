import { applies, type Condition, factsIn, holds } from "./condition.ts";
import { decisionOf, type RulePack } from "./pack.ts";
import { candidates } from "./thresholds.ts";
import type { FactId, Facts, FactValue, OptionId, RuleId } from "./types.ts";

/** What an option scores before any preference. */
export const BASE_SCORE = 50;

/** A limit or a preference, ready to be asked thousands of times. */
export interface Rule {
  readonly id: RuleId;
  readonly kind: "limit" | "preference";
  /** Index of its option in `options`. */
  readonly option: number;
  /** Points of a preference; 0 for a limit. */
  readonly points: number;
  /** Whether the rule speaks: the limit is broken, or the preference holds. */
  readonly speaks: (facts: Facts) => boolean;
  /** What it looks at. */
  readonly facts: readonly FactId[];
}

/** A decision with its rules by fact. Made once a pack. */
export interface DecisionRules {
  readonly options: readonly OptionId[];
  readonly several: boolean;
  readonly rules: readonly Rule[];
  readonly rulesOf: ReadonlyMap<FactId, readonly Rule[]>;
  /** For every fact it looks at, the values at which something can change. */
  readonly values: ReadonlyMap<FactId, readonly FactValue[]>;
}

/** Where each option stands: how many of its limits are broken, and its score. */
export interface Standing {
  readonly broken: Int16Array;
  /** Not yet kept within 0 and 100. */
  readonly points: Float64Array;
}

const made = new WeakMap<RulePack, Map<string, DecisionRules>>();

/** @throws RangeError when the pack has no such decision */
export function decisionRules(pack: RulePack, decisionId: string): DecisionRules {
  const known = made.get(pack) ?? new Map<string, DecisionRules>();
  made.set(pack, known);
  const found = known.get(decisionId) ?? makeRules(pack, decisionId);
  known.set(decisionId, found);
  return found;
}

function makeRules(pack: RulePack, decisionId: string): DecisionRules {
  const decision = decisionOf(pack, decisionId);
  const rules: Rule[] = [];
  const rulesOf = new Map<FactId, Rule[]>();
  const add = (made: Omit<Rule, "facts">, conditions: readonly Condition[]) => {
    const rule = { ...made, facts: [...new Set(conditions.flatMap(factsIn))] };
    rules.push(rule);
    for (const fact of rule.facts) {
      const those = rulesOf.get(fact) ?? [];
      those.push(rule);
      rulesOf.set(fact, those);
    }
  };
  decision.options.forEach((option, index) => {
    for (const { id, needs, when } of option.limits) {
      const speaks = (facts: Facts) => holds(needs, facts) === false && applies(when, facts);
      const rule = { id: `${option.id}/${id}`, option: index, points: 0, kind: "limit", speaks } as const;
      add(rule, when ? [needs, when] : [needs]);
    }
    for (const { id, when, points } of option.preferences) {
      const speaks = (facts: Facts) => applies(when, facts);
      add(
        { id: `${option.id}/${id}`, option: index, points, kind: "preference", speaks },
        when ? [when] : [],
      );
    }
  });
  return {
    options: decision.options.map((option) => option.id),
    several: decision.several === true,
    rules,
    rulesOf,
    values: candidates(pack, decision),
  };
}

/** @param without rules that are left out, as if the pack did not have them */
export function standing(
  { options, rules }: DecisionRules,
  facts: Facts,
  without: ReadonlySet<Rule> = NONE,
): Standing {
  const result = {
    broken: new Int16Array(options.length),
    points: new Float64Array(options.length).fill(BASE_SCORE),
  };
  for (const rule of rules) if (!without.has(rule) && rule.speaks(facts)) count(result, rule, 1);
  return result;
}
const NONE: ReadonlySet<Rule> = new Set();

/** The standing after some facts changed, or ceased to be known (undefined), reckoned from the rules that look at them. */
export function standingAfter(
  { rulesOf }: DecisionRules,
  before: Standing,
  facts: Facts,
  changes: Readonly<Record<FactId, FactValue | undefined>>,
): Standing {
  const after = { broken: before.broken.slice(), points: before.points.slice() };
  const changed = { ...facts, ...changes } as Facts;
  const seen = new Set<Rule>();
  for (const fact of Object.keys(changes)) {
    for (const rule of rulesOf.get(fact) ?? []) {
      if (seen.has(rule)) continue;
      seen.add(rule);
      const [was, is] = [rule.speaks(facts), rule.speaks(changed)];
      if (was !== is) count(after, rule, is ? 1 : -1);
    }
  }
  return after;
}

function count({ broken, points }: Standing, { kind, option, points: by }: Rule, times: 1 | -1): void {
  if (kind === "limit") broken[option] = (broken[option] ?? 0) + times;
  else points[option] = (points[option] ?? 0) + times * by;
}

/** 0 to 100. */
export function scoreAt({ points }: Standing, option: number): number {
  return Math.max(0, Math.min(100, points[option] ?? 0));
}

/**
 * What wins: the feasible option of the highest score, the first in the pack among equals; where several apply, all whose
 * reasons speak for them (a score above 50), joined by “+”, or the best alone. Empty when nothing is feasible.
 */
export function outcome({ options, several }: DecisionRules, at: Standing): string {
  let best = -1;
  let bestScore = 0;
  const applying: string[] = [];
  for (let index = 0; index < options.length; index++) {
    if ((at.broken[index] ?? 0) > 0) continue;
    const score = scoreAt(at, index);
    if (several && score > BASE_SCORE) applying.push(options[index] ?? "");
    if (best < 0 || score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  if (applying.length > 0) return applying.join("+");
  return options[best] ?? "";
}
