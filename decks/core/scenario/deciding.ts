import type { FactId, FactValue, Facts, Flip } from "./types.ts";

/**
 * Every smallest set of at most two changes that makes another option win. A pair counts only when neither of its
 * changes flips the winner alone. Of several values of a fact that flip to the same option, the nearest is given.
 * @param values what to try for each fact; facts that are not known are left alone
 */
export function deciding(
  facts: Facts,
  values: ReadonlyMap<FactId, readonly FactValue[]>,
  winner: (facts: Facts) => string | null,
): Flip[] {
  const now = winner(facts);
  const changes = [...values].flatMap(([fact, candidates]) =>
    facts[fact] === undefined
      ? []
      : candidates.filter((value) => value !== facts[fact]).map((flipsAt) => ({ fact, flipsAt })),
  );
  const found = new Map<string, Flip>();
  const keep = (flip: Flip) => {
    const key = `${flip.changes.map((change) => change.fact).join("+")}>${flip.to}`;
    const other = found.get(key);
    if (!other || distance(flip, facts) < distance(other, facts)) found.set(key, flip);
  };

  const alone = new Set<(typeof changes)[number]>();
  for (const change of changes) {
    const to = winner({ ...facts, [change.fact]: change.flipsAt });
    if (to === now) continue;
    alone.add(change);
    if (to !== null) keep({ changes: [change], to });
  }
  const quiet = changes.filter((change) => !alone.has(change));
  for (const [index, first] of quiet.entries()) {
    for (const second of quiet.slice(index + 1)) {
      if (first.fact === second.fact) continue;
      const to = winner({ ...facts, [first.fact]: first.flipsAt, [second.fact]: second.flipsAt });
      if (to !== now && to !== null) keep({ changes: [first, second], to });
    }
  }
  return [...found.values()];
}

/** How far a flip is, to choose the nearest: numbers by ratio, anything else one step. */
function distance(flip: Flip, facts: Facts): number {
  return flip.changes.reduce((sum, { fact, flipsAt }) => {
    const from = facts[fact];
    if (typeof from !== "number" || typeof flipsAt !== "number") return sum + 1;
    return sum + Math.abs(Math.log((flipsAt + 1) / (from + 1)));
  }, 0);
}
