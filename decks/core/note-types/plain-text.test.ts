import { expect, test } from "vitest";
import { dangersIn, dangersInCss } from "./dangers.ts";
import { mediaNames } from "./media-names.ts";
import { plainText } from "./plain-text.ts";

test.each([
  ["<div>One</div><div>two</div>", "One two"],
  ["a<b>b</b>c", "abc"],
  ["3 &lt; 4 &amp; 5&nbsp;&#8211;&#x2013; &bogus;", "3 < 4 & 5 –– &bogus;"],
  ["<script>alert(1)</script>text<style>p{}</style>", "text"],
  ['[sound:x.mp3] <img src="a.png" alt="A map"> <img src=b.png>', "A map [picture]"],
  ["{{c1::Delta::land}} of {{c2::silt}}", "Delta of silt"],
  ["5 < 6 and 7 > 2", "5 < 6 and 7 > 2"],
  ["&#9999999;&#xD800;&valueOf;", "\uFFFD\uFFFD&valueOf;"],
  ["<SCRIPT>a<b</SCRIPT >x<style>p{}", "x"],
  ["a<!-- <b>x</b> -->b", "a b"],
  ["a <!-- b", "a <!-- b"],
  ["{{c1::the {{c2::Nile}}::river}}", "the Nile"],
  ["&lt;b&gt;", "<b>"],
])("%j in words is %j", (html, words) => {
  expect(plainText(html)).toBe(words);
});

test.each([
  ["plain words: nothing", { scripts: 0, handlers: 0, frames: 0, forms: 0, remote: 0 }],
  ["JavaScript: the parts. 5 <6, one = 1", { scripts: 0, handlers: 0, frames: 0, forms: 0, remote: 0 }],
  ["<script>x</script><a href='JavaScript:x'>", { scripts: 2 }],
  ["<a href='java&#10;script:x'><a href='java\tscript:x'><a href='javascript&colon;x'>", { scripts: 3 }],
  ["<img alt='>' onerror=x>", { handlers: 1 }],
  ["<img src=x onerror=alert(1)><svg/onload=x>", { handlers: 2 }],
  ["<iframe src=x></iframe><meta http-equiv=refresh>", { frames: 2 }],
  ['<img src="https://example.com/x.png"><img srcset="//example.com/x 2x">', { remote: 2 }],
  [
    "<svg><use xlink:href='//example.com/x'/></svg><p style='background:url( \"https://e.com\")'>",
    { remote: 2 },
  ],
  ["<input><form>", { forms: 2 }],
])("what will not be shown of %s", (html, dangers) => {
  expect(dangersIn(html)).toMatchObject(dangers);
});

test("what will not be shown of a style sheet", () => {
  const css = '@import "x.css"; @font-face { src: url(https://e.com/f) } .a { position: fixed }';
  expect(dangersInCss(css)).toEqual({ imports: 1, fonts: 1, remote: 1, fixed: 1 });
  const harmless = ".a { scroll-behavior: smooth; background: url(_a.png); position: absolute }";
  expect(dangersInCss(harmless)).toEqual({ imports: 0, fonts: 0, remote: 0, fixed: 0 });
});

test("files are found by how texts name them, and addresses elsewhere are none", () => {
  const html = `<img src="a b.png"><img src='c%20d.png'><img src=e.png>[sound:f.mp3]<img src="https://x.org/g.png">
    <img src="data:image/png;base64,AA"> .card { background: url("_h.png") } <img src="i&amp;j.png">`;
  expect([...mediaNames(html)]).toEqual(["a b.png", "c d.png", "e.png", "f.mp3", "_h.png", "i&j.png"]);
});

/** Beginnings that nothing ends: what looks at the rest of the text for each of them takes minutes. */
const BEGINNINGS = ["<", "<a", "<a '", "<a onx", "<!--", "<script>", "[sound:", "{{c1::", "url(  ", "src='"];

test.each([
  ["words", plainText],
  ["dangers", dangersIn],
  ["names of files", mediaNames],
])("%s are found in a text of a hundred thousand beginnings without an end", (_what, find) => {
  const startedAt = performance.now();
  for (const beginning of BEGINNINGS) find(beginning.repeat(100_000 / beginning.length));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
