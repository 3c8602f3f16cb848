import { tagsOfLine } from "./blocks.ts";
import type { MarkdownCard } from "./types.ts";

/**
 * Cards as a Markdown deck that `readMarkdownDeck` reads back as they are, but for blank space around their texts:
 * decks as headings, a question and its answer as "Q:" and "A:", two directions as "??", gaps as they are. Lines after
 * the first of a text stand two spaces in, so that none of them is taken for a mark. Cards without a deck come first,
 * since no heading can say that there is none.
 */
export function writeMarkdownDeck(cards: readonly MarkdownCard[]): string {
  const blocks: string[] = [];
  let above: readonly string[] = [];
  const isHomeless = ({ deckPath }: MarkdownCard) => (deckPath ?? []).length === 0;
  for (const card of [...cards.filter(isHomeless), ...cards.filter((one) => !isHomeless(one))]) {
    const path = card.deckPath ?? [];
    blocks.push(...headingsBetween(above, path));
    above = path;
    blocks.push([...blockOf(card), ...tagLines(card.tags)].join("\n"));
  }
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

/** The headings that lead from one deck to another. Markdown has six levels: what lies deeper shares the last. */
function headingsBetween(from: readonly string[], to: readonly string[]): readonly string[] {
  const [before, after] = [levelsOf(from), levelsOf(to)];
  if (before.length === after.length && before.every((name, index) => name === after[index])) return [];
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared++;
  // Back in a deck from one within it: its own heading again.
  if (shared === after.length) shared--;
  return after.slice(shared).map((name, index) => `${"#".repeat(shared + index + 1)} ${name}`);
}

function levelsOf(path: readonly string[]): readonly string[] {
  const names = path.map((name) => name.replace(/\s+/g, " ").trim());
  return names.length <= 6 ? names : [...names.slice(0, 5), names.slice(5).join("::")];
}

function blockOf(card: MarkdownCard): readonly string[] {
  if (card.kind === "cloze") return indentedBlock(card.text);
  if (card.isReversed) return [...indentedBlock(card.front), "??", ...indented(card.back)];
  return [...side("Q:", card.front), ...side("A:", card.back)];
}

/** A text behind its mark; one that begins with code, or deeper in, begins on a line of its own. */
function side(mark: string, text: string): readonly string[] {
  const [first = "", ...rest] = indented(text);
  const isPlain = /^ {2}[^\s`~]/.test(first);
  return isPlain ? [`${mark} ${first.slice(2)}`, ...rest] : [mark, first, ...rest];
}

/** A text whose every line stands two spaces in, and a rule above it, else it would belong to the block before. */
function indentedBlock(text: string): readonly string[] {
  return ["---", "", ...indented(text)];
}

function indented(text: string): readonly string[] {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => (line.trim() === "" ? "" : `  ${line}`));
}

/** A tag's own "#" would make a heading of the line. One line, or one a tag where it would be too long to be read as tags. */
function tagLines(tags: readonly string[]): readonly string[] {
  const words = tags
    .map((tag) => `#${tag.trim().replace(/^#+/, "").replace(/\s+/g, "_")}`)
    .filter((word) => word !== "#");
  const line = words.join(" ");
  return line === "" ? [] : tagsOfLine(line) === null ? words : [line];
}
