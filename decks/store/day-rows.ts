import type { DeckId } from "../core/ids.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import { answerDay } from "../core/schedule/scheduler.ts";
import type { Database, DayRow } from "./database.ts";

/** What is to be counted of some days, gathered and then written at once. */
export interface DayLedger {
  /** @param row what comes to the day's roll-up, or with negative numbers goes from it */
  add(row: DayRow): void;
  write(database: Database): Promise<void>;
}

export function dayLedger(): DayLedger {
  const gathered = new Map<string, DayRow>();
  return {
    add(row) {
      const key = `${row.day}/${row.deckId}`;
      const there = gathered.get(key);
      gathered.set(key, there ? summed(there, row) : row);
    },
    async write({ days }) {
      const rows = [...gathered.values()];
      const there = await days.bulkGet(rows.map(({ day, deckId }) => [day, deckId]));
      await days.bulkPut(
        rows.map((row, index) => {
          const before = there[index];
          return before ? summed(before, row) : row;
        }),
      );
    },
  };
}

/**
 * What a review adds to the roll-up of its day, or takes from it.
 * @param before where the card stood when it was answered: what the daily limits go by
 */
export function reviewCounted(
  deckId: DeckId,
  before: Schedule,
  review: Extract<ScheduleEvent, { kind: "review" }>,
  by: 1 | -1,
): DayRow {
  return {
    day: answerDay(review.after),
    deckId,
    answers: by,
    newCards: before.state === "new" ? by : 0,
    reviewCards: before.state === "review" ? by : 0,
    again: review.grade === "again" ? by : 0,
    durationMs: by * review.durationMs,
  };
}

function summed(a: DayRow, b: DayRow): DayRow {
  return {
    day: a.day,
    deckId: a.deckId,
    answers: a.answers + b.answers,
    newCards: a.newCards + b.newCards,
    reviewCards: a.reviewCards + b.reviewCards,
    again: a.again + b.again,
    durationMs: a.durationMs + b.durationMs,
  };
}
