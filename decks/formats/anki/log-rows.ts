import type { CardId } from "../../core/ids.ts";
import { type CardState, GRADES, type Schedule, type ScheduleEvent } from "../../core/schedule/types.ts";
import { retractedIn } from "../../core/log/fold.ts";
import { PAST_KIND } from "../../core/log/past-reviews.ts";
import type { History } from "../history-file.ts";
import type { AnkiReviews } from "./anki-collection.ts";

interface LogRow {
  readonly at: number;
  readonly cardId: number;
  readonly ease: number;
  readonly interval: number;
  readonly lastInterval: number;
  readonly factor: number;
  readonly durationMs: number;
  readonly kind: number;
}

/**
 * The review log for Anki: what came from other programs as it came, and what was answered here, without what was taken
 * back. The time of a row is its key over there, so that of two at the same millisecond the second moves on by one.
 */
export function ankiReviews(history: History, cardIds: ReadonlyMap<CardId, number>): AnkiReviews {
  const rows = [...pastRows(history, cardIds), ...ownRows(history.events, cardIds)].sort(
    (a, b) => a.at - b.at,
  );
  const columns = {
    id: new Float64Array(rows.length),
    cardId: new Float64Array(rows.length),
    ease: new Uint8Array(rows.length),
    interval: new Int32Array(rows.length),
    lastInterval: new Int32Array(rows.length),
    factor: new Int32Array(rows.length),
    durationMs: new Uint32Array(rows.length),
    kind: new Uint8Array(rows.length),
  };
  let last = -Infinity;
  for (const [index, row] of rows.entries()) {
    last = Math.max(row.at, last + 1);
    columns.id[index] = last;
    columns.cardId[index] = row.cardId;
    columns.ease[index] = row.ease;
    columns.interval[index] = row.interval;
    columns.lastInterval[index] = row.lastInterval;
    columns.factor[index] = row.factor;
    columns.durationMs[index] = row.durationMs;
    columns.kind[index] = row.kind;
  }
  return columns;
}

function* pastRows({ past }: History, cardIds: ReadonlyMap<CardId, number>): Generator<LogRow> {
  for (let index = 0; index < past.card.length; index++) {
    const cardId = cardIds.get(past.cardIds[past.card[index] ?? 0] as CardId);
    if (cardId === undefined) continue;
    yield {
      at: past.answeredAt[index] ?? 0,
      cardId,
      ease: past.grade[index] ?? 0,
      interval: past.interval[index] ?? 0,
      lastInterval: past.lastInterval[index] ?? 0,
      factor: past.factor[index] ?? 0,
      durationMs: past.durationMs[index] ?? 0,
      kind: past.kind[index] ?? 0,
    };
  }
}

function* ownRows(events: readonly ScheduleEvent[], cardIds: ReadonlyMap<CardId, number>): Generator<LogRow> {
  const retracted = retractedIn(events);
  const before = new Map<CardId, Schedule>();
  for (const event of events) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    const last = before.get(event.cardId);
    const after = event.kind === "cram" ? last : event.after;
    if (event.kind !== "cram") before.set(event.cardId, event.after);
    const cardId = cardIds.get(event.cardId);
    if (event.kind === "reschedule" || cardId === undefined) continue;
    yield {
      at: event.answeredAt,
      cardId,
      ease: GRADES.indexOf(event.grade) + 1,
      interval: after ? intervalOf(after) : 0,
      lastInterval: last ? intervalOf(last) : 0,
      // Where FSRS is on, Anki writes difficulty there: 1 to 10 as 100 to 1100. Practice alone has none.
      factor: event.kind === "cram" ? 0 : Math.round(((event.after.difficulty - 1) / 9) * 1000 + 100),
      durationMs: event.durationMs,
      kind: event.kind === "cram" ? PAST_KIND.filtered : KIND[last?.state ?? "new"],
    };
  }
}

const KIND: Record<CardState, number> = { new: 0, learning: 0, review: 1, relearning: 2 };

/** Days, or seconds as a negative number while learning. */
function intervalOf({ state, intervalDays, due, lastReviewedAt }: Schedule): number {
  if (state === "review") return intervalDays;
  return -Math.max(1, Math.round((due - (lastReviewedAt ?? due)) / 1000));
}
