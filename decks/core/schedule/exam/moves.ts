import { type DayRule, startOfStudyDay, type StudyDay } from "../../time.ts";
import { answerDay } from "../scheduler.ts";
import type { Schedule } from "../types.ts";
import { memoryModel } from "./memory.ts";
import { spreadOver } from "./spread.ts";
import type { ExamCard, ExamInput, Sweep } from "./types.ts";

/** A card whose day changes without an answer, as the `after` of a reschedule event says it. */
export interface ExamMove {
  readonly card: ExamCard;
  readonly after: Schedule;
}

/** What else stands on the days of a sweep. */
export interface SweepLoad {
  /** Reviews due on a day already, those of the moved cards left out. */
  readonly load: (day: StudyDay) => number;
  /** Share of the usual load by weekday, Monday first; see `Preset.easyDays`. */
  readonly easyDays: readonly number[];
}

/**
 * The review cards that would come after the first day of a sweep, moved to its days so that all days carry alike, the
 * most forgettable latest. A card answered since the sweep began has had its last review and stays, and so does what is
 * due by the first day. A card whose day stays is not named.
 * @param load without one, the cards of the sweep alone are counted, every weekday alike
 */
export function examMoves(
  cards: readonly ExamCard[],
  sweep: Sweep,
  today: StudyDay,
  rule: DayRule,
  load: SweepLoad | null = null,
): ExamMove[] {
  const first = Math.max(sweep.first, today);
  if (first > sweep.last) return [];
  const inReview = cards.filter(({ schedule }) => schedule.state === "review");
  const movable = inReview
    .filter(({ schedule }) => schedule.dueDay > first && answerDay(schedule) < sweep.first)
    .sort((a, b) => b.schedule.stability - a.schedule.stability || compare(a.cardId, b.cardId));
  const moving = new Set(movable);
  const fixed = new Map<number, number>();
  for (const card of inReview) {
    if (moving.has(card)) continue;
    const day = Math.max(today, card.schedule.dueDay);
    fixed.set(day, (fixed.get(day) ?? 0) + 1);
  }
  const standing = load?.load ?? ((day: StudyDay) => fixed.get(day) ?? 0);
  const days = spreadOver(
    movable.length,
    { first: first as StudyDay, last: sweep.last },
    standing,
    load?.easyDays,
  );
  return movable.flatMap((card, index) => {
    const day = days[index] ?? sweep.last;
    return day === card.schedule.dueDay ? [] : [{ card, after: dueOn(card.schedule, day, rule) }];
  });
}

/**
 * The cards that a sweep holds early, given back to the day memory alone asks for: when an exam is taken away, and,
 * before `examMoves`, when it is moved; see `sweepChange`. Days that have passed meanwhile are today; fuzz is not added again.
 */
export function naturalMoves(
  cards: readonly ExamCard[],
  sweep: Sweep,
  today: StudyDay,
  presetOf: ExamInput["presetOf"],
  rule: DayRule,
): ExamMove[] {
  return cards.flatMap((card) => {
    const { schedule } = card;
    if (schedule.state !== "review" || schedule.dueDay < sweep.first || schedule.dueDay > sweep.last)
      return [];
    const preset = presetOf(card.deckId);
    const interval = memoryModel(preset).interval(schedule.stability, preset.desiredRetention);
    const natural = answerDay(schedule) + interval;
    if (natural <= schedule.dueDay) return [];
    return [{ card, after: dueOn(schedule, Math.max(today, natural) as StudyDay, rule) }];
  });
}

/**
 * What moves when one sweep takes the place of another, or of none: a card is named once, with where it ends, and only
 * if that is another day than now.
 */
export function sweepChange(
  cards: readonly ExamCard[],
  sweeps: { readonly before: Sweep | null; readonly after: Sweep | null },
  today: StudyDay,
  presetOf: ExamInput["presetOf"],
  rule: DayRule,
  load: SweepLoad | null = null,
): ExamMove[] {
  const { before, after } = sweeps;
  const freed = before === null ? cards : moved(cards, naturalMoves(cards, before, today, presetOf, rule));
  const swept = after === null ? freed : moved(freed, examMoves(freed, after, today, rule, load));
  return cards.flatMap((card, index) => {
    const schedule = swept[index]?.schedule ?? card.schedule;
    return schedule.dueDay === card.schedule.dueDay ? [] : [{ card, after: schedule }];
  });
}

/** The cards as they stand after some moves, in the same order. */
export function moved(cards: readonly ExamCard[], moves: readonly ExamMove[]): ExamCard[] {
  const after = new Map(moves.map((move) => [move.card.cardId, move.after]));
  return cards.map((card) => ({ ...card, schedule: after.get(card.cardId) ?? card.schedule }));
}

/** The same answer's schedule, due on another day. */
function dueOn(schedule: Schedule, day: StudyDay, rule: DayRule): Schedule {
  return {
    ...schedule,
    due: startOfStudyDay(day, rule),
    dueDay: day,
    intervalDays: day - answerDay(schedule),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
