import type { CardId } from "../ids.ts";
import { type DayRule, startOfStudyDay, type StudyDay } from "../time.ts";
import { type Choice, chooseDay, intervalSpan } from "./choose-day.ts";
import type { Placing } from "./placing.ts";
import { answerDay, drawFor, type Memory } from "./scheduler.ts";
import type { ParameterSet, Schedule } from "./types.ts";

/**
 * The schedule of a review card with another memory or under another parameter set: as long after its last answer as
 * the set says, placed like the review after an answer. It comes on no day before today, nor an overdue card before
 * the day it was due.
 * @param intervalDays at the desired retention, 1 and up, before it is placed
 * @param today of the change
 * @param placing its load without the card
 */
export function rescheduled(
  cardId: CardId,
  before: Schedule,
  memory: Memory,
  intervalDays: number,
  today: StudyDay,
  parameters: Pick<ParameterSet, "maximumIntervalDays" | "fuzz">,
  placing: Placing | null,
  rule: DayRule,
): Schedule {
  const answered = answerDay(before);
  const choice: Choice = {
    today: answered,
    maximumIntervalDays: parameters.maximumIntervalDays,
    fuzz: parameters.fuzz,
    placing,
    draw: () => drawFor(cardId, before.reps),
  };
  const { first, last } = intervalSpan(intervalDays, 0, choice);
  const least = Math.min(today, before.dueDay) - answered;
  const interval = last <= least ? least : chooseDay({ first: Math.max(first, least), last }, choice);
  const dueDay = (answered + interval) as StudyDay;
  return {
    ...before,
    stability: memory.stability,
    difficulty: memory.difficulty,
    intervalDays: interval,
    dueDay,
    due: startOfStudyDay(dueDay, rule),
  };
}
