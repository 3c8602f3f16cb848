import type { List, ListItem, Nodes, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { joined } from "./joined.ts";
import { mend } from "./mend.ts";
import { piecesOf } from "./pieces.ts";

/** A guide as one flat run of blocks, whatever format it came in. Texts are Markdown, `line` is 1-based. */
export type Block =
  | { readonly type: "heading"; readonly depth: number; readonly text: string; readonly line: number }
  | {
      readonly type: "paragraph";
      /** Its lines as one. */
      readonly text: string;
      readonly line: number;
      /** Its lines as they stand: notes often put one term or question on each. */
      readonly lines: readonly Line[];
    }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly items: readonly Item[];
      readonly line: number;
    }
  | {
      readonly type: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly line: number;
      /** The line of each of `rows`. */
      readonly rowLines: readonly number[];
    }
  | { readonly type: "code"; readonly language: string; readonly source: string; readonly line: number };

export interface Line {
  readonly text: string;
  readonly line: number;
  /** How far it is set in, in characters. */
  readonly indent: number;
}

export interface Item {
  /** The number it carries in an ordered list, else null. */
  readonly number: number | null;
  /** The letter it carries, as in "b) …", in lower case; else null. */
  readonly letter: string | null;
  readonly text: string;
  /** What stands below its first paragraph, lists aside. */
  readonly rest: string;
  readonly children: readonly Item[];
  readonly line: number;
}

/** A part of the mended text that is parsed by itself. */
interface Source {
  readonly text: string;
  /** Lines of the guide above it. */
  readonly above: number;
  /** The guide's lines as they were given, before they were mended. */
  readonly given: readonly string[];
}

/** Texts are taken from the source as they stand, so that what is inside them need not be parsed. */
const BLOCKS_ALONE = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterEscape",
      "characterReference",
      "codeText",
      "hardBreakEscape",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
    ],
  },
};

