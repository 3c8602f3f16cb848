import { clozeText } from "./cloze.ts";
import { decodedEntities } from "./entities.ts";
import { searchAhead } from "./search-ahead.ts";

/** Elements that stand on lines of their own: their words do not join those of their neighbours. */
const BLOCKS = new Set(
  "p div br hr li ul ol dl dt dd tr td th table caption h1 h2 h3 h4 h5 h6 blockquote pre section article header footer figure figcaption details summary".split(
    " ",
  ),
);
const OPENING = /<!--|<\/?([a-z][a-z\d]*)|\[(?:sound|anki):/gi;
const ALT = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** The words of a piece of HTML on one line, for lists, for search, and to tell notes apart. Never shown as HTML. */
export function plainText(html: string): string {
  const words = /[<&[{]/.test(html) ? decodedEntities(withoutClozes(withoutTags(html))) : html;
  return words.replace(/\s+/g, " ").trim();
}

function withoutTags(html: string): string {
  const ends = {
    comment: searchAhead(html, /-->/g),
    bracket: searchAhead(html, /\]/g),
    tag: searchAhead(html, />/g),
    script: searchAhead(html, /<\/script\s*>/gi),
    style: searchAhead(html, /<\/style\s*>/gi),
    template: searchAhead(html, /<\/template\s*>/gi),
  };
  let words = "";
  let from = 0;
  for (const match of html.matchAll(OPENING)) {
    const { index, 0: opening, 1: tag = "" } = match;
    if (index < from) continue;
    const behind = (end: RegExpExecArray | null) => (end ? end.index + end[0].length : null);
    const name = tag.toLowerCase();
    let shown = BLOCKS.has(name) || tag === "" ? " " : "";
    let to = behind(ends[tag !== "" ? "tag" : opening.startsWith("[") ? "bracket" : "comment"](index));
    // What nothing closes is text.
    if (to === null) continue;
    if (name === "img") {
      const alt = ALT.exec(html.slice(index, to));
      shown = ` ${alt?.[1] || alt?.[2] || alt?.[3] || "[picture]"} `;
    } else if (opening[1] !== "/" && (name === "script" || name === "style" || name === "template")) {
      shown = " ";
      to = behind(ends[name](to)) ?? html.length;
    }
    words += html.slice(from, index) + shown;
    from = to;
  }
  return words + html.slice(from);
}

function withoutClozes(text: string): string {
  if (!text.includes("{{c")) return text;
  // No card has the number 0, so that every gap is one of the others.
  return clozeText(text, 0, { asked: (content) => content, other: (content) => content });
}
