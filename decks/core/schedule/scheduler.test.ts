import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId } from "../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, MINUTE_MS, type StudyDay } from "../time.ts";
import { parameterSet } from "./parameters.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { memoryFromSm2, scheduler } from "./scheduler.ts";
import { type Grade, GRADES, type ParameterSet, type Schedule } from "./types.ts";

const UTC: DayRule = { rolloverHour: 0, offsetMinutesAt: () => 0 };
const START = Date.UTC(2022, 10, 29, 12, 30) as EpochMs;
const CARD = "card" as CardId;
const LETTERS: Record<string, Grade> = { A: "again", H: "hard", G: "good", E: "easy" };
const grades = (letters: string) =>
  [...letters.replaceAll(" ", "")].map((letter) => LETTERS[letter] ?? "good");
const plain = (values: Partial<ParameterSet> = {}) => parameterSet({ fuzz: false, ...values });

/** Answers each card when it is due, at the hour at which the first was answered. */
function atDue(parameters: ParameterSet, letters: string): Schedule[] {
  const schedules: Schedule[] = [];
  let now = START;
  let schedule = NEW_SCHEDULE;
  for (const grade of grades(letters)) {
    schedule = scheduler(parameters, UTC).reschedule(CARD, schedule, grade, now);
    schedules.push(schedule);
    now = (schedule.state === "review" ? now + schedule.intervalDays * DAY_MS : schedule.due) as EpochMs;
  }
  return schedules;
}

/** Answers with the given days between. */
function atGaps(parameters: ParameterSet, letters: string, gapsDays: readonly number[]): Schedule {
  let now = START as number;
  return grades(letters).reduce((schedule, grade, index) => {
    now += (gapsDays[index] ?? 0) * DAY_MS;
    return scheduler(parameters, UTC).reschedule(CARD, schedule, grade, now as EpochMs);
  }, NEW_SCHEDULE);
}

describe("the published FSRS-6 vectors", () => {
  test("default parameters, each review when due", () => {
    const schedules = atDue(plain(), "GGGGGG AA GGGGG");
    expect(schedules.map((schedule) => schedule.intervalDays)).toEqual([
      0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21,
    ]);
    const stabilities = [
      2.3065, 2.3065, 10.971, 46.3169, 162.9998, 497.8766, 6.8904, 2.1546, 2.1546, 3.9831, 7.2363, 12.483,
      20.7704,
    ];
    schedules.forEach((schedule, index) =>
      expect(schedule.stability).toBeCloseTo(stabilities[index] ?? NaN, 4),
    );
  });

  test("the long-term scheduler", () => {
    const longTerm = plain({ shortTerm: false });
    expect(atDue(longTerm, "GGGGGG AA GGGGG").map((schedule) => schedule.intervalDays)).toEqual([
      3, 14, 57, 196, 586, 1559, 10, 1, 3, 5, 9, 15, 25,
    ]);
  });

  test.each([
    ["AGGGGG", true, 53.62691, 6.3574867],
    ["AGGGGG", false, 53.335106, 6.3574867],
    ["AHGEGG", true, 51.081, 6.7493],
  ])("%s at gaps 0 0 1 3 8 21, short term %s", (letters, shortTerm, stability, difficulty) => {
    const schedule = atGaps(plain({ shortTerm }), letters, [0, 0, 1, 3, 8, 21]);
    expect(schedule.stability).toBeCloseTo(stability, 4);
    expect(schedule.difficulty).toBeCloseTo(difficulty, 4);
  });

  test("first ratings", () => {
    const first = GRADES.map((grade) => scheduler(plain(), UTC).reschedule(CARD, NEW_SCHEDULE, grade, START));
    expect(first.map((schedule) => schedule.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    [6.4133, 5.1122, 2.1181, 1].forEach((difficulty, index) =>
      expect(first[index]?.difficulty).toBeCloseTo(difficulty, 4),
    );
    expect(first.map((schedule) => schedule.intervalDays)).toEqual([0, 0, 0, 8]);
  });
});

const anyHistory = fc.array(
  fc.record({ grade: fc.constantFrom(...GRADES), waitMinutes: fc.integer({ min: 0, max: 400 * 24 * 60 }) }),
  { maxLength: 12 },
);

function after(
  history: readonly { readonly grade: Grade; readonly waitMinutes: number }[],
  rule = UTC,
): [Schedule, EpochMs] {
  let now = START as number;
  const schedule = history.reduce((before, { grade, waitMinutes }) => {
    now += waitMinutes * MINUTE_MS;
    return scheduler(parameterSet(), rule).reschedule(CARD, before, grade, now as EpochMs);
  }, NEW_SCHEDULE);
  return [schedule, now as EpochMs];
}

describe("any history", () => {
  test("keeps difficulty in 1 to 10, stability above 0 and the due day on or after the answer's", () => {
    fc.assert(
      fc.property(
        anyHistory.filter((history) => history.length > 0),
        (history) => {
          const [schedule, now] = after(history);
          expect(schedule.difficulty).toBeGreaterThanOrEqual(1);
          expect(schedule.difficulty).toBeLessThanOrEqual(10);
          expect(schedule.stability).toBeGreaterThan(0);
          expect(schedule.dueDay).toBeGreaterThanOrEqual(Math.floor(now / DAY_MS));
          expect(schedule.reps).toBe(history.length);
        },
      ),
    );
  });

  test("a better grade never brings the card back sooner", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const [schedule, now] = after(history);
        const { again, hard, good, easy } = scheduler(plain(), UTC).preview(CARD, schedule, now);
        // A step of minutes may run past the day's end, where a card due the next day waits already.
        const later = (a: Schedule, b: Schedule) =>
          a.dueDay > b.dueDay || (a.dueDay === b.dueDay && a.due > b.due);
        expect(later(again, good)).toBe(false);
        expect(later(hard, good)).toBe(false);
        expect(later(good, easy)).toBe(false);
      }),
    );
  });

  test("the preview is what the answer gives, fuzz included", () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...GRADES), (history, grade) => {
        const [schedule, now] = after(history);
        const fuzzy = scheduler(parameterSet(), UTC);
        expect(fuzzy.preview(CARD, schedule, now)[grade]).toEqual(
          fuzzy.reschedule(CARD, schedule, grade, now),
        );
      }),
    );
  });
});

