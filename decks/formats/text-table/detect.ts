import { decodeText } from "../decode-text.ts";
import type { Refusal } from "../read-warning.ts";
import { isHeader, usesByName } from "./column-names.ts";
import { guessForm, sampleOf } from "./guess-form.ts";
import { headerLines, type HeaderLines } from "./header-lines.ts";
import {
  type ColumnUse,
  columnUses,
  isPairDelimiter,
  MOST_COLUMNS,
  TEXT_ENCODINGS,
  type TableOptions,
  type TextEncoding,
} from "./options.ts";
import { pairDelimiter } from "./pairs.ts";
import { readRecords } from "./records.ts";
import { tableText, withPlainLineBreaks } from "./table-text.ts";
import { deckPathIn } from "./tags.ts";

/** How a table is most likely to be read, for the learner to look at and to correct. */
export interface TableGuess {
  readonly ok: true;
  /** "pairs": a term and what is said of it on each line, with " - ", ": " or the like between. */
  readonly style: "table" | "pairs";
  readonly options: TableOptions;
}

/** How many records tell what the cells are. */
const SAMPLE_RECORDS = 200;
/** Of the lines, this share must be divided alike before a file is a table that does not call itself one. */
const DECISIVE = 0.9;
const LONGEST_KEY = 100;
/** Fewer lines such as "Osmosis: water moving" are notes, which the reader of guides takes as well. */
const FEW_PAIRS = 5;

/**
 * How the bytes of a table are to be read: what its header lines say, and the likeliest for what they leave open.
 * @param encoding the learner's choice, where the guess is not right
 */
export function detectTable(bytes: Uint8Array, name: string, encoding?: TextEncoding): TableGuess | Refusal {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, code: "unreadable", reason: decoded.reason };
  const used = encoding ?? TEXT_ENCODINGS.find((one) => one === decoded.encoding) ?? "utf-8";
  const text = tableText(bytes, used);
  const header = headerLines(text);
  const lines = sampleOf(text.split("\n"), header.lineCount);
  const form = formOf(text, lines, header, name);
  const sample = readRecords(lines, 0, form, SAMPLE_RECORDS).records.map(({ cells }) => cells);
  const first = sample[0] ?? [];
  // Where header lines say what the columns are, every record is a note, whatever its words.
  const hasHeader = !header.isAny && isHeader(first);
  const body = hasHeader ? sample.slice(1) : sample;
  const columnCount = Math.min(MOST_COLUMNS, Math.max(1, ...sample.map(({ length }) => length)));
  const names = hasHeader ? first : (header.columnNames?.split(form.delimiter) ?? []);
  return {
    ok: true,
    style: isPairDelimiter(form.delimiter) ? "pairs" : "table",
    options: {
      encoding: used,
      ...form,
      hasHeader,
      isHtml: header.isHtml ?? body.some((cells) => cells.some(isHtmlCell)),
      columns: usesOf(header, names, columnCount),
      noteTypeName: header.noteTypeName ?? clozeName(header, body),
      deckPath: header.deckName === undefined ? null : deckPathIn(header.deckName),
      tags: header.tags ?? [],
    },
  };
}

/**
 * Whether a file is a table rather than a study guide or a deck in Markdown. A name that says so is believed; other
 * files are tables only when they have header lines, or nearly all of their lines are divided alike with a short first
 * cell.
 */
