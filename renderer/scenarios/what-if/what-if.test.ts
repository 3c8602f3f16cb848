import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../decks/core/scenario/test-packs.ts";
import { treeGrowerOf } from "./tree-growers.ts";
import { WhatIf } from "./what-if.svelte.ts";

const pack = shippedPack("aws-ml-deployment");
const EXAMPLE = { "payload-mb": 500, "processing-seconds": 300, "idle-cost-zero": true, traffic: "bursts" };
const opened = () => new WhatIf(pack, "inference", EXAMPLE);

describe("what if", () => {
  test("decides anew as soon as a fact changes", () => {
    const whatIf = opened();
    expect(whatIf.decided.best).toBe("asynchronous");
    whatIf.state("payload-mb", 2);
    whatIf.state("processing-seconds", 20);
    expect(whatIf.decided.best).toBe("serverless");
  });

  test("shows the first decision where none is named, or one that the pack does not have", () => {
    expect(new WhatIf(pack, null, {}).decision.id).toBe("inference");
    expect(new WhatIf(pack, "breakfast", {}).decision.id).toBe("inference");
  });

  test("leaves out what an address says and the pack cannot know", () => {
    const facts = { colour: "red", "payload-mb": -3, traffic: "none", "gpu-needed": 1, "memory-gb": 4 };
    expect(new WhatIf(pack, "inference", facts).stated).toEqual({ "memory-gb": 4 });
  });

  test("a value that the fact cannot take changes nothing", () => {
    const whatIf = opened();
    whatIf.state("payload-mb", -1);
    whatIf.state("traffic", "none");
    expect(whatIf.stated).toEqual(EXAMPLE);
  });

  test("what is not stated is assumed, with the reason where the pack has one, or not known", () => {
    const whatIf = opened();
    expect(whatIf.unstated("payload-mb")).toBeNull();
    expect(new WhatIf(pack, null, {}).unstated("latency-ms")).toBe("not known");
    expect(whatIf.unstated("caller-waits")).toEqual({
      value: false,
      because: "No call is held open for longer than a minute.",
    });
    whatIf.state("payload-mb", null);
    expect(whatIf.unstated("payload-mb")).toEqual({ value: 1, because: null });
  });

  test("a fact that is left open is not stated any more, whatever it was", () => {
    const whatIf = opened();
    whatIf.state("idle-cost-zero", false);
    expect(whatIf.stated["idle-cost-zero"]).toBe(false);
    whatIf.state("idle-cost-zero", null);
    expect("idle-cost-zero" in whatIf.stated).toBe(false);
  });

  test.each(pack.decisions.map((decision) => decision.id))(
    "%s: every change that is offered makes the option win that it names",
    (decision) => {
      const facts = new WhatIf(pack, decision, EXAMPLE);
      for (const flip of facts.decided.deciding) {
        const whatIf = new WhatIf(pack, decision, EXAMPLE);
        whatIf.attempt(flip);
        expect(whatIf.decided.applies.toSorted()).toEqual(flip.to.split("+").toSorted());
      }
    },
  );

  test("facts stay stated when another decision is looked at, and the facts it asks for change", () => {
    const whatIf = opened();
    whatIf.turnTo("target");
    expect(whatIf.decision.id).toBe("target");
    expect(whatIf.stated).toEqual(EXAMPLE);
    expect(whatIf.asked.map(({ fact }) => fact.id)).toContain("kubernetes");
    expect(whatIf.asked.map(({ fact }) => fact.id)).not.toContain("traffic");
  });

  test("goes back to what it was opened with, and to nothing", () => {
    const whatIf = opened();
    whatIf.use({ "gpu-needed": true, nonsense: 1 });
    expect(whatIf.stated).toEqual({ "gpu-needed": true });
    whatIf.reset();
    expect(whatIf.stated).toEqual(EXAMPLE);
    whatIf.clear();
    expect(whatIf.stated).toEqual({});
  });
});

test("a tree is worked out once, for each pack and decision", () => {
  expect(treeGrowerOf(pack, "rollout")).toBe(treeGrowerOf(pack, "rollout"));
  expect(treeGrowerOf(pack, "rollout")).not.toBe(treeGrowerOf(pack, "edge"));
});
