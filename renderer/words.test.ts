import { expect, test } from "vitest";
import { StoreError, STORE_ERROR_CODES } from "../decks/contract.ts";
import { bytesText, wordsFor } from "./words.ts";

test("every code has a sentence, and none is the code itself", () => {
  for (const code of STORE_ERROR_CODES) expect(wordsFor(new StoreError(code))).toMatch(/^[A-Z][^:]+\.$/);
});

test("a detail that was written for a person is shown, the inside of a fault is not", () => {
  expect(wordsFor(new StoreError("unreadable-file", "notes.zip is a zip archive."))).toBe(
    "notes.zip is a zip archive.",
  );
  expect(wordsFor(new StoreError("internal", "TypeError: x is undefined"))).not.toContain("TypeError");
  expect(wordsFor(new TypeError("x is undefined"))).not.toContain("undefined");
});

test("sizes are short, and something is never shown as nothing", () => {
  expect([0, 1, 12_400, 999_600, 1_840_000, 12_300_000, 118_000_000_000].map(bytesText)).toEqual([
    "0 kB",
    "1 kB",
    "12 kB",
    "1 MB",
    "1.8 MB",
    "12 MB",
    "118 GB",
  ]);
});
