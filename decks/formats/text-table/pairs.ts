import { PAIR_DELIMITERS } from "./options.ts";

/** Of the lines that are not blank, as many must be pairs, as many keys differ, and as many have a short key. */
const SHARE = 0.9;
const SAMPLE_LINES = 1_000;
const LONGEST_KEY = 60;
const MOST_KEY_WORDS = 8;
/** A few lines are pairs only when they are short: two paragraphs with a dash in each are prose. */
const FEW_LINES = 5;
const LONGEST_OF_FEW = 120;
const LONGEST_VALUE = 250;

/** What lists, headings, tables, quotations and code of Markdown begin with, what talk has: sides and times of day. */
const NOT_A_KEY =
  /^(?:[-*+•–—>|#`~$<]|\*\*|\d{1,3}[.)](?:\s|$)|\[?\d{1,2}[:.]\d\d|(?:q|a|question|answer)\d*$)/i;

/**
 * What stands between the two sides of lines that all are a term and what is said of it: a tab, or one of
 * `PAIR_DELIMITERS`. Null for anything else; prose, guides and Markdown decks are none.
 */
export function pairDelimiter(text: string): string | null {
  const lines = sampleLines(text);
  if (lines.length < 2) return null;
  return ["\t", ...PAIR_DELIMITERS].find((delimiter) => arePairs(lines, delimiter)) ?? null;
}

function arePairs(lines: readonly string[], delimiter: string): boolean {
  const keys = new Set<string>();
  const valueLengths: number[] = [];
  let repeated = 0;
  for (const line of lines) {
    const at = line.indexOf(delimiter);
    const key = line.slice(0, Math.max(0, at)).trim();
    const value = line.slice(at + delimiter.length).trim();
    if (at < 1 || !isKey(key) || !isValue(value, delimiter)) continue;
    if (keys.has(key.toLowerCase())) repeated++;
    keys.add(key.toLowerCase());
    valueLengths.push(value.length);
  }
  if (valueLengths.length < lines.length * SHARE || repeated > valueLengths.length * (1 - SHARE))
    return false;
  if (delimiter !== "\t" && lines.length < FEW_LINES && lines.some(({ length }) => length > LONGEST_OF_FEW))
    return false;
  const median = valueLengths.sort((a, b) => a - b)[Math.floor(valueLengths.length / 2)] ?? 0;
  return median <= LONGEST_VALUE;
}

function isKey(key: string): boolean {
  if (key === "" || key.length > LONGEST_KEY || NOT_A_KEY.test(key)) return false;
  // A sentence that ends, or a link, is not a term.
  if (/[.!;]\s|[.!:]$|https?$/.test(key)) return false;
  return key.split(/\s+/).length <= MOST_KEY_WORDS;
}

/** A second dash closes what the first one opened: the line is a sentence. A definition may hold a colon. */
function isValue(value: string, delimiter: string): boolean {
  if (value === "" || value.startsWith(":")) return false;
  if (delimiter === "\t") return !value.includes("\t");
  return delimiter === ": " || delimiter === " = " || !value.includes(delimiter);
}

/** The first lines that are not blank and no comments; whole text is not cut up for them. */
function sampleLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length && lines.length < SAMPLE_LINES;) {
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next;
    const line = text.slice(at, Math.min(end, at + 5_000)).trim();
    if (line !== "") lines.push(line);
    at = end + 1;
  }
  return lines;
}
