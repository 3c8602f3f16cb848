import { describe, expect, test } from "vitest";
import { decide } from "../../../decks/core/scenario/decide.ts";
import { decisionOf } from "../../../decks/core/scenario/pack.ts";
import { recognise } from "../../../decks/core/scenario/recognise/recognise.ts";
import { shippedPack, shippedPacks } from "../../../decks/core/scenario/test-packs.ts";
import type { Facts } from "../../../decks/core/scenario/types.ts";
import { meterColumns, meterOf, timesText } from "./limit-meters.ts";
import {
  flipWords,
  listed,
  situationText,
  sliderWords,
  spokenFor,
  statusWords,
  toldFromFacts,
} from "./what-if-words.ts";

const pack = shippedPack("aws-ml-deployment");
const inference = decisionOf(pack, "inference");
const status = (facts: Facts) => statusWords(pack, inference, decide(pack, "inference", facts));
const BIG = { "payload-mb": 500, "processing-seconds": 300, "latency-ms": 600_000, traffic: "bursts" };

describe("the status in words", () => {
  test("says by how much the winner leads", () => {
    expect(status(BIG)).toMatch(/^\d+ points ahead of batch transform\.$/);
  });

  test("names the facts it depends on", () => {
    const text = status({});
    expect(text).toMatch(/^Depends on .*, which (is|are) not known\. As it stands, .*\.$/);
  });

  test("where nothing fits, names the options that come nearest and what they break", () => {
    expect(status({ "payload-mb": 100_000, "processing-seconds": 80_000 })).toMatch(
      /^Every option breaks a limit\. Batch transform: 80,000 s .*\. One more is ruled out\.$/,
    );
  });
});

test("a change is told by what would have to be stated", () => {
  const flipsAt = (fact: string, value: number | string | boolean) => ({ fact, flipsAt: value });
  expect(flipWords(pack, { changes: [flipsAt("payload-mb", 25)], to: "x" })).toBe("payload 25 MB");
  expect(
    flipWords(pack, { changes: [flipsAt("traffic", "steady"), flipsAt("idle-cost-zero", false)], to: "x" }),
  ).toBe("traffic “Steady traffic” and cost when idle is accepted");
  const tests = shippedPack("choosing-a-test");
  expect(flipWords(tests, { changes: [flipsAt("groups-count", 3)], to: "x" })).toBe("3 groups");
});

test("a slider says its value and which thresholds are behind it", () => {
  const ticks = [
    { label: "4 MB", passed: true },
    { label: "25 MB", passed: true },
    { label: "1 GB", passed: false },
  ];
  expect(sliderWords("500 MB", ticks)).toBe("500 MB, over 4 MB and 25 MB");
  expect(sliderWords("1 MB", [])).toBe("1 MB");
});

test("a text made from facts states these facts", () => {
  for (const one of shippedPacks) {
    for (const { facts } of one.situations) {
      expect(toldFromFacts(one, facts)).not.toBe("");
    }
  }
  expect(recognise(pack, toldFromFacts(pack, BIG)).facts).toMatchObject({ "payload-mb": 500 });
});

test("a told situation is kept as it was told, unless its facts were changed since", () => {
  const told = " Each video is 500 MB. ";
  expect(situationText(pack, told, { "payload-mb": 500, traffic: "bursts" })).toEqual({
    text: "Each video is 500 MB.",
    isTold: true,
  });
  expect(situationText(pack, told, { "payload-mb": 2 })).toEqual({ text: "Payload 2 MB.", isTold: false });
  expect(situationText(pack, "", { "payload-mb": 2 }).text).toBe("Payload 2 MB.");
});

test("the decision that the facts speak for most comes first, with how many it looks at", () => {
  const [first] = spokenFor(pack, BIG);
  expect(first?.decision.id).toBe("inference");
  expect(first?.facts).toBe(4);
  expect(spokenFor(pack, {})).toEqual([]);
});

describe("meters", () => {
  const realTime = inference.options.find((option) => option.id === "real-time");
  const meter = (facts: Facts) => (realTime ? meterOf(pack, realTime, "payload-mb", facts) : null);

  test("stand for the facts that most options limit, in the pack's order", () => {
    expect(meterColumns(pack, inference).map(({ fact }) => fact)).toEqual([
      "payload-mb",
      "processing-seconds",
    ]);
  });

  test("say the share of a limit that is kept, and how many times one is broken", () => {
    expect(meter({ "payload-mb": 5 })).toMatchObject({ broken: false, text: "20%" });
    expect(meter({ "payload-mb": 500 })).toMatchObject({ broken: true, text: "20 times" });
    expect(meter({})).toBeNull();
  });

  test("of several limits take the one that counts under the facts", () => {
    if (!realTime) throw new Error("there is no real-time endpoint");
    const time = (streams: boolean) =>
      meterOf(pack, realTime, "processing-seconds", {
        "processing-seconds": 120,
        "streams-response": streams,
      });
    expect(time(false)).toMatchObject({ broken: true, text: "2 times" });
    expect(time(true)).toMatchObject({ broken: false, text: "25%" });
  });

  test("measure limits from below as well", () => {
    const tests = shippedPack("choosing-a-test");
    const option = decisionOf(tests, "comparison").options.find((one) => one.id === "two-sample-t");
    if (!option) throw new Error("there is no t test");
    const facts = { "sample-size": 12, "near-normal": false };
    expect(meterOf(tests, option, "sample-size", facts)).toMatchObject({ broken: true, text: "12 of 15" });
  });

  test("what is broken by a hair is not said to be once", () => {
    expect(timesText(1.01)).toBe("just over");
    expect(timesText(1.2)).toBe("1.2 times");
    expect(timesText(125)).toBe("125 times");
    expect(timesText(25_000)).toBe("25K times");
  });
});

test("lists read as sentences", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
});
