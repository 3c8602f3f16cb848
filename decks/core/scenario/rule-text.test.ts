import { expect, test } from "vitest";
import { conditionText, findRule, lowered, ruleText } from "./rule-text.ts";
import { shippedPack } from "./test-packs.ts";

const pack = shippedPack("aws-ml-deployment");
const words = (condition: Parameters<typeof conditionText>[1]) => conditionText(pack, condition);

test("a yes or no is said in its own words, and its opposite when it is denied", () => {
  expect(words({ fact: "gpu-needed", is: false })).toBe("Runs on CPU");
  expect(words({ fact: "gpu-needed", isNot: true })).toBe("Runs on CPU");
});

test("a choice is named with its fact unless its words name it already", () => {
  expect(words({ fact: "task", is: "translation" })).toBe("Task “Translate”");
  expect(words({ fact: "traffic", is: "steady" })).toBe("Steady traffic");
  expect(words({ fact: "task", isNot: "translation" })).toBe("Task not “Translate”");
});

test("a number that is compared for itself keeps its unit", () => {
  expect(words({ fact: "models-count", is: 1 })).toBe("Models exactly 1 model");
  expect(words({ fact: "models-count", isNot: 1 })).toBe("Models other than 1 model");
  expect(words({ fact: "memory-gb", above: 6 })).toBe("Memory over 6 GB");
});

test("several choices of one fact are listed under it once", () => {
  const any = [
    { fact: "traffic", is: "rare" },
    { fact: "traffic", is: "bursts" },
  ];
  expect(words({ any })).toBe("Traffic “Rare requests” or “Arrives in bursts”");
});

test("what stands within another list is bracketed, so that and and or cannot be mixed up", () => {
  const inner = {
    all: [
      { fact: "latency-ms", atMost: 1_000 },
      { fact: "cold-start-bad", is: false },
    ],
  };
  expect(words({ any: [{ fact: "cold-start-bad", is: true }, inner] })).toBe(
    "Cold starts must not be felt or (answer within at most 1 s and a slow first answer is fine)",
  );
});

test("only a plain word loses its capital within a sentence", () => {
  const names = ["AWS may run it", "SageMaker Neo", "Amazon Lex", "Amazon EC2", "On-Demand", "K8s"];
  expect(names.map(lowered)).toEqual(names);
  expect(["A GPU", "No Kubernetes", "Übung"].map(lowered)).toEqual(["a GPU", "no Kubernetes", "übung"]);
});

test("a rule is named by its option and what it asks", () => {
  const text = (decision: string, rule: string) => {
    const found = findRule(pack, decision, rule);
    return found && ruleText(pack, found);
  };
  expect(text("inference", "serverless/payload")).toBe("Serverless inference: payload at most 4 MB");
  expect(text("purchasing", "spot/price")).toBe("Spot: costs up to 90 % less");
  expect(text("inference", "serverless/none")).toBeNull();
});
