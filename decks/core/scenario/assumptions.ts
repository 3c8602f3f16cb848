import { factsIn, holds } from "./condition.ts";
import type { PackFact, RulePack } from "./pack.ts";
import type { FactId, Facts, FactValue } from "./types.ts";

/** Facts as they are decided on: what was stated, and what the pack takes for granted where nothing was. */
export interface KnownFacts {
  readonly facts: Facts;
  /** The part of `facts` that was not stated. */
  readonly assumed: Facts;
  /** Facts of the pack that are neither stated nor assumed. */
  readonly unknown: readonly FactId[];
}

/**
 * Adds what a pack assumes. A fact's conditional assumptions come before its default and may rest on each other, so
 * they are gone through until none is added; a default counts only where no condition held.
 */
export function withAssumptions(pack: RulePack, stated: Facts): KnownFacts {
  const facts: Record<FactId, FactValue> = { ...stated };
  const assumed: Record<FactId, FactValue> = {};
  const { conditional, defaults } = assumptionsOf(pack);
  const take = (id: FactId, value: FactValue) => {
    facts[id] = value;
    assumed[id] = value;
  };
  const conclude = () => {
    for (let added = true; added;) {
      added = false;
      for (const { id, assume } of conditional) {
        if (facts[id] !== undefined) continue;
        const found = assume?.find(({ when }) => holds(when, facts) === true);
        if (!found) continue;
        take(id, found.value);
        added = true;
      }
    }
  };
  conclude();
  for (const [id, value] of defaults) if (facts[id] === undefined) take(id, value);
  conclude();
  return {
    facts,
    assumed,
    unknown: pack.facts.flatMap(({ id }) => (facts[id] === undefined ? [id] : [])),
  };
}

interface Assumptions {
  readonly conditional: readonly PackFact[];
  readonly defaults: readonly (readonly [FactId, FactValue])[];
  /** Facts that an assumption about another one rests on. */
  readonly drivers: ReadonlySet<FactId>;
}

const made = new WeakMap<RulePack, Assumptions>();

function assumptionsOf(pack: RulePack): Assumptions {
  const known = made.get(pack);
  if (known) return known;
  const conditional = pack.facts.filter((fact) => fact.assume !== undefined);
  const drivers = conditional.flatMap((fact) => fact.assume?.flatMap(({ when }) => factsIn(when)) ?? []);
  const assumptions = {
    conditional,
    defaults: pack.facts.flatMap((fact) =>
      fact.default === undefined ? [] : [[fact.id, fact.default] as const],
    ),
    drivers: new Set(drivers),
  };
  made.set(pack, assumptions);
  return assumptions;
}

/** Facts on which something that the pack assumes rests: to change one of them may change others. */
export function assumptionDrivers(pack: RulePack): ReadonlySet<FactId> {
  return assumptionsOf(pack).drivers;
}
