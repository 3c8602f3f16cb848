import type { Standing } from "../core/log/fold.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import type { FileCard } from "../formats/deck-file.ts";
import { type CardRow, type DeckCountsRow, QUEUE } from "./database.ts";

type Counts = Omit<DeckCountsRow, "deckId">;

export const NO_COUNTS: Counts = { new: 0, learning: 0, reviewsByDay: {}, resting: 0 };

/** The row of an imported card; what is known of it already keeps its schedule. */
export function cardRow(card: FileCard, known: CardRow | null): CardRow {
  const { schedule, lastEventId } = known ?? { schedule: NEW_SCHEDULE, lastEventId: null };
  return withSchedule(
    { ...card, queue: QUEUE.new, due: 0, schedule, lastEventId },
    { schedule, lastEventId },
  );
}

/** A card without what was learned of it. */
export function fileCard(row: CardRow): FileCard {
  const { id, noteId, deckId, template, position, suspended, buriedUntil, flag } = row;
  return { id, noteId, deckId, template, position, suspended, buriedUntil, flag };
}

/** The row with another schedule, and the queue and place in it that follow. */
export function withSchedule(row: CardRow, { schedule, lastEventId }: Standing): CardRow {
  if (row.suspended) return { ...row, schedule, lastEventId, queue: QUEUE.suspended, due: 0 };
  if (row.buriedUntil !== null)
    return { ...row, schedule, lastEventId, queue: QUEUE.buried, due: row.buriedUntil };
  switch (schedule.state) {
    case "new":
      return { ...row, schedule, lastEventId, queue: QUEUE.new, due: row.position };
    case "review":
      return { ...row, schedule, lastEventId, queue: QUEUE.review, due: schedule.dueDay };
    case "learning":
    case "relearning":
      return { ...row, schedule, lastEventId, queue: QUEUE.learning, due: schedule.due };
  }
}

/** A deck's counts after one of its cards went from one standing to another. */
export function movedCounts(counts: DeckCountsRow, before: CardRow, after: CardRow): DeckCountsRow {
  const { deckId, ...rest } = counts;
  return { deckId, ...added(added(rest, before, -1), after, 1) };
}

/** The counts of a deck from all its cards. */
export function countsOf(rows: readonly CardRow[]): Counts {
  const reviewsByDay: Record<number, number> = {};
  for (const row of rows) {
    if (row.queue === QUEUE.review) reviewsByDay[row.due] = (reviewsByDay[row.due] ?? 0) + 1;
  }
  return {
    new: rows.filter((row) => row.queue === QUEUE.new).length,
    learning: rows.filter((row) => row.queue === QUEUE.learning).length,
    reviewsByDay,
    resting: rows.filter((row) => row.queue === QUEUE.suspended || row.queue === QUEUE.buried).length,
  };
}

function added(counts: Counts, row: CardRow, by: 1 | -1): Counts {
  switch (row.queue) {
    case QUEUE.new:
      return { ...counts, new: counts.new + by };
    case QUEUE.learning:
      return { ...counts, learning: counts.learning + by };
    case QUEUE.review: {
      const { [row.due]: on = 0, ...others } = counts.reviewsByDay;
      return { ...counts, reviewsByDay: on + by === 0 ? others : { ...others, [row.due]: on + by } };
    }
    case QUEUE.buried:
    case QUEUE.suspended:
      return { ...counts, resting: counts.resting + by };
  }
}
