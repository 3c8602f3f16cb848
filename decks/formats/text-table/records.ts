import Papa from "papaparse";
import { isPairDelimiter } from "./options.ts";

export interface TextRecord {
  /** 1-based line of the file that it begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Records {
  readonly records: readonly TextRecord[];
  /** Lines with an opening quote that nothing closes, which were read with their quotes as characters. */
  readonly mended: readonly number[];
  /** Lines left out because they begin with "#". */
  readonly comments: readonly number[];
}

interface Form {
  readonly delimiter: string;
  /** "" for none. */
  readonly quote: string;
}

/** From here on, a quoted cell must not look like many records; see `isSwallowing`. */
const LONG_CELL_LINES = 200;

/**
 * The records of a table, by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) and with patience: blank lines and
 * comments are left out, quotes within an unquoted cell are characters, and a quote that is never closed costs its own
 * line alone. Every line is looked at a bounded number of times, whatever the text.
 * @param start index into `lines` to begin at
 * @param limit as many records as are wanted
 */
export function readRecords(
  lines: readonly string[],
  start: number,
  form: Form,
  limit = Number.POSITIVE_INFINITY,
): Records {
  const records: TextRecord[] = [];
  const mended: number[] = [];
  const comments: number[] = [];
  const cellsOf = cellReader(form);
  let expected = 0;
  for (let at = start; at < lines.length && records.length < limit; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("#")) comments.push(at + 1);
    if (line.startsWith("#") || isBlank(line)) continue;
    const alone = cellsOf(line);
    if (alone !== null) {
      expected = alone.length;
      records.push({ line: at + 1, cells: alone });
      continue;
    }
    const end = closingLine(lines, at, form.quote);
    const joined = end === null ? null : cellsOf(lines.slice(at, end + 1).join("\n"), true);
    if (end === null || joined === null || isSwallowing(lines, at, end, joined.length, expected, form)) {
      mended.push(at + 1);
      records.push({ line: at + 1, cells: line.split(form.delimiter) });
      continue;
    }
    records.push({ line: at + 1, cells: joined });
    at = end;
  }
  return { records, mended, comments };
}

/** The cells of a record; null when a quote is left open in it, or for a strict reading, misplaced. */
function cellReader({
  delimiter,
  quote,
}: Form): (text: string, isStrict?: boolean) => readonly string[] | null {
  if (isPairDelimiter(delimiter)) return (text) => pairIn(text, delimiter);
  if (quote === "") return (text) => text.split(delimiter);
  const parser = new Papa.Parser({ delimiter, quoteChar: quote, newline: "\n" });
  return (text, isStrict = false) => {
    if (!text.includes(quote)) return text.split(delimiter);
    const { data, errors } = parser.parse(text, 0, false);
    const isOpen = errors.some(({ code }) => code === "MissingQuotes");
    return data.length !== 1 || isOpen || (isStrict && errors.length > 0) ? null : (data[0] ?? []);
  };
}

function pairIn(line: string, delimiter: string): readonly string[] {
  const at = line.indexOf(delimiter);
  if (at === -1) return [line.trim()];
  return [line.slice(0, at).trim(), line.slice(at + delimiter.length).trim()];
}

/**
 * The index of the line that may close a cell left open at `start`: the next with an odd number of quotes, since
 * quotes within a cell are doubled. Null when there is none, or when the first line's own quotes are even: then it
 * has a misplaced one, and no other line can mend that.
 */
function closingLine(lines: readonly string[], start: number, quote: string): number | null {
  if (hasEvenCount(lines[start] ?? "", quote)) return null;
  for (let at = start + 1; at < lines.length; at++) if (!hasEvenCount(lines[at] ?? "", quote)) return at;
  return null;
}

function hasEvenCount(line: string, quote: string): boolean {
  let isEven = true;
  for (let at = line.indexOf(quote); at !== -1; at = line.indexOf(quote, at + 1)) isEven = !isEven;
  return isEven;
}

/**
 * Whether a cell over several lines is rather a stray quote that took in the records behind it, up to the next stray
 * one: each of its lines has the columns of a record by itself. Two lines may have them by chance, when the whole
 * record has its columns too; a very long cell need only have them in most lines.
 */
function isSwallowing(
  lines: readonly string[],
  start: number,
  end: number,
  columnCount: number,
  expected: number,
  { delimiter }: Form,
): boolean {
  if (expected < 2) return false;
  let filled = 0;
  let matching = 0;
  for (let at = start + 1; at <= end; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) continue;
    filled++;
    if (line.split(delimiter, expected + 1).length === expected) matching++;
  }
  if (filled > LONG_CELL_LINES && matching > filled / 2) return true;
  return filled > 0 && matching === filled && (columnCount !== expected || filled > 2);
}

function isBlank(line: string): boolean {
  return line === "" || line.trim() === "";
}
