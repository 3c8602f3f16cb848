import type { Issue } from "../issue.ts";
import { frontMatterTitle } from "./fenced-lines.ts";
import { readSection } from "./read-section.ts";
import { draftGuide } from "./section.ts";
import { namesSubject, sectionKindOf, titleText } from "./section-kinds.ts";
import { sectionsIn } from "./sections-in.ts";
import { type Block, blocksOf, joined, paragraphBlock } from "./tree.ts";
import type { Guide } from "./types.ts";

const LONGEST_EXCERPT = 200;
const LONGEST_TITLE = 120;

/**
 * A study guide read into its parts. Never throws, whatever the text; what became nothing is listed in `unread`, so
 * that nothing vanishes. Line numbers are those of the text as given.
 */
export function readGuide(text: string): Guide {
  const blocks = blocksOf(text);
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
  const heading = blocks.find((block) => block.type === "heading" && block.depth === 1);
  if (given !== null || heading?.type === "heading") {
    const title = given ?? plain(heading?.type === "heading" ? heading.text : "");
    return { title, rest: blocks.filter((block) => block !== heading || sectionKindOf(title) !== null) };
  }
  if (first?.type === "paragraph") {
    const [line, ...below] = first.lines;
    const more = below.map((one) => one.text).join("\n");
    const rest: Block[] = more === "" ? [] : [paragraphBlock(more, below[0]?.line ?? first.line + 1)];
    if (line && line.text.length <= LONGEST_TITLE)
      return { title: plain(line.text), rest: [...rest, ...others] };
  }
  return { title: "Study guide", rest: blocks };
}

function plain(heading: string): string {
  return titleText(joined(heading)) || "Study guide";
}
