import { expect, test } from "vitest";
import { StoreError, STORE_ERROR_CODES } from "../decks/contract.ts";
import { wordsFor } from "./words.ts";

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
