import { isNumberedQuestion, isQuestion } from "./questions.ts";
import type { Section } from "./section.ts";
import { type SectionKind, sectionKindOf, titleText } from "./section-kinds.ts";
import type { Block } from "./tree.ts";

interface Draft {
  readonly kind: SectionKind;
  readonly heading: string;
  readonly depth: number;
  readonly line: number;
  readonly blocks: Block[];
  /** Whether a key of answers has been found for its questions. */
  isAnswered?: boolean;
}

/** Sections that are often divided by headings of their own, one for each thing in them. */
const DIVIDED = new Set<SectionKind>(["glossary", "pairs", "questions", "muddy", "worked-examples"]);

/** Runs of blocks under one meaning. A heading that says nothing of it stays in the section that it lies below. */
export function sectionsIn(blocks: readonly Block[]): Section[] {
  let current: Draft = { kind: "other", heading: "", depth: 0, line: 1, blocks: [] };
  const sections = [current];
  for (const block of blocks) {
    if (block.type !== "heading") {
      current.blocks.push(block);
      continue;
    }
    const kind = sectionKindOf(block.text);
    const questions = kind === "answers" ? sections.findLast(hasQuestions) : undefined;
    if (questions) {
      gatherUnanswered(sections, questions);
      questions.isAnswered = true;
      current = questions;
      current.blocks.push(block);
    } else if (isLetter(block.text) && current.kind === "glossary") {
      continue;
    } else if (kind === null && asks(block.text)) {
      if (current.kind === "questions" || current.kind === "other") current.blocks.push(block);
      else {
        current = { kind: "other", heading: "", depth: block.depth, line: block.line, blocks: [block] };
        sections.push(current);
      }
    } else if (staysBelow(block, kind, current)) {
      current.blocks.push(block);
    } else {
      current = {
        kind: kind ?? "other",
        heading: titleText(block.text),
        depth: block.depth,
        line: block.line,
        blocks: [],
      };
      sections.push(current);
    }
  }
  return sections;
}

/** A key after several sets of questions is the key to all of them. */
function gatherUnanswered(sections: Draft[], last: Draft): void {
  const open = sections.filter(
    (section) =>
      section !== last && section.kind === "questions" && !section.isAnswered && last.kind === "questions",
  );
  for (const section of open.toReversed()) {
    const { heading: text, depth, line } = section;
    last.blocks.unshift({ type: "heading", depth: Math.max(1, depth), text, line }, ...section.blocks);
    sections.splice(sections.indexOf(section), 1);
  }
}

/** "A" to "Z" in a glossary, "A–D" too. */
function isLetter(heading: string): boolean {
  return /^[*_]*(?:\p{L}|#|0-9)(?:\s*[-–—/&]\s*\p{L})?[*_]*$/u.test(heading.trim());
}

/** "What is a VPC?" and "Question 3" are questions, not sections. */
function asks(heading: string): boolean {
  return /\?[*_"”)]*$/.test(heading.trim()) || isNumberedQuestion(heading);
}

function hasQuestions({ kind, blocks }: Draft): boolean {
  if (kind === "questions") return true;
  if (kind !== "other") return false;
  return blocks.some((block) => {
    if (block.type === "list") return block.items.some((item) => isQuestion(item.text));
    return block.type === "paragraph" && block.lines.some(({ text }) => isQuestion(text));
  });
}

/** Deeper headings divide a section; only one that clearly means something else ends it. */
function staysBelow(
  { depth }: Extract<Block, { type: "heading" }>,
  kind: SectionKind | null,
  current: Draft,
): boolean {
  if (current.depth === 0) return false;
  if (kind === null && DIVIDED.has(current.kind)) {
    // Headings right below, at whatever depth, divide the section, and so do others of their depth.
    const [first] = current.blocks;
    if (first === undefined || (first.type === "heading" && depth >= first.depth)) return true;
  }
  if (depth <= current.depth) return false;
  if (kind === null || kind === current.kind) return true;
  return (
    current.kind === "worked-examples" ||
    (current.kind === "visual" && kind !== "questions") ||
    (kind === "concept" && current.kind !== "aside")
  );
}
