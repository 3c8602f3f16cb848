import { expect, test } from "vitest";
import { shippedPack } from "../../../decks/core/scenario/test-packs.ts";
import { assumptionWords, kindWords, valuesWords } from "./fact-words.ts";

const pack = shippedPack("aws-ml-deployment");
const fact = (id: string) => {
  const found = pack.facts.find((one) => one.id === id);
  if (!found) throw new Error(`there is no fact ${id}`);
  return found;
};

test("a number says its unit, its range and what is usual", () => {
  expect(kindWords(fact("processing-seconds"))).toBe("Number, in s");
  expect(valuesWords(pack, fact("processing-seconds"))).toEqual([
    "0 s to 24 hours",
    "usually 1 s to 2 hours",
  ]);
});

test("a choice and a yes or no list what they may be", () => {
  expect(valuesWords(pack, fact("algorithm"))).toEqual([
    "A standard algorithm fits",
    "Own training code in a common framework",
  ]);
  expect(valuesWords(pack, fact("gpu-needed"))).toEqual(["Needs a GPU", "Runs on CPU"]);
});

test("conditional assumptions come first, each with its reason, and the default last", () => {
  expect(assumptionWords(pack, fact("processing-seconds"))).toEqual([
    {
      text: "1 s, when: answer within at most 1,999 ms",
      because: "An answer within two seconds leaves no more than one for computing.",
    },
    {
      text: "2 s, when: answer within at most 10 s",
      because: "An answer within some seconds leaves less for computing.",
    },
    { text: "Otherwise 5 s", because: null },
  ]);
});

test("a fact that is never assumed says so", () => {
  expect(assumptionWords(pack, fact("models-rarely-used"))).toEqual([
    { text: "Nothing; it stays open", because: null },
  ]);
  expect(assumptionWords(pack, fact("caller-waits")).at(-1)?.text).toBe("Otherwise it stays open");
});
