import type { CardId, DeckId, ExamId } from "../../ids.ts";
import type { StudyDay } from "../../time.ts";
import type { Preset } from "../preset.ts";
import type { Schedule } from "../types.ts";

/** A date to be ready for. What it asks of a learner is in `exam-issues.ts`. */
export interface Exam {
  readonly id: ExamId;
  readonly name: string;
  /**
   * The day on which the date was set or last moved. Spans are measured from it and not from today: a sweep that
   * takes a share of the days left would shrink as it comes nearer, and never begin.
   */
  readonly setOn: StudyDay;
  readonly day: StudyDay;
  /** The share of all cards to be recalled on the day, 0.5 to 0.99. */
  readonly target: number;
  /** Top-level decks, their subdecks included; null for all. */
  readonly deckIds: readonly DeckId[] | null;
  /** 1 to 1440 */
  readonly minutesPerDay: number;
}

/** A card as far as an exam goes. */
export interface ExamCard {
  readonly cardId: CardId;
  readonly deckId: DeckId;
  /** What it counts towards. "objective:1" of two guides are two objectives, so say which guide. */
  readonly objectives: readonly string[];
  readonly schedule: Schedule;
}

/** The days, both ends within, on which every card gets its last review before an exam. */
export interface Sweep {
  readonly first: StudyDay;
  readonly last: StudyDay;
}

/** How the learner answers. */
export interface Habits {
  /** Mean seconds of an answer to a card in its learning steps, the first answer included. */
  readonly secondsPerLearningAnswer: number;
  /** Mean seconds of any other answer. */
  readonly secondsPerReview: number;
  /** The share of first answers that are Again, 0 to 1. */
  readonly firstAgain: number;
  /**
   * The share of past reviews that FSRS expected to be recalled, and the share that was, both 0 to 1. Forecasts are
   * shifted by their difference. Null while there are too few reviews to tell.
   */
  readonly calibration: { readonly expected: number; readonly recalled: number } | null;
}

/** A learner of whom nothing is known yet. */
export const USUAL_HABITS: Habits = {
  secondsPerLearningAnswer: 15,
  secondsPerReview: 9,
  firstAgain: 0.25,
  calibration: null,
};

/** All that a plan is made from. */
export interface ExamInput {
  readonly exam: Exam;
  readonly today: StudyDay;
  /** Those of the exam's decks, new cards in the order in which they come; suspended ones left out. */
  readonly cards: readonly ExamCard[];
  readonly presetOf: (deckId: DeckId) => Preset;
  readonly habits: Habits;
}
