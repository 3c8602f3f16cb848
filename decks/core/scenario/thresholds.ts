import { type Condition, thresholdsIn } from "./condition.ts";
import { fits } from "./fact-values.ts";
import type { PackDecision, RulePack } from "./pack.ts";
import type { FactId, FactValue } from "./types.ts";

/** Every condition that the rules of a decision rest on. */
export function conditionsOf(decision: PackDecision): Condition[] {
  return decision.options.flatMap((option) => [
    ...option.limits.flatMap(({ needs, when }) => (when ? [needs, when] : [needs])),
    ...option.preferences.flatMap(({ when }) => when ?? []),
  ]);
}

/** For every fact that a decision looks at, the values at which something can change: all there is to try. */
export function candidates(
  pack: RulePack,
  decision: PackDecision,
): ReadonlyMap<FactId, readonly FactValue[]> {
  const values = new Map<FactId, Set<FactValue>>();
  for (const [fact, value] of conditionsOf(decision).flatMap(thresholdsIn)) {
    values.set(fact, (values.get(fact) ?? new Set()).add(value));
  }
  const found = new Map<FactId, readonly FactValue[]>();
  for (const [id, set] of values) {
    const known = pack.facts.find((fact) => fact.id === id);
    if (known?.kind === "choice") found.set(id, Object.keys(known.choices));
    else if (known?.kind === "yes-no") found.set(id, [true, false]);
    else if (known)
      found.set(
        id,
        [...set].filter((value) => fits(known, value)),
      );
  }
  return found;
}
