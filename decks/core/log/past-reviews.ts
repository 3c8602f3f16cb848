import type { CardId } from "../ids.ts";

/**
 * Reviews that were given in another program, as columns: years of history come at once, and none of it is ever
 * changed here. What they led to is in the card's schedule already, which came with them as an event of its own.
 */
export interface PastReviews {
  readonly cardIds: readonly CardId[];
  /** Of each review: index into `cardIds`. */
  readonly card: Uint32Array;
  /** Milliseconds since the epoch; with the card it tells reviews apart. */
  readonly answeredAt: Float64Array;
  /** The study day it fell on where it was given, so that a journey does not move it. */
  readonly day: Int32Array;
  /** 1 again to 4 easy; 0 for a row that is no answer, such as a due date set by hand. */
  readonly grade: Uint8Array;
  /** As Anki has it: 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled. */
  readonly kind: Uint8Array;
  readonly durationMs: Uint32Array;
  /** The interval it led to, and the one before it. Days; negative: seconds. */
  readonly interval: Int32Array;
  readonly lastInterval: Int32Array;
  /** SM-2's ease in thousandths, or FSRS's difficulty in its place. */
  readonly factor: Int32Array;
}

const EMPTY_COLUMNS = columnsOf(0);

export const NO_PAST_REVIEWS: PastReviews = { cardIds: [], ...EMPTY_COLUMNS };

/** How an answer is counted by the roll-ups of days and by the daily limits. */
export const PAST_KIND = { learning: 0, review: 1, relearning: 2, filtered: 3, manual: 4, rescheduled: 5 };

/** Columns for so many reviews, all zero. */
export function columnsOf(size: number) {
  return {
    card: new Uint32Array(size),
    answeredAt: new Float64Array(size),
    day: new Int32Array(size),
    grade: new Uint8Array(size),
    kind: new Uint8Array(size),
    durationMs: new Uint32Array(size),
    interval: new Int32Array(size),
    lastInterval: new Int32Array(size),
    factor: new Int32Array(size),
  };
}

/** Those of the reviews that are wanted, in their order. */
export function selectedReviews(reviews: PastReviews, wanted: (index: number) => boolean): PastReviews {
  const rows: number[] = [];
  for (let index = 0; index < reviews.card.length; index++) if (wanted(index)) rows.push(index);
  if (rows.length === reviews.card.length) return reviews;
  const columns = columnsOf(rows.length);
  const places = new Map<number, number>();
  const cardIds: CardId[] = [];
  for (const [to, from] of rows.entries()) {
    for (const name of COLUMN_NAMES) columns[name][to] = reviews[name][from] ?? 0;
    const card = reviews.card[from] ?? 0;
    let place = places.get(card);
    if (place === undefined) {
      place = cardIds.push(reviews.cardIds[card] as CardId) - 1;
      places.set(card, place);
    }
    columns.card[to] = place;
  }
  return { cardIds, ...columns };
}

/** Several logs as one, in the order given. */
export function joinedReviews(logs: readonly PastReviews[]): PastReviews {
  const [only, ...others] = logs;
  if (only === undefined) return NO_PAST_REVIEWS;
  if (others.length === 0) return only;
  const columns = columnsOf(logs.reduce((sum, { card }) => sum + card.length, 0));
  const places = new Map<CardId, number>();
  let to = 0;
  for (const log of logs) {
    for (const name of COLUMN_NAMES) columns[name].set(log[name], to);
    for (const [index, card] of log.card.entries()) {
      const id = log.cardIds[card] as CardId;
      const place = places.get(id) ?? places.size;
      places.set(id, place);
      columns.card[to + index] = place;
    }
    to += log.card.length;
  }
  return { cardIds: [...places.keys()], ...columns };
}

export const COLUMN_NAMES = Object.keys(EMPTY_COLUMNS) as readonly (keyof typeof EMPTY_COLUMNS)[];
