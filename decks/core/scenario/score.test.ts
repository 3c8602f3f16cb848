import { describe, expect, test } from "vitest";
import { scoreAnswer } from "./score.ts";
import type { Decision, RankedOption } from "./types.ts";

const option = (id: string, feasible: boolean, score: number): RankedOption => ({
  option: id,
  feasible,
  score,
  violations: [],
  reasons: [],
});

const decision: Decision = {
  decision: "d",
  status: "decided",
  best: "a",
  applies: ["a"],
  dependsOn: [],
  ranking: [option("a", true, 80), option("b", true, 40), option("c", false, 90)],
  margin: 40,
  deciding: [
    { changes: [{ fact: "size", flipsAt: 4 }], to: "b" },
    { changes: [{ fact: "time", flipsAt: 60 }], to: "b" },
  ],
};

const STATED = { size: 500, time: 300, colour: "red" };

describe("a scenario's score", () => {
  test("is 100 for the best choice, all deciding facts and full sureness, and the grade is Easy", () => {
    expect(
      scoreAnswer(decision, { choice: "a", marked: ["size", "time"], sureness: 1 }, 3, STATED),
    ).toMatchObject({
      total: 100,
      choice: 60,
      facts: 25,
      sureness: 15,
      grade: "easy",
      verdict: "best",
    });
  });

  test("gives a feasible choice 45 times its share of the best's score, and Hard", () => {
    expect(scoreAnswer(decision, { choice: "b", marked: [], sureness: 0.5 }, 3, STATED)).toMatchObject({
      choice: 22.5,
      facts: 0,
      sureness: 15 * 0.75,
      grade: "hard",
      verdict: "feasible",
    });
  });

  test("gives an infeasible choice nothing for the choice, however high it would score, and Again", () => {
    expect(scoreAnswer(decision, { choice: "c", marked: ["size"], sureness: 1 }, 3, STATED)).toMatchObject({
      choice: 0,
      sureness: 0,
      grade: "again",
      verdict: "infeasible",
    });
  });

  test("calls a lucky guess Hard, and the best choice with too few facts Good", () => {
    expect(
      scoreAnswer(decision, { choice: "a", marked: ["size", "time"], sureness: 0.4 }, 3, STATED).grade,
    ).toBe("hard");
    expect(scoreAnswer(decision, { choice: "a", marked: ["size"], sureness: 1 }, 3, STATED).grade).toBe(
      "good",
    );
  });

  test("takes F1 of the marks: one right of two, with one that changes nothing", () => {
    const score = scoreAnswer(decision, { choice: "a", marked: ["size", "colour"], sureness: 1 }, 3, STATED);
    expect(score.facts).toBe(12.5);
    expect(score.factMarks).toEqual([
      { fact: "size", mark: "found" },
      { fact: "time", mark: "missed" },
      { fact: "colour", mark: "no-effect" },
    ]);
  });
});
