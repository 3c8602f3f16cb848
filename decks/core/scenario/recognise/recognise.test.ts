import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack, shippedPacks } from "../test-packs.ts";
import { phraseMatches, readPhrase } from "./phrase.ts";
import { quantities } from "./quantities.ts";
import { recognise } from "./recognise.ts";
import { situationFromText } from "./situation-from-text.ts";
import { tokens } from "./tokens.ts";
import type { SituationId } from "../../ids.ts";

const pack = shippedPack("aws-ml-deployment");

describe("a figure", () => {
  test.each([
    ["500MB", "data", 500],
    ["500 megabytes", "data", 500],
    ["half a gigabyte", "data", 512],
    ["three quarters of a gigabyte", "data", 768],
    ["1.5 GB", "data", 1536],
    ["1,024 MB", "data", 1024],
    ["5 minutes", "time", 300],
    ["a 5-minute run", "time", 300],
    ["a minute and a half", "time", 90],
    ["two and a half minutes", "time", 150],
    ["within a second", "time", 1],
    ["sub-second", "time", 1],
    ["200 ms", "time", 0.2],
    ["ninety seconds", "time", 90],
    ["a couple of hours", "time", 7200],
    ["twenty-five seconds", "time", 25],
    ["three years", "time", 94_608_000],
    ["10%", "percent", 10],
    ["ten percent", "percent", 10],
    ["two hundred models", "count", 200],
    ["a dozen models", "count", 12],
    ["thousands of models", "count", 3000],
  ])("%s is read", (text, dimension, value) => {
    expect(quantities(tokens(`It says ${text.startsWith("within") ? "" : "about "}${text}.`))).toContainEqual(
      expect.objectContaining({ dimension, value: expect.closeTo(value, 3) }),
    );
  });

  test("ends with its sentence: what is first and what is second is no time", () => {
    const found = quantities(tokens("First, the count is 8; second, nobody waits."));
    expect(found.map(({ dimension, value }) => [dimension, value])).toEqual([["count", 8]]);
  });

  test("both ends of a range are read, in the unit of the second", () => {
    const found = quantities(tokens("Each takes 20 to 30 seconds."));
    expect(found.map(({ value, dimension }) => [value, dimension])).toEqual([
      [20, "time"],
      [30, "time"],
    ]);
  });

  test.each(["a few a day", "Give it a second look.", "24/7", "the second model"])(
    "%s holds no length of time",
    (text) => {
      expect(quantities(tokens(text)).filter((one) => one.dimension === "time")).toEqual([]);
    },
  );
});

describe("a phrase", () => {
  const found = (phrase: string, text: string) => {
    const read = readPhrase(phrase);
    if (!read) throw new Error(`no phrase: ${phrase}`);
    return phraseMatches(read, tokens(text)).length > 0;
  };

  test.each([
    ["no gpu*", "It has no GPUs.", true],
    ["pay .. nothing", "They pay, when idle, nothing.", true],
    ["pay .. nothing", "They pay. Nothing is free.", false],
    ["scale ?in to zero", "scale to zero", true],
    ["scale ?in to zero", "scale in to zero", true],
    ["fast|quick update", "a quick update", true],
    ["fast|quick update", "a slow update", false],
  ])("“%s” in “%s”: %s", (phrase, text, expected) => {
    expect(found(phrase, text)).toBe(expected);
  });

  test("without a word, or with a gap at its end, is none", () => {
    for (const phrase of ["", "..", "a ..", ".. a", "?a", "a .. b .. c .. d .. e"])
      expect(readPhrase(phrase)).toBeNull();
  });
});

describe("the facts of a text", () => {
  test("of the worked example are its figures and its wish, and decide it", () => {
    const { facts } = recognise(
      pack,
      "Each image takes 5 minutes to process and the payload is 500MB. They want to minimize costs when there are no images to process.",
    );
    expect(facts).toEqual({ "processing-seconds": 300, "payload-mb": 500, "idle-cost-zero": true });
  });

  test.each([
    ["No GPU is needed.", "gpu-needed", false],
    ["It needs a GPU.", "gpu-needed", true],
    ["The model doesn't need a GPU.", "gpu-needed", false],
    ["Nobody waits for the results.", "caller-waits", false],
    ["The user waits in front of the screen for the answer.", "caller-waits", true],
    ["Results cannot be collected later.", "caller-waits", true],
    ["Answers are due within 100 ms.", "latency-ms", 100],
    ["p99 latency must stay below 50 milliseconds", "latency-ms", 50],
    ["Requests are 20 KB.", "payload-mb", expect.closeTo(0.0195, 3)],
    ["Uploads range from 2 to 40 MB.", "payload-mb", 40],
    ["Traffic is steady around the clock.", "traffic", "steady"],
    ["There are long quiet spells between short spikes.", "traffic", "bursts"],
    ["It hosts 300 models.", "models-count", 300],
  ])("“%s”", (text, fact, value) => {
    expect(recognise(pack, text).facts[fact]).toEqual(value);
  });

  test("never fail, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedPacks),
        fc.string({ maxLength: 400, unit: "grapheme" }),
        (one, text) => {
          for (const { start, end } of recognise(one, text).found) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });

  test("mark the words that say them, and the rest of the text stays as it is", () => {
    const text = "One file is 500 MB.\n\nIt takes 5 minutes, and nobody waits for the result.";
    const read = situationFromText(pack, { id: "x" as SituationId, title: "T", text });
    expect(read?.situation.decision).toBe("inference");
    expect(read?.situation.prose.map((piece) => piece.text).join("")).toBe(text);
    expect(read?.situation.prose).toContainEqual({ text: "500 MB", fact: "payload-mb" });
  });

  test("of a text about something else are none", () => {
    expect(situationFromText(pack, { id: "x" as SituationId, title: "T", text: "The cat sat." })).toBeNull();
  });
});
