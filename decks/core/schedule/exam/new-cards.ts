import type { StudyDay } from "../../time.ts";
import { memoryModel } from "./memory.ts";
import type { ExamInput, Sweep } from "./types.ts";

/** How many new cards a day it takes to have started all of them in time. */
export interface NewCardPlan {
  /** New cards that were not started yet. */
  readonly left: number;
  /** The last day on which a new card should be started: later ones miss a review before the sweep. */
  readonly cutOff: StudyDay;
  /** Days on which new cards are started, today the first. */
  readonly days: number;
  /** New cards to start today, and a day from now on; fewer on the last of the days. 0 when none is left. */
  readonly perDay: number;
  /** What the presets of the cards allow a day, together. */
  readonly allowedPerDay: number;
  /** Whether the cut-off has passed with cards left; they are then spread over the days before the exam. */
  readonly late: boolean;
}

/** Of the days from the setting of the date to the sweep, the share kept free of new cards at most. */
const MOST_FREE_SHARE = 1 / 3;

/**
 * Made anew every day from what is left, so that days missed are caught up by those to come.
 *
 * The cut-off is as many days before the sweep as two good reviews take, or a third of the time where there is little.
 */
export function newCardPlan(input: Omit<ExamInput, "habits">, sweep: Sweep): NewCardPlan {
  const { exam, today, cards, presetOf } = input;
  const fresh = cards.filter(({ schedule }) => schedule.state === "new");
  const presets = new Map(fresh.map(({ deckId }) => presetOf(deckId)).map((preset) => [preset.id, preset]));
  const wanted = Math.max(0, ...[...presets.values()].map(twoReviews));
  const free = Math.min(wanted, Math.floor(Math.max(0, sweep.first - exam.setOn) * MOST_FREE_SHARE));
  const cutOff = Math.max(exam.setOn, sweep.first - 1 - free) as StudyDay;
  const lastDay = today <= cutOff ? cutOff : today < sweep.first ? sweep.first - 1 : sweep.last;
  const days = Math.max(0, lastDay - today + 1);
  return {
    left: fresh.length,
    cutOff,
    days,
    perDay: days === 0 ? 0 : Math.ceil(fresh.length / days),
    allowedPerDay: [...presets.values()].reduce((sum, preset) => sum + preset.newCardsPerDay, 0),
    late: today > cutOff && fresh.length > 0,
  };
}

/** Days from the first answer to the second good review. */
function twoReviews(preset: ReturnType<ExamInput["presetOf"]>): number {
  const model = memoryModel(preset);
  const stability = model.firstStability(true);
  const first = model.interval(stability, preset.desiredRetention);
  const recalled = model.recall(first, stability);
  const grown = model.stability(true, recalled, stability, model.firstDifficulty(true));
  return first + model.interval(grown, preset.desiredRetention);
}
