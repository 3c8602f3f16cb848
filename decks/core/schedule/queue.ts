import type { EpochMs } from "../time.ts";

/** How far ahead a learning card may be shown when nothing else is left, ms. Anki's default, 20 minutes. */
export const LEARN_AHEAD_MS = 20 * 60_000;

/** What there is to choose from, each list in the order in which its cards come. */
export interface Heads<T> {
  /** (Re)learning cards by due time. */
  readonly learning: readonly (T & { readonly due: EpochMs; readonly noteId: string })[];
  readonly reviews: readonly (T & { readonly noteId: string })[];
  readonly news: readonly (T & { readonly noteId: string })[];
}

export interface Progress {
  readonly reviewsDone: number;
  readonly reviewsLeft: number;
  readonly newDone: number;
  readonly newLeft: number;
}

/**
 * The cards that come next: learning cards that are due, then reviews and new cards evenly mixed over the day, then,
 * when nothing else is left, learning cards that are due within `LEARN_AHEAD_MS`.
 * @param avoid notes whose cards come later when there is a choice: a sibling seen a moment ago gives the answer away
 * @param most how many cards at most
 */
export function nextCards<T>(
  heads: Heads<T>,
  progress: Progress,
  now: EpochMs,
  avoid: readonly string[],
  most: number,
): T[] {
  const learning = [...heads.learning];
  const reviews = [...heads.reviews];
  const news = [...heads.news];
  const near = new Set(avoid);
  let { reviewsDone, reviewsLeft, newDone, newLeft } = progress;
  const next: (T & { noteId: string })[] = [];

  while (next.length < most) {
    const due = learning[0] !== undefined && learning[0].due <= now;
    const canReview = reviews.length > 0 && reviewsLeft > 0;
    const canLearn = news.length > 0 && newLeft > 0;
    let card: (T & { noteId: string }) | undefined;
    if (due) {
      card = learning.shift();
    } else if (canLearn && (!canReview || share(newDone, newLeft) <= share(reviewsDone, reviewsLeft))) {
      card = takeApart(news, near);
      newDone++;
      newLeft--;
    } else if (canReview) {
      card = takeApart(reviews, near);
      reviewsDone++;
      reviewsLeft--;
    } else if (learning[0] !== undefined && learning[0].due <= now + LEARN_AHEAD_MS) {
      card = learning.shift();
    }
    if (card === undefined) break;
    near.add(card.noteId);
    next.push(card);
  }
  return next;
}

/** How far through its day a kind of card would be after one more. */
function share(done: number, left: number): number {
  return (done + 1) / (done + left + 1);
}

function takeApart<T extends { readonly noteId: string }>(
  cards: T[],
  near: ReadonlySet<string>,
): T | undefined {
  const index = cards.findIndex((card) => !near.has(card.noteId));
  return cards.splice(Math.max(0, index), 1)[0];
}
