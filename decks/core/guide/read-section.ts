import { outlineFrom } from "./outline.ts";
import { readMuddyPoints } from "./read-muddy.ts";
import { isQuestion } from "./questions.ts";
import { readQuestions } from "./read-questions.ts";
import { readTablesAndDrawings } from "./read-tables.ts";
import { readTerms } from "./read-terms.ts";
import { readWorkedExamples, takeWorkedExamples } from "./read-worked-examples.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import { joined } from "./joined.ts";
import type { Block, Item, Line } from "./tree.ts";
import { isLeadIn, leaveRest } from "./unread.ts";

/** Puts everything in a section where it belongs in the guide; what belongs nowhere is listed as unread. */
export function readSection(section: Section, guide: GuideDraft): void {
  if (section.kind === "aside") {
    for (const block of section.blocks) leaveRest(block, guide);
    return;
  }
  const others = readTablesAndDrawings(section, guide);
  if (section.kind === "other" && beginsWithObjectives(others)) return readObjectives(others, guide);
  const isWorked = section.kind === "worked-examples" || section.kind === "questions";
  const left = isWorked ? others : takeWorkedExamples(section, others, guide);
  switch (section.kind) {
    case "objectives":
      return readObjectives(left, guide);
    case "big-idea":
      return readBigIdea(left, guide);
    case "outline":
      return readOutline(left, guide);
    case "worked-examples":
      return readWorkedExamples(left, guide, section);
    case "questions":
    case "answers":
      return readQuestionsOrTerms(left, guide, section);
    case "muddy":
      return readMuddyPoints(left, guide);
    default:
      return readTerms(left, guide, section);
  }
}

/** Flash cards may be terms: "ampacity :: what a conductor can carry" asks nothing by itself. */
function readQuestionsOrTerms(blocks: readonly Block[], guide: GuideDraft, section: Section): void {
  const asTerms = (text: string) => /\S\s+::\s+\S/.test(text) && !isQuestion(text.split("::")[0] ?? "");
  const isTerms = (block: Block) =>
    (block.type === "paragraph" &&
      block.lines.length > 1 &&
      block.lines.every(({ text }) => asTerms(text))) ||
    (block.type === "list" && block.items.length > 1 && block.items.every(({ text }) => asTerms(text)));
  readTerms(blocks.filter(isTerms), guide, { ...section, kind: "glossary" });
  readQuestions(
    blocks.filter((block) => !isTerms(block)),
    guide,
  );
}

/** "By the end of this module, you can:" says what its list is, whatever the heading. */
function beginsWithObjectives([first, second]: readonly Block[]): boolean {
  return (
    first?.type === "paragraph" &&
    second?.type === "list" &&
    /\b(?:by the end of|after (?:studying|completing|reading|finishing)) this\b.*\b(?:can|will|should|able)\b/i.test(
      first.text,
    )
  );
}

function readObjectives(blocks: readonly Block[], guide: GuideDraft): void {
  for (const block of blocks) {
    if (block.type === "list")
      guide.objectives.push(...block.items.map((item) => joined(item.text.replace(/^\[[ xX]\]\s+/, ""))));
    else if (block.type === "paragraph" && block.lines.length > 1) {
      const [lead, ...rest] = block.lines;
      const lines = lead && isLeadInText(lead.text) ? rest : block.lines;
      guide.objectives.push(...lines.map(({ text }) => text.replace(/^(?:\d+|[a-z])[.)]\s+/i, "")));
    } else if (!isLeadIn(block) && !isLeadInText(block.type === "paragraph" ? block.text : ""))
      leaveRest(block, guide);
  }
}

function isLeadInText(text: string): boolean {
  return /:\s*[*_]*$/.test(text) || /\b(?:able to|you will|you can|students will)\W*$/i.test(text);
}

function readBigIdea(blocks: readonly Block[], guide: GuideDraft): void {
  const texts = blocks.flatMap((block) => {
    if (block.type === "paragraph") return [block.text];
    return block.type === "list" ? block.items.map((item) => `- ${joined(item.text)}`) : [];
  });
  if (texts.length > 0) guide.bigIdea = [guide.bigIdea, ...texts].filter(Boolean).join("\n\n");
}

function lineItem({ text, line }: Line): Item {
  return { number: null, letter: null, text, rest: "", children: [], line };
}

function readOutline(blocks: readonly Block[], guide: GuideDraft): void {
  for (const block of blocks) {
    if (block.type === "list") guide.outline.push(...outlineFrom(block.items));
    else if (block.type === "heading")
      guide.outline.push({ text: block.text, children: [], line: block.line });
    else if (block.type === "paragraph" && block.lines.length > 1)
      guide.outline.push(...outlineFrom(block.lines.map(lineItem)));
    else if (!isLeadIn(block))
      leaveUnread(
        guide,
        { line: block.line, text: "text" in block ? block.text : "" },
        "Running text in the outline.",
      );
  }
}
