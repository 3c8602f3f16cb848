import { describe, expect, test } from "vitest";
import type { ExamView } from "../../decks/contract/exams.ts";
import type { ExamId } from "../../decks/core/ids.ts";
import type { StudyDay } from "../../decks/core/time.ts";
import { countdown, planSentences, remedySentences, sweepSentence } from "./exam-words.ts";

const day = (number: number) => number as StudyDay;
const exam = {
  id: "e" as ExamId,
  name: "Finals",
  setOn: day(20_000),
  day: day(20_023),
  target: 0.85,
  deckIds: null,
  minutesPerDay: 17,
};

function view(changed: Partial<NonNullable<ExamView["plan"]>> = {}): ExamView {
  return {
    exam,
    cards: 120,
    moves: 3,
    catchUp: null,
    plan: {
      sweep: { first: day(20_016), last: day(20_022) },
      newCards: { left: 24, cutOff: day(20_008), days: 9, perDay: 3, allowedPerDay: 20, late: false },
      days: [],
      work: { feasible: true, minutesNeeded: 15, daysOver: 0, minutesOver: 0, minutesLacking: 0 },
      recallNow: 0.68,
      recall: { share: 0.814, low: 0.75, high: 0.87, cards: 120 },
      byObjective: [],
      reachesTarget: false,
      course: [],
      ...changed,
    },
  };
}

describe("what is said of an exam", () => {
  test("names recall, goal, new cards and minutes as figures", () => {
    expect(planSentences(view())).toEqual([
      "At 17 minutes a day you should recall 81% on the day (75% to 87%); the goal is 85%, so it is missed.",
      "3 new cards a day until Saturday 12 October starts all 24.",
      "The work fits: the fullest stretch asks for 15 minutes a day.",
    ]);
  });

  test("says by how much it does not fit, and what would help", () => {
    const work = { feasible: false, minutesNeeded: 31, daysOver: 4, minutesOver: 40, minutesLacking: 9 };
    expect(planSentences(view({ work })).at(-1)).toBe(
      "The work does not fit: it takes 31 minutes a day, and 4 days ask for more than 17.",
    );
    expect(
      remedySentences(view({ work }), { leaveOut: 12, earliestDay: day(20_030), newPerDayForTarget: 5 }),
    ).toEqual([
      "31 minutes a day would do.",
      "So would leaving 12 new cards out.",
      "With these minutes the exam could be on Sunday 3 November.",
      "2 more new cards a day reaches the goal.",
    ]);
  });

  test("counts the days, and says what moves before it is kept", () => {
    expect(countdown(view(), day(20_000))).toBe("23 days to Finals");
    expect(countdown(view(), day(20_023))).toBe("Finals is today");
    expect(sweepSentence(view())).toContain("3 reviews move into it when you keep the plan.");
  });
});
