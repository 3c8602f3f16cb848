import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import php from "highlight.js/lib/languages/php";
import powershell from "highlight.js/lib/languages/powershell";
import python from "highlight.js/lib/languages/python";
import r from "highlight.js/lib/languages/r";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { withCodeBlocks } from "./parts/rich-text/code-blocks.ts";
import type { Highlighter } from "./parts/rich-text/highlighter.ts";

const LANGUAGES = {
  ...{ bash, c, cpp, csharp, css, diff, dockerfile, go, java, javascript, json, kotlin, php, powershell },
  ...{ python, r, ruby, rust, sql, swift, typescript, xml, yaml },
};
/** In characters; its expressions look back and forth, and longer code would stop the window. */
const LONGEST = 20_000;

for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);
hljs.configure({ classPrefix: "code-" });

/** Marks the words of code by classes alone; which colours they have is the style sheet's. */
export const highlight: Highlighter = (html) =>
  withCodeBlocks(html, (language, code) => {
    if (code.length > LONGEST || !hljs.getLanguage(language)) return null;
    const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
    return `<pre><code class="language-${language.replace(/[^\w+#.-]/g, "")}">${value}</code></pre>`;
  });
