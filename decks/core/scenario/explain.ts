import type { RulePack } from "./pack.ts";
import { lowered } from "./rule-text.ts";
import type { Decision, OptionId, RankedOption } from "./types.ts";

/**
 * Why the best option wins here, in one to three sentences with their figures, and for every option when it would win.
 * @throws RangeError when the pack has no such decision
 */
export function explainDecision(
  pack: RulePack,
  decisionId: string,
  decision: Decision,
): { readonly explanation: string; readonly wouldWin: Readonly<Record<OptionId, string>> } {
  const options = pack.decisions.find((candidate) => candidate.id === decisionId)?.options;
  if (!options) throw new RangeError(`the pack ${pack.id} has no decision ${decisionId}`);
  const label = (id: OptionId) => options.find((option) => option.id === id)?.label ?? id;
  const out = decision.ranking.filter((option) => !option.feasible);
  const [best, second] = decision.ranking.filter((option) => option.feasible);
  // Limits in numbers tell most; of many options only a few are gone through.
  const told = out.toSorted((a, b) => figures(b) - figures(a)).slice(0, MOST_TOLD);
  const untold = out.length - told.length;
  const sentences = [
    told.length > 0
      ? `${told.map((option) => `${label(option.option)}: ${broken(option)}`).join("; ")}.`
      : null,
    untold > 0 ? `${untold === 1 ? "One more option is" : `${untold} more options are`} ruled out.` : null,
    best ? winning(best, second, label) : "Nothing here is feasible: every option breaks a limit.",
    decision.status === "depends"
      ? `It still depends on ${decision.dependsOn.map((id) => factLabel(pack, id)).join(", ")}.`
      : null,
  ];
  return {
    explanation: sentences.filter((sentence) => sentence !== null).join(" "),
    wouldWin: Object.fromEntries(options.map((option) => [option.id, option.wouldWin])),
  };
}

const MOST_TOLD = 3;

function figures({ violations }: RankedOption): number {
  return violations.filter((violation) => violation.ratio !== null).length;
}

function winning(
  best: RankedOption,
  second: RankedOption | undefined,
  label: (id: OptionId) => string,
): string {
  const why = best.reasons.filter((reason) => reason.points > 0).sort((a, b) => b.points - a.points)[0];
  const against = second
    ? `, ${best.score} points to ${second.score} for ${lowered(label(second.option))}`
    : "";
  return `${label(best.option)} wins${against}${why ? `: ${lowered(why.text)}` : ""}.`;
}

function broken(option: RankedOption): string {
  return option.violations.map((violation) => lowered(violation.reason)).join(" and ");
}

function factLabel(pack: RulePack, id: string): string {
  return pack.facts.find((fact) => fact.id === id)?.label.toLowerCase() ?? id;
}
