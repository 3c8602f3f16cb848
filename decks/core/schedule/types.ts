import type { CardId, EventId, ParameterSetId } from "../ids.ts";
import type { EpochMs, StudyDay } from "../time.ts";

export const GRADES = ["again", "hard", "good", "easy"] as const;
export type Grade = (typeof GRADES)[number];

export type CardState = "new" | "learning" | "review" | "relearning";

/**
 * Where a card stands. A new card has stability and difficulty 0 and no due time.
 * `due` decides for learning cards (minutes matter), `dueDay` for review cards (days matter, and a change of
 * time zone must not move them).
 */
export interface Schedule {
  readonly state: CardState;
  /** Index of the next (re)learning step; 0 outside learning. */
  readonly step: number;
  /** Days until recall falls to 90 %. */
  readonly stability: number;
  /** 1 (easy) to 10. */
  readonly difficulty: number;
  readonly due: EpochMs;
  readonly dueDay: StudyDay;
  /** Whole days, 0 while learning. */
  readonly intervalDays: number;
  readonly reps: number;
  readonly lapses: number;
  readonly lastReviewedAt: EpochMs | null;
}

/** The FSRS-6 parameters and what surrounds them; named by id in every review, never changed in place. */
export interface ParameterSet {
  readonly id: ParameterSetId;
  /** 21 numbers. */
  readonly weights: readonly number[];
  /** 0.7 to 0.97. */
  readonly desiredRetention: number;
  readonly maximumIntervalDays: number;
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
  readonly fuzz: boolean;
  readonly shortTerm: boolean;
}

/** How sure the learner said to be before the answer was shown. */
export const CONFIDENCES = ["guess", "think", "sure"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Why a card's day changed without an answer. */
export const RESCHEDULE_REASONS = [
  "forward",
  "parameters",
  "exam",
  "easy-days",
  "by-hand",
  "import",
] as const;
export type RescheduleReason = (typeof RESCHEDULE_REASONS)[number];

/** What an answer says besides its grade. */
export interface AnswerDetails {
  readonly confidence?: Confidence;
  /** The options of a multiple choice that were picked, by their texts: which lures catch is read from these. */
  readonly picked?: readonly string[];
}

/** The events that leave a card somewhere else. */
export type StandingEvent = Extract<ScheduleEvent, { readonly after: Schedule }>;

/** One line of a card's history. The fold of these is the card's schedule; see `fold.ts`. */
export type ScheduleEvent =
  | ({
      readonly kind: "review";
      readonly id: EventId;
      readonly cardId: CardId;
      readonly grade: Grade;
      readonly answeredAt: EpochMs;
      readonly durationMs: number;
      readonly parameterSetId: ParameterSetId;
      readonly after: Schedule;
    } & AnswerDetails)
  /** An answer that was practice alone: it is remembered and counted, and the schedule stays. */
  | ({
      readonly kind: "cram";
      readonly id: EventId;
      readonly cardId: CardId;
      readonly grade: Grade;
      readonly answeredAt: EpochMs;
      readonly day: StudyDay;
      readonly durationMs: number;
    } & AnswerDetails)
  | {
      readonly kind: "reschedule";
      readonly id: EventId;
      readonly cardId: CardId;
      readonly parameterSetId: ParameterSetId;
      readonly after: Schedule;
      readonly reason?: RescheduleReason;
    }
  /** Takes back an event, or another taking back, which then counts again. */
  | { readonly kind: "retract"; readonly id: EventId; readonly cardId: CardId; readonly of: EventId };
