import { applies, boundOf, holds } from "../../../decks/core/scenario/condition.ts";
import { valueText } from "../../../decks/core/scenario/fact-text.ts";
import { lowered } from "../../../decks/core/scenario/rule-text.ts";
import type { PackDecision, PackLimit, PackOption, RulePack } from "../../../decks/core/scenario/pack.ts";
import type { FactId, Facts } from "../../../decks/core/scenario/types.ts";

/** A column of meters: the fact whose limits it measures. */
export interface MeterColumn {
  readonly fact: FactId;
  readonly label: string;
}

/** How a value stands to a limit in figures. */
export interface Meter {
  /** value / limit; above 1 is broken for an upper limit, below 1 for a lower one. */
  readonly ratio: number;
  readonly broken: boolean;
  /** "49%", "20 times", "12 of 15" */
  readonly text: string;
  /** The same for those who do not see it: "500 MB payload, limit 25 MB, 20 times". */
  readonly label: string;
}

/** From here on a figure has its thousands cut: "25K times". */
const LARGE = 10_000;
/** More do not fit beside the names. */
const MOST_COLUMNS = 2;

/** The facts whose figures most options limit, in the pack's order. */
export function meterColumns(pack: RulePack, decision: PackDecision): readonly MeterColumn[] {
  const limiting = (fact: FactId) =>
    decision.options.filter((option) => limitsOn(option, fact).length > 0).length;
  const most = pack.facts
    .filter(({ id }) => limiting(id) > 0)
    .toSorted((a, b) => limiting(b.id) - limiting(a.id))
    .slice(0, MOST_COLUMNS);
  return pack.facts.filter((fact) => most.includes(fact)).map(({ id, label }) => ({ fact: id, label }));
}

/** The limit that counts here and is tightest; null where the option has none, or the value is not known. */
export function meterOf(pack: RulePack, option: PackOption, fact: FactId, facts: Facts): Meter | null {
  const value = facts[fact];
  if (typeof value !== "number") return null;
  const meters = limitsOn(option, fact)
    .filter(({ when }) => applies(when, facts))
    .map(({ needs }) => meter(pack, needs, value, facts))
    .sort(
      (a, b) =>
        Number(b.broken) - Number(a.broken) || Math.abs(Math.log(a.ratio)) - Math.abs(Math.log(b.ratio)),
    );
  return meters[0] ?? null;
}

/** "20 times"; below ten with one decimal, because 1.2 times is not once. */
export function timesText(ratio: number): string {
  const figure = ratio < 10 ? Math.round(ratio * 10) / 10 : Math.round(ratio);
  // What is broken by a hair is still more than once.
  if (ratio > 1 && figure === 1) return "just over";
  const said =
    figure < LARGE ? figure.toLocaleString("en") : figure.toLocaleString("en", { notation: "compact" });
  return `${said} times`;
}

function limitsOn(option: PackOption, fact: FactId): readonly PackLimit[] {
  return option.limits.filter(
    ({ needs }) => needs.fact === fact && ("atMost" in needs || "atLeast" in needs || "above" in needs),
  );
}

function meter(pack: RulePack, needs: PackLimit["needs"], value: number, facts: Facts): Meter {
  const limit = Number(boundOf(needs));
  // A limit of nothing has no ratio; half or twice shows the side.
  const ratio = limit > 0 && value > 0 ? value / limit : value > limit ? 2 : 0.5;
  const broken = holds(needs, facts) === false;
  const share = ratio < 0.01 ? "under 1%" : `${Math.round(100 * ratio)}%`;
  const text = !("atMost" in needs)
    ? `${value.toLocaleString("en")} of ${limit.toLocaleString("en")}`
    : broken
      ? timesText(ratio)
      : share;
  const fact = lowered(pack.facts.find((one) => one.id === needs.fact)?.label ?? needs.fact);
  const bound = "atMost" in needs ? "at most" : "atLeast" in needs ? "at least" : "more than";
  const label = `${fact} ${valueText(pack, needs.fact, value)}, ${bound} ${valueText(pack, needs.fact, limit)}: ${
    broken ? "broken" : "kept"
  }, ${text}`;
  return { ratio, broken, text, label };
}
