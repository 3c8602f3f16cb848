import { expect, test } from "vitest";
import { choiceRecord } from "./distractors.ts";

const OPTIONS = ["Delta", "Gorge", "Silt"];

test("every option has its picks and its share of the answers, and the lure is what caught most", () => {
  const record = choiceRecord([["Gorge"], null, ["Delta"], ["Gorge", "Silt"], [], ["Delta"]], OPTIONS, [
    "Delta",
  ]);
  expect(record).toEqual({
    answers: 4,
    options: [
      { option: "Delta", picks: 2, share: 0.5, isRight: true },
      { option: "Gorge", picks: 2, share: 0.5, isRight: false },
      { option: "Silt", picks: 1, share: 0.25, isRight: false },
    ],
    lure: { option: "Gorge", picks: 2, share: 0.5, isRight: false },
  });
});

test("without answers, without a mistake, or without a known right option nothing is called a lure", () => {
  expect(choiceRecord([], OPTIONS, ["Delta"])).toMatchObject({ answers: 0, lure: null });
  expect(choiceRecord([["Delta"]], OPTIONS, ["Delta"]).lure).toBeNull();
  expect(choiceRecord([["Gorge"]], OPTIONS, []).lure).toBeNull();
});

test("an option that was worded otherwise then is an answer, and no option of today", () => {
  const record = choiceRecord([["Old gorge"], ["Silt"]], OPTIONS, ["Delta"]);
  expect(record.answers).toBe(2);
  expect(record.lure).toMatchObject({ option: "Silt", share: 0.5 });
});
