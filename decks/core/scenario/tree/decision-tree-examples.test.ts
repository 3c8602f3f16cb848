import { describe, expect, test } from "vitest";
import { decisionTree, litPath, type TreeFact } from "./decision-tree.ts";
import type { Facts } from "../types.ts";

const fact = (id: string, kind: TreeFact["kind"], more: Partial<TreeFact>): TreeFact => ({
  ...{ id, kind, cuts: [], values: [], range: [0, 100] },
  ...more,
});
const number = (id: string, cuts: readonly number[]) => fact(id, "number", { cuts });
const choice = (id: string, values: readonly string[]) => fact(id, "choice", { values });
const yesNo = (id: string) => fact(id, "yes-no", { values: [true, false] });

describe("decision trees by example", () => {
  const size = number("payload", [4, 25]);
  const traffic = choice("traffic", ["steady", "bursts"]);
  const winner = (facts: Facts) =>
    Number(facts["payload"]) > 25 ? "queue" : facts["traffic"] === "steady" ? "server" : "function";
  const tree = decisionTree([size, traffic, yesNo("idle")], winner, { leaves: 8 });

  test("a limit and a choice come out as two questions, and a cut that changes nothing is left out", () => {
    expect(tree).toMatchObject({
      leaves: 3,
      withoutEffect: ["idle"],
      root: {
        fact: "payload",
        test: { atMost: 25 },
        yes: {
          fact: "traffic",
          test: { is: "steady" },
          yes: { outcome: "server" },
          no: { outcome: "function" },
        },
        no: { outcome: "queue" },
      },
    });
  });

  test("a path stops at the first fact that is not known", () => {
    expect(litPath(tree, { traffic: "steady" })).toEqual({ path: [tree.root], end: { unknown: "payload" } });
    expect(litPath(tree, { payload: 25 }).end).toEqual({ unknown: "traffic" });
    expect(litPath(tree, { payload: 26 }).end).toBe("leaf");
    expect(litPath(tree, { payload: "much" }).end).toEqual({ unknown: "payload" });
  });

  test("two facts that decide only together are still asked for", () => {
    const either = (facts: Facts) => (facts["a"] === facts["b"] ? "same" : "");
    const whole = decisionTree([yesNo("a"), yesNo("b")], either, { leaves: 4 });
    expect([whole.leaves, JSON.stringify(whole).includes("mixed")]).toEqual([4, false]);
    expect(decisionTree([yesNo("a"), yesNo("b")], either, { leaves: 1 }).root).toEqual({
      kind: "mixed",
      id: "r",
      outcomes: ["same", ""],
      dependsOn: ["a", "b"],
    });
  });

  test("no fact, or none that matters, is one leaf", () => {
    expect(decisionTree([], () => "one", { leaves: 4 }).root).toEqual({
      kind: "leaf",
      id: "r",
      outcome: "one",
    });
    expect(decisionTree([size], () => "", { leaves: 4 }).root).toEqual({
      kind: "leaf",
      id: "r",
      outcome: "",
    });
  });

  test("cuts outside the range leave no empty interval behind", () => {
    const asked: unknown[] = [];
    decisionTree(
      [{ ...size, cuts: [-5, 4, 100, 300] }],
      (facts) => {
        asked.push(facts["payload"]);
        return "";
      },
      { leaves: 4 },
    );
    expect(asked).toEqual([4, 100]);
  });

  test("a choice without any value is passed over", () => {
    expect(decisionTree([choice("none", []), size], winner, { leaves: 4 }).leaves).toBe(2);
  });

  test("too many combinations are not tried at all", () => {
    const many = Array.from({ length: 18 }, (_, at) => yesNo(`fact-${at}`));
    const root = decisionTree(many, () => expect.unreachable(), { leaves: 8 }).root;
    expect(root).toEqual({ kind: "mixed", id: "r", outcomes: [], dependsOn: many.map(({ id }) => id) });
  });
});
