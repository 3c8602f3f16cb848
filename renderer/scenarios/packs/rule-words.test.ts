import { expect, test } from "vitest";
import { shippedPack, shippedPacks } from "../../../decks/core/scenario/test-packs.ts";
import type { PackLimit, RulePack } from "../../../decks/core/scenario/pack.ts";
import {
  conditionWords,
  disagreementsAt,
  limitWords,
  lowered,
  pointsWords,
  whenWords,
} from "./rule-words.ts";

const pack = shippedPack("aws-ml-deployment");
const words = (condition: Parameters<typeof conditionWords>[1]) => conditionWords(pack, condition);
const limitOf = (decision: string, option: string, id: string, of: RulePack = pack): PackLimit => {
  const found = of.decisions
    .find((one) => one.id === decision)
    ?.options.find((one) => one.id === option)
    ?.limits.find((one) => one.id === id);
  if (!found) throw new Error(`there is no limit ${decision} ${option}/${id}`);
  return found;
};

test("a limit is said with its figure and unit", () => {
  expect(limitWords(pack, limitOf("inference", "real-time", "payload"))).toBe("Payload at most 25 MB");
});

test("a limit that counts only at times says when", () => {
  expect(limitWords(pack, limitOf("inference", "real-time", "streaming-timeout"))).toBe(
    "Processing at most 8 min, when: the answer is streamed",
  );
});

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

test("a preference without a condition always holds", () => {
  const common = { id: "x", points: 1, reason: "x", source: "x" };
  expect(whenWords(pack, common)).toBe("Always");
  expect(whenWords(pack, { ...common, when: { fact: "gpu-needed", is: true } })).toBe("When: needs a GPU");
});

test("only a plain word loses its capital within a sentence", () => {
  const names = ["AWS may run it", "SageMaker Neo", "Amazon Lex", "K8s"];
  expect(names.map(lowered)).toEqual(names);
  expect(["A GPU", "No Kubernetes", "Übung"].map(lowered)).toEqual(["a GPU", "no Kubernetes", "übung"]);
});

test("points carry their sign", () => {
  expect([20, -35, 0].map(pointsWords)).toEqual(["+20", "−35", "+0"]);
});

test("another source's figure stands at the limit of its unit alone", () => {
  const payload = disagreementsAt(pack, limitOf("inference", "real-time", "payload"));
  expect(payload.map((one) => one.figure)).toEqual(["6,291,456 bytes (6 MB)"]);
  expect(disagreementsAt(pack, limitOf("inference", "real-time", "timeout"))).toEqual([]);
});

test("a figure in a unit of its own stands at every limit of its source", () => {
  const figure = "six million bytes";
  const other: RulePack = {
    ...pack,
    sources: pack.sources.map((source) =>
      source.disagrees ? { ...source, disagrees: [{ title: "x", figure, why: "x" }] } : source,
    ),
  };
  expect(disagreementsAt(other, limitOf("inference", "real-time", "timeout"))).toHaveLength(1);
});

test("every rule that ships can be said, without an id or a gap in it", () => {
  for (const shipped of shippedPacks) {
    const rules = shipped.decisions.flatMap(({ options }) =>
      options.flatMap(({ limits, preferences }) => [
        ...limits.map((limit) => limitWords(shipped, limit)),
        ...preferences.map((preference) => whenWords(shipped, preference)),
      ]),
    );
    expect(rules.filter((text) => /undefined|\{|\btrue\b|\bfalse\b|\b[a-z]+-mb\b/.test(text))).toEqual([]);
  }
});
