import { describe, expect, test } from "vitest";
import { ACTIONS, bound, clashes, keysOf, keyWords } from "./actions.ts";

const USUAL = { letters: true, bindings: {} };

describe("the keys of an action", () => {
  test("are the usual ones until the learner chooses others, which may be none", () => {
    expect(keysOf("review.good", USUAL)).toEqual(["3"]);
    expect(
      keysOf("review.good", { letters: true, bindings: { "review.good": ["j", "ArrowRight"] } }),
    ).toEqual(["j", "ArrowRight"]);
    expect(keysOf("review.flag", { letters: true, bindings: { "review.flag": [] } })).toEqual([]);
  });

  test("leave out single letters and digits when those are off", () => {
    const off = { letters: false, bindings: {} };
    expect(keysOf("review.good", off)).toEqual([]);
    expect(keysOf("review.suspend", off)).toEqual([]);
    expect(keysOf("review.show", off)).toEqual(["Space", "Enter"]);
    expect(keysOf("undo", off)).toEqual(["Ctrl+z"]);
  });

  test("do not clash as they usually are, and a clash is told", () => {
    expect(clashes(USUAL)).toEqual([]);
    expect(clashes({ letters: true, bindings: { "review.flag": ["3"] } })).toEqual([
      { key: "3", ids: ["review.good", "review.flag"] },
    ]);
  });

  test("run what they are bound to", () => {
    const ran: string[] = [];
    const keys = bound(
      { "review.good": () => ran.push("good") },
      { letters: true, bindings: { "review.good": ["k"] } },
    );
    expect(Object.keys(keys)).toEqual(["k"]);
    keys["k"]?.();
    expect(ran).toEqual(["good"]);
  });

  test("are shown as a person reads them", () => {
    expect(ACTIONS.find(({ id }) => id === "redo")?.keys.map(keyWords)).toEqual(["Ctrl Shift Z", "Ctrl Y"]);
    expect(keyWords("Ctrl+,")).toBe("Ctrl ,");
  });
});
