import type { TrainingItems } from "../../core/schedule/training.ts";

/** What crosses to the worker that fits, once, and what comes back from it. */
export interface FitRequest {
  readonly items: TrainingItems;
  readonly shortTerm: boolean;
}

export type FitMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "weights"; readonly weights: readonly number[] }
  | { readonly kind: "failed"; readonly reason: string };
