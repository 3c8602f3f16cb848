import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PresetId } from "../../ids.ts";
import { DEFAULT_PRESET } from "../preset.ts";
import { examPlan } from "./plan.ts";
import { newPerDayForTarget, remedies } from "./remedies.ts";
import { anExam, anInput, anyCards, day, newCards, reviewCard, TODAY } from "./test-exams.ts";
import { type ExamInput, USUAL_HABITS } from "./types.ts";
import { workload } from "./workload.ts";

const anyInput = fc
  .record({
    cards: anyCards,
    days: fc.integer({ min: 1, max: 60 }),
    minutesPerDay: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ cards, days, minutesPerDay }) =>
    anInput(cards, { exam: anExam({ day: day(days), minutesPerDay }) }),
  );

function planOf(input: ExamInput) {
  const plan = examPlan(input);
  if (plan === null) throw new Error("There is nothing to plan");
  return plan;
}

function withMinutes(input: ExamInput, minutesPerDay: number): ExamInput {
  return { ...input, exam: { ...input.exam, minutesPerDay } };
}

describe("the plan of an exam", () => {
  test("a card remembered well is reviewed once more, in the sweep, and is all but sure to be recalled", () => {
    const plan = planOf(anInput([reviewCard("c", 400, 0)]));
    const busy = plan.days.filter(({ reviews }) => reviews > 0);
    expect(busy.length).toBeGreaterThan(0);
    for (const { day: at } of busy) {
      expect(at).toBeGreaterThanOrEqual(plan.sweep.first);
      expect(at).toBeLessThanOrEqual(plan.sweep.last);
    }
    expect(plan.recall.share).toBeGreaterThan(0.9);
    expect(plan.recallNow).toBe(1);
  });

  test("the evening before is no fuller than the rest of the sweep", () => {
    const cards = Array.from({ length: 300 }, (_, index) => reviewCard(`c${index}`, 60 + index, index % 20));
    const plan = planOf(anInput(cards, { exam: anExam({ day: day(40), minutesPerDay: 10 }) }));
    const sweepDays = plan.days.slice(-(plan.sweep.last - plan.sweep.first + 1));
    const mean = sweepDays.reduce((sum, { reviews }) => sum + reviews, 0) / sweepDays.length;
    expect(sweepDays.length).toBeGreaterThan(5);
    for (const { reviews } of sweepDays) expect(reviews).toBeLessThanOrEqual(Math.ceil(mean * 1.15));
  });

  test("cards that nobody may start count as forgotten", () => {
    const cards = [...newCards(10, "untouched"), reviewCard("c", 400, 0)];
    const presetOf = () => ({ ...DEFAULT_PRESET, newCardsPerDay: 0 });
    const plan = planOf(anInput(cards, { presetOf }));
    expect(plan.byObjective[0]).toMatchObject({
      objective: "untouched",
      share: 0,
      low: 0,
      high: 0,
      cards: 10,
    });
    expect(plan.recall.share).toBeLessThan(1 / 11 + 1e-9);
    expect(plan.newCards).toMatchObject({ left: 10, allowedPerDay: 0 });
  });

  test("limits hold for each preset by itself", () => {
    const one = newCards(30, "one");
    const two = newCards(30, "two").map((card) => ({ ...card, deckId: "other" as typeof card.deckId }));
    const presetOf: ExamInput["presetOf"] = (deckId) =>
      deckId === "other"
        ? { ...DEFAULT_PRESET, id: "other" as PresetId, newCardsPerDay: 9 }
        : { ...DEFAULT_PRESET, newCardsPerDay: 0 };
    const plan = planOf(anInput([...one, ...two], { presetOf }));
    const share = Object.fromEntries(plan.byObjective.map(({ objective, share: mean }) => [objective, mean]));
    expect(share["one"]).toBe(0);
    expect(share["two"]).toBeGreaterThan(0.8);
  });

  test("who recalls less than FSRS expects is told of less", () => {
    const cards = Array.from({ length: 60 }, (_, index) => reviewCard(`c${index}`, 10, 5));
    const habits = { ...USUAL_HABITS, calibration: { expected: 0.9, recalled: 0.75 } };
    const usual = planOf(anInput(cards)).recall.share;
    expect(planOf(anInput(cards, { habits })).recall.share).toBeLessThan(usual);
  });

  test("without cards or without a day before the exam there is none", () => {
    expect(examPlan(anInput([]))).toBeNull();
    expect(examPlan(anInput(newCards(3), { exam: anExam({ day: TODAY }) }))).toBeNull();
  });

  test("holds every day from today to the one before the exam, and says the same when asked again", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plan = planOf(input);
        expect(plan.days[0]?.day).toBe(TODAY);
        expect(plan.days.at(-1)?.day).toBe(input.exam.day - 1);
        expect(plan.days).toHaveLength(input.exam.day - TODAY);
        expect(plan.course[0]?.day).toBe(TODAY);
        expect(plan.course.at(-1)).toEqual({ day: input.exam.day, recall: plan.recall.share });
        expect(planOf(input)).toEqual(plan);
      }),
      { numRuns: 30 },
    );
  });

  test("starts every new card once, whatever the presets allow", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plan = planOf(input);
        const started = plan.days.reduce((sum, { newCards: count }) => sum + count, 0);
        expect(started).toBeCloseTo(plan.newCards.left, 6);
      }),
      { numRuns: 40 },
    );
  });

  test("recall by objective averages to the whole, each within its band", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { recall, byObjective } = planOf(input);
        const sum = byObjective.reduce((total, { share, cards }) => total + share * cards, 0);
        expect(sum / input.cards.length).toBeCloseTo(recall.share, 9);
        for (const { low, share, high } of [recall, ...byObjective]) {
          expect(low).toBeLessThanOrEqual(share);
          expect(high).toBeGreaterThanOrEqual(share);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("whether a plan fits", () => {
  test("a day too full is made good by the next, unless it is the last", () => {
    expect(workload([30, 10], 20)).toEqual({
      feasible: true,
      minutesNeeded: 20,
      daysOver: 1,
      minutesOver: 10,
      minutesLacking: 0,
    });
    expect(workload([10, 30], 20)).toMatchObject({ feasible: false, minutesNeeded: 30, minutesLacking: 10 });
  });

  test("a plan that fits still does with more minutes", () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 20 }), (input, more) => {
        if (!planOf(input).work.feasible) return;
        expect(planOf(withMinutes(input, input.exam.minutesPerDay + more)).work.feasible).toBe(true);
      }),
    );
  });

  test("a plan fits with the minutes it is said to need", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { work } = planOf(input);
        expect(planOf(withMinutes(input, work.minutesNeeded)).work.feasible).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("300 new cards in 23 days are too many for 5 minutes a day; fewer cards or a later day do", () => {
    const input = anInput(newCards(300), { exam: anExam({ minutesPerDay: 5 }) });
    expect(planOf(input).work.feasible).toBe(false);
    const { leaveOut, earliestDay } = remedies(input);
    expect(leaveOut).toBeGreaterThan(150);
    expect(leaveOut).toBeLessThan(300);
    const fewer = { ...input, cards: input.cards.slice(0, 300 - (leaveOut ?? 0)) };
    expect(planOf(fewer).work.feasible).toBe(true);
    expect(earliestDay).toBeGreaterThan(day(40));
    const later = { ...input, exam: { ...input.exam, day: earliestDay ?? TODAY } };
    expect(planOf(later).work.feasible).toBe(true);
  });

  test("where the presets start too few new cards, it says how many reach the goal", () => {
    const presetOf = () => ({ ...DEFAULT_PRESET, newCardsPerDay: 8 });
    const input = anInput(newCards(300), { presetOf, exam: anExam({ minutesPerDay: 60 }) });
    expect(planOf(input).reachesTarget).toBe(false);
    const newPerDay = newPerDayForTarget(input);
    expect(newPerDay).toBeGreaterThan(8);
    expect(newPerDay).toBeLessThanOrEqual(planOf(input).newCards.perDay);
    const raised = { ...input, presetOf: () => ({ ...DEFAULT_PRESET, newCardsPerDay: newPerDay ?? 0 }) };
    expect(planOf(raised).reachesTarget).toBe(true);
  });
});
