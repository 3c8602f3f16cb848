import { expect, test } from "vitest";
import { parameterSet } from "./parameters.ts";
import { presetIssues } from "./preset-issues.ts";
import { DEFAULT_PRESET, parametersOf, type Preset } from "./preset.ts";

const issues = (values: Partial<Preset>) => presetIssues({ ...DEFAULT_PRESET, ...values });

test("the default preset can be used", () => expect(issues({})).toEqual([]));

test.each<[string, Partial<Preset>]>([
  ["retention at its ends", { desiredRetention: 0.7 }],
  ["retention at its ends", { desiredRetention: 0.97 }],
  ["no steps", { learningStepsMinutes: [], relearningStepsMinutes: [] }],
  ["steps that do not ascend", { learningStepsMinutes: [10, 1, 0.5, 1439] }],
  ["weekends off", { easyDays: [1, 1, 0.5, 1, 1, 0, 0] }],
  ["nothing new", { newCardsPerDay: 0, reviewsPerDay: 0 }],
])("%s can be used", (_, values) => expect(issues(values)).toEqual([]));

test.each<[Partial<Preset>, string]>([
  [{ name: "  " }, "A preset needs a name."],
  [{ desiredRetention: 0.69 }, "Desired retention must be from 70% to 97%."],
  [{ desiredRetention: 0.98 }, "Desired retention must be from 70% to 97%."],
  [{ desiredRetention: NaN }, "Desired retention must be from 70% to 97%."],
  [{ maximumIntervalDays: 0 }, "The maximum interval must be 1 to 36500 whole days."],
  [{ maximumIntervalDays: 1.5 }, "The maximum interval must be 1 to 36500 whole days."],
  [{ learningStepsMinutes: Array<number>(11).fill(1) }, "There can be at most 10 learning steps."],
  [
    { learningStepsMinutes: [1, 0] },
    "Each learning step must be longer than 0 minutes and shorter than a day.",
  ],
  [
    { relearningStepsMinutes: [1440] },
    "Each relearning step must be longer than 0 minutes and shorter than a day.",
  ],
  [{ easyDays: [1, 1, 1] }, "Easy days need 7 weekdays, each with a usual, a half or no load."],
  [{ easyDays: [1, 1, 1, 1, 1, 1, 0.7] }, "Easy days need 7 weekdays, each with a usual, a half or no load."],
  [{ easyDays: [0, 0, 0, 0, 0, 0, 0] }, "At least one weekday must have reviews."],
  [{ newCardsPerDay: 10_000 }, "New cards per day must be a whole number from 0 to 9999."],
  [{ reviewsPerDay: -1 }, "Reviews per day must be a whole number from 0 to 9999."],
  [{ leechThreshold: 0 }, "The leech threshold must be a whole number from 1 to 99 lapses."],
  [{ weights: [1, 2, 3] }, "A preset needs the 21 weights of FSRS-6."],
  [{ weights: DEFAULT_PRESET.weights.with(4, 11) }, "Weight 5 is 11. It must be from 1 to 10."],
])("%j: %s", (values, issue) => expect(issues(values)).toEqual([issue]));

test("every field that is wrong is named", () => {
  expect(issues({ desiredRetention: 2, leechThreshold: 100, newCardsPerDay: 0.5 })).toHaveLength(3);
});

test("presets that schedule alike share a parameter set, whatever else they say", () => {
  expect(parametersOf(DEFAULT_PRESET)).toEqual(parameterSet());
  const renamed = parametersOf({ ...DEFAULT_PRESET, name: "Exam", newCardsPerDay: 5, balance: false });
  expect(renamed.id).toBe(parametersOf(DEFAULT_PRESET).id);
  expect(parametersOf({ ...DEFAULT_PRESET, fuzz: false }).id).not.toBe(renamed.id);
});
