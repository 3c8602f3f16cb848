import type { Issue } from "../issue.ts";
import { readSection } from "./read-section.ts";
import { draftGuide, type Section } from "./section.ts";
import { sectionKindOf } from "./section-kinds.ts";
import { type Block, blocksOf, joined, paragraphBlock } from "./tree.ts";
import type { Guide } from "./types.ts";

const LONGEST_EXCERPT = 200;

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

/** The first heading of the highest level, or the first line of a text that begins without one. */
function titleOf(blocks: readonly Block[], text: string): { title: string; rest: readonly Block[] } {
  const [first, ...others] = blocks;
  if (first?.type === "heading" && sectionKindOf(first.text) === null)
    return { title: plain(first.text), rest: others };
  if (first?.type === "paragraph") {
    const [line = "", ...more] = text.split(/\r\n|\r|\n/).slice(first.line - 1);
    const below = more.slice(0, first.text === joined(line) ? 0 : countLines(more));
    const left = joined(below.join("\n"));
    const rest: Block[] = left === "" ? [] : [paragraphBlock(below.join("\n"), first.line + 1)];
    if (line.length <= 120) return { title: plain(line), rest: [...rest, ...others] };
  }
  return { title: "Study guide", rest: blocks };
}

function countLines(lines: readonly string[]): number {
  const end = lines.findIndex((line) => line.trim() === "" || sectionKindOf(line.trim()) !== null);
  return end === -1 ? lines.length : end;
}

function plain(heading: string): string {
  return joined(heading.replace(/^#+\s*/, "").replace(/[*_`]/g, "")).trim() || "Study guide";
}

/** Runs of blocks under one meaning. A heading that says nothing of it stays in the section that it lies below. */
function sectionsIn(blocks: readonly Block[]): Section[] {
  const sections: { kind: Section["kind"]; heading: string; depth: number; line: number; blocks: Block[] }[] =
    [];
  let current = { kind: "other" as Section["kind"], heading: "", depth: 0, line: 1, blocks: [] as Block[] };
  sections.push(current);
  for (const block of blocks) {
    if (block.type !== "heading") {
      current.blocks.push(block);
      continue;
    }
    const kind = sectionKindOf(block.text);
    const below = block.depth > current.depth && current.depth > 0;
    if (kind === "answers" && current.kind === "questions") {
      current.blocks.push(block);
    } else if (below && staysBelow(kind, current.kind)) {
      current.blocks.push(block);
    } else {
      current = {
        kind: kind ?? "other",
        heading: plain(block.text),
        depth: block.depth,
        line: block.line,
        blocks: [],
      };
      sections.push(current);
    }
  }
  return sections;
}

/** Deeper headings divide a section; only one that clearly means something else ends it. */
function staysBelow(kind: Section["kind"] | null, current: Section["kind"]): boolean {
  if (kind === null || kind === current) return true;
  return (
    current === "worked-examples" || (current === "visual" && kind !== "questions") || kind === "concept"
  );
}
