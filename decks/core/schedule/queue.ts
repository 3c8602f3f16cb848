import type { CardId, NoteId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import type { Mix, Preset } from "./preset.ts";

/** How far ahead a learning card may be shown when nothing else is left, ms. Anki's default, 20 minutes. */
export const LEARN_AHEAD_MS = 20 * 60_000;
/**
 * New cards come in blocks of so many, in the order of their guide, so that words of one section are met together:
 * mixing helps to tell apart what is half known, and hurts words that are brand new (Brunmair & Richter 2019).
 */
export const NEW_BLOCK = 5;

export interface Waiting {
  readonly id: CardId;
  readonly noteId: NoteId;
}

export interface WaitingLearning extends Waiting {
  /** When its step is over. */
  readonly due: EpochMs;
}

/** What there is to choose from, each list in the order in which its cards come. */
export interface Heads<T extends Waiting, L extends T & WaitingLearning = T & WaitingLearning> {
  /** (Re)learning cards by due time. */
  readonly learning: readonly L[];
  readonly reviews: readonly T[];
  readonly news: readonly T[];
}

/** What one preset leaves for the rest of the day. */
export interface Left {
  readonly news: number;
  readonly reviews: number;
}

/**
 * The cards of a day: what is due and new, within what the limits of every preset leave, and without siblings of what
 * was answered today or comes anyway, where the preset lets siblings wait. Just these cards are counted and just these
 * come, so that a count is a promise.
 * @param heads candidates; at least as many of each as the limits leave
 * @param answered the cards of each note that were answered today: they hold back their siblings, not themselves
 * @param startOfDay a learning card that was due before it has a step that went over night, and may be held back
 */
export function cardsOfDay<T extends Waiting, L extends T & WaitingLearning>(
  heads: Heads<T, L>,
  presetOf: (card: T) => Preset,
  leftOf: (preset: Preset) => Left,
  answered: ReadonlyMap<NoteId, ReadonlySet<CardId>>,
  startOfDay: EpochMs,
): Heads<T, L> {
  const taken = new Set<NoteId>();
  const left = new Map<Preset["id"], { news: number; reviews: number }>();
  const budget = (preset: Preset) => {
    const there = left.get(preset.id) ?? { ...leftOf(preset) };
    left.set(preset.id, there);
    return there;
  };
  const waits = (card: T) =>
    taken.has(card.noteId) || [...(answered.get(card.noteId) ?? [])].some((id) => id !== card.id);
  const take = <Card extends T>(cards: readonly Card[], wanted: (card: Card) => boolean): Card[] =>
    cards.filter((card) => {
      const isTaken = wanted(card);
      if (isTaken) taken.add(card.noteId);
      return isTaken;
    });
  const learning = take(
    heads.learning,
    (card) => !(card.due < startOfDay && presetOf(card).bury.learning && waits(card)),
  );
  const within = (kind: "reviews" | "news", bury: "review" | "new") => (card: T) => {
    const preset = presetOf(card);
    const there = budget(preset);
    if (there[kind] <= 0 || (preset.bury[bury] && waits(card))) return false;
    there[kind]--;
    return true;
  };
  return {
    learning,
    reviews: take(heads.reviews, within("reviews", "review")),
    news: take(heads.news, within("news", "new")),
  };
}

/** How far the day is, and how much of it is left: of the lists their beginnings are enough. */
export interface Progress {
  readonly reviewsDone: number;
  readonly newDone: number;
  readonly reviewsLeft: number;
  readonly newLeft: number;
}

/**
 * The cards that come next: learning cards whose step is over, then reviews and new cards as they are mixed, then,
 * when nothing else is left, learning cards that are due within `LEARN_AHEAD_MS`.
 * @param rest the rest of the day, see `cardsOfDay`, or the beginning of each of its lists
 * @param avoid notes whose cards come later when there is a choice: a sibling seen a moment ago gives the answer away
 * @param most how many cards at most
 */
export function nextCards<T extends Waiting, L extends T & WaitingLearning>(
  rest: Heads<T, L>,
  { reviewsDone, newDone, reviewsLeft, newLeft }: Progress,
  mix: Mix,
  now: EpochMs,
  avoid: readonly NoteId[],
  most: number,
): T[] {
  const learning = [...rest.learning];
  const reviews = [...rest.reviews];
  const news = [...rest.news];
  const near = new Set<NoteId>(avoid);
  const done = { reviews: reviewsDone, news: newDone };
  const left = { reviews: reviewsLeft, news: newLeft };
  const next: T[] = [];
  while (next.length < most) {
    const due = learning[0] !== undefined && learning[0].due <= now;
    let card: T | undefined;
    if (due) card = learning.shift();
    else if (news.length > 0 && (reviews.length === 0 || isNewNext(mix, done, left))) {
      card = takeApart(news, near);
      done.news++;
      left.news--;
    } else if (reviews.length > 0) {
      card = takeApart(reviews, near);
      done.reviews++;
      left.reviews--;
    } else if (learning[0] !== undefined && learning[0].due <= now + LEARN_AHEAD_MS) {
      card = learning.shift();
    }
    if (card === undefined) break;
    near.add(card.noteId);
    next.push(card);
  }
  return next;
}

function isNewNext(
  mix: Mix,
  done: { readonly reviews: number; readonly news: number },
  left: { readonly reviews: number; readonly news: number },
): boolean {
  if (mix !== "interleave") return mix === "new-first";
  // A block that was begun is ended first.
  if (done.news % NEW_BLOCK !== 0) return true;
  // In blocks, new cards fall behind and catch up; the first block waits for its share of the reviews too.
  return share(done.news, left.news) <= share(done.reviews, left.reviews);
}

/** How far through its day a kind of card would be after one more. */
function share(done: number, left: number): number {
  return (done + 1) / (done + left + 1);
}

function takeApart<T extends Waiting>(cards: T[], near: ReadonlySet<NoteId>): T | undefined {
  const index = cards.findIndex((card) => !near.has(card.noteId));
  return cards.splice(Math.max(0, index), 1)[0];
}
