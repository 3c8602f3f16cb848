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

/** An answer, whether it moved the card or was practice alone. */
export type Answer = Extract<ScheduleEvent, { readonly kind: "review" | "cram" }>;

/**
 * What an answer adds to the roll-up of its day, or takes from it. Practice alone counts for no daily limit.
 * @param before where the card stood when it was answered: what the daily limits go by
 */
export function answerCounted(deckId: DeckId, before: Schedule, answer: Answer, by: 1 | -1): DayRow {
  const counts = answer.kind === "review";
  return {
    day: counts ? answerDay(answer.after) : answer.day,
    deckId,
    answers: by,
    newCards: counts && before.state === "new" ? by : 0,
    reviewCards: counts && before.state === "review" ? by : 0,
    again: answer.grade === "again" ? by : 0,
    durationMs: by * answer.durationMs,
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
