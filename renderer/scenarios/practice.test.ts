import { describe, expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { SituationResult, SituationView } from "../../decks/contract/scenarios.ts";
import type { PackId, SituationId } from "../../decks/core/ids.ts";
import { guessPercent, Practice } from "./practice.svelte.ts";

const id = "s" as SituationId;
const view: SituationView = {
  situation: {
    id,
    packId: "p" as PackId,
    decision: "d",
    title: "T",
    prose: [{ text: "x" }],
    facts: { one: 1, two: 2 },
  },
  question: "Which?",
  packTitle: "Pack",
  options: ["a", "b", "c", "d"].map((option) => ({ id: option, label: option.toUpperCase(), summary: "" })),
  decisionLabel: "Choosing",
  facts: ["one", "two"].map((fact) => ({ id: fact, label: fact, value: 1, text: fact })),
  assumed: [],
};

async function opened(answerSituation: StudyStore["answerSituation"]) {
  const practice = new Practice({ situation: async () => view, answerSituation } as unknown as StudyStore);
  await practice.open(id);
  return practice;
}

describe("a scenario", () => {
  test("is answered with the choice, the marked facts and the sureness that are on screen", async () => {
    const answers: unknown[] = [];
    const practice = await opened(async (input) => {
      answers.push(input);
      return {} as SituationResult;
    });
    practice.choose(2);
    practice.toggleFact(0);
    practice.toggleFact(1);
    practice.toggleFact(0);
    practice.moveSureness(15);
    await practice.check();
    expect(answers).toEqual([{ situationId: id, choice: "c", marked: ["two"], sureness: 0.4 }]);
    expect(practice.phase.kind).toBe("result");
  });

  test("cannot be checked without a choice, and keys for options that are not there do nothing", async () => {
    const practice = await opened(async () => Promise.reject(new Error("was asked")));
    practice.choose(7);
    practice.toggleFact(7);
    await practice.check();
    expect(practice.phase.kind).toBe("deciding");
    expect(practice.problem).toBeNull();
  });

  test("sureness stays between a pure guess and certain", async () => {
    const practice = await opened(async () => ({}) as SituationResult);
    practice.moveSureness(-50);
    expect(practice.surePercent).toBe(25);
    practice.moveSureness(500);
    expect(practice.surePercent).toBe(100);
    expect(guessPercent(3)).toBe(35);
  });

  test("an answer that could not be saved keeps what was chosen and says so", async () => {
    const practice = await opened(async () => Promise.reject(new StoreError("storage-full")));
    practice.choose(0);
    await practice.check();
    expect(practice.phase.kind).toBe("deciding");
    expect(practice.choice).toBe("a");
    expect(practice.problem).toContain("disk is full");
  });

  test("two presses of Enter answer once", async () => {
    let asked = 0;
    const practice = await opened(async () => {
      asked++;
      return {} as SituationResult;
    });
    practice.choose(0);
    await Promise.all([practice.check(), practice.check()]);
    expect(asked).toBe(1);
  });
});