/** Reads any text; never throws. */
export function blocksOf(text: string): Block[] {
  const reading = readingBlocks(text);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

/** The same, a piece at a time; yields how much is done, from 0 to 1. */
export function* readingBlocks(text: string): Generator<number, Block[]> {
  const given = text.split(/\r\n|\r|\n/);
  const blocks: Block[] = [];
  for (const { text: piece, firstLine } of piecesOf(mend(text))) {
    const tree = fromMarkdown(piece, {
      extensions: [gfmTable(), BLOCKS_ALONE],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    const source = { text: piece, above: firstLine - 1, given };
    for (const node of tree.children) blocks.push(...block(node, source));
    yield firstLine / given.length;
  }
  return blocks;
}

/** The line of the guide on which a node begins, 1-based. */
function lineOf(node: Nodes, { above }: Source): number {
  return (node.position?.start.line ?? 1) + above;
}

/** Lists and quotations within each other deeper than this are no notes; what is in them is left as it stands. */
const DEEPEST = 30;

function block(node: Nodes, source: Source, depth = 0): Block[] {
  const line = lineOf(node, source);
  switch (node.type) {
    case "heading":
      return [{ type: "heading", depth: node.depth, text: inner(node, source), line }];
    case "paragraph":
      return paragraph(sliceOf(node, source), line, (node.position?.start.column ?? 1) - 1);
    case "blockquote":
      return depth > DEEPEST
        ? [paragraphBlock(sliceOf(node, source), line)]
        : node.children.flatMap((child) => block(child, source, depth + 1));
    case "list":
      return [{ type: "list", ordered: node.ordered === true, items: items(node, source, 0), line }];
    case "table":
      return [table(node, source, line)];
    case "code": {
      const last = (node.position?.end.line ?? 1) + source.above;
      const named = (node.lang ?? "").toLowerCase();
      const isBare = named === "tikz" || named === "mermaid-bare";
      const isPicture = /^(?:latex|tex)$/.test(named) && node.value.includes("\\begin{tikzpicture}");
      const language = isPicture ? "tikz" : named.replace("-bare", "");
      const body = isBare ? source.given.slice(line - 1, last).join("\n") : node.value;
      return [{ type: "code", language, source: body, line }];
    }
    case "html": {
      const drawing = /tikz/.test(node.value);
      if (drawing) return [{ type: "code", language: "tikz", source: source.given[line - 1] ?? "", line }];
      return /^<!--/.test(node.value) ? [] : [paragraphBlock(node.value, line)];
    }
    default:
      return [];
  }
}

/** A paragraph that was read elsewhere, as a block. */
export function paragraphBlock(text: string, line: number): Extract<Block, { type: "paragraph" }> {
  const lines = text
    .split("\n")
    .map((part, index) => ({
      text: part.trim(),
      line: line + index,
      indent: /^\s*/.exec(part)?.[0].length ?? 0,
    }))
    .filter((part) => part.text !== "");
  return { type: "paragraph", text: joined(text), line, lines };
}

/** A paragraph; the rows of a tabbed table in it become a table again. */
function paragraph(text: string, line: number, indent: number): Block[] {
  if (!text.includes("\u0001|")) return [letteredList(paragraphBlock(" ".repeat(indent) + text, line))];
  const blocks: Block[] = [];
  let rows: Row[] = [];
  let borders: number[] = [];
  const flush = () => {
    const [head, ...body] = withWholeCells(rows, borders);
    if (head) {
      const { cells: columns, line: first } = head;
      const rowLines = body.map((row) => row.line);
      blocks.push({ type: "table", columns, rows: body.map(({ cells }) => cells), line: first, rowLines });
    }
    rows = [];
    borders = [];
  };
  for (const [index, row] of text.split("\n").entries()) {
    if (row.trim() === "\u0001") {
      borders.push(rows.length);
      continue;
    }
    if (row.includes("\u0001|")) {
      rows.push({ cells: row.slice(row.indexOf("|") + 1).split("\u0001"), line: line + index });
      continue;
    }
    flush();
    blocks.push(paragraphBlock(row, line + index));
  }
  flush();
  return blocks;
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Rows that a drawn table sets on several lines, one for each pair of borders. */
function withWholeCells(rows: readonly Row[], borders: readonly number[]): readonly Row[] {
  const starts = [...new Set([0, ...borders])].filter((start) => start < rows.length);
  if (starts.length < 3) return rows;
  return starts.flatMap((start, index) => {
    const [first, ...more] = rows.slice(start, starts[index + 1]);
    if (!first) return [];
    const cells = first.cells.map((cell, column) =>
      [cell, ...more.map((row) => row.cells[column] ?? "")].filter((part) => part !== "").join(" "),
    );
    return [{ cells, line: first.line }];
  });
}

const LETTERED = /^\(?([a-zA-Z])[.)]\s+(?=\S)/;

/** Lines that all carry letters are a list, though Markdown knows none such. */
function letteredList(block: Extract<Block, { type: "paragraph" }>): Block {
  const starts = block.lines.map(({ text }) => LETTERED.exec(text)?.[1]?.toLowerCase() ?? null);
  const letters = starts.filter((letter) => letter !== null);
  const inOrder = letters.every((letter, index) => letter === String.fromCharCode(97 + index));
  if (starts[0] === null || letters.length < 2 || !inOrder) return block;
  const items: { -readonly [Key in keyof Item]: Item[Key] }[] = [];
  for (const { text, line } of block.lines) {
    const start = LETTERED.exec(text);
    const last = items.at(-1);
    if (start) {
      const letter = (start[1] ?? "").toLowerCase();
      items.push({ number: null, letter, text: text.slice(start[0].length), rest: "", children: [], line });
    } else if (last) last.text += `\n${text}`;
  }
  return { type: "list", ordered: true, items, line: block.line };
}

function items(list: List, source: Source, depth: number): Item[] {
  return list.children.map((item, index) => {
    const number = list.ordered === true ? (list.start ?? 1) + index : null;
    return toItem(item, number, source, depth);
  });
}

function toItem(item: ListItem, number: number | null, source: Source, depth: number): Item {
  const [first, ...others] = item.children;
  const isDeep = depth >= DEEPEST;
  const texts = others.filter((child) => child.type === "paragraph" || child.type === "blockquote");
  return {
    number,
    letter: null,
    text: isDeep ? joined(sliceOf(item, source)) : first && first.type !== "list" ? inner(first, source) : "",
    rest: texts.map((child) => joined(sliceOf(child, source).replace(/^\s*>\s?/gm, ""))).join("\n\n"),
    children: item.children.flatMap((child) =>
      child.type === "list" && !isDeep ? items(child, source, depth + 1) : [],
    ),
    line: lineOf(item, source),
  };
}

function table(node: Table, source: Source, line: number): Block {
  const [head = [], ...body] = node.children.map((row) => row.children.map((cell) => inner(cell, source)));
  const rowLines = node.children.slice(1).map((row) => lineOf(row, source));
  return { type: "table", columns: head, rows: body, line, rowLines };
}

/** The Markdown inside a node, without the marks of the node itself; the lines of an item are kept apart. */
function inner(node: Nodes, source: Source): string {
  if (!("children" in node)) return sliceOf(node, source).trim();
  if (node.children.length === 0) return "";
  const start = node.children[0]?.position?.start.offset ?? 0;
  const end = node.children.at(-1)?.position?.end.offset ?? start;
  const text = source.text.slice(start, end).replace(/\\\|/g, "|");
  return node.type === "paragraph" ? text.replace(/\n\s*/g, "\n").trim() : joined(text);
}

function sliceOf(node: Nodes, source: Source): string {
  return source.text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
