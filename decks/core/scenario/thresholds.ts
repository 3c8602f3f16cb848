import { thresholdsIn } from "./condition.ts";
import { fits, type PackOption, type RulePack } from "./pack.ts";
import type { FactId, FactValue } from "./types.ts";

/** For every fact that the options look at, the values at which something can change: all there is to try. */
export function candidates(
  pack: RulePack,
  options: readonly PackOption[],
): ReadonlyMap<FactId, readonly FactValue[]> {
  const values = new Map<FactId, Set<FactValue>>();
  const conditions = options.flatMap((option) => [
    ...option.limits.map((limit) => limit.needs),
    ...option.preferences.map((preference) => preference.when),
  ]);
  for (const [fact, value] of conditions.flatMap(thresholdsIn)) {
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
