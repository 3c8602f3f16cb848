import { withAssumptions } from "../assumptions.ts";
import { decide } from "../decide.ts";
import type { PackFact, RulePack } from "../pack.ts";
import type { Facts, FactValue, Flip } from "../types.ts";
import type { Scenario } from "./generate.ts";
import { writeProse } from "./prose.ts";
import { isExcluded } from "./sample.ts";
import { readSituationId, situationId } from "./situation-id.ts";

/**
 * The near miss of a generated situation: the same story with the smallest set of its stated facts moved across a
 * flip point, so that another option wins. Of several, the one that changes fewest facts, in the engine's order.
 * Null when none can be told in the pack's words without saying what cannot be.
 */
export function nearMiss(pack: RulePack, { situation, answer }: Scenario): Scenario | null {
  const made = readSituationId(situation.id);
  if (made === null) return null;
  const { decision: decisionId, facts } = situation;
  const flips = decide(pack, decisionId, facts).deciding.toSorted(
    (a, b) => a.changes.length - b.changes.length,
  );
  for (const flip of flips) {
    const changed = changedFacts(pack, facts, flip);
    if (changed === null || isExcluded(pack, withAssumptions(pack, changed).facts)) continue;
    const decision = decide(pack, decisionId, changed);
    if (decision.status !== "decided" || decision.best === null || decision.applies.length > 1) continue;
    if (decision.best === answer) continue;
    const prose = writeProse(pack, made.seed, decisionId, changed);
    return {
      situation: {
        ...prose,
        id: situationId({ ...made, twin: true }),
        packId: pack.id,
        decision: decisionId,
        facts: changed,
      },
      answer: decision.best,
      rule: made.rule,
      margin: decision.margin,
    };
  }
  return null;
}

/** Null when a change touches what was not stated, or what the pack has no words for. */
function changedFacts(pack: RulePack, facts: Facts, { changes }: Flip): Facts | null {
  const sayable = changes.every(({ fact, flipsAt }) => {
    const known = pack.facts.find((one) => one.id === fact);
    return known !== undefined && facts[fact] !== undefined && hasWords(known, flipsAt);
  });
  if (!sayable) return null;
  return { ...facts, ...Object.fromEntries(changes.map(({ fact, flipsAt }) => [fact, flipsAt])) };
}

function hasWords(fact: PackFact, value: FactValue): boolean {
  if (fact.kind === "number") return (fact.says?.length ?? 0) > 0;
  const name = fact.kind === "yes-no" ? (value === true ? "yes" : "no") : String(value);
  return (fact.says?.[name]?.length ?? 0) > 0;
}
