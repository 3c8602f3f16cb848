import type { Issue } from "../issue.ts";
import { definitionIn, isAboutTheNotes } from "./definition.ts";
import { frontMatterTitle } from "./fenced-lines.ts";
import { isQuestion } from "./questions.ts";
import { readSection } from "./read-section.ts";
import { draftGuide } from "./section.ts";
import { namesSubject, sectionKindOf, titleText } from "./section-kinds.ts";
import { sectionsIn } from "./sections-in.ts";
import { joined } from "./joined.ts";
import { type Block, type Line, paragraphBlock, readingBlocks } from "./tree.ts";
import type { Guide } from "./types.ts";

/** The title of a guide that has none. */
export const UNTITLED = "Study guide";

const LONGEST_EXCERPT = 200;
const LONGEST_TITLE = 120;
/** Paragraphs above the first list or table among which a title is looked for. */
const MOST_LINES_ABOVE = 6;

/**
 * A study guide read into its parts. Never throws, whatever the text; what became nothing is listed in `unread`, so
 * that nothing vanishes. Line numbers are those of the text as given.
 */
export function readGuide(text: string): Guide {
  const reading = readingGuide(text);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

/** The same, a piece at a time, for whoever has other things to do in between; yields how much is done, 0 to 1. */
export function* readingGuide(text: string): Generator<number, Guide> {
  const blocks = yield* readingBlocks(text);
  const { title, rest } = titleOf(blocks, text);
  const guide = draftGuide(title);
  for (const section of sectionsIn(rest)) readSection(section, guide);
  const unread: Issue[] = guide.unread.map((issue) => ({
    ...issue,
    text: joined(issue.text).slice(0, LONGEST_EXCERPT),
  }));
  return { ...guide, unread: unread.sort((a, b) => a.line - b.line) };
}

/** The settings' title, the first heading of the highest level, or the first line of a text that begins without one. */
function titleOf(blocks: readonly Block[], text: string): { title: string; rest: readonly Block[] } {
  const given = frontMatterTitle(text);
  const [first, ...others] = blocks;
  if (first?.type === "heading") {
    const says = sectionKindOf(first.text) === null;
    if (says) return { title: given ?? plain(first.text), rest: others };
    if (given !== null) return { title: given, rest: blocks };
    if (namesSubject(first.text)) return { title: plain(first.text), rest: blocks };
  }
  const heading = headTitle(blocks);
  if (given !== null || heading) {
    const title = given ?? plain(heading?.text ?? "");
    return { title, rest: blocks.filter((block) => block !== heading || sectionKindOf(title) !== null) };
  }
  const line = titleLine(blocks);
  if (line) return { title: plain(line.text), rest: blocks.flatMap((block) => withoutLine(block, line)) };
  return { title: UNTITLED, rest: blocks };
}

type Heading = Extract<Block, { type: "heading" }>;

/** A heading of the first level, or one that only a few lines stand above which are no title themselves. */
function headTitle(blocks: readonly Block[]): Heading | undefined {
  const top = blocks.find((block): block is Heading => block.type === "heading" && block.depth === 1);
  if (top) return top;
  const at = blocks.findIndex(({ type }) => type === "heading");
  const heading = blocks[at];
  if (heading?.type !== "heading" || at < 1 || at > 3 || sectionKindOf(heading.text) !== null)
    return undefined;
  const above = blocks.slice(0, at);
  const isHead = above.every((block) => block.type === "paragraph" && block.text.length <= 400);
  const [first] = above;
  return isHead && first?.type === "paragraph" && !isTitleLine(first.lines[0]?.text ?? "")
    ? heading
    : undefined;
}

/** The first line of a paragraph near the top that can be a title. */
function titleLine(blocks: readonly Block[]): Line | undefined {
  const end = blocks.findIndex(({ type }) => type !== "paragraph");
  const head = blocks.slice(0, Math.min(end === -1 ? blocks.length : end, MOST_LINES_ABOVE));
  const lines = head.flatMap((block) => (block.type === "paragraph" ? block.lines.slice(0, 1) : []));
  const free = lines.filter((line) => !isContent(line, head));
  return free.find(({ text }) => isTitleLine(text)) ?? free.find(({ text }) => text.length <= LONGEST_TITLE);
}

/** Whether a line is study material already: a question, or one of several terms below each other. */
function isContent({ text }: Line, head: readonly Block[]): boolean {
  if (isQuestion(text)) return true;
  if (/\b(?:guide|notes|review|summary|handout|cheat ?sheet|overview)\b/i.test(text)) return false;
  const block = head.find((one) => one.type === "paragraph" && one.lines[0]?.text === text);
  const next = block?.type === "paragraph" ? block.lines[1] : undefined;
  return next !== undefined && definitionIn(text) !== null && isTermLine(next.text);
}

function isTermLine(text: string): boolean {
  const found = definitionIn(text);
  return found !== null && !isAboutTheNotes(found.term);
}

function withoutLine(block: Block, line: Line): Block[] {
  if (block.type !== "paragraph" || block.lines[0] !== line) return [block];
  const [, ...rest] = block.lines;
  const text = rest.map((one) => one.text).join("\n");
  return rest.length === 0 ? [] : [{ ...paragraphBlock(text, rest[0]?.line ?? line.line), lines: rest }];
}

/** Whether a first line can be a title: short, no sentence, and not set in columns as a letterhead is. */
function isTitleLine(line: string): boolean {
  if (/^(?:skip to|home|menu|search|sign in|log ?in|share|subscribe|we use cookies|cookie)\b/i.test(line))
    return false;
  return line.length <= 90 && !/[!?.]\s|[.!?]\W*$|\S\s{2,}\S/.test(line);
}

function plain(heading: string): string {
  return titleText(joined(heading)) || UNTITLED;
}
