import type { SituationResult, SituationView, StudyStore } from "../../decks/contract.ts";
import type { SituationId } from "../../decks/core/ids.ts";
import type { FactId, OptionId } from "../../decks/core/scenario/types.ts";
import { wordsFor } from "../words.ts";

export type PracticePhase =
  | { readonly kind: "loading" }
  | { readonly kind: "deciding"; readonly view: SituationView }
  | { readonly kind: "result"; readonly result: SituationResult }
  | { readonly kind: "failed"; readonly message: string };

/** One situation: choose, mark the facts that decide, say how sure; then the result, as the store scored it. */
export class Practice {
  phase = $state.raw<PracticePhase>({ kind: "loading" });
  choice = $state<OptionId | null>(null);
  marked = $state.raw<readonly FactId[]>([]);
  /** Percent, 5 at a time; starts at a pure guess among the options. */
  surePercent = $state(25);
  problem = $state.raw<string | null>(null);

  readonly #store: StudyStore;
  #saving = false;

  constructor(store: StudyStore) {
    this.#store = store;
  }

  async open(situationId: SituationId): Promise<void> {
    try {
      const view = await this.#store.situation({ situationId });
      this.choice = null;
      this.marked = [];
      this.surePercent = guessPercent(view.options.length);
      this.phase = { kind: "deciding", view };
    } catch (error) {
      this.phase = { kind: "failed", message: wordsFor(error) };
    }
  }

  choose(index: number): void {
    if (this.phase.kind !== "deciding") return;
    this.choice = this.phase.view.options[index]?.id ?? this.choice;
  }

  toggleFact(index: number): void {
    if (this.phase.kind !== "deciding") return;
    const fact = this.phase.view.facts[index]?.id;
    if (fact === undefined) return;
    this.marked = this.marked.includes(fact)
      ? this.marked.filter((id) => id !== fact)
      : [...this.marked, fact];
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
    } catch (error) {
      this.problem = wordsFor(error);
    } finally {
      this.#saving = false;
    }
  }
}

/** 1 in n options, in steps of 5. */
export function guessPercent(options: number): number {
  return Math.round(100 / Math.max(1, options) / 5) * 5;
}
