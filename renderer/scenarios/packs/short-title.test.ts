import { expect, test } from "vitest";
import { shortTitle } from "./short-title.ts";

test("a usual title stays as it is", () => {
  expect(shortTitle("AWS ML deployment")).toBe("AWS ML deployment");
});

test("a long title is cut between letters", () => {
  expect(shortTitle("😀".repeat(100))).toBe(`${"😀".repeat(47)}…`);
});

test("a title cannot turn the sentence around it", () => {
  expect(shortTitle("\u202Eabc")).toBe("abc");
});
