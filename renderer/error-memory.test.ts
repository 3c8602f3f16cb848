import { expect, test } from "vitest";
import { errorMemory } from "./error-memory.ts";

const ABOUT = { version: "0.1.0", browser: "Chromium 156" };

test("a report has version, browser and the latest errors with their times", () => {
  const memory = errorMemory(() => new Date(0));
  expect(memory.report(ABOUT)).toContain("No errors were met");
  memory.note("uncaught TypeError: x");
  expect(memory.report(ABOUT)).toBe(
    "Cardinal 0.1.0, browser edition\nChromium 156\n\n1970-01-01T00:00:00.000Z ui: uncaught TypeError: x\n",
  );
});

test("only the latest fifty are remembered", () => {
  const memory = errorMemory(() => new Date(0));
  for (let index = 0; index < 200; index++) memory.note(`error ${index}`);
  const lines = memory.report(ABOUT).split("\n").slice(3, -1);
  expect(lines).toHaveLength(50);
  expect(lines.at(0)).toMatch(/error 150$/);
  expect(lines.at(-1)).toMatch(/error 199$/);
});
