import type { DeckId } from "../core/ids.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { StudyDay } from "../core/time.ts";
import type { DayRow } from "./database.ts";

/**
 * The roll-up of a day after one more review, or one less.
 * @param before where the card stood when it was answered: what the daily limits go by
 */
export function changedDay(
  row: DayRow | undefined,
  key: { readonly day: StudyDay; readonly deckId: DeckId },
  before: Schedule,
  review: Extract<ScheduleEvent, { kind: "review" }>,
  by: 1 | -1,
): DayRow {
  const from = row ?? { ...key, answers: 0, newCards: 0, reviewCards: 0, again: 0, durationMs: 0 };
  return {
    ...key,
    answers: from.answers + by,
    newCards: from.newCards + (before.state === "new" ? by : 0),
    reviewCards: from.reviewCards + (before.state === "review" ? by : 0),
    again: from.again + (review.grade === "again" ? by : 0),
    durationMs: from.durationMs + by * review.durationMs,
  };
}
