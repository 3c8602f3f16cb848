import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, type DayRule, type EpochMs, HOUR_MS, studyDay } from "../time.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { parameterSet } from "./parameters.ts";
import { answerDay, scheduler } from "./scheduler.ts";
import { anyHistory, anyWhere, CARD, stepsOf } from "./test-histories.ts";

const parameters = parameterSet({ fuzz: false });
const at = (offsetHours: number): DayRule => ({ rolloverHour: 4, offsetMinutesAt: () => offsetHours * 60 });
const [HOME, EAST, WEST] = [at(0), at(12), at(-12)];
const NOON = Date.UTC(2026, 5, 10, 12) as EpochMs;
const learned = scheduler(parameters, HOME).reschedule(CARD, NEW_SCHEDULE, "easy", NOON);

describe("a journey half around the world", () => {
  test("moves no card: its day, interval and the day of its answer stay", () => {
    const due = (NOON + 8 * DAY_MS) as EpochMs;
    for (const there of [EAST, WEST]) {
      const after = scheduler(parameters, there).reschedule(CARD, learned, "good", due);
      expect(after.dueDay - after.intervalDays).toBe(studyDay(due, there));
      expect(answerDay(learned)).toBe(studyDay(NOON, HOME));
    }
  });

  test("leaves recall as it was on each study day", () => {
    for (const there of [HOME, EAST, WEST]) {
      for (let hour = 0; hour < 24; hour++) {
        const now = (NOON + 5 * DAY_MS + hour * HOUR_MS) as EpochMs;
        const days = studyDay(now, there) - answerDay(learned);
        const sameDayAtHome = (NOON + days * DAY_MS) as EpochMs;
        expect(scheduler(parameters, there).retrievability(learned, now)).toBe(
          scheduler(parameters, HOME).retrievability(learned, sameDayAtHome),
        );
      }
    }
  });

  test("does not count a day twice: an answer on an earlier date is one on the last answer's day", () => {
    const inEast = scheduler(parameters, EAST).reschedule(CARD, NEW_SCHEDULE, "easy", NOON);
    const hourLater = (NOON + HOUR_MS) as EpochMs;
    const inWest = scheduler(parameters, WEST);
    expect(studyDay(hourLater, WEST)).toBeLessThan(answerDay(inEast));
    expect(inWest.retrievability(inEast, hourLater)).toBe(1);
    const after = inWest.reschedule(CARD, inEast, "good", hourLater);
    const stayed = scheduler(parameters, EAST).reschedule(CARD, inEast, "good", hourLater);
    expect(answerDay(after)).toBe(answerDay(inEast));
    expect({ ...after, due: 0 }).toEqual({ ...stayed, due: 0 });
  });

  test("there and back counts the days that passed at home", () => {
    const stops = [HOME, EAST, WEST, EAST, HOME];
    let schedule = learned;
    stops.forEach((rule, index) => {
      const now = (NOON + (index + 1) * 10 * DAY_MS) as EpochMs;
      const next = scheduler(parameters, rule).reschedule(CARD, schedule, "good", now);
      expect(Math.abs(answerDay(next) - answerDay(schedule) - 10)).toBeLessThanOrEqual(1);
      schedule = next;
    });
    expect(answerDay(schedule) - answerDay(learned)).toBe(50);
  });
});

test("on the days of a clock change recall falls once a day and an answer counts one day", () => {
  const changed = Date.UTC(2026, 2, 29, 1) as EpochMs;
  const berlin: DayRule = { rolloverHour: 2, offsetMinutesAt: (time) => (time < changed ? 60 : 120) };
  const fsrs = scheduler(parameters, berlin);
  const before = fsrs.reschedule(CARD, NEW_SCHEDULE, "easy", (changed - 30 * HOUR_MS) as EpochMs);
  const recalls = Array.from({ length: 72 }, (_, hour) =>
    fsrs.retrievability(before, (changed - 30 * HOUR_MS + hour * HOUR_MS) as EpochMs),
  );
  expect(new Set(recalls).size).toBe(
    studyDay((changed + 41 * HOUR_MS) as EpochMs, berlin) - answerDay(before) + 1,
  );
  expect(recalls).toEqual(recalls.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
});

test("wherever answers are given, the days of a card's answers never run backwards", () => {
  fc.assert(
    fc.property(anyHistory(anyWhere), (history) => {
      for (const { before, at, answer, after } of stepsOf(history, parameterSet())) {
        const today = studyDay(at, answer.rule);
        expect(answerDay(after)).toBeGreaterThanOrEqual(today);
        expect(answerDay(after) - today).toBeLessThanOrEqual(3);
        if (before.state !== "new") {
          expect(answerDay(after)).toBeGreaterThanOrEqual(answerDay(before));
          expect(answerDay(after)).toBe(Math.max(today, answerDay(before)));
        }
      }
    }),
  );
});

test("recall falls from day to day, from 1 on the day of the answer", () => {
  fc.assert(
    fc.property(
      anyHistory().filter((history) => history.length > 0),
      fc.nat(3000),
      (history, days) => {
        const last = stepsOf(history, parameterSet()).at(-1);
        if (!last) return;
        const recall = (on: number) =>
          scheduler(parameters, last.answer.rule).retrievability(
            last.after,
            (last.at + on * DAY_MS) as EpochMs,
          ) ?? NaN;
        expect(recall(0)).toBe(1);
        // Of a stability of a hundred years, days change less than the eighth decimal.
        expect(recall(days + 1)).toBeLessThanOrEqual(recall(days));
        expect(recall(days)).toBeGreaterThan(0);
      },
    ),
  );
});
