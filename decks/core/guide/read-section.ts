import { outlineFrom } from "./outline.ts";
import { readMuddyPoints } from "./read-muddy.ts";
import { readQuestions } from "./read-questions.ts";
import { readTablesAndDrawings } from "./read-tables.ts";
import { readTerms } from "./read-terms.ts";
import { readWorkedExamples } from "./read-worked-examples.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import { type Block, joined } from "./tree.ts";
import { isLeadIn, leaveRest } from "./unread.ts";

/** Puts everything in a section where it belongs in the guide; what belongs nowhere is listed as unread. */
export function readSection(section: Section, guide: GuideDraft): void {
  if (section.kind === "aside") {
    for (const block of section.blocks) leaveRest(block, guide);
    return;
  }
  const left = readTablesAndDrawings(section, guide);
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
      return readQuestions(left, guide);
    case "muddy":
      return readMuddyPoints(left, guide);
    default:
      return readTerms(left, guide, section);
  }
}

function readObjectives(blocks: readonly Block[], guide: GuideDraft): void {
  for (const block of blocks) {
    if (block.type === "list") guide.objectives.push(...block.items.map((item) => joined(item.text)));
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

function readOutline(blocks: readonly Block[], guide: GuideDraft): void {
  for (const block of blocks) {
    if (block.type === "list") guide.outline.push(...outlineFrom(block.items));
    else if (block.type === "heading")
      guide.outline.push({ text: block.text, children: [], line: block.line });
    else if (block.type === "paragraph" && block.lines.length > 1)
      guide.outline.push(...block.lines.map(({ text, line }) => ({ text, children: [], line })));
    else if (!isLeadIn(block))
      leaveUnread(
        guide,
        { line: block.line, text: "text" in block ? block.text : "" },
        "Running text in the outline.",
      );
  }
}
