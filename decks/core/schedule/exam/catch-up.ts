import type { StudyDay } from "../../time.ts";
import { simulate } from "./simulate.ts";
import { trialOf } from "./trial.ts";
import type { ExamInput, Sweep } from "./types.ts";

/** What a day of the plan asked for, and what was done on it. */
export interface PastDay {
  readonly day: StudyDay;
  readonly planned: { readonly reviews: number; readonly newCards: number };
  readonly done: { readonly reviews: number; readonly newCards: number };
}

/** How a plan takes up what was missed. */
export interface CatchUp {
  /** Days on which less than half of what was asked for was done. */
  readonly missedDays: number;
  /** New cards that were to be started on all the days and were not. */
  readonly newBehind: number;
  /** Reviews that were due before today. */
  readonly overdue: number;
  /** New cards a day from today on, and as asked for on the first of the days. */
  readonly newPerDay: number;
  readonly newPerDayBefore: number;
  /** Days, today counted, until no review waits, at the exam's minutes a day; null if some wait to the end. */
  readonly clearedInDays: number | null;
}

/**
 * What the plan asks now. Nothing is owed for days missed: what is left is divided anew by the days left, and reviews
 * that wait come first, as many a day as the minutes hold.
 * @param past the days since the plan was last kept, in their order; without any, nothing has changed
 */
export function catchUp(input: ExamInput, sweep: Sweep, past: readonly PastDay[]): CatchUp {
  const { exam, today, cards } = input;
  const trial = trialOf(input, sweep);
  const planned = past.reduce((sum, day) => sum + day.planned.newCards, 0);
  const done = past.reduce((sum, day) => sum + day.done.newCards, 0);
  const conduct = { ...trial.asPlanned, newLimits: true, minutesPerDay: exam.minutesPerDay };
  const cleared = simulate(trial.cohort, conduct, 1).waiting.indexOf(0);
  return {
    missedDays: past.filter(isMissed).length,
    newBehind: Math.max(0, planned - done),
    overdue: cards.filter(({ schedule }) => schedule.state === "review" && schedule.dueDay < today).length,
    newPerDay: trial.newCards.perDay,
    newPerDayBefore: past[0]?.planned.newCards ?? trial.newCards.perDay,
    clearedInDays: cleared === -1 ? null : cleared + 1,
  };
}

/** A catch-up in a sentence or two: "14 new cards a day instead of 11, for the 3 days missed." */
export function catchUpText(change: CatchUp, minutesPerDay: number): string {
  const { missedDays, newPerDay, newPerDayBefore, overdue, clearedInDays } = change;
  const sentences: string[] = [];
  if (newPerDay > newPerDayBefore) {
    const why = missedDays > 0 ? `, for the ${plural(missedDays, "day", "days")} missed` : "";
    sentences.push(
      `${plural(newPerDay, "new card", "new cards")} a day instead of ${newPerDayBefore}${why}.`,
    );
  } else if (missedDays > 0) {
    sentences.push(`The ${plural(missedDays, "day", "days")} missed ask for no more new cards a day.`);
  }
  if (overdue > 0) {
    const are = overdue === 1 ? "1 review is" : `${overdue} reviews are`;
    const at = `at ${plural(minutesPerDay, "minute", "minutes")} a day`;
    const when =
      clearedInDays === null
        ? `${at} some are left on the day of the exam`
        : clearedInDays === 1
          ? `${overdue === 1 ? "it fits" : "they fit"} into today`
          : `${at} it takes ${clearedInDays} days to be even`;
    sentences.push(`${are} overdue; ${when}.`);
  }
  return sentences.join(" ");
}

function isMissed({ planned, done }: PastDay): boolean {
  const asked = planned.reviews + planned.newCards;
  return asked > 0 && done.reviews + done.newCards < asked / 2;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
