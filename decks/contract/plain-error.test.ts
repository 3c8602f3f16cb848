import { expect, test } from "vitest";
import { StoreError } from "../contract.ts";
import { plainError } from "./plain-error.ts";

const SECRET = "The Treaty of Vienna";

function thrown(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

test.each([
  ["a parser's", () => JSON.parse(`{"front": "${SECRET}" oops`)],
  ["a parser's at the very start", () => JSON.parse(SECRET)],
  ["an engine's about a key", () => (undefined as never)[SECRET as never]],
  ["an engine's about a value", () => (SECRET as never) in (SECRET as never)],
  ["the store's", () => new StoreError("invalid-input", `“${SECRET}” is too long.`)],
  ["one in single quotes", () => new Error(`no note '${SECRET}', it's gone`)],
  ["one of several lines", () => new Error(`no note "${SECRET}\n    at ${SECRET}"`)],
  ["one whose message looks like a place", () => new Error(`no note\n    at Vienna:1:1\n    at x`)],
  ["a text that was thrown", () => SECRET],
  ["a thing that was thrown", () => ({ message: SECRET })],
])("%s error keeps the words of a card to itself", (_whose, make) => {
  expect(plainError(thrown(make))).not.toMatch(/Treaty|Vienna/);
});

test("says what it was and where, in one line that is not long", () => {
  const line = plainError(thrown(() => (null as never as { deck: string }).deck));
  expect(line).toMatch(
    /^TypeError: Cannot read properties of null \(reading …\) < .*plain-error\.test\.ts:\d+:\d+/,
  );
  expect(line).not.toContain("\n");
  const deep = new Error("x".repeat(5_000));
  expect(plainError(deep).length).toBeLessThanOrEqual(500);
});

test("names the code of the store's errors", () => {
  expect(plainError(new StoreError("storage-full", "The disk is full."))).toMatch(
    /^StoreError: storage-full/,
  );
});
