import { assumptionDrivers, withAssumptions } from "./assumptions.ts";
import type { RulePack } from "./pack.ts";
import { type DecisionRules, outcome, type Standing, standing, standingAfter } from "./standing.ts";
import type { FactId, FactValue, Facts, Flip } from "./types.ts";

/** A situation as its changes are tried: what was stated, and what follows with the pack's assumptions. */
export interface Tried {
  readonly pack: RulePack;
  readonly rules: DecisionRules;
  readonly stated: Facts;
  /** Stated and assumed. */
  readonly facts: Facts;
}

/**
 * Every smallest set of at most two changes that makes another option win. A pair counts only when neither of its
 * changes flips the winner alone. Of several values of a fact that flip to the same option, the nearest is given.
 * Facts that are not known are left alone.
 */
export function deciding(tried: Tried): Flip[] {
  const { rules, facts } = tried;
  const known = [...rules.values].filter(([fact]) => facts[fact] !== undefined);
  const found = new Map<string, Flip>();
  for (const flip of flips(tried, known)) {
    if (flip.to === "") continue;
    const key = `${flip.changes.map((change) => change.fact).join("+")}>${flip.to}`;
    const other = found.get(key);
    if (!other || distance(flip, facts) < distance(other, facts)) found.set(key, flip);
  }
  return [...found.values()];
}

/** Facts that are not known and whose values, alone or two of them together, would make another option win. */
export function undecided(tried: Tried): FactId[] {
  const open = [...tried.rules.values].filter(([fact]) => tried.facts[fact] === undefined);
  const tipping = new Set(flips(tried, open).flatMap((flip) => flip.changes.map(({ fact }) => fact)));
  return open.flatMap(([fact]) => (tipping.has(fact) ? [fact] : []));
}

interface Change {
  readonly fact: FactId;
  readonly flipsAt: FactValue;
}

/** A change that alone alters nothing, kept to be tried with another. */
interface Quiet extends Change {
  readonly at: Standing;
  /** Whether it makes the pack assume something else. */
  readonly entails: boolean;
}

/** Changes of one fact that alter the outcome, and pairs of changes that do so only together. */
function flips(tried: Tried, values: readonly (readonly [FactId, readonly FactValue[]])[]): Flip[] {
  const { rules, facts } = tried;
  const base = standing(rules, facts);
  const now = outcome(rules, base);
  const found: Flip[] = [];
  const quiet: Quiet[] = [];
  for (const [fact, candidates] of values) {
    for (const flipsAt of candidates) {
      if (flipsAt === facts[fact]) continue;
      const changed = following(tried, [{ fact, flipsAt }]);
      const at = standingAfter(rules, base, facts, changed);
      const to = outcome(rules, at);
      if (to !== now) found.push({ changes: [{ fact, flipsAt }], to });
      else if (isShared(rules, fact) || changedBetween(base, at))
        quiet.push({ fact, flipsAt, at, entails: Object.keys(changed).length > 1 });
    }
  }
  for (const [index, first] of quiet.entries()) {
    const changed = { ...facts, [first.fact]: first.flipsAt };
    for (let other = index + 1; other < quiet.length; other++) {
      const second = quiet[other];
      if (!second || second.fact === first.fact) continue;
      const changes = [first, second].map(({ fact, flipsAt }) => ({ fact, flipsAt }));
      const together = () => outcome(rules, standingAfter(rules, base, facts, following(tried, changes)));
      // What entails nothing alone hardly ever does in a pair; what is found that way is looked at again.
      const likely =
        first.entails || second.entails
          ? together()
          : outcome(rules, standingAfter(rules, first.at, changed, { [second.fact]: second.flipsAt }));
      if (likely === now) continue;
      const to = together();
      if (to !== now) found.push({ changes, to });
    }
  }
  return found;
}

/** The changes with all that follows from them: what the pack assumes may rest on what is changed. */
function following(
  { pack, stated, facts }: Tried,
  changes: readonly Change[],
): Readonly<Record<FactId, FactValue | undefined>> {
  const direct = Object.fromEntries(changes.map(({ fact, flipsAt }) => [fact, flipsAt]));
  const drivers = assumptionDrivers(pack);
  if (!changes.some(({ fact }) => drivers.has(fact))) return direct;
  const after = withAssumptions(pack, { ...stated, ...direct }).facts;
  // What is assumed no more is not known any more.
  const ids = [...new Set([...Object.keys(facts), ...Object.keys(after)])];
  return Object.fromEntries(ids.flatMap((id) => (after[id] === facts[id] ? [] : [[id, after[id]]])));
}

/** A change that moves no option can tip the scale with another only where a rule looks at both. */
function isShared({ rulesOf }: DecisionRules, fact: FactId): boolean {
  return rulesOf.get(fact)?.some((rule) => rule.facts.length > 1) === true;
}

function changedBetween(before: Standing, after: Standing): boolean {
  return (
    before.broken.some((count, index) => count !== after.broken[index]) ||
    before.points.some((points, index) => points !== after.points[index])
  );
}

/** How far a flip is, to choose the nearest: numbers by ratio, anything else one step. */
function distance(flip: Flip, facts: Facts): number {
  return flip.changes.reduce((sum, { fact, flipsAt }) => {
    const from = facts[fact];
    if (typeof from !== "number" || typeof flipsAt !== "number") return sum + 1;
    return sum + Math.abs(Math.log((flipsAt + 1) / (from + 1)));
  }, 0);
}
