import type { CardId } from "../ids.ts";
import { eventsByCard } from "../log/events-by-card.ts";
import { retractedIn } from "../log/fold.ts";
import { PAST_KIND, type PastReviews } from "../log/past-reviews.ts";
import type { StudyDay } from "../time.ts";
import { answerDay } from "./scheduler.ts";
import { type CardState, type Grade, GRADES, type ScheduleEvent } from "./types.ts";

/** A review by the study day on which it was given. */
export interface KnownReview {
  readonly day: StudyDay;
  readonly grade: Grade;
}

/**
 * The reviews of every card whose life is known from its first answer on, oldest first: those given here and not taken
 * back, and those given in another program. Practice that moved nothing is no review.
 *
 * A card is taken from the beginning of the last run of its learning answers; one that was never seen being learned, or
 * was made new and not answered since, is left out, because FSRS knows nothing of where it stood. Source: Anki,
 * `rslib/src/scheduler/fsrs/params.rs`, `reviews_for_fsrs`.
 */
export function knownHistories(
  events: readonly ScheduleEvent[],
  past: PastReviews,
): ReadonlyMap<CardId, readonly KnownReview[]> {
  const entries = new Map<CardId, Entry[]>();
  const of = (cardId: CardId) => {
    const there = entries.get(cardId) ?? [];
    entries.set(cardId, there);
    return there;
  };
  for (let row = 0; row < past.card.length; row++) {
    const cardId = past.cardIds[past.card[row] ?? 0];
    const entry = pastEntry(past, row);
    if (cardId !== undefined && entry) of(cardId).push(entry);
  }
  for (const [cardId, history] of eventsByCard(events)) of(cardId).push(...ownEntries(history));

  const known = new Map<CardId, readonly KnownReview[]>();
  for (const [cardId, all] of entries) {
    const reviews = sinceLearned(inOrder(all));
    if (reviews.length > 0) known.set(cardId, reviews);
  }
  return known;
}

interface Entry extends KnownReview {
  readonly at: number;
  readonly kind: "learning" | "later" | "made-new";
}

function pastEntry(past: PastReviews, row: number): Entry | null {
  const kind = past.kind[row];
  const at = past.answeredAt[row] ?? 0;
  const day = (past.day[row] ?? 0) as StudyDay;
  // Anki notes a card that was made new, and practice that moved nothing, by a factor of 0.
  const isBare = past.factor[row] === 0;
  if (kind === PAST_KIND.manual && isBare) return { at, day, grade: "again", kind: "made-new" };
  const grade = GRADES[(past.grade[row] ?? 0) - 1];
  if (grade === undefined || (kind === PAST_KIND.filtered && isBare)) return null;
  return { at, day, grade, kind: kind === PAST_KIND.learning ? "learning" : "later" };
}

function ownEntries(history: readonly ScheduleEvent[]): Entry[] {
  const retracted = retractedIn(history);
  const entries: Entry[] = [];
  let before: CardState = "new";
  for (const event of history.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!("after" in event) || retracted.has(event.id)) continue;
    const day = answerDay(event.after);
    if (event.kind === "review") {
      const isLearning = before === "new" || before === "learning";
      entries.push({
        at: event.answeredAt,
        day,
        grade: event.grade,
        kind: isLearning ? "learning" : "later",
      });
    } else if (event.after.state === "new") {
      entries.push({ at: entries.at(-1)?.at ?? 0, day, grade: "again", kind: "made-new" });
    }
    before = event.after.state;
  }
  return entries;
}

/** By time; an answer that came by two ways is one. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const sorted = entries.toSorted((a, b) => a.at - b.at);
  return sorted.filter((entry, index) => {
    const previous = sorted[index - 1];
    return previous?.at !== entry.at || previous.kind === "made-new" || entry.kind === "made-new";
  });
}

function sinceLearned(entries: readonly Entry[]): KnownReview[] {
  let first: number | null = null;
  for (let index = entries.length - 1; index >= 0; index--) {
    const kind = entries[index]?.kind;
    if (kind === "learning") first = index;
    else if (kind === "made-new" || first !== null) break;
  }
  return first === null ? [] : entries.slice(first).map(({ day, grade }) => ({ day, grade }));
}
