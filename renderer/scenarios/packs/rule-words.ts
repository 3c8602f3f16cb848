import type { Condition } from "../../../decks/core/scenario/condition.ts";
import { valueText } from "../../../decks/core/scenario/fact-text.ts";
import type { PackLimit, PackPreference, PackSource, RulePack } from "../../../decks/core/scenario/pack.ts";
import { conditionText } from "../../../decks/core/scenario/rule-text.ts";

/** What a limit asks, with its figure and unit: "Payload at most 25 MB, when: the answer comes whole". */
export function limitWords(pack: RulePack, limit: PackLimit): string {
  const needs = conditionWords(pack, limit.needs);
  return limit.when ? `${needs}, when: ${lowered(conditionWords(pack, limit.when))}` : needs;
}

/**
 * A condition as it reads on its own, away from any situation. A choice is named with its fact (Task “Translate”),
 * and what stands within another list is put in brackets, so that "and" and "or" cannot be mixed up.
 */
export function conditionWords(pack: RulePack, condition: Condition): string {
  if ("all" in condition) return joined(pack, condition.all, "and");
  if ("any" in condition) return oneChoice(pack, condition.any) ?? joined(pack, condition.any, "or");
  if (!("is" in condition || "isNot" in condition)) return conditionText(pack, condition);
  const fact = pack.facts.find((known) => known.id === condition.fact);
  const given = "is" in condition ? condition.is : condition.isNot;
  const label = fact?.label ?? condition.fact;
  const value = valueText(pack, condition.fact, given);
  const negated = "isNot" in condition;
  if (fact?.kind === "yes-no") return negated ? valueText(pack, fact.id, given !== true) : value;
  if (fact?.kind === "number") return `${label} ${negated ? "other than" : "exactly"} ${value}`;
  if (negated) return `${label} not “${value}”`;
  return value.toLowerCase().includes(label.toLowerCase()) ? value : `${label} “${value}”`;
}

/** "When: the caller waits", "Always". The colon, because a pack's words need not have a subject: "Needs a GPU". */
export function whenWords(pack: RulePack, { when }: PackPreference): string {
  return when ? `When: ${lowered(conditionWords(pack, when))}` : "Always";
}

/** "+20", "−35" with a real minus sign. */
export function pointsWords(points: number): string {
  const figure = Math.abs(points).toLocaleString("en");
  return points < 0 ? `−${figure}` : `+${figure}`;
}

/**
 * Words within a sentence: "Needs a GPU" is "needs a GPU". What may be a name stays: "AWS", "SageMaker", and two words
 * with capitals, such as "Amazon Lex", unless the first is as short as "No".
 */
export function lowered(text: string): string {
  const isWord = /^\p{Lu}\p{Ll}*(?![\p{L}\p{N}])/u.test(text);
  const isName = /^\p{Lu}\p{Ll}{3,} \p{Lu}\p{Ll}/u.test(text);
  return isWord && !isName ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export type Disagreement = NonNullable<PackSource["disagrees"]>[number];

/**
 * What other sources say of a limit. A pack keeps it with the source, which may stand behind several limits; a figure
 * belongs to those of its own unit ("6 MB" to the payload, not to the timeout), and to all when none has that unit.
 */
export function disagreementsAt(pack: RulePack, limit: PackLimit): readonly Disagreement[] {
  const source = pack.sources.find((one) => one.id === limit.source);
  if (!source?.disagrees) return [];
  const units = pack.decisions
    .flatMap((decision) => decision.options.flatMap((option) => option.limits))
    .filter((other) => other.source === limit.source)
    .map((other) => unitOf(pack, other));
  const own = unitOf(pack, limit);
  return source.disagrees.filter(({ figure }) => {
    const isAbout = (unit: string | null) => unit !== null && figure.split(/[^\p{L}%]+/u).includes(unit);
    return isAbout(own) || !units.some(isAbout);
  });
}

function unitOf(pack: RulePack, limit: PackLimit): string | null {
  const fact = pack.facts.find((known) => known.id === limit.needs.fact);
  return fact?.kind === "number" ? fact.unit : null;
}

function joined(pack: RulePack, conditions: readonly Condition[], word: "and" | "or"): string {
  const [first = "", ...rest] = conditions.map((one) => {
    const inner = "all" in one ? one.all : "any" in one ? one.any : [];
    const words = conditionWords(pack, one);
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
