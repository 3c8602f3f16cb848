import { readMarkdownDeck } from "./markdown-deck/read-markdown-deck.ts";
import type { Contents } from "./read-contents.ts";
import { dangersOf } from "./report-dangers.ts";
import { markdownContents } from "./text-contents.ts";
import { titleOf } from "./title-of.ts";

/** Issues of pieces that made no card; the others say what was doubted. */
const LEFT_OUT: ReadonlySet<string> = new Set(["not-a-card", "question-without-answer"]);

/** A Markdown deck in Cardinal's terms. */
export function readMarkdownContents(text: string, fileName: string): Contents {
  const { title, notes, issues } = readMarkdownDeck(text);
  const contents = markdownContents(notes, title ?? titleOf(fileName));
  return {
    ok: true,
    format: "markdown-deck",
    formatName: "Markdown deck",
    generation: null,
    contents,
    warnings: dangersOf(contents),
    issues,
    dropped: issues.filter(({ code }) => LEFT_OUT.has(code)).length,
    table: null,
  };
}
