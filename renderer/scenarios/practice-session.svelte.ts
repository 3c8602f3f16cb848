import type { StudyStore } from "../../decks/contract.ts";
import type { PracticeScope, SituationResult } from "../../decks/contract/scenarios.ts";
import type { SituationId } from "../../decks/core/ids.ts";
import { wordsFor } from "../words.ts";
import { Practice } from "./practice.svelte.ts";

/** What came of a decision or a rule in one sitting. */
export interface SittingRow {
  readonly key: string;
  readonly label: string;
  readonly answers: number;
  /** 0 to 100 */
  readonly meanScore: number;
  readonly best: number;
}

/** A sitting of so many situations, or until it is stopped. */
export class PracticeSession {
  readonly practice: Practice;
  results = $state.raw<readonly SituationResult[]>([]);
  /** Set when the sitting is over, or cannot go on. */
  over = $state.raw<{ readonly problem: string | null } | null>(null);

  readonly #store: StudyStore;
  readonly #scope: PracticeScope;
  /** 0 until stopped. */
  readonly #count: number;
  #after: SituationId | null = null;

  constructor(store: StudyStore, scope: PracticeScope, count: number) {
    this.#store = store;
    this.#scope = scope;
    this.#count = count;
    this.practice = new Practice(store, (result) => {
      this.results = [...this.results, result];
      // A near miss is part of the situation that it belongs to.
      if (this.results.length === 1 || !this.#isTwin(result)) this.#after = result.view.situation.id;
    });
  }

  /** Situations answered, near misses aside. */
  get answered(): number {
    return this.results.filter((result) => !this.#isTwin(result)).length;
  }

  /** The next situation, or the end of the sitting. */
  async next(): Promise<void> {
    if (this.#count > 0 && this.answered >= this.#count) {
      this.stop();
      return;
    }
    try {
      const view = await this.#store.nextSituation({ ...this.#scope, after: this.#after });
      await this.practice.open(view);
    } catch (error) {
      this.over = { problem: wordsFor(error) };
    }
  }

  stop(): void {
    this.over = { problem: null };
  }

  get byDecision(): readonly SittingRow[] {
    return rows(this.results.map((result) => [result.view.decisionLabel, result] as const));
  }

  get byRule(): readonly SittingRow[] {
    return rows(
      this.results.flatMap((result) => result.skills.map((skill) => [skill.text, result] as const)),
    );
  }

  #isTwin(result: SituationResult): boolean {
    return result.view.situation.id.endsWith(":twin");
  }
}

function rows(pairs: readonly (readonly [string, SituationResult])[]): SittingRow[] {
  const labels = pairs.map(([label]) => label);
  return labels
    .filter((label, index) => labels.indexOf(label) === index)
    .map((label) => [label, pairs.flatMap(([other, result]) => (other === label ? [result] : []))] as const)
    .map(([label, results]) => ({
      key: label,
      label,
      answers: results.length,
      meanScore: Math.round(results.reduce((sum, { score }) => sum + score.total, 0) / results.length),
      best: results.filter(({ score }) => score.verdict === "best").length,
    }))
    .sort((a, b) => a.meanScore - b.meanScore);
}
