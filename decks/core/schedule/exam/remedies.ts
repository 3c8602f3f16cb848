import type { StudyDay } from "../../time.ts";
import { recallOf } from "./recall.ts";
import { simulate } from "./simulate.ts";
import { sweepOf } from "./sweep.ts";
import { minutesByDay, runsFor, runsOf, trialOf } from "./trial.ts";
import type { ExamInput } from "./types.ts";
import { workload } from "./workload.ts";

/** What would make a plan fit that does not; `Workload.minutesNeeded` says which minutes would. */
export interface Remedies {
  /** How many new cards to leave out, those that come last. Null when even without any it does not fit. */
  readonly leaveOut: number | null;
  /** The first day on which the exam could be. Null when none within a year of its day does. */
  readonly earliestDay: StudyDay | null;
}

/** Days beyond its own on which an exam is looked for. */
const FARTHEST_DAYS = 365;
/** Trials that finding a number of new cards may take; with many cards it is then a little too high. */
const TRIALS = 8;

/**
 * For a plan that does not fit. It takes some ten plans' time, so ask when the learner does. Each remedy fits if taken;
 * there may be a slightly smaller one.
 */
export function remedies(input: ExamInput): Remedies {
  const { exam, today, cards } = input;
  const fresh = cards.filter(({ schedule }) => schedule.state === "new");
  const step = Math.max(1, Math.ceil(fresh.length / 2 ** TRIALS));
  const steps = least(1, Math.ceil(fresh.length / step), (count) => {
    const out = new Set(fresh.slice(Math.max(0, fresh.length - count * step)));
    return fits({ ...input, cards: cards.filter((card) => !out.has(card)) });
  });
  const later = least(1, FARTHEST_DAYS, (days) => {
    return fits({ ...input, exam: { ...exam, setOn: today, day: (exam.day + days) as StudyDay } });
  });
  return {
    leaveOut: steps === null ? null : Math.min(fresh.length, steps * step),
    earliestDay: later === null ? null : ((exam.day + later) as StudyDay),
  };
}

/**
 * How many new cards a day it takes to recall the target on the day, within the minutes a day and whatever the presets
 * allow. Null when no number does, or when there are no new cards.
 */
export function newPerDayForTarget(input: ExamInput): number | null {
  const sweep = sweepOf(input);
  if (sweep === null || input.exam.day <= input.today) return null;
  const trial = trialOf(input, sweep);
  const { cohort, asPlanned, newCards } = trial;
  const all = [...input.cards.keys()];
  return least(1, newCards.perDay, (newPerDay) => {
    const conduct = { ...asPlanned, newPerDay, minutesPerDay: input.exam.minutesPerDay };
    const recalls = Array.from(
      { length: runsFor(trial) },
      (_, run) => simulate(cohort, conduct, run + 1).recall,
    );
    return recallOf(all, recalls, 0).share >= input.exam.target;
  });
}

function fits(input: ExamInput): boolean {
  const sweep = sweepOf(input);
  if (sweep === null) return true;
  const trial = trialOf(input, sweep);
  const minutes = minutesByDay(runsOf(trial.cohort, trial.asPlanned, runsFor(trial)));
  return workload(minutes, input.exam.minutesPerDay).feasible;
}

/** The least whole number from `first` to `last` that does, when those above one that does do too; null if none. */
function least(first: number, last: number, does: (value: number) => boolean): number | null {
  // Doubled first: the near ones are the likely ones, and the cheap ones to try.
  let below = first - 1;
  let enough = first;
  while (enough < last && !does(enough)) {
    below = enough;
    enough = Math.min(last, enough * 2);
  }
  if (last < first || (enough === last && !does(last))) return null;
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (does(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
