import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_PRESET } from "../preset.ts";
import { catchUp, catchUpText, type PastDay } from "./catch-up.ts";
import { examIssues } from "./exam-issues.ts";
import { newCardPlan } from "./new-cards.ts";
import { sweepAhead, sweepOf } from "./sweep.ts";
import { anExam, anInput, day, newCards, reviewCard, TODAY } from "./test-exams.ts";
import { USUAL_HABITS } from "./types.ts";

describe("an exam", () => {
  test("that can be planned has no issues", () => expect(examIssues(anExam(), TODAY)).toEqual([]));

  test.each([
    [{ name: " " }, "Give the exam a name."],
    [{ day: TODAY }, "The exam must be on a day after today."],
    [{ day: day(1001) }, "The exam can be at most 1000 days ahead."],
    [{ setOn: day(1) }, "The exam cannot have been set on a day after today."],
    [{ target: 1 }, "The goal must be from 50% to 99%."],
    [{ target: NaN }, "The goal must be from 50% to 99%."],
    [{ minutesPerDay: 0 }, "The minutes a day must be from 1 to 1440."],
    [{ deckIds: [] }, "Choose at least one deck, or all of them."],
  ])("with %j is told so", (values, issue) => expect(examIssues(anExam(values), TODAY)).toEqual([issue]));
});

describe("the sweep", () => {
  test("ends the day before, and takes three days when they hold all cards", () => {
    // 60 cards of some 10 seconds are 10 minutes, of 3 times 24.
    expect(sweepOf(anInput(newCards(60)))).toEqual({ first: day(20), last: day(22) });
  });

  test("is longer when the minutes do not hold the cards, up to a quarter of the time and 21 days", () => {
    const length = (days: number, minutesPerDay: number) => {
      const sweep = sweepOf(anInput(newCards(500), { exam: anExam({ day: day(days), minutesPerDay }) }));
      return sweep && sweep.last - sweep.first + 1;
    };
    // 500 cards of 10.5 seconds are 88 minutes.
    expect(length(60, 60)).toBe(3);
    expect(length(60, 20)).toBe(7);
    expect(length(60, 5)).toBe(15);
    expect(length(365, 1)).toBe(21);
    expect(length(2, 5)).toBe(2);
  });

  test("does not move as the exam comes nearer", () => {
    const exam = anExam({ day: day(60), minutesPerDay: 10 });
    const at = (today: number) => sweepOf(anInput(newCards(300), { exam, today: day(today) }));
    expect(at(50)).toEqual(at(0));
  });

  test("is not placed by any more once it has begun", () => {
    const sweep = { first: day(5), last: day(8) };
    expect(sweepAhead(sweep, day(4))).toEqual(sweep);
    expect(sweepAhead(sweep, day(5))).toBeNull();
    expect(sweepAhead(null, TODAY)).toBeNull();
  });

  test("more minutes never make it longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (days, minutesPerDay, more) => {
          const length = (minutes: number) => {
            const exam = anExam({ day: day(days), minutesPerDay: minutes });
            const sweep = sweepOf(anInput(newCards(100), { exam }));
            return sweep ? sweep.last - sweep.first : 0;
          };
          expect(length(minutesPerDay + more)).toBeLessThanOrEqual(length(minutesPerDay));
        },
      ),
    );
  });
});

describe("new cards", () => {
  const sweep = { first: day(69), last: day(89) };
  const planned = (left: number, today: number) =>
    newCardPlan(
      {
        exam: anExam({ day: day(90) }),
        today: day(today),
        cards: newCards(left),
        presetOf: () => DEFAULT_PRESET,
      },
      sweep,
    );

  test("end so long before the sweep that two good reviews fit between", () => {
    // Good cards come back after 2 days and then after 11.
    expect(planned(560, 0)).toMatchObject({ cutOff: day(69 - 1 - 13), days: 56, perDay: 10, late: false });
  });

  test("missed days are caught up by those left", () => {
    expect(planned(560, 14)).toMatchObject({ days: 42, perDay: 14 });
  });

  test("left over after the cut-off they are late, and spread to the sweep, then to the exam", () => {
    expect(planned(26, 56)).toMatchObject({ late: true, days: 13, perDay: 2 });
    expect(planned(26, 80)).toMatchObject({ late: true, days: 10, perDay: 3 });
    expect(planned(0, 80)).toMatchObject({ late: false, perDay: 0 });
  });
});

describe("catching up", () => {
  const missed = (at: number): PastDay => ({
    day: day(at),
    planned: { reviews: 20, newCards: 11 },
    done: { reviews: 0, newCards: 0 },
  });

  test("three days missed ask for 14 new cards a day instead of 11", () => {
    const exam = anExam({ setOn: day(-3), day: day(20), minutesPerDay: 30 });
    const cards = [
      ...newCards(126),
      ...Array.from({ length: 60 }, (_, index) => reviewCard(`c${index}`, 5, 7)),
    ];
    const input = anInput(cards, { exam, habits: { ...USUAL_HABITS, firstAgain: 0 } });
    const change = catchUp(input, { first: day(14), last: day(19) }, [missed(-3), missed(-2), missed(-1)]);
    expect(change).toMatchObject({
      missedDays: 3,
      newBehind: 33,
      overdue: 60,
      newPerDay: 14,
      newPerDayBefore: 11,
      clearedInDays: 1,
    });
    expect(catchUpText(change, 30)).toBe(
      "14 new cards a day instead of 11, for the 3 days missed. 60 reviews are overdue; they fit into today.",
    );
  });

  test("more overdue reviews than a day holds take several", () => {
    const cards = Array.from({ length: 300 }, (_, index) => reviewCard(`c${index}`, 30, 40));
    const exam = anExam({ setOn: day(-40), day: day(60), minutesPerDay: 15 });
    const change = catchUp(anInput(cards, { exam }), { first: day(46), last: day(59) }, []);
    // 300 reviews of some 10 seconds are 50 minutes.
    expect(change.clearedInDays).toBeGreaterThanOrEqual(3);
    expect(change.clearedInDays).toBeLessThanOrEqual(6);
    expect(catchUpText(change, 15)).toContain(`at 15 minutes a day it takes ${change.clearedInDays} days`);
  });

  test("nothing missed says nothing", () => {
    const change = catchUp(anInput([reviewCard("c", 50, 1)]), { first: day(20), last: day(22) }, []);
    expect(catchUpText(change, 30)).toBe("");
  });
});
