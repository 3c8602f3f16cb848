import { expect, test } from "vitest";
import { highlight } from "../../highlight.ts";
import { withCodeBlocks } from "./code-blocks.ts";

const block = (language: string, code: string) =>
  `<pre><code class="language-${language}">${code}</code></pre>`;

test("a block of code is handed over as it was written, and stays where nothing is made of it", () => {
  const html = `<p>a</p>${block("c++", "a &lt; b &amp;&amp; &quot;c&quot;\n")}${block("x", "y")}`;
  const seen: string[][] = [];
  const made = withCodeBlocks(html, (language, code) => {
    seen.push([language, code]);
    return language === "x" ? null : "<hr>";
  });
  expect(seen).toEqual([
    ["c++", 'a < b && "c"\n'],
    ["x", "y"],
  ]);
  expect(made).toBe(`<p>a</p><hr>${block("x", "y")}`);
});

test.each(["js", "py", "c++", "C#", "sh", "html", "yml", "rs", "dockerfile"])(
  "code in %s, a name that people use, is coloured by classes alone",
  (language) => {
    const html = highlight(
      block(language, "// &quot;x&quot; 1\nFROM a\nif x: 2 # y\n&lt;b c=&quot;d&quot;&gt;"),
    );
    expect(html).toContain('<span class="code-');
    expect(html).not.toContain("style=");
  },
);

test.each([
  ["of an unknown language", block("brainfuck", "+ - 1")],
  ["without a language", "<pre><code>if (1) {}</code></pre>"],
  ["that is too long to colour at once", block("js", "let a = 1;\n".repeat(3_000))],
  ["whose language is HTML", block("&lt;img/onerror=x&gt;", "1")],
])("code %s is left as it is", (_which, html) => {
  expect(highlight(html)).toBe(html);
});

test("code that looks like HTML stays code", () => {
  const html = highlight(block("js", "&lt;/code&gt;&lt;img src=x onerror=alert(1)&gt; &amp;lt;"));
  expect(html.replace(/<\/?(?:pre|code|span)[^<>]*>/g, "")).not.toMatch(/[<>]/);
  expect(html).toContain("&amp;lt;");
});
