import type { TrainingItems } from "../core/schedule/training.ts";

/** Fits weights to reviews. Hosts bring one, because it runs for seconds and belongs in a worker of its own. */
export interface Optimiser {
  /**
   * 21 weights. Rejects with the signal's reason when it is aborted, which ends the work at once.
   * @param shortTerm whether the short-term weights are fitted too
   * @param onProgress told from 0 to 1
   */
  fit(
    items: TrainingItems,
    options: {
      readonly shortTerm: boolean;
      readonly onProgress: (done: number) => void;
      readonly signal: AbortSignal;
    },
  ): Promise<readonly number[]>;
}
