/** The part of the boundary that reviews use; see `contract.ts`. */
import type { CardFace, SourceLine } from "../core/cards/types.ts";
import type { CardId, DeckId, EventId, NoteId, SituationId } from "../core/ids.ts";
import type {
  AnswerDetails,
  CardState,
  Confidence,
  Grade,
  RescheduleReason,
  Schedule,
} from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";
import type { Steps } from "./undo.ts";

export interface ReviewVerbs {
  /**
   * The head of the queue: what to show now, and what comes right after it.
   * @param input.first the card that is on screen already, or was there a moment ago: it stays the first while it may
   * be asked
   */
  session(input: SessionScope & { readonly first?: CardId }): Promise<Session>;
  /**
   * Records one answer. Resolves when the answer is in the journal and the database, with the head of the queue
   * that follows.
   * @throws StoreError `not-found`, `invalid-input`, `stale` (the card was answered elsewhere since it was shown)
   */
  answerCard(input: AnswerCard): Promise<{ readonly answered: Answered; readonly session: Session }>;
  /** What is done to cards themselves; their history stays. One step for undo. @throws StoreError `not-found` */
  changeCards(input: {
    readonly cardIds: readonly CardId[];
    readonly change: CardChange;
  }): Promise<ChangedCards>;
  /** Deletes the notes of these cards with all their cards. Reviews come back with an undo. @throws StoreError `not-found` */
  deleteCards(input: { readonly cardIds: readonly CardId[] }): Promise<ChangedCards>;
  /** A card's history and memory. @throws StoreError `not-found` */
  cardInfo(input: { readonly cardId: CardId }): Promise<CardInfo>;
  /** What a filtered session can be about, with how many cards there are of each. @throws StoreError `not-found` */
  studyChoices(input: { readonly deckId: DeckId | null }): Promise<StudyChoices>;
}

export interface SessionScope {
  /** Null for all decks. */
  readonly deckId: DeckId | null;
  /** Absent for the day's own queue. */
  readonly filter?: SessionFilter;
}

/** A session of chosen cards, beside the day's queue and its limits. */
export interface SessionFilter {
  readonly which: FilterKind;
  /** At most so many cards, 1 to 9999. */
  readonly limit: number;
  /** Whether answers move the cards; without, they are remembered as practice alone. */
  readonly schedules: boolean;
  /** When the session began: what was answered since is done. */
  readonly startedAt: EpochMs;
}

export type FilterKind =
  /** Whatever the limits of the day leave out. */
  | { readonly kind: "due" }
  | { readonly kind: "forgotten-today" }
  /** Difficulty 7 and above, the hardest first. */
  | { readonly kind: "hard" }
  | { readonly kind: "leech" }
  /** Cards that were never answered, in the order of their guide. */
  | { readonly kind: "new" }
  /** Due within so many days. */
  | { readonly kind: "ahead"; readonly days: number }
  /** A tag, or an objective, which is a tag as well. */
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "cards"; readonly cardIds: readonly CardId[] };

export interface StudyChoices {
  readonly counts: Readonly<Record<"due" | "forgotten-today" | "hard" | "leech" | "new" | "ahead", number>>;
  readonly tags: readonly { readonly tag: string; readonly name: string; readonly cards: number }[];
}

export interface Counts {
  /** Review cards due today, within the daily limit. */
  readonly due: number;
  /** Cards in (re)learning whose step falls within today. */
  readonly learning: number;
  /** New cards, within the daily limit. */
  readonly new: number;
}

export interface Session {
  /** The cards that will come, were nothing to be forgotten. */
  readonly counts: Counts;
  readonly minutes: number;
  /** Reviews answered today within the scope; in a filtered session, since it began. */
  readonly answeredToday: number;
  /** The card to show, then those that will follow if it is answered Good; at most 3, empty when done. */
  readonly cards: readonly QueuedCard[];
  /** When `cards` is empty but a learning card comes back later today. */
  readonly nextLearningAt: EpochMs | null;
  /** Whether answers move the cards; false in a session that is practice alone. */
  readonly schedules: boolean;
  readonly steps: Steps;
}

export interface QueuedCard {
  readonly cardId: CardId;
  readonly noteId: NoteId;
  /** The deck of its section; `guide` finds the guide above it. */
  readonly deckId: DeckId;
  readonly deckName: string;
  readonly state: CardState;
  readonly face: CardFace;
  readonly source: SourceLine | null;
  /** The rule of a decision is asked by a situation made for it; null for every other card. */
  readonly situationId: SituationId | null;
  /** Names the schedule the intervals were computed from; give it back with the answer. */
  readonly version: string;
  readonly lastReviewedAt: EpochMs | null;
  /** 0 to 1, predicted now; null while new. */
  readonly retrievability: number | null;
  /** What each grade would lead to. */
  readonly next: Readonly<Record<Grade, NextInterval>>;
  /** The learner's mark, 1 to 7; 0 for none. */
  readonly flag: number;
  readonly isLeech: boolean;
}

/** Exactly one of the two: minutes while learning, days afterwards. */
export type NextInterval =
  { readonly unit: "minutes"; readonly count: number } | { readonly unit: "days"; readonly count: number };

export interface AnswerCard extends SessionScope, AnswerDetails {
  readonly cardId: CardId;
  readonly grade: Grade;
  readonly version: string;
  /** Time from front to grade, ms; the store caps it at 10 minutes. */
  readonly durationMs: number;
  /** The card that is on screen by now; it comes first in the session that follows. */
  readonly first?: CardId;
}

export interface Answered {
  readonly eventId: EventId;
  readonly cardId: CardId;
  readonly grade: Grade;
  /** What became of a card that was forgotten once too often; null for all others. */
  readonly leech: "tag" | "suspend" | null;
}

export type CardChange =
  | { readonly kind: "suspend"; readonly suspended: boolean }
  /** Not asked before tomorrow; with its siblings where `siblings` says so. */
  | { readonly kind: "bury"; readonly siblings: boolean }
  /** 1 to 7; 0 takes the mark away. */
  | { readonly kind: "flag"; readonly flag: number };

export interface ChangedCards {
  readonly cards: number;
}

/** Where a card stands, how it got there, and what is predicted of it. */
export interface CardInfo {
  readonly cardId: CardId;
  readonly deckName: string;
  readonly presetName: string;
  readonly schedule: Schedule;
  readonly suspended: boolean;
  readonly flag: number;
  readonly tags: readonly string[];
  /** 0 to 1, now; null while new. */
  readonly retrievability: number | null;
  /** FSRS-6's 21st weight, which shapes its forgetting curve. */
  readonly decay: number;
  /** Everything that happened to it, oldest first, without what was taken back. */
  readonly history: readonly CardHistoryEntry[];
  /** Reviews that another program recorded, before its history here. */
  readonly pastReviews: number;
}

export interface CardHistoryEntry {
  readonly kind: "review" | "cram" | "reschedule";
  readonly at: EpochMs;
  /** Null for what was no answer. */
  readonly grade: Grade | null;
  readonly reason: RescheduleReason | null;
  readonly confidence: Confidence | null;
  /** The options that were picked; null where there were none. */
  readonly picked: readonly string[] | null;
  readonly durationMs: number;
  /** Where it led to; for practice alone, where the card stood anyway. */
  readonly intervalDays: number;
  readonly stability: number;
  readonly difficulty: number;
  /** Predicted at that moment; null for the first answer. */
  readonly retrievability: number | null;
}
