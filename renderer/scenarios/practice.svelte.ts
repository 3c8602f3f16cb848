import type { StudyStore } from "../../decks/contract.ts";
import type { SituationResult, SituationView } from "../../decks/contract/scenarios.ts";
import type { SituationId } from "../../decks/core/ids.ts";
import type { FactId, OptionId } from "../../decks/core/scenario/types.ts";
import { wordsFor } from "../words.ts";

export type PracticePhase =
  | { readonly kind: "loading" }
  | { readonly kind: "deciding"; readonly view: SituationView }
  | { readonly kind: "result"; readonly result: SituationResult }
  /** Both of a near-miss pair were answered: what changed is asked before the rule is shown. */
  | { readonly kind: "comparing"; readonly pair: Pair; readonly checked: boolean }
  | { readonly kind: "failed"; readonly message: string };

/** A situation and its near miss, both answered. */
export interface Pair {
  readonly first: SituationResult;
  readonly second: SituationResult;
}

/**
 * One situation: choose, mark the facts that decide, say how sure; then the result, as the store scored it. Where
 * there is a near miss of it, that can follow, and then both side by side.
 */
export class Practice {
  phase = $state.raw<PracticePhase>({ kind: "loading" });
  choice = $state<OptionId | null>(null);
  /** Facts marked as deciding, or as changed while comparing. */
  marked = $state.raw<readonly FactId[]>([]);
  /** Percent, 5 at a time; starts at a pure guess among the options. */
  surePercent = $state(25);
  problem = $state.raw<string | null>(null);

  readonly #store: StudyStore;
  readonly #onResult: (result: SituationResult) => void;
  /** The answered situation whose near miss is being decided. */
  #first: SituationResult | null = null;
  #saving = false;

  constructor(store: StudyStore, onResult: (result: SituationResult) => void = () => {}) {
    this.#store = store;
    this.#onResult = onResult;
  }

  /** Shows a situation; an id, or a view that was already fetched. */
  async open(situation: SituationId | SituationView): Promise<void> {
    this.#first = null;
    await this.#show(situation);
  }

  /** The near miss that can follow the result on screen; null when there is none. */
  get twin(): SituationId | null {
    return this.phase.kind === "result" && this.#first === null ? this.phase.result.twin : null;
  }

  async openTwin(): Promise<void> {
    const { twin, phase } = this;
    if (twin === null || phase.kind !== "result") return;
    await this.#show(twin);
    this.#first = phase.result;
  }

  /** Whether both of a pair are answered and can be compared. */
  get canCompare(): boolean {
    return this.phase.kind === "result" && this.#first !== null;
  }

  compare(): void {
    if (this.phase.kind !== "result" || this.#first === null) return;
    this.marked = [];
    this.phase = {
      kind: "comparing",
      pair: { first: this.#first, second: this.phase.result },
      checked: false,
    };
  }

  checkComparison(): void {
    if (this.phase.kind === "comparing") this.phase = { ...this.phase, checked: true };
  }

  choose(index: number): void {
    if (this.phase.kind !== "deciding") return;
    this.choice = this.phase.view.options[index]?.id ?? this.choice;
  }

  toggleFact(index: number): void {
    const fact = this.#markable[index];
    if (fact === undefined) return;
    this.marked = this.marked.includes(fact)
      ? this.marked.filter((id) => id !== fact)
      : [...this.marked, fact];
  }

  get #markable(): readonly FactId[] {
    if (this.phase.kind === "deciding") return this.phase.view.facts.map((fact) => fact.id);
    if (this.phase.kind === "comparing" && !this.phase.checked) return factsOfPair(this.phase.pair);
    return [];
  }

  moveSureness(by: number): void {
    if (this.phase.kind !== "deciding") return;
    const lowest = guessPercent(this.phase.view.options.length);
    this.surePercent = Math.min(100, Math.max(lowest, this.surePercent + by));
  }

  async check(): Promise<void> {
    if (this.phase.kind !== "deciding" || this.choice === null || this.#saving) return;
    this.#saving = true;
    this.problem = null;
    try {
      const result = await this.#store.answerSituation({
        situationId: this.phase.view.situation.id,
        choice: this.choice,
        marked: [...this.marked],
        sureness: this.surePercent / 100,
      });
      this.phase = { kind: "result", result };
      this.#onResult(result);
    } catch (error) {
      this.problem = wordsFor(error);
    } finally {
      this.#saving = false;
    }
  }

  async #show(situation: SituationId | SituationView): Promise<void> {
    try {
      const view =
        typeof situation === "string" ? await this.#store.situation({ situationId: situation }) : situation;
      this.choice = null;
      this.marked = [];
      this.problem = null;
      this.surePercent = guessPercent(view.options.length);
      this.phase = { kind: "deciding", view };
    } catch (error) {
      this.phase = { kind: "failed", message: wordsFor(error) };
    }
  }
}

/** Every fact of either situation, those of the first in their order. */
export function factsOfPair({ first, second }: Pair): FactId[] {
  const ids = [first, second].flatMap((one) => one.view.facts.map((fact) => fact.id));
  return ids.filter((id, index) => ids.indexOf(id) === index);
}

/** The facts that differ between the two. */
export function changedFacts({ first, second }: Pair): FactId[] {
  const [before, after] = [first.view.situation.facts, second.view.situation.facts];
  return factsOfPair({ first, second }).filter((id) => before[id] !== after[id]);
}

/** 1 in n options, in steps of 5. */
export function guessPercent(options: number): number {
  return Math.round(100 / Math.max(1, options) / 5) * 5;
}
