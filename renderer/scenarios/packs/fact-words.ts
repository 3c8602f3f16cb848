import { valueText } from "../../../decks/core/scenario/fact-text.ts";
import type { PackFact, RulePack } from "../../../decks/core/scenario/pack.ts";
import { conditionText, lowered } from "../../../decks/core/scenario/rule-text.ts";

/** "Number, in MB" */
export function kindWords(fact: PackFact): string {
  if (fact.kind === "number") return `Number, in ${fact.unit}`;
  return fact.kind === "choice" ? "Choice" : "Yes or no";
}

/** What the fact may be, a line each: a range, then what is usual; or the choices. */
export function valuesWords(pack: RulePack, fact: PackFact): readonly string[] {
  if (fact.kind === "choice") return Object.values(fact.choices);
  if (fact.kind === "yes-no") return [fact.yes, fact.no];
  const span = ([from, to]: readonly [number, number]) =>
    `${valueText(pack, fact.id, from)} to ${valueText(pack, fact.id, to)}`;
  return fact.typical ? [span(fact.range), `usually ${span(fact.typical)}`] : [span(fact.range)];
}

export interface Assumption {
  /** "1 s, when: answer within at most 1,999 ms" */
  readonly text: string;
  /** The pack's reason; null for a default, which has none. */
  readonly because: string | null;
}

/** What is taken for granted where the fact is not stated, in the order in which it is tried. */
export function assumptionWords(pack: RulePack, fact: PackFact): readonly Assumption[] {
  const conditional = (fact.assume ?? []).map(({ when, value, because }) => ({
    text: `${valueText(pack, fact.id, value)}, when: ${lowered(conditionText(pack, when))}`,
    because,
  }));
  const rest = fact.default === undefined ? null : valueText(pack, fact.id, fact.default);
  if (conditional.length === 0) return [{ text: rest ?? "Nothing; it stays open", because: null }];
  return [
    ...conditional,
    { text: rest === null ? "Otherwise it stays open" : `Otherwise ${lowered(rest)}`, because: null },
  ];
}
