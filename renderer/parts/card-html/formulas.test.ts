import { expect, test } from "vitest";
import { formulasIn } from "./formulas.ts";

test.each([
  ["\\(x^2\\) and \\[y\\]", ["x^2", "y"]],
  ["[$]a[/$] [$$]b[/$$] [latex]$c$[/latex] [latex]$$d$$[/latex]", ["a", "b", "c", "d"]],
  ["\\(a \\[ b\\)", ["a \\[ b"]],
  ["\\(open and \\[shut\\]", ["shut"]],
  ["costs $5 (or [6])", []],
  ["\\(\\)", []],
])("the formulas of %s are %j", (text, formulas) => {
  expect(formulasIn(text).map(({ tex }) => tex)).toEqual(formulas);
});

test("a formula by itself is told from one in a line", () => {
  const shown = formulasIn("\\(a\\) \\[b\\] [$]c[/$] [$$]d[/$$]").map(({ isDisplay }) => isDisplay);
  expect(shown).toEqual([false, true, false, true]);
});

test("a text says where its formulas stand, their marks included", () => {
  expect(formulasIn("so \\(x\\)!")).toEqual([{ tex: "x", isDisplay: false, from: 3, to: 8 }]);
});

test("a formula that is too long, and those beyond five hundred, stay as they were written", () => {
  expect(formulasIn(`\\(${"x".repeat(6_000)}\\) \\(y\\)`).map(({ tex }) => tex)).toEqual(["y"]);
  expect(formulasIn("\\(x\\)".repeat(600))).toHaveLength(500);
});

test("a hundred thousand beginnings without an end are looked through once", () => {
  const startedAt = performance.now();
  for (const mark of ["\\(", "\\[", "[$]", "[latex]"]) formulasIn(mark.repeat(100_000));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
