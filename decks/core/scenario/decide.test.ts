import { describe, expect, test } from "vitest";
import { withAssumptions } from "./assumptions.ts";
import { decide } from "./decide.ts";
import { explainDecision } from "./explain.ts";
import { shippedPack } from "./test-packs.ts";
import type { Decision, Facts } from "./types.ts";

const pack = shippedPack("aws-ml-deployment");
const inference = (facts: Facts) => decide(pack, "inference", facts);
const ranked = (decision: Decision, option: string) => decision.ranking.find((one) => one.option === option);

const WORKED_EXAMPLE: Facts = {
  "payload-mb": 500,
  "processing-seconds": 300,
  traffic: "bursts",
  "idle-cost-zero": true,
  "caller-waits": false,
};

describe("the worked example of the satellite images", () => {
  const decision = inference(WORKED_EXAMPLE);

  test("comes out as asynchronous inference, with batch transform second", () => {
    expect(decision.status).toBe("decided");
    expect(decision.ranking.map((option) => option.option)).toEqual([
      "asynchronous",
      "batch-transform",
      "serverless",
      "real-time",
    ]);
    expect(ranked(decision, "batch-transform")?.feasible).toBe(true);
  });

  test("excludes real-time and serverless for size and time, in numbers", () => {
    expect(ranked(decision, "real-time")?.violations).toMatchObject([
      {
        fact: "payload-mb",
        value: 500,
        limit: 25,
        unit: "MB",
        ratio: 20,
        reason: "500 MB payload exceeds the 25 MB limit",
      },
      {
        fact: "processing-seconds",
        value: 300,
        limit: 60,
        unit: "s",
        ratio: 5,
        reason: "5 min exceeds the 60 s timeout",
      },
    ]);
    expect(ranked(decision, "serverless")?.violations.map((violation) => violation.ratio)).toEqual([125, 5]);
  });

  test("is a near miss of serverless at 4 MB and 60 s together; either alone is not enough", () => {
    expect(decision.deciding).toContainEqual({
      changes: [
        { fact: "payload-mb", flipsAt: 4 },
        { fact: "processing-seconds", flipsAt: 60 },
      ],
      to: "serverless",
    });
    expect(inference({ ...WORKED_EXAMPLE, "payload-mb": 4 }).best).toBe("asynchronous");
    expect(inference({ ...WORKED_EXAMPLE, "processing-seconds": 60 }).best).toBe("asynchronous");
  });

  test("is explained with its figures", () => {
    const { explanation } = explainDecision(pack, "inference", decision);
    expect(explanation).toContain("500 MB payload exceeds the 25 MB limit");
    expect(explanation).toContain("Asynchronous inference wins");
  });
});

