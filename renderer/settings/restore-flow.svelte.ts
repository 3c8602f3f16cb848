import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { RestorePlan, SnapshotName, SnapshotSummary } from "../../decks/contract/safety.ts";
import { wordsFor } from "../words.ts";

export type RestorePhase =
  | { readonly kind: "planning" }
  /** `notice` is why the plan was made again. */
  | { readonly kind: "preview"; readonly plan: RestorePlan; readonly notice: string | null }
  | { readonly kind: "restoring"; readonly plan: RestorePlan }
  | { readonly kind: "failed"; readonly problem: string };

/** Going back to a snapshot: what it would change is shown first, and shown again when it has become another. */
export class RestoreFlow {
  phase = $state.raw<RestorePhase>({ kind: "planning" });
  readonly #store: StudyStore;
  readonly #name: SnapshotName;

  constructor(store: StudyStore, name: SnapshotName) {
    this.#store = store;
    this.#name = name;
  }

  async plan(notice: string | null = null): Promise<void> {
    this.phase = { kind: "planning" };
    try {
      this.phase = { kind: "preview", plan: await this.#store.planRestore({ name: this.#name }), notice };
    } catch (error) {
      this.phase = { kind: "failed", problem: wordsFor(error) };
    }
  }

  /** @returns the snapshot that takes the restoring back; null when nothing was restored, which the phase explains */
  async restore(): Promise<SnapshotSummary | null> {
    if (this.phase.kind !== "preview") return null;
    const { plan } = this.phase;
    this.phase = { kind: "restoring", plan };
    try {
      return await this.#store.restore({ name: this.#name, planId: plan.planId });
    } catch (error) {
      if (error instanceof StoreError && error.code === "stale") await this.plan(wordsFor(error));
      else this.phase = { kind: "failed", problem: wordsFor(error) };
      return null;
    }
  }
}

/** Takes a restoring back, which asks nothing: what it leads to was on screen before. @throws StoreError */
export async function undoRestore(store: StudyStore, name: SnapshotName): Promise<void> {
  const { planId } = await store.planRestore({ name });
  await store.restore({ name, planId });
}
