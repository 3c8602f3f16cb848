import { definitionIn } from "./definition.ts";
import { withAnswer } from "./questions.ts";
import { kindOf } from "./questions.ts";
import { titleText } from "./section-kinds.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import type { Block } from "./tree.ts";

type Table = Extract<Block, { type: "table" }>;

const DRAWING = /^(?:tikz|mermaid|dot|plantuml)$/;
const TERM =
  /^(?:key )?(?:terms?|words?|vocab(?:ulary)?|concepts?|acronyms?|abbreviations?|keywords?|expressions?)$/i;
const MEANING =
  /^(?:definitions?|meanings?|descriptions?|explanations?|stands for|what it means|full form|expansion|means|plain english)$/i;
const EXAMPLE = /^(?:examples?|e\.g\.?|example use|for example|in practice)$/i;
const QUESTION = /^(?:questions?|prompts?|q|front)$/i;
const ANSWER = /^(?:answers?|a|back|responses?)$/i;

/** Takes tables and drawings out of a section: they mean the same wherever they stand. @returns the other blocks */
export function readTablesAndDrawings(section: Section, guide: GuideDraft): Block[] {
  const left: Block[] = [];
  let title = section.heading || guide.title;
  for (const [index, block] of section.blocks.entries()) {
    const next = section.blocks[index + 1];
    if (block.type === "table") readTable(block, title, section.kind, guide);
    else if (block.type === "code" && DRAWING.test(block.language)) {
      guide.diagrams.push({ title, language: block.language, source: block.source, line: block.line });
    } else {
      const names = block.type === "heading" || isCaption(block, next);
      if (names) title = titleText(block.text);
      if (!names || !usesTitle(next)) left.push(block);
    }
  }
  return left;
}

function readTable(table: Table, title: string, kind: Section["kind"], guide: GuideDraft): void {
  const columns = table.columns.map(plain);
  const [first = "", second = ""] = columns;
  const rowLine = (index: number) => table.rowLines[index] ?? table.line;
  const isHeaded = columns.some((column) => column !== "");
  if (table.rows.length < (isHeaded ? 1 : 2)) {
    leaveUnread(guide, { line: table.line, text: table.columns.join(" | ") }, "A table without rows.");
  } else if (columns.length === 2 && /^(?:cues?|prompts?)$/i.test(first)) {
    for (const [index, row] of table.rows.entries()) {
      const asks = /\?\W*$/.test(row[0] ?? "");
      (asks ? readQuestionRow : readTermRow)(row, rowLine(index), guide);
    }
  } else if (isFlashcards(table)) {
    readTermRow(table.columns, table.line, guide);
    for (const [index, row] of table.rows.entries()) readTermRow(row, rowLine(index), guide);
  } else if (isTermTable(columns, kind)) {
    for (const [index, row] of table.rows.entries()) readTermRow(row, rowLine(index), guide);
  } else if (columns.length === 2 && ((QUESTION.test(first) && ANSWER.test(second)) || asksMostly(table))) {
    for (const [index, row] of table.rows.entries()) readQuestionRow(row, rowLine(index), guide);
  } else {
    guide.tables.push({ title, columns: table.columns, rows: table.rows, line: table.line });
  }
}

/** Terms and meanings apart by tabs, as flash card sites export them: the first row is a card like the others. */
function isFlashcards({ columns, rows }: Table): boolean {
  if (columns.length !== 2 || rows.length < 2) return false;
  const words = (cell = "") => cell.split(/\s+/).filter((word) => word !== "").length;
  const [first, second] = columns;
  const usual = rows.reduce((total, row) => total + words(row[1]), 0) / rows.length;
  const isLikeRows = words(second) >= 4 && words(second) >= usual * 0.4;
  return isLikeRows && words(first) <= 5 && rows.every((row) => words(row[0]) <= 8);
}

/** Two columns that say themselves that they are terms and meanings, or three with an example. */
function isTermTable(columns: readonly string[], kind: Section["kind"]): boolean {
  const [first = "", second = "", third = ""] = columns;
  if (columns.length === 2) return kind === "glossary" || (TERM.test(first) && MEANING.test(second));
  return columns.length === 3 && EXAMPLE.test(third) && /^(?:definition|meaning)\b/i.test(second);
}

/** Cues and notes, as Cornell notes have them: the first column asks, the second answers. */
function asksMostly({ rows }: Table): boolean {
  return rows.filter(([first = ""]) => /\?\W*$/.test(first)).length > rows.length / 2;
}

function readTermRow(row: readonly string[], line: number, guide: GuideDraft): void {
  const [term = "", definition = "", example = ""] = row.map((cell) =>
    cell.replace(/^\*\*(.*)\*\*$/, "$1").trim(),
  );
  if (term === "" || definition === "")
    leaveUnread(guide, { line, text: row.join(" | ") }, "A row without a term or without a definition.");
  else if (example !== "") guide.pairs.push({ term, definition, example, line });
  else guide.glossary.push({ term, definition, line });
}

function readQuestionRow(row: readonly string[], line: number, guide: GuideDraft): void {
  const [question = "", answer = ""] = row.map((cell) => cell.trim());
  if (question === "" || answer === "")
    return leaveUnread(
      guide,
      { line, text: row.join(" | ") },
      "A row without a question or without an answer.",
    );
  guide.questions.push(withAnswer({ question, answer, kind: kindOf(question), line }, answer));
}

function isCaption(block: Block, next: Block | undefined): block is Extract<Block, { type: "paragraph" }> {
  return (
    block.type === "paragraph" &&
    block.text.length <= 100 &&
    usesTitle(next) &&
    (definitionIn(block.text) === null || /^(?:table|figure|fig\.)\s*\d/i.test(block.text))
  );
}

function usesTitle(next: Block | undefined): boolean {
  return next?.type === "table" || (next?.type === "code" && DRAWING.test(next.language));
}

function plain(cell: string): string {
  return cell.replace(/[*_`]/g, "").trim();
}
