import type { PresetId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import { DEFAULT_WEIGHTS, parameterSet } from "./parameters.ts";
import type { ParameterSet } from "./types.ts";

/** How new cards and reviews share a day. */
export const MIXES = ["interleave", "reviews-first", "new-first"] as const;
export type Mix = (typeof MIXES)[number];

/**
 * How the cards of some decks are scheduled. Limits hold for all decks of a preset together, subdecks included. The
 * default preset, which every deck without one of its own uses, is always there.
 */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** 0.7 to 0.97 */
  readonly desiredRetention: number;
  /** Days, 1 to 36500. */
  readonly maximumIntervalDays: number;
  /** Minutes, each above 0 and below a day, at most 10, counted as whole ones from 1 up; none: new cards go to review at once. */
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
  /** Whether an interval may be a little shorter or longer, so that cards learned together part. */
  readonly fuzz: boolean;
  /** Whether, within what fuzz allows, days with fewer cards are preferred. */
  readonly balance: boolean;
  /** Share of the usual load by weekday, Monday first: 1 as usual, 0.5 half, 0 none where it can be helped. */
  readonly easyDays: readonly number[];
  /** 0 to 9999 */
  readonly newCardsPerDay: number;
  /** 0 to 9999 */
  readonly reviewsPerDay: number;
  readonly mix: Mix;
  /** Lapses after which a card is a leech, 1 to 99. */
  readonly leechThreshold: number;
  readonly leechAction: "tag" | "suspend";
  /** Which siblings of an answered card wait until the next day. */
  readonly bury: { readonly new: boolean; readonly review: boolean; readonly learning: boolean };
  /** 21 numbers of FSRS-6. */
  readonly weights: readonly number[];
  /** Whether answers on one day change stability by the short-term formula. */
  readonly shortTerm: boolean;
  /** What the weights were fitted to; null for the defaults and for weights that were typed in. */
  readonly fitted: Fitted | null;
}

export interface Fitted {
  readonly at: EpochMs;
  /** Reviews it was fitted to. */
  readonly reviews: number;
  /** Mean log loss over them with the fitted weights, and root mean square error of the calibration bins, 0 to 1. */
  readonly logLoss: number;
  readonly rmse: number;
}

export const DEFAULT_PRESET_ID = "default" as PresetId;

export const DEFAULT_PRESET: Preset = {
  id: DEFAULT_PRESET_ID,
  name: "Default",
  desiredRetention: 0.9,
  maximumIntervalDays: 36_500,
  learningStepsMinutes: [1, 10],
  relearningStepsMinutes: [10],
  fuzz: true,
  balance: true,
  easyDays: [1, 1, 1, 1, 1, 1, 1],
  newCardsPerDay: 20,
  reviewsPerDay: 200,
  mix: "interleave",
  leechThreshold: 8,
  leechAction: "tag",
  bury: { new: false, review: false, learning: false },
  weights: DEFAULT_WEIGHTS,
  shortTerm: true,
  fitted: null,
};

/** What FSRS is run with under a preset. Presets that say the same of it have the same set. */
export function parametersOf(preset: Preset): ParameterSet {
  return parameterSet({
    weights: preset.weights,
    desiredRetention: preset.desiredRetention,
    maximumIntervalDays: preset.maximumIntervalDays,
    learningStepsMinutes: preset.learningStepsMinutes,
    relearningStepsMinutes: preset.relearningStepsMinutes,
    fuzz: preset.fuzz,
    shortTerm: preset.shortTerm,
  });
}
