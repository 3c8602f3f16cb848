import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../decks/core/scenario/test-packs.ts";
import { alongOf, Explorer, sliderRange, valueAt } from "./explorer.svelte.ts";

const pack = shippedPack("aws-ml-deployment");
const EXAMPLE = { "payload-mb": 500, "processing-seconds": 300, "idle-cost-zero": true, traffic: "bursts" };
const opened = () => new Explorer(pack, "inference", EXAMPLE);

describe("the explorer", () => {
  test("decides at once what its facts lead to", () => {
    const explorer = opened();
    expect(explorer.decided.best).toBe("asynchronous");
    explorer.state("payload-mb", 2);
    explorer.state("processing-seconds", 20);
    expect(explorer.decided.best).toBe("serverless");
  });

  test("a fact that is left open takes what the pack assumes, with the reason where it has one", () => {
    const explorer = opened();
    expect(explorer.known.assumed["caller-waits"]).toBe(false);
    expect(explorer.because("caller-waits")).toContain("longer than a minute");
    explorer.state("payload-mb", null);
    expect(explorer.known.assumed["payload-mb"]).toBe(1);
    expect(explorer.because("payload-mb")).toBe("");
    expect(explorer.because("processing-seconds")).toBeNull();
  });

  test("every change that is offered makes the option win that it names", () => {
    for (const flip of opened().decided.deciding) {
      const explorer = opened();
      explorer.apply(flip);
      expect(explorer.decided.best).toBe(flip.to);
    }
  });

  test("goes back to what it was opened with, and to nothing", () => {
    const explorer = opened();
    explorer.state("payload-mb", 1);
    explorer.reset();
    expect(explorer.stated).toEqual(EXAMPLE);
    explorer.clear();
    expect(explorer.stated).toEqual({});
  });

  test("passes over facts of an address that the pack does not have", () => {
    expect(new Explorer(pack, "inference", { colour: "red", "payload-mb": 3 }).stated).toEqual({
      "payload-mb": 3,
    });
  });
});

test("a slider shows every threshold, and its places give round values that stand there", () => {
  for (const { fact, cuts } of opened().changeable) {
    if (fact.kind !== "number") continue;
    const range = sliderRange(fact, cuts);
    for (const cut of cuts) expect(alongOf(cut, range)).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (along) => {
        const value = valueAt(along, range);
        expect(value).toBeGreaterThanOrEqual(range[0]);
        expect(value).toBeLessThanOrEqual(range[1]);
        expect(Math.abs(alongOf(value, range) - along)).toBeLessThan(0.2);
      }),
    );
  }
});
