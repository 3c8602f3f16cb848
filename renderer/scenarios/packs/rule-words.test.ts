import { expect, test } from "vitest";
import { shippedPack, shippedPacks } from "../../../decks/core/scenario/test-packs.ts";
import type { PackLimit, RulePack } from "../../../decks/core/scenario/pack.ts";
import { disagreementsAt, limitWords, pointsWords, whenWords } from "./rule-words.ts";

const pack = shippedPack("aws-ml-deployment");
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

test("a preference without a condition always holds", () => {
  const common = { id: "x", points: 1, reason: "x", source: "x" };
  expect(whenWords(pack, common)).toBe("Always");
  expect(whenWords(pack, { ...common, when: { fact: "gpu-needed", is: true } })).toBe("When: needs a GPU");
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
