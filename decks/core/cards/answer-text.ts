import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import type { ReviewSettings } from "../settings/settings.ts";

/** What is forgiven in an answer that was typed. */
export type TypedSettings = ReviewSettings["typed"];

/** An answer is a piece of a line: what begins like a list or a heading there is a sign, as in "- 5 °C". */
const INLINE_ALONE = {
  disable: {
    null: [
      "list",
      "headingAtx",
      "blockQuote",
      "thematicBreak",
      "setextUnderline",
      "codeIndented",
      "codeFenced",
      "definition",
    ],
  },
};

/** The words of a short answer, without the marks of Markdown and the tags of HTML; blanks are single. */
export function answerWords(markdown: string): string {
  const words = /[*_`~[\]&<\\]/.test(markdown)
    ? toString(fromMarkdown(markdown, { extensions: [INLINE_ALONE] }), { includeHtml: false })
    : markdown;
  return singleBlanks(words);
}

export function singleBlanks(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/**
 * A text as it is compared: its quotes and dashes as keyboards have them, without end punctuation, and without case and
 * accents where those do not count.
 */
export function foldedAnswer(text: string, { ignoreCase, ignoreAccents }: TypedSettings): string {
  const plain = singleBlanks(text)
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[‐‑–—−]/g, "-")
    // A minus or a comparison is no end punctuation.
    .replace(/[\s.,;:!?…]+$/u, "");
  const cased = ignoreCase ? plain.toLowerCase() : plain;
  return ignoreAccents ? cased.normalize("NFD").replace(/\p{M}+/gu, "") : cased;
}
