import { type Cohort, cohortOf } from "./cohort.ts";
import { examMoves, moved } from "./moves.ts";
import { type NewCardPlan, newCardPlan } from "./new-cards.ts";
import { type Conduct, type Run, simulate } from "./simulate.ts";
import type { ExamInput, Sweep } from "./types.ts";

/** An exam's cards made ready to be simulated under one sweep, as if its moves had been made. */
export interface Trial {
  readonly cohort: Cohort;
  readonly sweep: Sweep;
  readonly newCards: NewCardPlan;
  /** The plan done in full, whatever time it takes. */
  readonly asPlanned: Conduct;
}

/** Moves depend on days alone, so the instants of a simulation may be UTC's. */
const UTC = { rolloverHour: 0, offsetMinutesAt: () => 0 };

export function trialOf(input: ExamInput, sweep: Sweep): Trial {
  const { exam, today, habits } = input;
  const cards = moved(input.cards, examMoves(input.cards, sweep, today, UTC));
  const newCards = newCardPlan(input, sweep);
  return {
    cohort: cohortOf({ ...input, cards }),
    sweep,
    newCards,
    asPlanned: {
      habits,
      days: exam.day - today,
      sweep: { first: sweep.first - today, last: sweep.last - today },
      newPerDay: newCards.perDay,
      newLimits: false,
      minutesPerDay: null,
    },
  };
}

/** Card-days to a run, above which fewer runs are made. */
const CARD_DAYS = 3_000_000;
const MOST_RUNS = 16;
const FEWEST_RUNS = 2;

/** How many runs a forecast takes: enough for its band, and fewer the longer one takes. */
export function runsFor({ cohort, asPlanned }: Trial): number {
  const runs = Math.round(CARD_DAYS / Math.max(1, cohort.size * asPlanned.days));
  return Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, runs));
}

export function runsOf(cohort: Cohort, conduct: Conduct, runs: number): Run[] {
  return Array.from({ length: runs }, (_, run) => simulate(cohort, conduct, run + 1));
}

/** Minutes a day asks for on average. */
export function minutesByDay(runs: readonly Run[]): number[] {
  return meanByDay(runs, (run) => run.seconds).map((seconds) => seconds / 60);
}

export function meanByDay(runs: readonly Run[], figure: (run: Run) => Float64Array): number[] {
  const days = runs[0] ? figure(runs[0]).length : 0;
  return Array.from(
    { length: days },
    (_, day) => runs.reduce((sum, run) => sum + (figure(run)[day] ?? 0), 0) / runs.length,
  );
}
