import { type KnownFacts, withAssumptions } from "../../../decks/core/scenario/assumptions.ts";
import { holds } from "../../../decks/core/scenario/condition.ts";
import { decide } from "../../../decks/core/scenario/decide.ts";
import { fits } from "../../../decks/core/scenario/fact-values.ts";
import type { PackDecision, PackFact, RulePack } from "../../../decks/core/scenario/pack.ts";
import { treeFacts } from "../../../decks/core/scenario/tree/pack-tree.ts";
import type { Decision, FactId, Facts, FactValue, Flip } from "../../../decks/core/scenario/types.ts";

/** A fact that the decision looks at, with the figures at which it may turn (none for choices). */
export interface AskedFact {
  readonly fact: PackFact;
  readonly cuts: readonly number[];
}

/** What stands in the place of a fact that was not stated. */
export type Unstated =
  /** `because` is null for what a pack takes for granted without a reason. */
  { readonly value: FactValue; readonly because: string | null } | "not known";

/** Facts to be changed and what they lead to, at once: the engine runs here, not in the store. */
export class WhatIf {
  readonly pack: RulePack;
  /** What the screen was opened with, less what the pack does not know. */
  readonly opened: Facts;
  stated = $state.raw<Facts>({});
  /** The situation as the learner told it; empty while nothing was. */
  told = $state("");
  #decisionId = $state("");

  readonly decision: PackDecision = $derived.by(() => this.#shown());
  readonly asked: readonly AskedFact[] = $derived.by(() => askedFacts(this.pack, this.decision));
  readonly known: KnownFacts = $derived.by(() => withAssumptions(this.pack, this.stated));
  readonly decided: Decision = $derived.by(() => decide(this.pack, this.decision.id, this.stated));

  /** @param decisionId the first decision of the pack when it is null, or none of its own */
  constructor(pack: RulePack, decisionId: string | null, opened: Facts) {
    this.pack = pack;
    this.opened = knownTo(pack, opened);
    this.stated = this.opened;
    this.#decisionId = decisionId ?? "";
  }

  /** Looks at another decision of the pack. What was stated stays, also what that decision does not look at. */
  turnTo(decisionId: string): void {
    this.#decisionId = decisionId;
  }

  /** States a fact; null leaves it open. A value that the fact cannot take changes nothing. */
  state(id: FactId, value: FactValue | null): void {
    const { [id]: _before, ...others } = this.stated;
    if (value === null) this.stated = others;
    else if (Object.hasOwn(knownTo(this.pack, { [id]: value }), id)) {
      this.stated = { ...others, [id]: value };
    }
  }

  /** States what would make another option win. */
  attempt({ changes }: Flip): void {
    for (const { fact, flipsAt } of changes) this.state(fact, flipsAt);
  }

  /** States these facts and nothing else. */
  use(facts: Facts): void {
    this.stated = knownTo(this.pack, facts);
  }

  reset(): void {
    this.stated = this.opened;
  }

  clear(): void {
    this.stated = {};
  }

  /** What counts for a fact that is not stated; null for one that is. */
  unstated(id: FactId): Unstated | null {
    if (this.stated[id] !== undefined) return null;
    const value = this.known.assumed[id];
    if (value === undefined) return "not known";
    const fact = this.pack.facts.find((one) => one.id === id);
    const found = fact?.assume?.find(({ when }) => holds(when, this.known.facts) === true);
    return { value, because: found?.value === value ? found.because : null };
  }

  #shown(): PackDecision {
    const { decisions, id } = this.pack;
    const decision = decisions.find((one) => one.id === this.#decisionId) ?? decisions[0];
    if (!decision) throw new RangeError(`the pack ${id} has no decision`);
    return decision;
  }
}

function askedFacts(pack: RulePack, decision: PackDecision): AskedFact[] {
  return treeFacts(pack, decision).flatMap(({ id, cuts }) => {
    const fact = pack.facts.find((one) => one.id === id);
    return fact ? [{ fact, cuts }] : [];
  });
}

/** An address can say anything: what the pack has no fact for, and what its fact cannot be, is left out. */
function knownTo(pack: RulePack, facts: Facts): Facts {
  const known = Object.entries(facts).filter(([id, value]) => {
    const fact = pack.facts.find((one) => one.id === id);
    return fact !== undefined && fits(fact, value);
  });
  return Object.fromEntries(known);
}
