import { withAssumptions } from "./assumptions.ts";
import type { RulePack } from "./pack.ts";
import { type DecisionRules, decisionRules, outcome, type Rule, standing } from "./standing.ts";
import type { Facts, RuleId } from "./types.ts";

/**
 * The rules that decide a situation: those of every smallest set of at most two without which another option would
 * win. Two limits that each rule an option out decide together, because dropping one alone changes nothing.
 * @throws RangeError when the pack has no such decision
 */
export function decidingRules(pack: RulePack, decisionId: string, stated: Facts): RuleId[] {
  const rules = decisionRules(pack, decisionId);
  const { facts } = withAssumptions(pack, stated);
  const now = outcome(rules, standing(rules, facts));
  const wins = (without: readonly Rule[]) => outcome(rules, standing(rules, facts, new Set(without)));
  const speaking = rules.rules.filter((rule) => rule.speaks(facts));
  const alone = speaking.filter((rule) => wins([rule]) !== now);
  const quiet = speaking.filter((rule) => !alone.includes(rule));
  const together = quiet.flatMap((first, index) =>
    quiet.slice(index + 1).flatMap((second) => (wins([first, second]) === now ? [] : [first, second])),
  );
  return [...new Set([...alone, ...together])].map((rule) => rule.id);
}

/** Whether a rule is one of those that decide, for facts with what is assumed among them. */
export function decides(rules: DecisionRules, facts: Facts, rule: Rule): boolean {
  if (!rule.speaks(facts)) return false;
  const now = outcome(rules, standing(rules, facts));
  const wins = (without: readonly Rule[]) => outcome(rules, standing(rules, facts, new Set(without)));
  if (wins([rule]) !== now) return true;
  return rules.rules.some(
    (other) => other !== rule && other.speaks(facts) && wins([other]) === now && wins([rule, other]) !== now,
  );
}
