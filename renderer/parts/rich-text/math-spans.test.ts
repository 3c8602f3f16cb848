import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asWritten, withMath, withoutMath } from "./math-spans.ts";

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
    ["so \\(x_1\\) and \\(y\\), then \\[\na \\\\[2pt] b\n\\]", ["x_1", "y", "a \\\\[2pt] b"]],
    ["an escaped \\[bracket] and \\(one\n\nthat closes\\) elsewhere", []],
    ["\\\\(x\\\\) and `\\(y\\)`", []],
    [`$${"x".repeat(6_000)}$`, []],
    ["US$5 and A$7", []],
  ])("%s", (text, found) => {
    expect(formulas(text)).toEqual(found);
  });

  test("come back to their places as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const taken = withoutMath(text);
        const back = withMath(taken.text, taken.formulas, ({ tex }) => tex);
        const letters = (part: string) => part.replace(/[\s$\\()[\]\uE100\uE101]/g, "");
        expect(letters(back)).toBe(letters(text));
      }),
    );
  });

  test("keep the marks they were written with for as long as they are not set", () => {
    const { text, formulas } = withoutMath("\\(a<b\\) $c$");
    expect(withMath(text, formulas, asWritten)).toBe("<code>\\(a&lt;b\\)</code> <code>$c$</code>");
  });

  test("that open a hundred thousand times and never close are looked through at once", () => {
    const startedAt = performance.now();
    for (const mark of ["\\(", "\\[", "$", "$$ "]) withoutMath(mark.repeat(100_000));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
