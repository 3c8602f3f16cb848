import { expect, test } from "vitest";
import { fileName, isPlayed, leadsElsewhere } from "./sources.ts";

test.each([
  ["a.png", "a.png"],
  [" a%20b.png ", "a b.png"],
  ["50%.png", "50%.png"],
  ["./media/a.png", "a.png"],
  ["folder\\a.png", "a.png"],
  ["a%22b.png", 'a"b.png'],
  ["%2e%2e%2fa.png", "a.png"],
  ["folder/", "folder/"],
])("%s names the file %s", (written, name) => {
  expect(fileName(written)).toBe(name);
});

test("an address with a scheme or a host leads elsewhere, a name does not", () => {
  const away = [
    "https://a/b.png",
    "//a/b.png",
    "\\\\a\\b.png",
    " javascript:x",
    "data:image/svg+xml,x",
    "blob:x",
  ];
  expect(away.filter((address) => !leadsElsewhere(address))).toEqual([]);
  expect(["a.png", "a b/c.png", "1:2.png", "?x"].filter(leadsElsewhere)).toEqual([]);
});

test("sounds and films are told from pictures by their endings", () => {
  expect(["a.mp3", "b.OGG", "c.webm"].every(isPlayed)).toBe(true);
  expect(["a.png", "mp3", "a.mp3.svg"].some(isPlayed)).toBe(false);
});
