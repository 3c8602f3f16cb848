import { boundOf, type Condition } from "./condition.ts";
import { valueText } from "./fact-text.ts";
import {
  type PackDecision,
  type PackLimit,
  type PackOption,
  type PackPreference,
  type RulePack,
} from "./pack.ts";
import type { RuleId } from "./types.ts";

/** A limit or a preference of a pack, with the option that it belongs to. */
export type FoundRule = { readonly decision: PackDecision; readonly option: PackOption } & (
  | { readonly kind: "limit"; readonly rule: PackLimit }
  | { readonly kind: "preference"; readonly rule: PackPreference }
);

/** Null when the pack has no such rule, or not any more. */
export function findRule(pack: RulePack, decisionId: string, ruleId: RuleId): FoundRule | null {
  const decision = pack.decisions.find((one) => one.id === decisionId);
  const [optionId, id] = ruleId.split("/");
  const option = decision?.options.find((one) => one.id === optionId);
  if (!decision || !option) return null;
  const limit = option.limits.find((one) => one.id === id);
  if (limit) return { decision, option, kind: "limit", rule: limit };
  const preference = option.preferences.find((one) => one.id === id);
  return preference ? { decision, option, kind: "preference", rule: preference } : null;
}

/** A rule in words: "Serverless inference: payload at most 4 MB", "Spot: costs up to 90 % less". */
export function ruleText(pack: RulePack, { option, kind, rule }: FoundRule): string {
  const text = kind === "limit" ? conditionText(pack, rule.needs) : rule.reason;
  return `${option.label}: ${lowered(text)}`;
}

/**
 * A condition as it reads on its own, away from any situation. A choice is named with its fact (Task “Translate”),
 * and what stands within another list is put in brackets, so that "and" and "or" cannot be mixed up.
 */
export function conditionText(pack: RulePack, condition: Condition): string {
  if ("all" in condition) return joined(pack, condition.all, "and");
  if ("any" in condition) return oneChoice(pack, condition.any) ?? joined(pack, condition.any, "or");
  const fact = pack.facts.find((known) => known.id === condition.fact);
  const label = fact?.label ?? condition.fact;
  const given = boundOf(condition);
  const value = valueText(pack, condition.fact, given);
  if ("atMost" in condition) return `${label} at most ${value}`;
  if ("atLeast" in condition) return `${label} at least ${value}`;
  if ("above" in condition) return `${label} over ${value}`;
  const negated = "isNot" in condition;
  if (fact?.kind === "yes-no") return negated ? valueText(pack, fact.id, given !== true) : value;
  if (fact?.kind === "number") return `${label} ${negated ? "other than" : "exactly"} ${value}`;
  if (negated) return `${label} not “${value}”`;
  return value.toLowerCase().includes(label.toLowerCase()) ? value : `${label} “${value}”`;
}

/**
 * Words within a sentence: "Needs a GPU" is "needs a GPU". What may be a name stays: "AWS", "SageMaker", "On-Demand",
 * and two words with capitals, such as "Amazon EC2", unless the first is as short as "No".
 */
export function lowered(text: string): string {
  const isWord = /^\p{Lu}\p{Ll}*(?![\p{L}\p{N}])/u.test(text);
  const isName = /^\p{Lu}\p{Ll}{2,}\s\p{Lu}|^\S*-\p{Lu}/u.test(text);
  return isWord && !isName ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function joined(pack: RulePack, conditions: readonly Condition[], word: "and" | "or"): string {
  const [first = "", ...rest] = conditions.map((one) => {
    const inner = "all" in one ? one.all : "any" in one ? one.any : [];
    const words = conditionText(pack, one);
    return inner.length > 1 ? `(${lowered(words)})` : words;
  });
  return [first, ...rest.map(lowered)].join(` ${word} `);
}

/** Traffic “Rare requests” or “Arrives in bursts”, where all of them are about one choice; else null. */
function oneChoice(pack: RulePack, conditions: readonly Condition[]): string | null {
  const [first] = conditions;
  if (!first || !("is" in first) || conditions.length < 2) return null;
  const fact = pack.facts.find((known) => known.id === first.fact);
  if (fact?.kind !== "choice") return null;
  const values = conditions.map((one) =>
    "is" in one && one.fact === fact.id ? `“${valueText(pack, fact.id, one.is)}”` : null,
  );
  return values.includes(null) ? null : `${fact.label} ${values.join(" or ")}`;
}
