/** The part of the boundary that fits the scheduler to the learner and tries it out; see `contract.ts`. */
import type { CardId, PresetId } from "../core/ids.ts";
import type { HardMisuse } from "../core/schedule/misuse.ts";
import type { Preset } from "../core/schedule/preset.ts";
import type { Workload } from "../core/schedule/simulate.ts";
import type { Evaluation } from "../core/schedule/training.ts";

/** What came of fitting weights to the reviews of a preset's decks. Nothing is saved by it. */
export type Fit =
  /** Reviews a day or more after the one before them, and how many it takes. */
  | { readonly kind: "too-few"; readonly reviews: number; readonly needed: number }
  /** The weights there are foretell the reviews as well as any that were found. */
  | { readonly kind: "no-better"; readonly before: Evaluation; readonly after: Evaluation }
  | {
      readonly kind: "better";
      /** 21, within their ranges, to four places. */
      readonly weights: readonly number[];
      readonly before: Evaluation;
      readonly after: Evaluation;
      readonly reviews: number;
    }
  | { readonly kind: "cancelled" };

/** What rescheduling under a changed preset would do to the review cards of its decks. */
export interface ParameterPreview {
  /** Review cards, suspended and buried ones included. */
  readonly cards: number;
  /** Of them, those whose whole history is known: the others keep their stability and difficulty. */
  readonly replayed: number;
  /** Review cards due today or before, as it is and as it would be. */
  readonly dueToday: { readonly now: number; readonly then: number };
  /** Of the change of intervals, in percent of each; null without cards. */
  readonly change: { readonly lower: number; readonly median: number; readonly upper: number } | null;
  readonly longer: number;
  readonly shorter: number;
  /** Cards whose interval is longer now than the preset's maximum. */
  readonly aboveCap: number;
}

export interface Misuse {
  /** Of the latest reviews. */
  readonly hard: HardMisuse;
  /** Cards whose interval is longer than the maximum of their preset, the longest first, and how many there are. */
  readonly aboveCap: { readonly total: number; readonly cards: readonly LongInterval[] };
}

export interface LongInterval {
  readonly cardId: CardId;
  readonly intervalDays: number;
  readonly maximumIntervalDays: number;
}

export interface FittingVerbs {
  /**
   * Fits weights to the reviews of all cards in the decks that go by a preset. Told of as `fitting` while it runs; a
   * second call ends the first as cancelled.
   * @throws StoreError `not-found`, `internal` when the optimiser fails
   */
  fitParameters(input: { readonly presetId: PresetId }): Promise<Fit>;
  /** Ends the fitting there is, if any: it comes back as cancelled. */
  cancelFitting(): Promise<void>;
  /** What `applyParameters` with the same preset and `reschedule` would do; writes nothing. @throws StoreError `invalid-input`, `not-found` */
  previewParameters(input: { readonly preset: Preset }): Promise<ParameterPreview>;
  /**
   * Saves a preset and, when asked, gives all review cards of its decks the memory and the day that it says they
   * have; one change, and one step for undo. No card is moved to a day before today.
   * @returns how many cards were rescheduled
   * @throws StoreError `invalid-input`, `not-found`
   */
  applyParameters(input: {
    readonly preset: Preset;
    readonly reschedule: boolean;
  }): Promise<{ readonly cards: number }>;
  /**
   * What the cards of a preset's decks would ask for at other desired retentions.
   * @param input `days`: how far to look, 1 to 3650
   * @throws StoreError `invalid-input`, `not-found`
   */
  workload(input: { readonly preset: Preset; readonly days: number }): Promise<Workload>;
  /** Signs that grades or intervals work against the learner. */
  misuse(): Promise<Misuse>;
}
