import { type Grade, GRADES } from "../../core/schedule/types.ts";
import type { EpochMs } from "../../core/time.ts";
import type { AnkiReviews } from "./anki-collection.ts";

/** What the review log says of one card. */
export interface CardLog {
  /** The answers that count for its memory, in their order: since the card was last made new again. */
  readonly answers: readonly { readonly at: EpochMs; readonly grade: Grade }[];
  /** Of any answer; null when there is none. */
  readonly lastAnsweredAt: EpochMs | null;
}

/** Rows that Anki writes when no card was answered: a due date set by hand, a change of parameters. */
const MANUAL = 4;
const FILTERED = 3;

/**
 * The log by card. Manual rows and rescheduling are no reviews, nor is cramming in a filtered deck that left the
 * schedule alone, which Anki marks by a factor of 0.
 */
export function cardLogs(reviews: AnkiReviews): Map<number, CardLog> {
  const logs = new Map<
    number,
    { answers: { at: EpochMs; grade: Grade }[]; lastAnsweredAt: EpochMs | null }
  >();
  for (let row = 0; row < reviews.id.length; row++) {
    const cardId = reviews.cardId[row] ?? 0;
    let log = logs.get(cardId);
    if (!log) logs.set(cardId, (log = { answers: [], lastAnsweredAt: null }));
    const kind = reviews.kind[row] ?? 0;
    const ease = reviews.ease[row] ?? 0;
    const at = (reviews.id[row] ?? 0) as EpochMs;
    const factor = reviews.factor[row] ?? 0;
    // "Forget" is a manual row without ease: what was known before it is over.
    if (kind === MANUAL && factor === 0) log.answers = [];
    const grade = GRADES[ease - 1];
    if (kind >= MANUAL || grade === undefined) continue;
    log.lastAnsweredAt = at;
    if (kind === FILTERED && factor === 0) continue;
    log.answers.push({ at, grade });
  }
  return logs;
}
