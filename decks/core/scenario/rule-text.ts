import { boundOf, type Condition } from "./condition.ts";
import { valueText } from "./fact-text.ts";
import {
  decisionOf,
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

/** A condition in words: "Payload at most 25 MB", "Needs a GPU", "Steady traffic or rare requests". */
export function conditionText(pack: RulePack, condition: Condition): string {
  if ("all" in condition) return joined(condition.all, "and");
  if ("any" in condition) return joined(condition.any, "or");
  const label = pack.facts.find((fact) => fact.id === condition.fact)?.label ?? condition.fact;
  const value = valueText(pack, condition.fact, boundOf(condition));
  if ("atMost" in condition) return `${label} at most ${value}`;
  if ("atLeast" in condition) return `${label} at least ${value}`;
  if ("above" in condition) return `${label} over ${value}`;
  return "is" in condition ? value : `Not: ${lowered(value)}`;

  function joined(conditions: readonly Condition[], word: string): string {
    const texts = conditions.map((one) => conditionText(pack, one));
    return [texts[0] ?? "", ...texts.slice(1).map(lowered)].join(` ${word} `);
  }
}

/** A label within a sentence: "Batch transform" is "batch transform", and names with more capitals stay. */
export function lowered(text: string): string {
  return /^[A-Z](?:[a-z]| [a-z])/.test(text) && !/\s\p{Lu}|[a-z-]\p{Lu}/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** @throws RangeError when the pack has no such decision */
export function optionLabel(pack: RulePack, decisionId: string, optionId: string): string {
  return decisionOf(pack, decisionId).options.find((option) => option.id === optionId)?.label ?? optionId;
}
