import { factText, valueText } from "../../../decks/core/scenario/fact-text.ts";
import type { PackDecision, RulePack } from "../../../decks/core/scenario/pack.ts";
import { recognise } from "../../../decks/core/scenario/recognise/recognise.ts";
import { aboutDecision } from "../../../decks/core/scenario/recognise/situation-from-text.ts";
import { lowered } from "../../../decks/core/scenario/rule-text.ts";
import { treeFacts } from "../../../decks/core/scenario/tree/pack-tree.ts";
import type {
  Decision,
  FactId,
  Facts,
  FactValue,
  Flip,
  OptionId,
  RankedOption,
  Reason,
} from "../../../decks/core/scenario/types.ts";
import { counted } from "../../words.ts";

/** Of options that are all ruled out, so many are named. */
const MOST_NAMED = 3;

/** What the facts come to, in one or two sentences with their figures. */
export function statusWords(pack: RulePack, decision: PackDecision, decided: Decision): string {
  const { status, dependsOn, ranking } = decided;
  if (status === "infeasible") return nothingFits(decision, ranking);
  if (status === "decided") return sentence(lead(decision, decided));
  const open = dependsOn.map((id) => lowered(pack.facts.find((fact) => fact.id === id)?.label ?? id));
  const unknown = open.length === 1 ? "which is not known" : "which are not known";
  return `Depends on ${listed(open)}, ${unknown}. As it stands, ${lead(decision, decided)}.`;
}

/** "payload 25 MB and the answer comes whole": what would have to be stated. */
export function flipWords(pack: RulePack, { changes }: Flip): string {
  return listed(changes.map(({ fact, flipsAt }) => changeWords(pack, fact, flipsAt)));
}

/** What is heard of a slider: the value, and which thresholds are behind it. */
export function sliderWords(
  value: string,
  ticks: readonly { readonly label: string; readonly passed: boolean }[],
): string {
  const passed = ticks.filter((tick) => tick.passed).map((tick) => tick.label);
  return passed.length === 0 ? value : `${value}, over ${listed(passed)}`;
}

/**
 * The text of a situation: as it was told, unless it says something else than the facts, which were changed since.
 * @returns `isTold` false for a text made from the facts
 */
export function situationText(
  pack: RulePack,
  told: string,
  facts: Facts,
): { readonly text: string; readonly isTold: boolean } {
  const says = recognise(pack, told).found;
  const isTold = told.trim() !== "" && says.every(({ fact, value }) => (facts[fact] ?? value) === value);
  return { text: isTold ? told.trim() : toldFromFacts(pack, facts), isTold };
}

/** Facts as a text that states them. */
export function toldFromFacts(pack: RulePack, facts: Facts): string {
  return Object.entries(facts)
    .map(([id, value]) => `${factText(pack, id, value)}.`)
    .join(" ");
}

/** A decision that some facts speak for. */
export interface SpokenFor {
  readonly decision: PackDecision;
  /** How many of the facts it looks at. */
  readonly facts: number;
}

/** Decisions by how much the facts say of them: the one they speak for most first, then by count. */
export function spokenFor(pack: RulePack, facts: Facts): readonly SpokenFor[] {
  const most = aboutDecision(pack, facts);
  return pack.decisions
    .map((decision) => ({
      decision,
      facts: treeFacts(pack, decision).filter(({ id }) => facts[id] !== undefined).length,
    }))
    .filter((one) => one.facts > 0)
    .sort((a, b) => Number(b.decision.id === most) - Number(a.decision.id === most) || b.facts - a.facts);
}

/** The reasons with the most points, for or against; what speaks most first. */
export function strongest(reasons: readonly Reason[], most: number): readonly Reason[] {
  return reasons
    .filter((reason) => reason.points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, most);
}

/** "a", "a and b", "a, b and c" */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

function changeWords(pack: RulePack, id: FactId, value: FactValue): string {
  const fact = pack.facts.find((one) => one.id === id);
  const [label, text] = [lowered(fact?.label ?? id), valueText(pack, id, value)];
  if (fact?.kind === "choice") return `${label} “${text}”`;
  // "3 groups", not "groups 3 groups".
  return fact?.kind === "number" && text.endsWith(` ${label}`) ? text : lowered(factText(pack, id, value));
}

function lead(decision: PackDecision, { applies, ranking, margin }: Decision): string {
  const label = (id: OptionId | undefined) => decision.options.find((one) => one.id === id)?.label ?? "";
  const [, second] = ranking.filter((option) => option.feasible);
  if (decision.several && applies.length > 1) return `${counted(applies.length, "option")} apply together`;
  if (!second) return "the only option that breaks no limit";
  const other = lowered(label(second.option));
  return margin === 0
    ? `level with ${other}, which the pack lists later`
    : `${counted(margin, "point")} ahead of ${other}`;
}

/** The options that come nearest are named: those that break least. */
function nothingFits(decision: PackDecision, ranking: readonly RankedOption[]): string {
  const nearest = ranking.toSorted((a, b) => a.violations.length - b.violations.length).slice(0, MOST_NAMED);
  const named = nearest.map(({ option, violations }) => {
    const label = decision.options.find((one) => one.id === option)?.label ?? option;
    return `${label}: ${listed(violations.map((one) => lowered(one.reason)))}`;
  });
  const rest = ranking.length - nearest.length;
  const others = rest === 0 ? "" : ` ${rest === 1 ? "One more is" : `${rest} more are`} ruled out.`;
  return `Every option breaks a limit. ${named.join("; ")}.${others}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
