import { DELIMITERS } from "./options.ts";
import { readRecords } from "./records.ts";

/** How the cells of a table are divided, and how surely. */
export interface FormGuess {
  readonly delimiter: string;
  readonly quote: string;
  /** Share of the records that have as many columns as most, at least two of them; 0 to 1. */
  readonly consistency: number;
  readonly columnCount: number;
}

/** As many records as say how a table is divided. */
const SAMPLE_RECORDS = 200;
/** As much of a text as is looked at for them, and of one line: a broken file may be a single one. */
const SAMPLE_CHARACTERS = 500_000;
const SAMPLE_LINE_CHARACTERS = 50_000;
/** A delimiter less sure than the best by no more than this is as good, and the order of `DELIMITERS` decides. */
const AS_GOOD = 0.05;

/** The first lines of a table from index `start`, enough to guess from whatever the size of the file. */
export function sampleOf(lines: readonly string[], start: number): readonly string[] {
  const sample: string[] = [];
  let characters = 0;
  for (let at = start; at < lines.length && characters < SAMPLE_CHARACTERS; at++) {
    const line = (lines[at] ?? "").slice(0, SAMPLE_LINE_CHARACTERS);
    characters += line.length + 1;
    sample.push(line);
  }
  return sample;
}

/**
 * The delimiter that gives the most records the same number of columns, two at least; a comma, and no consistency,
 * when none gives any.
 * @param lines the table's, as `sampleOf` gives them
 * @param given what the file itself says the delimiter is
 */
export function guessForm(lines: readonly string[], given?: string): FormGuess {
  const quote = quoteIn(lines);
  const candidates = given === undefined ? DELIMITERS : [given];
  const guesses = candidates.map((delimiter) => guessOf(lines, delimiter, quote));
  // Blanks and colons stand in every prose: they divide only what they divide throughout.
  const likely = guesses.filter(
    ({ delimiter, consistency }) => given !== undefined || !/[ :]/.test(delimiter) || consistency > 0.9,
  );
  const best = Math.max(0, ...likely.map(({ consistency }) => consistency));
  const nothing = { delimiter: given ?? ",", quote, consistency: 0, columnCount: 1 };
  return likely.find(({ consistency }) => consistency > 0 && consistency >= best - AS_GOOD) ?? nothing;
}

function guessOf(lines: readonly string[], delimiter: string, quote: string): FormGuess {
  const { records } = readRecords(
    delimiter === ";" ? lines.map(withoutEntities) : lines,
    0,
    { delimiter, quote },
    SAMPLE_RECORDS,
  );
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let columnCount = 1;
  let most = 0;
  for (const [length, count] of counts) {
    if (length < 2 || count < most) continue;
    columnCount = length;
    most = count;
  }
  return { delimiter, quote, columnCount, consistency: records.length === 0 ? 0 : most / records.length };
}

/** The semicolon of "&nbsp;" divides nothing. */
function withoutEntities(line: string): string {
  return line.replace(/&#?\w{2,8};/g, "&");
}

/** The double quote, unless single ones stand where cells begin and end and double ones do not. */
function quoteIn(lines: readonly string[]): string {
  const sample = lines.slice(0, SAMPLE_RECORDS).map((line) => line.slice(0, 10_000));
  const enclosing = (pattern: RegExp) => sample.filter((line) => pattern.test(line)).length;
  const single = enclosing(/^'[^']*'[,;\t|:]|[,;\t|:]'[^']*'$/);
  return single > sample.length / 2 && enclosing(/^"|[,;\t|:]"/) === 0 ? "'" : '"';
}
