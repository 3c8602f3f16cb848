import { type KnownFacts, withAssumptions } from "../../../decks/core/scenario/assumptions.ts";
import { holds } from "../../../decks/core/scenario/condition.ts";
import { decide } from "../../../decks/core/scenario/decide.ts";
import {
  decisionOf,
  type PackDecision,
  type PackFact,
  type RulePack,
} from "../../../decks/core/scenario/pack.ts";
import type { TreeFact } from "../../../decks/core/scenario/tree/decision-tree.ts";
import { treeFacts } from "../../../decks/core/scenario/tree/pack-tree.ts";
import type { Decision, FactId, Facts, FactValue, Flip } from "../../../decks/core/scenario/types.ts";

/** A fact that can be changed, with the thresholds at which the decision may turn. */
export interface Changeable {
  readonly fact: PackFact;
  readonly cuts: readonly number[];
}

/** Facts to be changed and what they lead to, at once: the engine runs here, not in the store. */
export class Explorer {
  readonly pack: RulePack;
  readonly decision: PackDecision;
  readonly changeable: readonly Changeable[];
  /** What was stated when the screen was opened. */
  readonly opened: Facts;
  stated = $state.raw<Facts>({});
  readonly known: KnownFacts = $derived.by(() => withAssumptions(this.pack, this.stated));
  readonly decided: Decision = $derived.by(() => decide(this.pack, this.decision.id, this.stated));

  /** @throws RangeError when the pack has no such decision */
  constructor(pack: RulePack, decisionId: string, opened: Facts) {
    this.pack = pack;
    this.decision = decisionOf(pack, decisionId);
    this.changeable = treeFacts(pack, this.decision).flatMap((tree) => changeable(pack, tree));
    this.opened = Object.fromEntries(
      Object.entries(opened).filter(([id]) => pack.facts.some((one) => one.id === id)),
    );
    this.stated = this.opened;
  }

  /** States a fact; `null` leaves it to what the pack assumes. */
  state(id: FactId, value: FactValue | null): void {
    const { [id]: _before, ...others } = this.stated;
    this.stated = value === null ? others : { ...others, [id]: value };
  }

  /** States what would make another option win. */
  apply({ changes }: Flip): void {
    const changed = Object.fromEntries(changes.map(({ fact, flipsAt }) => [fact, flipsAt]));
    this.stated = { ...this.stated, ...changed };
  }

  reset(): void {
    this.stated = this.opened;
  }

  clear(): void {
    this.stated = {};
  }

  /** Why a fact that was not stated has its value; null for what was stated, and for what is not known. */
  because(id: FactId): string | null {
    const { assumed, facts } = this.known;
    if (assumed[id] === undefined) return null;
    const fact = this.pack.facts.find((one) => one.id === id);
    const held = fact?.assume?.find(({ when }) => holds(when, facts) === true);
    return held?.value === assumed[id] ? held.because : "";
  }
}

function changeable(pack: RulePack, { id, cuts }: TreeFact): Changeable[] {
  const fact = pack.facts.find((one) => one.id === id);
  return fact ? [{ fact, cuts }] : [];
}

type NumberFact = Extract<PackFact, { kind: "number" }>;

/** Steps of a slider, from its left end to its right. */
export const SLIDER_STEPS = 1_000;

/** The range of a slider: what is likely, and every threshold with room around it. */
export function sliderRange(fact: NumberFact, cuts: readonly number[]): readonly [number, number] {
  const [least, most] = fact.typical ?? fact.range;
  const inner = cuts.filter((cut) => cut > fact.range[0] && cut < fact.range[1]);
  const low = Math.max(fact.range[0], Math.min(least, ...inner.map((cut) => cut / 2)));
  return [low, Math.min(fact.range[1], Math.max(most, ...inner.map((cut) => cut * 2)))];
}

/** Where a value stands on a slider, 0 to 1; by its logarithm, so that 4 MB and 1 GB both have room. */
export function alongOf(value: number, [low, high]: readonly [number, number]): number {
  const from = Math.log1p(low);
  const along = (Math.log1p(value) - from) / (Math.log1p(high) - from);
  return Math.min(1, Math.max(0, along));
}

/** The round value at a place on a slider; `alongOf` gives nearly that place back. */
export function valueAt(along: number, [low, high]: readonly [number, number]): number {
  const from = Math.log1p(low);
  const exact = Math.expm1(from + along * (Math.log1p(high) - from));
  const rounded = exact < 10 ? Math.round(exact) : Number(exact.toPrecision(2));
  return Math.min(high, Math.max(low, rounded));
}
