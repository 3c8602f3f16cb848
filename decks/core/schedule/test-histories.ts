import fc from "fast-check";
import type { CardId } from "../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, HOUR_MS, MINUTE_MS } from "../time.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { scheduler } from "./scheduler.ts";
import { type Grade, GRADES, type ParameterSet, type Schedule } from "./types.ts";

export const CARD = "card" as CardId;
export const UTC: DayRule = { rolloverHour: 0, offsetMinutesAt: () => 0 };
export const START = Date.UTC(2022, 10, 29, 12, 30) as EpochMs;

/** Where somebody is at each answer: UTC everywhere, or anywhere on Earth with any rollover hour. */
export const anyRule: fc.Arbitrary<DayRule> = fc
  .record({ rolloverHour: fc.nat(23), offset: fc.integer({ min: -12 * 60, max: 14 * 60 }) })
  .map(({ rolloverHour, offset }) => ({ rolloverHour, offsetMinutesAt: () => offset }));

/** Clocks an hour ahead for half of each year, as in Berlin. */
export const summerTime: DayRule = {
  rolloverHour: 4,
  offsetMinutesAt: (at) => (at % (364 * DAY_MS) < 182 * DAY_MS ? 120 : 60),
};

export interface Answer {
  readonly grade: Grade;
  readonly waitMinutes: number;
  readonly rule: DayRule;
}

const anyWait = fc.oneof(fc.nat(3 * 24 * 60), fc.nat(400 * 24 * 60));

/** Up to a dozen answers, minutes to a year apart. */
export const anyHistory = (rules: fc.Arbitrary<DayRule> = fc.constant(UTC)): fc.Arbitrary<Answer[]> =>
  fc.array(fc.record({ grade: fc.constantFrom(...GRADES), waitMinutes: anyWait, rule: rules }), {
    maxLength: 12,
  });

export const anyWhere = fc.oneof(fc.constant(UTC), fc.constant(summerTime), anyRule);

export interface Step {
  readonly before: Schedule;
  readonly answer: Answer;
  readonly at: EpochMs;
  readonly after: Schedule;
}

/** Each answer of a history with what it did. */
export function stepsOf(history: readonly Answer[], parameters: ParameterSet): Step[] {
  let before = NEW_SCHEDULE;
  let at = START + HOUR_MS;
  return history.map((answer) => {
    at += answer.waitMinutes * MINUTE_MS;
    const after = scheduler(parameters, answer.rule).reschedule(CARD, before, answer.grade, at as EpochMs);
    const step = { before, answer, at: at as EpochMs, after };
    before = after;
    return step;
  });
}
