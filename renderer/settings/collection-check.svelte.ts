import type { StudyStore } from "../../decks/contract.ts";
import type { CheckReport } from "../../decks/contract/safety.ts";
import { wordsFor } from "../words.ts";

export type CheckPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "checking" }
  | { readonly kind: "checked"; readonly report: CheckReport }
  | { readonly kind: "mending"; readonly report: CheckReport }
  | { readonly kind: "mended"; readonly report: CheckReport }
  | { readonly kind: "failed"; readonly problem: string };

/** Whether the collection is whole, and mending it when the learner has seen what is not. */
export class CollectionCheck {
  phase = $state.raw<CheckPhase>({ kind: "idle" });
  readonly #store: StudyStore;

  constructor(store: StudyStore) {
    this.#store = store;
  }

  get isBusy(): boolean {
    return this.phase.kind === "checking" || this.phase.kind === "mending";
  }

  async check(): Promise<void> {
    if (this.isBusy) return;
    this.phase = { kind: "checking" };
    await this.#run(false);
  }

  async mend(): Promise<void> {
    if (this.phase.kind !== "checked") return;
    this.phase = { kind: "mending", report: this.phase.report };
    await this.#run(true);
  }

  async #run(mend: boolean): Promise<void> {
    try {
      const report = await this.#store.checkCollection({ mend });
      this.phase = { kind: mend ? "mended" : "checked", report };
    } catch (error) {
      this.phase = { kind: "failed", problem: wordsFor(error) };
    }
  }
}
