import { definitionIn, exampleIn } from "./definition.ts";
import { outlineFrom } from "./outline.ts";
import { isQuestion } from "./questions.ts";
import { readQuestions } from "./read-questions.ts";
import { readWorkedExamples } from "./read-worked-examples.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import { type Block, type Item, joined } from "./tree.ts";

/** Puts everything in a section where it belongs in the guide; what belongs nowhere is listed as unread. */
export function readSection(section: Section, guide: GuideDraft): void {
  const left = withoutTablesAndDrawings(section, guide);
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

/** Tables and drawings mean the same wherever they stand. */
function withoutTablesAndDrawings(section: Section, guide: GuideDraft): Block[] {
  const left: Block[] = [];
  let title = section.heading || guide.title;
  const named = new Set<number>();
  for (const [index, block] of section.blocks.entries()) {
    if (block.type === "table") {
      if (isTermTable(block)) {
        for (const [index, row] of block.rows.entries()) readTermRow(row, block.line + 2 + index, guide);
      } else if (block.rows.length === 0) {
        leaveUnread(guide, { line: block.line, text: block.columns.join(" | ") }, "A table without rows.");
      } else {
        guide.tables.push({ title, columns: block.columns, rows: block.rows, line: block.line });
      }
    } else if (block.type === "code" && /^(?:tikz|mermaid|dot|plantuml)$/.test(block.language)) {
      guide.diagrams.push({ title, language: block.language, source: block.source, line: block.line });
    } else {
      if (block.type === "heading" || isCaption(block, section.blocks[index + 1])) {
        title = joined(block.text).replace(/[*_`]/g, "").replace(/:$/, "");
        if (usesTitle(section.blocks[index + 1])) named.add(index);
      }
      if (!named.has(index)) left.push(block);
    }
  }
  return left;
}

/** Two columns that say themselves that they are terms and meanings. */
function isTermTable({ columns }: { readonly columns: readonly string[] }): boolean {
  const [first = "", second = "", ...more] = columns.map((column) => column.replace(/[*_`]/g, "").trim());
  return (
    more.length === 0 &&
    /^(?:key )?(?:terms?|words?|vocabulary|concepts?|acronyms?|abbreviations?)$/i.test(first) &&
    /^(?:definitions?|meanings?|descriptions?|explanations?|stands for)$/i.test(second)
  );
}

function readTermRow(row: readonly string[], line: number, guide: GuideDraft): void {
  const [term = "", definition = ""] = row.map((cell) => cell.replace(/^\*\*(.*)\*\*$/, "$1").trim());
  if (term !== "" && definition !== "") guide.glossary.push({ term, definition, line });
  else leaveUnread(guide, { line, text: row.join(" | ") }, "A row without a term or without a definition.");
}

function isCaption(block: Block, next: Block | undefined): block is Extract<Block, { type: "paragraph" }> {
  return (
    block.type === "paragraph" &&
    block.text.length <= 100 &&
    usesTitle(next) &&
    definitionIn(block.text) === null
  );
}

function usesTitle(next: Block | undefined): boolean {
  return (
    next?.type === "table" || (next?.type === "code" && /^(?:tikz|mermaid|dot|plantuml)$/.test(next.language))
  );
}

function readObjectives(blocks: readonly Block[], guide: GuideDraft): void {
  for (const block of blocks) {
    if (block.type === "list") guide.objectives.push(...block.items.map((item) => joined(item.text)));
    else if (!isLeadIn(block)) leaveRest(block, guide);
  }
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
    else if (!isLeadIn(block)) leaveRest(block, guide);
  }
}

function readMuddyPoints(blocks: readonly Block[], guide: GuideDraft): void {
  let title: string | null = null;
  for (const block of blocks) {
    if (block.type === "heading") {
      title = joined(block.text).replace(/[*_`]/g, "");
    } else if (block.type === "list") {
      for (const item of block.items) readMuddyItem(item, guide);
      title = null;
    } else if (block.type === "paragraph") {
      const named = title === null ? definitionIn(block.text) : { term: title, definition: block.text };
      if (named) guide.muddyPoints.push({ title: named.term, text: named.definition, line: block.line });
      else if (!isLeadIn(block)) leaveRest(block, guide);
      title = null;
    } else leaveRest(block, guide);
  }
}

function readMuddyItem(item: Item, guide: GuideDraft): void {
  const more = [item.rest, ...item.children.map((child) => child.text)]
    .filter((text) => text !== "")
    .map(joined);
  const named = definitionIn([item.text, ...more].join(" "));
  if (named) guide.muddyPoints.push({ title: named.term, text: named.definition, line: item.line });
  else
    leaveUnread(
      guide,
      { line: item.line, text: item.text },
      "A point without a name: write it as “Name: what to watch for”.",
    );
}

/** Glossaries, pairs, and everything whose heading says nothing: terms, pairs and questions are known by their shape. */
function readTerms(blocks: readonly Block[], guide: GuideDraft, section: Section): void {
  const named = section.kind === "glossary" || section.kind === "pairs";
  for (const [index, block] of blocks.entries()) {
    switch (block.type) {
      case "list":
        if (!named && block.items.filter((item) => isQuestion(item.text)).length > block.items.length / 2) {
          readQuestions([block, ...answersAfter(blocks, index)], guide);
        } else if (named || looksLikeTerms(block.items)) {
          for (const item of block.items) readTerm(termText(item), item, guide);
        } else leaveRest(block, guide);
        break;
      case "paragraph":
        if (/^(?:[*_]{0,2})Q\d*\s*[:.)]/.test(block.text))
          readQuestions([block, ...answersAfter(blocks, index)], guide);
        else if (isTermLines(block.lines, named))
          for (const line of block.lines) readTerm(line.text, line, guide);
        else if (named && definitionIn(block.text) && !isLeadIn(block)) readTerm(block.text, block, guide);
        else if (section.kind === "visual" && block.text.length <= 100) {
          leaveUnread(guide, block, "A title without a drawing below it.");
        } else if (!isLeadIn(block) && !/^(?:[*_]{0,2})(?:A|Answer)\s*[:.)]/.test(block.text))
          leaveRest(block, guide);
        break;
      case "heading": {
        const next = blocks[index + 1];
        if (next === undefined || next.type === "heading") {
          leaveUnread(guide, block, "A heading without anything below it.");
        }
        break;
      }
      default:
        leaveRest(block, guide);
    }
  }
}

function answersAfter(blocks: readonly Block[], index: number): Block[] {
  const next = blocks[index + 1];
  return next?.type === "paragraph" && /^(?:[*_]{0,2})(?:A|Answer)\s*[:.)]/.test(next.text) ? [next] : [];
}

/** A paragraph with a term on every line; outside a glossary each has to look like one. */
function isTermLines(lines: readonly { readonly text: string }[], named: boolean): boolean {
  const terms = lines.filter(({ text }) => definitionIn(text) !== null);
  if (lines.length < 2 || terms.length < lines.length) return false;
  return named || looksLikeTerms(lines.map(({ text }) => ({ text })));
}

/** At least two items, most of them "term: meaning" with a short term. */
function looksLikeTerms(items: readonly Pick<Item, "text">[]): boolean {
  const terms = items.filter(({ text }) => {
    const found = definitionIn(text);
    // A bold term needs no long meaning: "**22** — SSH".
    const wanted = /^(?:\*\*|__)/.test(text) ? 1 : 2;
    return (
      found !== null && found.term.split(/\s+/).length <= 6 && found.definition.split(/\s+/).length >= wanted
    );
  });
  return items.length >= 2 && terms.length > items.length * 0.6;
}

/** An item with what belongs to its definition below it: more text, and an example that stands as an item of its own. */
function termText(item: Item): string {
  const examples = item.children
    .map((child) => child.text)
    .filter((text) => /^(?:[*_]{0,2})(?:Example|E\.g)/i.test(text));
  return [item.text, item.rest, ...examples].filter((part) => part !== "").join("\n");
}

function readTerm(text: string, at: { readonly line: number }, guide: GuideDraft): void {
  const found = definitionIn(text);
  if (!found) {
    leaveUnread(guide, { line: at.line, text }, "No term and definition: write it as “Term: definition”.");
    return;
  }
  const pair = exampleIn(found.definition);
  if (pair) guide.pairs.push({ term: found.term, ...pair, line: at.line });
  else guide.glossary.push({ ...found, line: at.line });
}

function isLeadIn(block: Block): boolean {
  return block.type === "paragraph" && /:\s*$/.test(block.text) && block.text.length <= 160;
}

function leaveRest(block: Block, guide: GuideDraft): void {
  switch (block.type) {
    case "list":
      for (const item of block.items)
        leaveUnread(guide, item, "A list that names no terms and asks nothing.");
      return;
    case "code":
      return leaveUnread(
        guide,
        { line: block.line, text: block.source },
        "Code is kept in the guide, not made into cards.",
      );
    case "table":
      return;
    case "heading":
    case "paragraph":
      return leaveUnread(guide, block, "Running text is kept in the guide, not made into cards.");
  }
}