test("an answer before the previous one is reckoned at the previous time", () => {
  const fsrs = scheduler(plain(), UTC);
  const first = fsrs.reschedule(CARD, NEW_SCHEDULE, "good", START);
  const back = fsrs.reschedule(CARD, first, "good", (START - 3 * DAY_MS) as EpochMs);
  expect(back.lastReviewedAt).toBe(START);
});

test("a day is counted when the learner's day turns over, not UTC's", () => {
  const berlin: DayRule = { rolloverHour: 4, offsetMinutesAt: () => 60 };
  const evening = Date.UTC(2026, 0, 10, 22, 0) as EpochMs;
  const pastMidnight = Date.UTC(2026, 0, 11, 1, 30) as EpochMs;
  const nextMorning = Date.UTC(2026, 0, 11, 3, 30) as EpochMs;
  const fsrs = scheduler(plain(), berlin);
  const learned = fsrs.reschedule(CARD, NEW_SCHEDULE, "easy", evening);
  expect(fsrs.retrievability(learned, pastMidnight)).toBe(1);
  expect(fsrs.retrievability(learned, nextMorning)).toBeLessThan(1);
});

test("fuzz spreads cards that were answered alike over several days", () => {
  const fuzzy = scheduler(parameterSet(), UTC);
  const learned = {
    ...NEW_SCHEDULE,
    state: "review",
    stability: 60,
    difficulty: 5,
    reps: 4,
    intervalDays: 60,
    lastReviewedAt: START,
  } as const;
  const now = (START + 60 * DAY_MS) as EpochMs;
  const days = new Set(
    Array.from(
      { length: 40 },
      (_, index) => fuzzy.reschedule(`card-${index}` as CardId, learned, "good", now).intervalDays,
    ),
  );
  expect(days.size).toBeGreaterThan(5);
});

describe("the memory that a log of another program leads to", () => {
  const after = (letters: string, gapsDays: readonly number[], parameters = plain()) => {
    let day = 0;
    const reviews = grades(letters).map((grade, index) => ({
      day: (day += gapsDays[index] ?? 0) as StudyDay,
      grade,
    }));
    return scheduler(parameters, UTC).memoryAfter(reviews);
  };

  // fsrs-rs, `test_memo_state`; go-fsrs, `fsrs_test.go:135`; ts-fsrs, "first repeat".
  test.each([
    ["AGGGGG", [0, 0, 1, 3, 8, 21], 53.62691, 6.3574867],
    ["AHGEGG", [0, 0, 1, 3, 8, 21], 51.081, 6.7493],
    ["A", [0], 0.212, 6.4133],
    ["E", [0], 8.2956, 1],
  ])("%s at gaps %j", (letters, gaps, stability, difficulty) => {
    const memory = after(letters, gaps);
    expect(memory?.stability).toBeCloseTo(stability, 4);
    expect(memory?.difficulty).toBeCloseTo(difficulty, 4);
  });

  test("is nothing without answers", () => expect(after("", [])).toBeNull());

  // fsrs-rs, `test_memory_from_sm2`.
  test.each([
    [2.5, 10, 10, 6.9140563],
    [1.3, 20, 20, 10],
  ])("SM-2's ease %d and interval %d", (ease, intervalDays, stability, difficulty) => {
    const memory = memoryFromSm2(plain().weights, ease, intervalDays);
    expect(memory.stability).toBeCloseTo(stability, 4);
    expect(memory.difficulty).toBeCloseTo(difficulty, 4);
  });
});
