import { expect, test } from "vitest";
import type { CardId, DeviceId, EventId, ParameterSetId } from "../ids.ts";
import { eventId } from "../log/clock.ts";
import { columnsOf, NO_PAST_REVIEWS, PAST_KIND, type PastReviews } from "../log/past-reviews.ts";
import { DAY_MS, type EpochMs, type StudyDay } from "../time.ts";
import { retrievabilityAfter } from "./forgetting-curve.ts";
import { knownHistories } from "./known-histories.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { DEFAULT_WEIGHTS } from "./parameters.ts";
import { evaluate, foretoldReviews, trainingItems } from "./training.ts";
import { trainingPrefixes } from "./training-prefixes.ts";
import { type CardState, type Grade, GRADES, type ScheduleEvent } from "./types.ts";

const A = "a" as CardId;
const TODAY = 20_000;

function idOf(day: number, counter = 0): EventId {
  return eventId({ wall: (day * DAY_MS) as EpochMs, counter, device: "testtest" as DeviceId });
}

function review(cardId: CardId, day: number, grade: Grade, state: CardState): ScheduleEvent {
  const after = { ...NEW_SCHEDULE, state, intervalDays: 1, dueDay: (day + 1) as StudyDay };
  const answer = { cardId, grade, answeredAt: (day * DAY_MS) as EpochMs, durationMs: 4_000 };
  return { kind: "review", id: idOf(day), ...answer, parameterSetId: "p" as ParameterSetId, after };
}

interface PastRow {
  readonly day: number;
  readonly grade: number;
  readonly kind: number;
  readonly factor?: number;
}

function pastOf(cardId: CardId, rows: readonly PastRow[]): PastReviews {
  const columns = columnsOf(rows.length);
  for (const [row, { day, grade, kind, factor = 2500 }] of rows.entries()) {
    columns.day[row] = day;
    columns.answeredAt[row] = day * DAY_MS;
    columns.grade[row] = grade;
    columns.kind[row] = kind;
    columns.factor[row] = factor;
  }
  return { cardIds: [cardId], ...columns };
}

const { learning, review: later, filtered, manual } = PAST_KIND;

test("reviews that were taken back, practice and moved days are no part of a card's known history", () => {
  const moved: ScheduleEvent = {
    kind: "reschedule",
    id: idOf(TODAY + 4),
    cardId: A,
    parameterSetId: "p" as ParameterSetId,
    after: { ...NEW_SCHEDULE, state: "review", dueDay: (TODAY + 9) as StudyDay },
    reason: "by-hand",
  };
  const practice: ScheduleEvent = {
    kind: "cram",
    id: idOf(TODAY + 3),
    cardId: A,
    grade: "again",
    answeredAt: ((TODAY + 3) * DAY_MS) as EpochMs,
    day: (TODAY + 3) as StudyDay,
    durationMs: 1,
  };
  const events: ScheduleEvent[] = [
    review(A, TODAY, "good", "review"),
    review(A, TODAY + 2, "again", "review"),
    { kind: "retract", id: idOf(TODAY + 2, 1), cardId: A, of: idOf(TODAY + 2) },
    practice,
    moved,
    review(A, TODAY + 5, "hard", "review"),
  ];
  expect(knownHistories(events, NO_PAST_REVIEWS).get(A)).toEqual([
    { day: TODAY, grade: "good" },
    { day: TODAY + 5, grade: "hard" },
  ]);
});

test("a card whose log begins in the middle of its life is left out, whatever came after", () => {
  const past = pastOf(A, [
    { day: TODAY, grade: 3, kind: later },
    { day: TODAY + 9, grade: 3, kind: later },
  ]);
  const events = [review(A, TODAY + 20, "good", "review")];
  const standing: ScheduleEvent = {
    kind: "reschedule",
    id: idOf(TODAY + 10),
    cardId: A,
    parameterSetId: "p" as ParameterSetId,
    after: { ...NEW_SCHEDULE, state: "review" },
    reason: "import",
  };
  expect(knownHistories([standing, ...events], past).size).toBe(0);
});

test("a history that began in another program goes on here, and an answer that came twice is one", () => {
  const past = pastOf(A, [
    { day: TODAY, grade: 3, kind: learning },
    { day: TODAY + 1, grade: 2, kind: filtered, factor: 0 },
    { day: TODAY + 3, grade: 4, kind: later },
  ]);
  const standing: ScheduleEvent = {
    kind: "reschedule",
    id: idOf(TODAY + 3, 1),
    cardId: A,
    parameterSetId: "p" as ParameterSetId,
    after: { ...NEW_SCHEDULE, state: "review" },
    reason: "import",
  };
  const events = [
    standing,
    review(A, TODAY + 3, "easy", "review"),
    review(A, TODAY + 20, "again", "relearning"),
  ];
  expect(knownHistories(events, past).get(A)).toEqual([
    { day: TODAY, grade: "good" },
    { day: TODAY + 3, grade: "easy" },
    { day: TODAY + 20, grade: "again" },
  ]);
});

test("a card that was made new starts again", () => {
  const past = pastOf(A, [
    { day: TODAY, grade: 3, kind: learning },
    { day: TODAY + 3, grade: 1, kind: later },
    { day: TODAY + 4, grade: 0, kind: manual, factor: 0 },
    { day: TODAY + 6, grade: 2, kind: learning },
    { day: TODAY + 8, grade: 3, kind: later },
  ]);
  expect(knownHistories([], past).get(A)).toEqual([
    { day: TODAY + 6, grade: "hard" },
    { day: TODAY + 8, grade: "good" },
  ]);
});

test("every review on a later day is foretold from those before it, in the order they were given", () => {
  const items = trainingItems([
    [known(0, "good"), known(0, "good"), known(5, "again"), known(9, "hard")],
    [known(1, "good")],
    [known(2, "easy"), known(7, "good")],
  ]);
  expect(foretoldReviews(items)).toBe(3);
  const { lengths, ratings, elapsedDays } = trainingPrefixes(items);
  expect([...lengths]).toEqual([3, 2, 4]);
  expect([...ratings]).toEqual([3, 3, 1, 4, 3, 3, 3, 1, 2]);
  expect([...elapsedDays]).toEqual([0, 0, 5, 0, 5, 0, 0, 5, 4]);
});

test("the log loss and error of two alike reviews are those worked out by hand", () => {
  const items = trainingItems([
    [known(0, "good"), known(4, "good")],
    [known(0, "good"), known(4, "again")],
  ]);
  const foretold = retrievabilityAfter(4, DEFAULT_WEIGHTS[2] ?? 0, DEFAULT_WEIGHTS[20] ?? 0);
  const { logLoss, rmse, reviews } = evaluate(items, DEFAULT_WEIGHTS);
  expect(reviews).toBe(2);
  expect(logLoss).toBeCloseTo(-(Math.log(foretold) + Math.log(1 - foretold)) / 2, 8);
  expect(rmse).toBeCloseTo(Math.abs(foretold - 0.5), 8);
});

test("a hundred thousand reviews are evaluated in under two seconds", () => {
  const histories = Array.from({ length: 10_000 }, (_, card) =>
    Array.from({ length: 11 }, (_, index) =>
      known(index ** 2, GRADES[(card * 7 + index * 3) % 9 === 0 ? 0 : 2] ?? "good"),
    ),
  );
  const items = trainingItems(histories);
  const start = performance.now();
  expect(evaluate(items, DEFAULT_WEIGHTS).reviews).toBe(100_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});

function known(day: number, grade: Grade) {
  return { day: (TODAY + day) as StudyDay, grade };
}
