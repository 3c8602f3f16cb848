import { expect, test } from "vitest";
import { mediaNames } from "./media-names.ts";

test.each([
  ['<img src="a.png"> [sound:b c.mp3] url(d.png)', ["a.png", "b c.mp3", "d.png"]],
  ['![A map](a%20b.png) ![](<c d.png> "title") ![x][ref]\n\n[ref]: e.png', ["a b.png", "c d.png", "e.png"]],
  ["![map (2)](a(2).png) ![](b\\_c.mp3)", ["a(2).png", "b_c.mp3"]],
  ["![](./media/a.png) <img src='folder/b.png'>", ["b.png", "a.png"]],
  ["![](https://a.example/b.png) [x](//c/d.png) ![](data:image/png;base64,AA)", []],
  ["a [b] (c) and [d]", []],
])("%s names %j", (text, names) => {
  expect([...mediaNames(text)]).toEqual(names);
});

test("a text of a hundred thousand openings is looked through at once", () => {
  const startedAt = performance.now();
  for (const opening of ["](", "](a(", "](<", "[sound:", "]("]) mediaNames(opening.repeat(100_000));
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
