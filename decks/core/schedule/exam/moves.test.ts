import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startOfStudyDay } from "../../time.ts";
import { DEFAULT_PRESET } from "../preset.ts";
import { answerDay } from "../scheduler.ts";
import { examMoves, moved, naturalMoves, sweepChange } from "./moves.ts";
import { anyCards, day, reviewCard, TODAY, UTC } from "./test-exams.ts";
import type { ExamCard, Sweep } from "./types.ts";

const SWEEP: Sweep = { first: day(10), last: day(14) };

function dueBy(cards: readonly ExamCard[]): number[] {
  return [0, 1, 2, 3, 4].map(
    (index) => cards.filter(({ schedule }) => schedule.dueDay === SWEEP.first + index).length,
  );
}

describe("the moves of an exam", () => {
  test("ten cards due after the exam come two a day, the most forgettable on the last", () => {
    const cards = Array.from({ length: 10 }, (_, index) => reviewCard(`c${index}`, 40 + index * 10, 0));
    const after = moved(cards, examMoves(cards, SWEEP, TODAY, UTC));
    expect(dueBy(after)).toEqual([2, 2, 2, 2, 2]);
    const forgettable = after.filter(({ schedule }) => schedule.dueDay === SWEEP.last);
    expect(forgettable.map(({ schedule }) => schedule.stability)).toEqual([40, 50]);
  });

  test("a card keeps the day of its answer, and its instant is the start of its day", () => {
    const berlin = { rolloverHour: 4, offsetMinutesAt: () => 60 };
    const [move] = examMoves([reviewCard("c", 90, 3)], SWEEP, TODAY, berlin);
    expect(move && answerDay(move.after)).toBe(TODAY - 3);
    expect(move?.after.due).toBe(startOfStudyDay(move?.after.dueDay ?? TODAY, berlin));
    expect(move?.after.stability).toBe(90);
  });

  test("days that carry other reviews get fewer, and a free weekday none", () => {
    const cards = Array.from({ length: 8 }, (_, index) => reviewCard(`c${index}`, 60, 0));
    const load = (at: number) => (at === SWEEP.first ? 2 : 0);
    const freeOf = (SWEEP.first + 1 + 3) % 7;
    const easyDays = [0, 1, 2, 3, 4, 5, 6].map((weekday) => (weekday === freeOf ? 0 : 1));
    expect(dueBy(moved(cards, examMoves(cards, SWEEP, TODAY, UTC, { load, easyDays })))).toEqual([
      0, 0, 2, 3, 3,
    ]);
  });

  test("what is due before the sweep, and what had its review in it, stays", () => {
    const early = reviewCard("early", 5, 0);
    const done = reviewCard("done", 60, 1);
    expect(examMoves([early], SWEEP, TODAY, UTC)).toEqual([]);
    expect(examMoves([done], { first: day(-2), last: day(2) }, TODAY, UTC)).toEqual([]);
  });

  test("no card is due after the last day, none before today, and no day carries above the mean by more than one", () => {
    fc.assert(
      fc.property(
        anyCards,
        fc.integer({ min: -3, max: 20 }),
        fc.integer({ min: 1, max: 21 }),
        (cards, from, days) => {
          const sweep = { first: day(from), last: day(from + days - 1) };
          fc.pre(sweep.last >= TODAY);
          const moves = examMoves(cards, sweep, TODAY, UTC);
          const after = moved(cards, moves).filter(({ schedule }) => schedule.state === "review");
          const unswept = after.filter(({ schedule }) => answerDay(schedule) < sweep.first);
          for (const { schedule } of unswept) expect(schedule.dueDay).toBeLessThanOrEqual(sweep.last);
          for (const { after: schedule } of moves) expect(schedule.dueDay).toBeGreaterThanOrEqual(TODAY);
          const load = new Map<number, number>();
          for (const { schedule } of after) load.set(schedule.dueDay, (load.get(schedule.dueDay) ?? 0) + 1);
          const busiest = Math.max(0, ...moves.map((move) => load.get(move.after.dueDay) ?? 0));
          const least = Math.ceil(after.length / (sweep.last - Math.max(TODAY, sweep.first) + 1));
          expect(busiest).toBeLessThanOrEqual(least + 1);
        },
      ),
    );
  });

  test("moved cards are due on days no later than they would have been", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const far = cards.filter(({ schedule }) => schedule.dueDay > SWEEP.last);
        for (const { card, after } of examMoves(far, SWEEP, TODAY, UTC))
          expect(after.dueDay).toBeLessThan(card.schedule.dueDay);
      }),
    );
  });
});

describe("an exam that is taken away", () => {
  test("gives every card back the day memory asks for", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const during = moved(cards, examMoves(cards, SWEEP, TODAY, UTC));
        const back = naturalMoves(during, SWEEP, TODAY, () => DEFAULT_PRESET, UTC);
        const after = moved(during, back);
        for (const [index, card] of cards.entries()) {
          if (card.schedule.dueDay > SWEEP.last) expect(after[index]?.schedule).toEqual(card.schedule);
        }
      }),
    );
  });

  test("plans nothing before today", () => {
    const card = reviewCard("c", 20, 30, 28);
    const back = naturalMoves([card], { first: day(-5), last: day(5) }, TODAY, () => DEFAULT_PRESET, UTC);
    expect(back).toEqual([]);
    const held = reviewCard("held", 29, 30, 28);
    const [move] = naturalMoves([held], { first: day(-5), last: day(5) }, TODAY, () => DEFAULT_PRESET, UTC);
    expect(move?.after.dueDay).toBe(TODAY);
  });
});

describe("an exam that is moved", () => {
  test("moves each card once, to where setting the new date alone would have", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const far = cards.filter(({ schedule }) => schedule.dueDay > day(24));
        const change = (from: readonly ExamCard[], before: Sweep | null, after: Sweep | null) =>
          sweepChange(from, { before, after }, TODAY, () => DEFAULT_PRESET, UTC);
        const during = moved(far, change(far, null, SWEEP));
        const later = { first: day(20), last: day(24) };
        const moves = change(during, SWEEP, later);
        expect(new Set(moves.map(({ card }) => card.cardId)).size).toBe(moves.length);
        expect(moved(during, moves)).toEqual(moved(far, change(far, null, later)));
        expect(change(during, SWEEP, SWEEP)).toEqual([]);
      }),
    );
  });
});