/** Situations with known answers. Sources: [faq] hosting FAQs, [srv] serverless invoke page, [asy] asynchronous inference, [opt] inference options, [lens] ML Lens MLPER-12. */
const KNOWN: readonly (readonly [string, Facts, string])[] = [
  [
    "steady traffic, answer at once [lens]",
    { "payload-mb": 1, "processing-seconds": 1, traffic: "steady", "caller-waits": true, "latency-ms": 50 },
    "real-time",
  ],
  [
    "10 MB is within 25 MB [faq]",
    { "payload-mb": 10, "processing-seconds": 5, traffic: "steady", "caller-waits": true },
    "real-time",
  ],
  [
    "exactly 25 MB and 60 s [faq]",
    { "payload-mb": 25, "processing-seconds": 60, traffic: "steady", "caller-waits": true },
    "real-time",
  ],
  [
    "rare requests, cold start tolerated, no idle cost [lens]",
    {
      "payload-mb": 1,
      "processing-seconds": 2,
      traffic: "rare",
      "caller-waits": true,
      "idle-cost-zero": true,
    },
    "serverless",
  ],
  [
    "exactly 4 MB and 60 s [srv]",
    {
      "payload-mb": 4,
      "processing-seconds": 60,
      traffic: "rare",
      "caller-waits": true,
      "idle-cost-zero": true,
    },
    "serverless",
  ],
  [
    "5 MB is over serverless [srv]",
    {
      "payload-mb": 5,
      "processing-seconds": 10,
      traffic: "rare",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "asynchronous",
  ],
  [
    "a GPU rules serverless out [srv]",
    {
      "payload-mb": 1,
      "processing-seconds": 10,
      traffic: "rare",
      "caller-waits": false,
      "idle-cost-zero": true,
      "gpu-needed": true,
    },
    "asynchronous",
  ],
  [
    "61 s is over both timeouts [faq][srv]",
    {
      "payload-mb": 1,
      "processing-seconds": 61,
      traffic: "bursts",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "asynchronous",
  ],
  [
    "1 GB and one hour exactly [asy]",
    {
      "payload-mb": 1024,
      "processing-seconds": 3600,
      traffic: "bursts",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "asynchronous",
  ],
  [
    "26 MB is over real-time [faq]",
    { "payload-mb": 26, "processing-seconds": 10, traffic: "bursts", "caller-waits": false },
    "asynchronous",
  ],
  [
    "beyond 1 GB only a job is left [asy][opt]",
    { "payload-mb": 2048, "processing-seconds": 600, traffic: "bursts", "caller-waits": false },
    "batch-transform",
  ],
  [
    "a whole dataset, nobody waits [opt]",
    {
      "payload-mb": 3,
      "processing-seconds": 8,
      "dataset-at-once": true,
      traffic: "one-dataset",
      "caller-waits": false,
    },
    "batch-transform",
  ],
  [
    "a large dataset with large records [opt]",
    {
      "payload-mb": 60,
      "processing-seconds": 600,
      "dataset-at-once": true,
      traffic: "one-dataset",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "batch-transform",
  ],
  [
    "100 ms rules the cold start out [lens]",
    { "payload-mb": 1, "processing-seconds": 1, traffic: "rare", "caller-waits": true, "latency-ms": 100 },
    "real-time",
  ],
  [
    "10 ms at steady load [lens]",
    { "payload-mb": 1, "processing-seconds": 1, traffic: "steady", "caller-waits": true, "latency-ms": 10 },
    "real-time",
  ],
  [
    "a GPU with the caller waiting [faq]",
    {
      "payload-mb": 18,
      "processing-seconds": 40,
      "gpu-needed": true,
      traffic: "steady",
      "caller-waits": true,
    },
    "real-time",
  ],
  [
    "bursts of small requests without idle cost [lens]",
    {
      "payload-mb": 2,
      "processing-seconds": 20,
      traffic: "bursts",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "serverless",
  ],
  [
    "half an hour on a GPU [asy]",
    {
      "payload-mb": 900,
      "processing-seconds": 1800,
      "gpu-needed": true,
      traffic: "bursts",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "asynchronous",
  ],
  [
    "large payloads at a steady pace, results late [asy]",
    { "payload-mb": 200, "processing-seconds": 120, traffic: "steady", "caller-waits": false },
    "asynchronous",
  ],
  [
    "once a month over everything [opt]",
    {
      "payload-mb": 1,
      "processing-seconds": 1,
      "dataset-at-once": true,
      traffic: "one-dataset",
      "caller-waits": false,
      "idle-cost-zero": true,
    },
    "batch-transform",
  ],
];

test.each(KNOWN)("%s", (_name, facts, expected) => {
  expect(inference(facts).best).toBe(expected);
});

test("what no option can carry is said to be infeasible, with every broken limit", () => {
  const decision = inference({
    "payload-mb": 500,
    "processing-seconds": 300,
    traffic: "steady",
    "caller-waits": true,
  });
  expect(decision.status).toBe("infeasible");
  expect(decision.best).toBeNull();
  expect(decision.ranking.every((option) => option.violations.length > 0)).toBe(true);
  expect(explainDecision(pack, "inference", decision).explanation).toContain("Nothing here is feasible");
});

test("a fact that was not stated and would decide makes the status depend on it", () => {
  const decision = inference({ "payload-mb": 2, "processing-seconds": 5, "idle-cost-zero": true });
  expect(decision.status).toBe("depends");
  expect(decision.dependsOn).toContain("traffic");
  expect(decision.best).toBe("serverless");
});

test("what is not stated takes the pack's default, and what follows from the rest", () => {
  const { facts, assumed, unknown } = withAssumptions(pack, { "processing-seconds": 300 });
  expect(assumed).toMatchObject({ "payload-mb": 1, "gpu-needed": false, "caller-waits": false });
  expect(facts["processing-seconds"]).toBe(300);
  expect(unknown).toContain("traffic");
});

describe("the shipped situations", () => {
  test.each(pack.situations.map((situation) => [situation.title, situation] as const))(
    "%s is decided by a margin and does not name its answer",
    (_title, situation) => {
      const decision = decide(pack, situation.decision, situation.facts);
      expect(decision.status).not.toBe("infeasible");
      expect(decision.margin > 0 || decision.ranking.filter((option) => option.feasible).length === 1).toBe(
        true,
      );
      const text = situation.prose.map((piece) => piece.text).join("");
      expect(text).not.toMatch(/real-time|serverless|asynchronous|batch transform|endpoint name/i);
      expect(new Set(situation.prose.flatMap((piece) => piece.fact ?? []))).toEqual(
        new Set(Object.keys(situation.facts)),
      );
    },
  );

  test("ask for each of the four options at least once", () => {
    const answers = new Set(
      pack.situations.map((situation) => decide(pack, situation.decision, situation.facts).best),
    );
    expect(answers).toEqual(new Set(["real-time", "serverless", "asynchronous", "batch-transform"]));
  });
});