export function looksLikeTable(text: string, name: string): boolean {
  if (isTableName(name)) return true;
  if (/\.(?:md|markdown|html?|json)$/i.test(name)) return false;
  const plain = withPlainLineBreaks(text);
  const header = headerLines(plain);
  if (header.isAny) return true;
  const pair = pairDelimiter(plain);
  if (pair !== null && (!isPairDelimiter(pair) || filledLines(plain, FEW_PAIRS) === FEW_PAIRS)) return true;
  const lines = sampleOf(plain.split("\n"), 0);
  const form = guessForm(lines);
  const { records } = readRecords(lines, 0, form, 1_000);
  if (records.length < 2 || !/[\t;|,]/.test(form.delimiter)) return false;
  // Commas and colons stand in every prose; there, only named columns are decisive.
  const isProse = form.delimiter === "," || (form.delimiter === ";" && records.every(isSpaced));
  if (isProse && !isHeader(records[0]?.cells ?? [])) return false;
  const fitting = records.filter(
    ({ cells }) => cells.length === form.columnCount && isKeyCell(cells[0] ?? ""),
  );
  const isFilled = ({ cells }: { readonly cells: readonly string[] }) =>
    cells.every((cell) => cell.trim() !== "");
  return fitting.length >= records.length * DECISIVE && fitting.filter(isFilled).length >= fitting.length / 2;
}

/** Whether a blank stands behind every mark, as it does between parts of a sentence. */
function isSpaced({ cells }: { readonly cells: readonly string[] }): boolean {
  return cells.slice(1).every((cell) => cell.startsWith(" "));
}

/** How many lines are not blank, counted no further than `most`. */
function filledLines(text: string, most: number): number {
  let count = 0;
  for (let at = 0; at < text.length && count < most;) {
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next;
    if (text.slice(at, end).trim() !== "") count++;
    at = end + 1;
  }
  return count;
}

function isTableName(name: string): boolean {
  return /\.(?:csv|tsv)$/i.test(name);
}

/** Rows of a Markdown table begin with "|", and lines of lists with their mark: no cell of a key does. */
function isKeyCell(cell: string): boolean {
  const key = cell.trim();
  return key !== "" && key.length <= LONGEST_KEY && !/^(?:[-*+•>|#]\s|\d+[.)]\s)/.test(key);
}

function formOf(
  text: string,
  lines: readonly string[],
  header: HeaderLines,
  name: string,
): { readonly delimiter: string; readonly quote: string } {
  const { delimiter, quote, consistency } = guessForm(lines, header.delimiter);
  const table = { delimiter, quote };
  const isTabbed = delimiter === "\t" && consistency >= DECISIVE;
  if (header.isAny || isTabbed || (isTableName(name) && consistency > 0.5)) return table;
  const pair = pairDelimiter(text);
  return pair !== null && isPairDelimiter(pair) ? { delimiter: pair, quote: "" } : table;
}

function usesOf(header: HeaderLines, names: readonly string[], columnCount: number): readonly ColumnUse[] {
  const special = new Map<number | undefined, ColumnUse>([
    [header.tagsColumn, { kind: "tags" }],
    [header.deckColumn, { kind: "deck" }],
    [header.noteTypeColumn, { kind: "note-type" }],
    [header.guidColumn, { kind: "guid" }],
  ]);
  special.delete(undefined);
  const ordinary = Array.from({ length: columnCount }, (_, column) => column).filter(
    (column) => !special.has(column),
  );
  const named = names.length > 0 ? usesByName(ordinary.map((column) => names[column] ?? "")) : [];
  const uses = columnUses(named, ordinary.length);
  return Array.from(
    { length: columnCount },
    (_, column) => special.get(column) ?? uses[ordinary.indexOf(column)] ?? { kind: "ignore" },
  );
}

/** Tags and entities that nobody writes meaning them to be read. */
function isHtmlCell(cell: string): boolean {
  return /<\/?(?:b|i|u|s|em|strong|br|div|span|p|img|ul|ol|li|sub|sup|hr|table|tr|td|font|code|pre|ruby|h[1-6])(?:\s[^<>]{0,2000})?\/?>|&(?:nbsp|lt|gt|amp|quot);/i.test(
    cell,
  );
}

/** Cloze deletions make cards with a cloze type alone, which a table of them rarely names. */
function clozeName(header: HeaderLines, body: readonly (readonly string[])[]): string | null {
  if (header.noteTypeColumn !== undefined || body.length === 0) return null;
  const clozes = body.filter(([first = ""]) => /\{\{c\d+::/.test(first)).length;
  return clozes > body.length / 2 ? "Cloze" : null;
}
