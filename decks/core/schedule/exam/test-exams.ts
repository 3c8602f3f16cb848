import fc from "fast-check";
import type { CardId, DeckId, ExamId } from "../../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, type StudyDay } from "../../time.ts";
import { NEW_SCHEDULE } from "../new-schedule.ts";
import { DEFAULT_PRESET } from "../preset.ts";
import type { Schedule } from "../types.ts";
import { memoryModel } from "./memory.ts";
import { type Exam, type ExamCard, type ExamInput, USUAL_HABITS } from "./types.ts";

export const UTC: DayRule = { rolloverHour: 0, offsetMinutesAt: () => 0 };
/** A Friday. */
export const TODAY = 20_000 as StudyDay;
export const day = (days: number) => (TODAY + days) as StudyDay;

export const anExam = (values: Partial<Exam> = {}): Exam => ({
  id: "exam" as ExamId,
  name: "ML Engineer Associate",
  setOn: TODAY,
  day: day(23),
  target: 0.85,
  deckIds: null,
  minutesPerDay: 30,
  ...values,
});

/** A card answered some days ago and due after its natural interval, or after the one given. */
export function reviewCard(
  name: string,
  stability: number,
  daysAgo: number,
  intervalDays = memoryModel(DEFAULT_PRESET).interval(stability, 0.9),
): ExamCard {
  const dueDay = (TODAY - daysAgo + intervalDays) as StudyDay;
  const schedule: Schedule = {
    ...NEW_SCHEDULE,
    state: "review",
    stability,
    difficulty: 5,
    due: (dueDay * DAY_MS) as EpochMs,
    dueDay,
    intervalDays,
    reps: 3,
    lastReviewedAt: ((TODAY - daysAgo) * DAY_MS) as EpochMs,
  };
  return { cardId: name as CardId, deckId: "deck" as DeckId, objectives: [], schedule };
}

export function newCards(count: number, objective?: string): ExamCard[] {
  return Array.from({ length: count }, (_, index) => ({
    cardId: `${objective ?? ""}new${index}` as CardId,
    deckId: "deck" as DeckId,
    objectives: objective === undefined ? [] : [objective],
    schedule: NEW_SCHEDULE,
  }));
}

export const anInput = (cards: readonly ExamCard[], values: Partial<ExamInput> = {}): ExamInput => ({
  exam: anExam(),
  today: TODAY,
  cards,
  presetOf: () => DEFAULT_PRESET,
  habits: USUAL_HABITS,
  ...values,
});

/** Any cards of a learner who has studied for a while: reviews, some overdue, and new cards, of one objective each or none. */
export const anyCards = fc
  .array(
    fc.record({
      stability: fc.double({ min: 0.5, max: 200, noNaN: true }),
      daysAgo: fc.integer({ min: 0, max: 60 }),
      isNew: fc.boolean(),
      objective: fc.constantFrom("one", "two", null),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((cards) =>
    cards.map(({ stability, daysAgo, isNew, objective }, index): ExamCard => {
      const card = reviewCard(`card${index}`, stability, daysAgo);
      return {
        ...card,
        objectives: objective === null ? [] : [objective],
        schedule: isNew ? NEW_SCHEDULE : card.schedule,
      };
    }),
  );
