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
  ["&#9999999;", "\uFFFD"],
])("%j in words is %j", (html, words) => {
  expect(plainText(html)).toBe(words);
});

test.each([
  ["plain words: nothing", { scripts: 0, handlers: 0, frames: 0, forms: 0, remote: 0 }],
  ["<script>x</script><a href='JavaScript:x'>", { scripts: 2 }],
  ["<img src=x onerror=alert(1)><svg/onload=x>", { handlers: 2 }],
  ["<iframe src=x></iframe><meta http-equiv=refresh>", { frames: 2 }],
  ['<img src="https://example.com/x.png"><img srcset="//example.com/x 2x">', { remote: 2 }],
  ["<input><form>", { forms: 2 }],
])("what will not be shown of %s", (html, dangers) => {
  expect(dangersIn(html)).toMatchObject(dangers);
});

test("what will not be shown of a style sheet", () => {
  const css = '@import "x.css"; @font-face { src: url(https://e.com/f) } .a { position: fixed }';
  expect(dangersInCss(css)).toEqual({ imports: 1, fonts: 1, remote: 1, fixed: 1 });
});

test("files are found by how texts name them, and addresses elsewhere are none", () => {
  const html = `<img src="a b.png"><img src='c%20d.png'><img src=e.png>[sound:f.mp3]<img src="https://x.org/g.png">
    <img src="data:image/png;base64,AA"> .card { background: url("_h.png") } <img src="i&amp;j.png">`;
  expect([...mediaNames(html)]).toEqual(["a b.png", "c d.png", "e.png", "f.mp3", "_h.png", "i&j.png"]);
});
