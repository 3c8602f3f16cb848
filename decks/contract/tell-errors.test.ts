import { expect, test } from "vitest";
import { tellErrors } from "./tell-errors.ts";

function page() {
  const target = new EventTarget();
  const lines: string[] = [];
  tellErrors(target as unknown as Parameters<typeof tellErrors>[0], (line) => void lines.push(line));
  const happen = (name: string, about: object) => target.dispatchEvent(Object.assign(new Event(name), about));
  return { lines, happen };
}

test("what nobody caught is told in one line each, errors and promises", () => {
  const { lines, happen } = page();
  happen("error", { error: new RangeError("Invalid array length") });
  happen("unhandledrejection", { reason: new TypeError("x is not a function") });
  expect(lines.map((line) => line.split(" < ")[0])).toEqual([
    "uncaught RangeError: Invalid array length",
    "unhandled TypeError: x is not a function",
  ]);
});

test("a picture that did not load is no error of the page", () => {
  const { lines, happen } = page();
  happen("error", {});
  happen("error", { error: null });
  expect(lines).toEqual([]);
});
