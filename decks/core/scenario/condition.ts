import type { FactId, FactValue, Facts } from "./types.ts";

/** A condition on one fact, or several of them together. Numbers compare, everything else is equal or not. */
export type Condition =
  | { readonly fact: FactId; readonly atMost: number }
  | { readonly fact: FactId; readonly atLeast: number }
  | { readonly fact: FactId; readonly above: number }
  | { readonly fact: FactId; readonly is: FactValue }
  | { readonly fact: FactId; readonly isNot: FactValue }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** Null when a fact that it rests on is not known (three-valued logic, as in SQL). */
export type Truth = boolean | null;

export function holds(condition: Condition, facts: Facts): Truth {
  if ("all" in condition) return conjunction(condition.all, facts, false);
  if ("any" in condition) return conjunction(condition.any, facts, true);
  const value = facts[condition.fact];
  if (value === undefined) return null;
  if ("is" in condition) return value === condition.is;
  if ("isNot" in condition) return value !== condition.isNot;
  if (typeof value !== "number") return null;
  if ("atMost" in condition) return value <= condition.atMost;
  return "above" in condition ? value > condition.above : value >= condition.atLeast;
}

/** Whether a rule that may be without a condition speaks: then it always does. */
export function applies(when: Condition | undefined, facts: Facts): boolean {
  return when === undefined || holds(when, facts) === true;
}

/** All of them (`decisive` false) or any of them (`decisive` true). */
function conjunction(conditions: readonly Condition[], facts: Facts, decisive: boolean): Truth {
  let known: Truth = !decisive;
  for (const condition of conditions) {
    const truth = holds(condition, facts);
    if (truth === decisive) return decisive;
    if (truth === null) known = null;
  }
  return known;
}

/** What a condition on one fact compares it with. */
export function boundOf(
  condition: Exclude<Condition, { readonly all: unknown } | { readonly any: unknown }>,
): FactValue {
  if ("atMost" in condition) return condition.atMost;
  if ("atLeast" in condition) return condition.atLeast;
  if ("above" in condition) return condition.above;
  return "is" in condition ? condition.is : condition.isNot;
}

/** The facts that a condition rests on. */
export function factsIn(condition: Condition): FactId[] {
  if ("all" in condition) return condition.all.flatMap(factsIn);
  if ("any" in condition) return condition.any.flatMap(factsIn);
  return [condition.fact];
}

/**
 * Values on both sides of where a condition changes, by fact: a limit of 25 gives 25 and 26. Facts are whole in the
 * units of a pack, so the next whole number is just across.
 */
export function thresholdsIn(condition: Condition): readonly (readonly [FactId, FactValue])[] {
  if ("all" in condition) return condition.all.flatMap(thresholdsIn);
  if ("any" in condition) return condition.any.flatMap(thresholdsIn);
  if ("atMost" in condition || "above" in condition) {
    const bound = "atMost" in condition ? condition.atMost : condition.above;
    return [
      [condition.fact, bound],
      [condition.fact, Math.floor(bound) + 1],
    ];
  }
  if ("atLeast" in condition) {
    return [
      [condition.fact, condition.atLeast],
      [condition.fact, Math.ceil(condition.atLeast) - 1],
    ];
  }
  return [[condition.fact, "is" in condition ? condition.is : condition.isNot]];
}
