import type { PackLimit, PackPreference, PackSource, RulePack } from "../../../decks/core/scenario/pack.ts";
import { conditionText, lowered } from "../../../decks/core/scenario/rule-text.ts";

/** What a limit asks, with its figure and unit: "Payload at most 25 MB, when: the answer comes whole". */
export function limitWords(pack: RulePack, limit: PackLimit): string {
  const needs = conditionText(pack, limit.needs);
  return limit.when ? `${needs}, when: ${lowered(conditionText(pack, limit.when))}` : needs;
}

/** "When: the caller waits", "Always". The colon, because a pack's words need not have a subject: "Needs a GPU". */
export function whenWords(pack: RulePack, { when }: PackPreference): string {
  return when ? `When: ${lowered(conditionText(pack, when))}` : "Always";
}

/** "+20", "−35" with a real minus sign. */
export function pointsWords(points: number): string {
  const figure = Math.abs(points).toLocaleString("en");
  return points < 0 ? `−${figure}` : `+${figure}`;
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
