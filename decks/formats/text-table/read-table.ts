import type { Issue } from "../../core/issue.ts";
import type { ReadWarning } from "../read-warning.ts";
import { headerLines } from "./header-lines.ts";
import { MOST_COLUMNS, type TableOptions } from "./options.ts";
import { readRecords, type TextRecord } from "./records.ts";
import { tableText } from "./table-text.ts";

export interface TableRow {
  /** 1-based line of the file that the row begins on. */
  readonly line: number;
  /** As many as the table has columns; fewer only in a table too large to fill up. */
  readonly cells: readonly string[];
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly columnCount: number;
  /** Names of the columns; null where the file has none. */
  readonly headers: readonly string[] | null;
  readonly warnings: readonly ReadWarning[];
  /** Records that were left out. */
  readonly issues: readonly Issue[];
}

/** A cell longer than this is taken for a broken file rather than for something to learn. */
const LONGEST_CELL = 1_000_000;
/** Filling up short rows must not make a small file huge: a thousand columns named, then a million rows of one. */
const MOST_CELLS = 20_000_000;

/**
 * The rows of a table of text. Nothing that the bytes hold makes it fail or costs more than the record it stands in:
 * short rows are filled up, surplus cells left out, and what was mended is said with its first line.
 */
export function readTable(bytes: Uint8Array, options: TableOptions): Table {
  const decoded = tableText(bytes, options.encoding);
  const withoutNul = decoded.includes("\0") ? decoded.replaceAll("\0", "") : decoded;
  const header = headerLines(withoutNul);
  const lines = withoutNul.split("\n");
  const read = readRecords(lines, header.lineCount, options);
  const issues: Issue[] = [];
  const sound = read.records.filter((record) => {
    if (!record.cells.some(({ length }) => length > LONGEST_CELL)) return true;
    issues.push(
      issue("cell-too-long", record, "A cell is longer than a million characters: the record was left out."),
    );
    return false;
  });
  const named =
    header.columnNames === undefined
      ? null
      : readRecords([header.columnNames], 0, {
          ...options,
          delimiter: header.delimiter ?? options.delimiter,
        });
  const first = options.hasHeader ? sound[0] : named?.records[0];
  const records = options.hasHeader ? sound.slice(1) : sound;
  const columnCount = Math.min(MOST_COLUMNS, first?.cells.length ?? commonestLength(records));
  const isFilled = records.length * columnCount < MOST_CELLS;
  const short: number[] = [];
  const surplus: number[] = [];
  const rows = records.map(({ line, cells }): TableRow => {
    if (cells.length < columnCount) short.push(line);
    if (cells.length === columnCount) return { line, cells };
    if (cells.slice(columnCount).some((cell) => cell.trim() !== "")) surplus.push(line);
    if (cells.length < columnCount && !isFilled) return { line, cells };
    return { line, cells: Array.from({ length: columnCount }, (_, index) => cells[index] ?? "") };
  });
  if (columnCount === 1)
    issues.push({
      code: "one-column",
      line: 0,
      text: "",
      reason: "The table has only one column. Choose another delimiter, or add a column of answers.",
    });
  const warnings = [
    warning("stray-quotes", read.mended, (where) => `A quote ${where} is never closed: read as a character.`),
    warning(
      "surplus-cells",
      surplus,
      (where) => `More than ${columnCount} columns ${where}: the surplus was left out.`,
    ),
    warning(
      "short-rows",
      short,
      (where) => `Fewer than ${columnCount} columns ${where}: filled up with blanks.`,
    ),
    warning("comments", read.comments, (where) => `Taken for a comment because of its first “#”: ${where}.`),
    characters("nul-characters", decoded, "\0", (count) => `${count} NUL characters were left out.`),
    characters(
      "undecoded",
      withoutNul,
      "\uFFFD",
      (count) =>
        `${count} characters are not ${options.encoding}. Choose another encoding if words look wrong.`,
    ),
  ].filter((one) => one !== null);
  return {
    rows,
    columnCount,
    headers: first ? first.cells.slice(0, columnCount).map((cell) => cell.trim()) : null,
    warnings,
    issues,
  };
}

/** As many cells as most records have; the more of two that are as common. */
function commonestLength(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 0;
  for (const [length, count] of counts) {
    const bestCount = counts.get(best) ?? 0;
    if (count > bestCount || (count === bestCount && length > best)) best = length;
  }
  return best;
}

function issue(code: string, { line, cells }: TextRecord, reason: string): Issue {
  return { code, line, text: (cells[0] ?? "").slice(0, 200), reason };
}

function warning(
  code: string,
  lines: readonly number[],
  sentence: (where: string) => string,
): ReadWarning | null {
  const [first] = lines;
  if (first === undefined) return null;
  const others = lines.length === 1 ? "" : ` and ${lines.length - 1} more`;
  return { code, count: lines.length, text: sentence(`in line ${first}${others}`) };
}

function characters(
  code: string,
  text: string,
  character: string,
  sentence: (count: number) => string,
): ReadWarning | null {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count === 0 ? null : { code, count, text: sentence(count) };
}
