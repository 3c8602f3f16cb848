import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId } from "../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, type StudyDay } from "../time.ts";
import { parameterSet } from "./parameters.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { memoryFromSm2, scheduler } from "./scheduler.ts";
import { type Answer, anyHistory, CARD, START, stepsOf, UTC } from "./test-histories.ts";
import { type Grade, GRADES, type ParameterSet, type Schedule } from "./types.ts";
import { parametersFrom } from "./weights.ts";

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

describe("the formulas, reached through answers", () => {
  const DAY = Math.floor(START / DAY_MS);
  const standing = (stability: number, difficulty: number): Schedule => ({
    ...NEW_SCHEDULE,
    ...{ state: "review", stability, difficulty, reps: 3, intervalDays: 1, lastReviewedAt: START },
    dueDay: (DAY + 1) as StudyDay,
  });
  const later = (days: number) => (START + days * DAY_MS) as EpochMs;

  // ts-fsrs, `algorithm.test.ts`; fsrs-rs, `inference.rs`.
  test("the interval of a stability at each desired retention", () => {
    const weights = parameterSet().weights.with(2, 1);
    const intervals = [0.7, 0.8, 0.9].map((desiredRetention) => {
      const parameters = plain({ weights, desiredRetention, learningStepsMinutes: [] });
      return scheduler(parameters, UTC).reschedule(CARD, NEW_SCHEDULE, "good", START).intervalDays;
    });
    expect(intervals).toEqual([9, 3, 1]);
  });

  test("the forgetting curve", () => {
    const recall = [0, 1, 2, 3].map((days) =>
      scheduler(plain(), UTC).retrievability(standing(1, 5), later(days)),
    );
    expect(recall).toEqual([1, 0.9, 0.84588465, 0.8093881]);
  });

  test("the difficulty after each grade", () => {
    const difficulties = GRADES.map(
      (grade) => scheduler(plain(), UTC).reschedule(CARD, standing(5, 5), grade, later(5)).difficulty,
    );
    [8.34176237, 6.66599536, 4.99022837, 3.31446137].forEach((difficulty, index) =>
      expect(difficulties[index]).toBeCloseTo(difficulty, 7),
    );
  });

  test("the stability after each grade on the same day", () => {
    const stabilities = GRADES.map(
      (grade) => scheduler(plain(), UTC).reschedule(CARD, standing(5, 5), grade, START).stability,
    );
    [1.596818, 5, 5, 8.12960956].forEach((stability, index) =>
      expect(stabilities[index]).toBeCloseTo(stability, 6),
    );
  });

  // fsrs-rs, `inference.rs`: 19 weights are filled up.
  test("a set of FSRS-5", () => {
    const read = parametersFrom([
      ...[
        0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254, 1.432437,
      ],
      ...[
        0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072, 0.18046261,
        0.121442534,
      ],
    ]);
    if (!read.ok) throw new Error(read.reason);
    const schedule = atGaps(plain({ weights: read.weights }), "AGGGG", [0, 1, 3, 8, 21]);
    expect(schedule.stability).toBeCloseTo(31.722992, 4);
    expect(schedule.difficulty).toBeCloseTo(7.382128, 4);
  });
});

/** The last schedule of a history, and when it was reached. */
function after(history: readonly Answer[]): [Schedule, EpochMs] {
  const last = stepsOf(history, parameterSet()).at(-1);
  return [last?.after ?? NEW_SCHEDULE, last?.at ?? START];
}

describe("any history", () => {
  test("keeps difficulty in 1 to 10, stability above 0 and the due day on or after the answer's", () => {
    fc.assert(
      fc.property(
        anyHistory().filter((history) => history.length > 0),
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
      fc.property(anyHistory(), (history) => {
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
      fc.property(anyHistory(), fc.constantFrom(...GRADES), (history, grade) => {
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
    dueDay: (Math.floor(START / DAY_MS) + 60) as StudyDay,
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

test("a step of less than a minute is a step of one, not the end of learning", () => {
  const parameters = plain({ learningStepsMinutes: [0.4, 1.5] });
  const { again, good } = scheduler(parameters, UTC).preview(CARD, NEW_SCHEDULE, START);
  expect([again.state, again.due - START]).toEqual(["learning", 60_000]);
  expect([good.state, good.due - START]).toEqual(["learning", 120_000]);
});

describe("a card that was moved by hand in another program", () => {
  const moved: Schedule = {
    ...NEW_SCHEDULE,
    ...{ state: "review", stability: 20, difficulty: 5, reps: 5, intervalDays: 20, lastReviewedAt: START },
    dueDay: (Math.floor(START / DAY_MS) + 300) as StudyDay,
  };

  test("is answered today, not on the day its interval would have begun", () => {
    const now = (START + 5 * DAY_MS) as EpochMs;
    const after = scheduler(plain(), UTC).reschedule(CARD, moved, "good", now);
    expect(after.dueDay - after.intervalDays).toBe(Math.floor(now / DAY_MS));
  });
});
