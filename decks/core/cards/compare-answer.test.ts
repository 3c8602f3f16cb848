import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareAnswer } from "./compare-answer.ts";
import { editDistance } from "./misspelling.ts";

const MILD = { ignoreCase: true, ignoreAccents: true, forgiveTypos: true };
const STRICT = { ignoreCase: false, ignoreAccents: false, forgiveTypos: false };
const verdict = (typed: string, expected: string, settings = MILD) =>
  compareAnswer(typed, expected, settings).verdict;

describe("a typed answer", () => {
  test.each([
    ["Delta", "Delta", "exact"],
    ["delta", "Delta", "folded"],
    ["  river   delta. ", "River delta", "folded"],
    ["cafe", "Café", "folded"],
    ["don't", "don’t", "folded"],
    ["river delta", "**River** <b>delta</b>", "folded"],
    ["Bring Your Own Container", "Bring Your Own Container (BYOC)", "exact"],
    ["byoc", "Bring Your Own Container (BYOC)", "folded"],
    ["Lineer deployment", "Linear deployment", "typo"],
    ["Linaer deployment", "Linear deployment", "typo"],
    ["meanders", "meander", "typo"],
    ["data base", "database", "typo"],
    ["estuary", "delta", "wrong"],
    ["", "delta", "wrong"],
  ])("“%s” for “%s” is %s", (typed, expected, is) => {
    expect(verdict(typed, expected)).toBe(is);
  });

  test.each([
    ["26 MB", "25 MB"],
    ["25 mb", "25 MB"],
    ["25 GB", "25 MB"],
    ["25 secunds", "25 seconds"],
    ["> 25", "< 25"],
    ["≥ 25", "> 25"],
    ["-5 degrees", "5 degrees"],
    ["1.5 hours", "15 hours"],
    ["one billion", "one million"],
    ["ECS cluster", "EKS cluster"],
    ["atypical cells", "typical cells"],
    ["out of range", "not of range"],
  ])("is never forgiven “%s” for “%s”", (typed, expected) => {
    expect(verdict(typed, expected)).toBe("wrong");
  });

  test("may have its unit beside or apart from its number", () => {
    expect(verdict("25MB", "25 MB")).toBe("folded");
    expect(verdict("<25 ms", "< 25ms")).toBe("folded");
  });

  test("is held to its case, its accents and its spelling where the learner wants that", () => {
    expect(verdict("delta", "Delta", STRICT)).toBe("wrong");
    expect(verdict("Cafe", "Café", STRICT)).toBe("wrong");
    expect(verdict("Delto", "Delta", STRICT)).toBe("wrong");
    expect(verdict("Delta.", "Delta", STRICT)).toBe("folded");
  });

  test("shows the letters that differ on both lines, and says how many", () => {
    const { typed, expected, words, suggested } = compareAnswer(
      "lineer deployment",
      "Linear deployment",
      MILD,
    );
    expect(typed.filter((part) => part.isDifferent).map((part) => part.text)).toEqual(["e"]);
    expect(expected.filter((part) => part.isDifferent).map((part) => part.text)).toEqual(["a"]);
    expect([words, suggested]).toEqual(["One letter apart.", "good"]);
    expect(compareAnswer("estuary", "delta", MILD).suggested).toBe("again");
  });

  const line = fc.string({ unit: "grapheme", maxLength: 40 });

  test("keeps both lines whole, whatever was typed, and marks only what makes them differ", () => {
    fc.assert(
      fc.property(line, line, (mine, theirs) => {
        const { typed, expected } = compareAnswer(mine, theirs.replace(/[*_`~[\]&<\\()]/g, ""), STRICT);
        const joined = (parts: typeof typed) => parts.map((part) => part.text).join("");
        const same = (parts: typeof typed) => joined(parts.filter((part) => !part.isDifferent));
        expect(joined(typed)).toBe(mine.normalize("NFC").replace(/\s+/g, " ").trim());
        expect(same(typed)).toBe(same(expected));
      }),
    );
  });

  test("is right whenever it is the expected one, in any case and with any blanks around", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{1,12}( [a-zA-Z]{1,12}){0,4}$/), (text) => {
        expect(verdict(text, text)).toBe("exact");
        expect(["exact", "folded"]).toContain(verdict(`  ${text.toUpperCase()} . `, text));
      }),
    );
  });

  test("is wrong whenever one of its digits is another", () => {
    fc.assert(
      fc.property(fc.nat(99999), fc.nat(99999), fc.constantFrom("MB", "%", "days", "°C"), (a, b, unit) => {
        fc.pre(a !== b);
        expect(verdict(`at most ${a} ${unit}`, `at most ${b} ${unit}`)).toBe("wrong");
      }),
    );
  });
});

describe("the distance of two texts", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

  test("is the same both ways, none for the same text, and no more than the longer one's letters", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  test("is one for two letters that changed places", () => {
    expect(editDistance("linaer", "linear")).toBe(1);
  });
});
