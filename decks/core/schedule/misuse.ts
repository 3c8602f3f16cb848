import type { CardId } from "../ids.ts";
import { eventsByCard } from "../log/events-by-card.ts";
import { retractedIn } from "../log/fold.ts";
import { answerDay } from "./scheduler.ts";
import type { Grade, Schedule, ScheduleEvent } from "./types.ts";

/** Whether Hard seems to be pressed where recall failed, and what says so. */
export interface HardMisuse {
  readonly suspected: boolean;
  /** Answers Hard and Again among `reviews`. */
  readonly hard: number;
  readonly again: number;
  /** Answers to cards in review, a day or more after their last one: those that tell whether a card was recalled. */
  readonly reviews: number;
  readonly sentenceFacts: {
    /** Of `reviews`, 0 to 1; 0 when there are none. */
    readonly hardShare: number;
    readonly againShare: number;
    /** Of the reviews that followed an answer Hard, or Good, of a review: the share answered Again. */
    readonly againAfterHard: number;
    readonly againAfterGood: number;
  };
}

/** Fewer reviews tell nothing: of 100 at the highest retention that can be set, 3 are forgotten. */
const FEWEST_REVIEWS = 100;
const FEWEST_HARD = 15;
/** The highest desired retention is 0.97: whoever forgets less than half of what that leaves is not saying so. */
const FEWEST_FORGOTTEN = 0.015;
/** Less of Hard than this is rare doubt over material that is easy. */
const LEAST_HARD = 0.05;
const FEWEST_AFTER_HARD = 20;
/** More than the highest retention leaves to chance, whatever is forgotten after Good. */
const MOST_FORGOTTEN_AFTER_HARD = 0.08;
/** Standard errors between two shares; one learner in a thousand is further out by chance. */
const CLEAR = 3;

/**
 * Hard is a pass: it lengthens the interval. Whoever presses it for "I did not know it" sees cards again in months
 * instead of days. Two patterns give this away, and either is enough:
 *
 * - Again is all but never pressed while Hard is: nobody remembers more than the highest retention that can be set, so
 *   the lapses must be somewhere, and Hard is where.
 * - Hard is pressed more often than Again, and cards that were answered Hard are forgotten at their next review far
 *   more often than those answered Good: at least twice as often and beyond chance. An honest Hard is followed by an
 *   interval at which the card is recalled like any other, so that the shares are alike.
 *
 * That Hard is pressed often says nothing by itself: some material is hard.
 * @param events of any cards in any order; what was taken back does not count
 */
export function hardMisuse(events: readonly ScheduleEvent[]): HardMisuse {
  const counts = { again: 0, hard: 0, good: 0, easy: 0 };
  const after = { hard: { reviews: 0, again: 0 }, good: { reviews: 0, again: 0 } };
  for (const history of eventsByCard(events).values()) {
    let previous: Grade | null = null;
    for (const grade of recallsOf(history)) {
      counts[grade]++;
      if (previous === "hard" || previous === "good") {
        after[previous].reviews++;
        if (grade === "again") after[previous].again++;
      }
      previous = grade;
    }
  }

  const reviews = counts.again + counts.hard + counts.good + counts.easy;
  const sentenceFacts = {
    hardShare: share(counts.hard, reviews),
    againShare: share(counts.again, reviews),
    againAfterHard: share(after.hard.again, after.hard.reviews),
    againAfterGood: share(after.good.again, after.good.reviews),
  };
  const { hardShare, againShare, againAfterHard, againAfterGood } = sentenceFacts;
  const enough = reviews >= FEWEST_REVIEWS && counts.hard >= FEWEST_HARD;
  const neverAgain = againShare < FEWEST_FORGOTTEN && hardShare > LEAST_HARD;
  const hardForgotten =
    counts.hard > counts.again &&
    after.hard.reviews >= FEWEST_AFTER_HARD &&
    againAfterHard > Math.max(MOST_FORGOTTEN_AFTER_HARD, 2 * againAfterGood) &&
    standardErrorsApart(after.hard, after.good) > CLEAR;
  return {
    suspected: enough && (neverAgain || hardForgotten),
    hard: counts.hard,
    again: counts.again,
    reviews,
    sentenceFacts,
  };
}

/**
 * The cards in review whose interval is longer than a maximum, longest first: they were scheduled under another one, or
 * came from another program.
 */
export function intervalsAboveCap<Row extends { readonly id: CardId; readonly schedule: Schedule }>(
  rows: readonly Row[],
  maximumIntervalDays: number,
): readonly Row[] {
  return rows
    .filter(({ schedule }) => schedule.state === "review" && schedule.intervalDays > maximumIntervalDays)
    .sort((a, b) => b.schedule.intervalDays - a.schedule.intervalDays);
}

/** The grades of one card's reviews that tell whether it was recalled, oldest first. */
function recallsOf(history: readonly ScheduleEvent[]): Grade[] {
  const retracted = retractedIn(history);
  const grades: Grade[] = [];
  let before: Schedule | null = null;
  for (const event of history.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!("after" in event) || retracted.has(event.id)) continue;
    const later = before !== null && answerDay(event.after) > answerDay(before);
    if (event.kind === "review" && before?.state === "review" && later) grades.push(event.grade);
    before = event.after;
  }
  return grades;
}

/** How far one share is above another, in standard errors of their difference. */
function standardErrorsApart(
  a: { readonly reviews: number; readonly again: number },
  b: { readonly reviews: number; readonly again: number },
): number {
  if (a.reviews === 0 || b.reviews === 0) return 0;
  const pooled = (a.again + b.again) / (a.reviews + b.reviews);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.reviews + 1 / b.reviews));
  return error === 0 ? 0 : (share(a.again, a.reviews) - share(b.again, b.reviews)) / error;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
