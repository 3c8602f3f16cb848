import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withMath, withoutMath } from "./math-spans.ts";

const formulas = (text: string) => withoutMath(text).formulas.map(({ tex }) => tex);

describe("formulas in a text", () => {
  test.each([
    ["The slope is $\\beta_1$ and $x^2$.", ["\\beta_1", "x^2"]],
    ["$$\nE = mc^2\n$$", ["E = mc^2"]],
    ["$$E = mc^2$$", ["E = mc^2"]],
    ["It costs $5, or $10 with tax.", []],
    ["From $5 to $10 and $15.", []],
    ["Run `echo $HOME$` there.", []],
    ["```\n$a$\n```\n$b$", ["b"]],
    ["US$5 and A$7", []],
  ])("%s", (text, found) => {
    expect(formulas(text)).toEqual(found);
  });

  test("come back to their places as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const taken = withoutMath(text);
        const back = withMath(taken.text, taken.formulas, ({ tex }) => tex);
        const letters = (part: string) => part.replace(/[\s$\uE100\uE101]/g, "");
        expect(letters(back)).toBe(letters(text));
      }),
    );
  });
});
