import { expect, test } from "vitest";
import { freeMediaName, safeMediaName } from "./media-name.ts";

test.each(["a.jpg", "_logo.svg", "日本語 🎌.mp3", "rec1600-(2).webm", ".hidden", "what?.png", "console.png"])(
  "%s is safe as it is",
  (name) => {
    expect(safeMediaName(name)).toBe(name);
  },
);

test.each([
  ["../a.jpg", "a.jpg"],
  ["/etc/passwd", "passwd"],
  ["\\\\server\\share\\a.jpg", "a.jpg"],
  ["c:a.jpg", "a.jpg"],
  ["a.jpg:stream", "a.jpg-stream"],
  ["..", "media"],
  ["", "media"],
  ["a/", "media"],
  ["NUL", "file-NUL"],
  ["lpt1.tar.gz", "file-lpt1.tar.gz"],
  ["a\r\nb\u202e.png", "ab.png"],
  ["a.jpg. ", "a.jpg"],
])("%j becomes %s", (name, safe) => {
  expect(safeMediaName(name)).toBe(safe);
});

test("a long name is cut to 120 units with its ending, and not within a sign", () => {
  expect(safeMediaName(`${"x".repeat(500)}.jpeg`)).toBe(`${"x".repeat(115)}.jpeg`);
  expect(safeMediaName(`${"x".repeat(115)}${"🎌".repeat(9)}.png`)).toBe(`${"x".repeat(115)}.png`);
});

test("a name of a million dots takes no time", () => {
  const before = performance.now();
  expect(safeMediaName(`${".".repeat(1_000_000)}x`)).toHaveLength(120);
  expect(performance.now() - before).toBeLessThan(500);
});

test("names that are taken get numbers, a hundred thousand equal ones too", () => {
  const taken = new Map<string, number>();
  expect(["a.jpg", "a (2).jpg", "a.jpg", "a.jpg"].map((name) => freeMediaName(name, taken))).toEqual([
    "a.jpg",
    "a (2).jpg",
    "a (3).jpg",
    "a (4).jpg",
  ]);
  for (let count = 0; count < 100_000; count++) freeMediaName("media", taken);
  expect(freeMediaName("media", taken)).toBe("media (100001)");
});
