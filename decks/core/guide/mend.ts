import { isBareHeading, startsAnew } from "./bare-headings.ts";
import { drawnLines, fencedLines, frontMatterLines } from "./fenced-lines.ts";

/**
 * Brings a text to Markdown line by line, so that every line keeps its number and one parser reads all formats. Mends
 * what copying breaks where the intent is sure: headings without marks, odd bullets, tables flattened by tabs or
 * without their second line, stray "▶", answers folded into `<details>`, TikZ that Markdown would take apart.
 */
export function mend(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const inside = fencedLines(lines);
  const drawn = drawnLines(lines, inside);
  const front = frontMatterLines(lines);
  const marked = lines.some((line, index) => !inside.has(index) && /^#{1,6}\s+\S/.test(line));
  const nested = nestedLines(lines);
  return lines
    .map((line, index) => {
      if (index < front) return "";
      const drawing = drawn.get(index);
      if (drawing !== undefined) return drawing;
      const shallow = line.replace(DEEP, "$1");
      if (inside.has(index)) return shallow;
      return withoutRuns(mendLine(shallow, index, lines, { marked, nested }));
    })
    .join("\n");
}

/** List marks one after another are a drawn line, not lists in lists. */
const MARKS = /^(\s*)(?:(?:[-*+]|\d{1,9}[.)])\s+){2,}((?:[-*+]|\d{1,9}[.)])\s.*)$/;

/** Quotations and lists within each other on one line; the parser's effort grows with the square of how many. */
const DEEP = /^((?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s)){30})(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))+/;

/** Long runs of blanks inside a line say nothing, and cost patterns the square of their length. */
function withoutRuns(line: string): string {
  return line.replace(MARKS, "$1$2").replace(/(?<=\S)[^\S\n]{3,}/g, "  ");
}

/** Bullets that are no Markdown, drawn ones included. */
const BULLET = /^(?:[•◦‣▪●○∙·■□◆◇➤➔➢✓✔☐☑–—]|(?:🔹|🔸|🔷|🔶|✅|☑|👉|📌|🔺|⭐)\uFE0F?)\s+(.*)$/u;

/** Lines to write on, footnotes, and the addresses of links, which say nothing by themselves. */
const NO_TEXT = /^(?:[._…\s]{5,}|\s*\[\^?[^\]]+\]:\s+\S.*)$/;

function mendLine(
  line: string,
  index: number,
  lines: readonly string[],
  { marked, nested }: { readonly marked: boolean; readonly nested: ReadonlySet<number> },
): string {
  if (NO_TEXT.test(line)) return "";
  const unfolded = unfold(line.replace(/^(\s*)[▶►▸▾▼]\uFE0F?\s*/u, "$1").replace(/\u00A0/g, " "));
  const [, indent = "", rest = ""] = /^(\s*)(.*)$/.exec(unfolded) ?? [];
  if (rest === "") return "";
  const bullet = BULLET.exec(rest);
  if (bullet) return `${indent}- ${bullet[1]}`;
  if (/^>\s*\[![\w-]+\]/.test(rest)) return `${indent}> ${rest.replace(/^>\s*\[![\w-]+\][+-]?\s*/, "")}`;
  if (isBorder(rest) && [index - 1, index + 1].some((at) => /^\s*\|/.test(lines[at] ?? ""))) return "\u0001";
  if (isRuled(lines, index) && cellsOf(lines[index - 1] ?? "", index - 1, lines)) return "\u0001";
  const cells = /^[>#]/.test(rest) ? null : cellsOf(rest, index, lines);
  if (cells) return `\u0001|${cells.join("\u0001")}`;
  // Pandoc numbers its examples through the whole text.
  if (/^\(@[\w-]*\)\s+/.test(rest)) return `1. ${rest.replace(/^\(@[\w-]*\)\s+/, "")}`;
  const described = definitionList(rest, index, lines);
  if (described !== null) return described;
  if (indent.length < 4 || (!marked && !nested.has(index))) {
    const depth = isBareHeading(rest, index, lines, marked);
    if (depth > 0) return `${"#".repeat(depth)} ${headingWords(rest)}`;
  }
  if (!marked && indent.length > 3) return `${nested.has(index) ? indent : "   "}${rest}`;
  if (marked || indent !== "") return unfolded;
  // In plain text a line after a finished list item is no continuation of it.
  return startsAnew(rest, lines[index - 1]) ? `### ${rest}` : unfolded;
}

function headingWords(line: string): string {
  return line.replace(/^\*\*(.*)\*\*:?$/, "$1");
}

/** "Term" with ": meaning" on the next line, as Pandoc and PHP Markdown write it, as an item that names its term. */
function definitionList(line: string, index: number, lines: readonly string[]): string | null {
  const isMeaning = (at: number) => /^\s{0,3}[:~]\s+\S/.test(lines[at] ?? "");
  if (/^[:~]\s+\S/.test(line)) {
    const before = lines[index - 1] ?? "";
    return before.trim() === "" && !isMeaning(index - 2) && !/\S/.test(lines[index - 2] ?? "")
      ? null
      : `  ${line.replace(/^[:~]\s+/, "")}`;
  }
  const next = isMeaning(index + 1) || (lines[index + 1]?.trim() === "" && isMeaning(index + 2));
  return next && line.length <= 80 && !/^[-*+#>|]/.test(line) ? `- **${line.replace(/\*\*/g, "")}**:` : null;
}

/** `<details>` and its summary as a heading; the answers below it then stand as they are. */
function unfold(line: string): string {
  if (!/<\/?(?:details|summary)\b/i.test(line)) return line;
  const [, indent = ""] = /^(\s*)/.exec(line) ?? [];
  const folded = summaryIn(line);
  const summary = folded?.words;
  const rest = (folded ? line.slice(0, folded.start) + line.slice(folded.end) : line)
    .replace(/<\/?(?:details|summary)\b[^<>]*>/gi, "")
    .trim();
  if (summary === undefined) return rest === "" ? "" : `${indent}${rest}`;
  const title = summary
    .replace(/<[^<>]+>/g, "")
    .replace(/^\*\*(.*)\*\*$/, "$1")
    .trim();
  return rest === "" ? `${indent}#### ${title}` : `${indent}Answer: ${rest}`;
}

/** The first summary of a line. One pattern for all of it would look for its end from every beginning. */
function summaryIn(
  line: string,
): { readonly words: string; readonly start: number; readonly end: number } | null {
  const opening = /<summary[^<>]*>/i.exec(line);
  if (!opening) return null;
  const start = opening.index + opening[0].length;
  const length = line.slice(start).search(/<\/summary>/i);
  if (length < 0) return null;
  const end = start + length;
  return { words: line.slice(start, end), start: opening.index, end: end + "</summary>".length };
}

/** The line above or below the rows of a table drawn with "+", "-" and "|". */
function isBorder(line: string): boolean {
  return /^\+(?:[-=]+\+)+$/.test(line.trim());
}

/** The lines that belong to a list of lists, rather than being set in for their looks or as code. */
function nestedLines(lines: readonly string[]): ReadonlySet<number> {
  const isItem = (line: string) => /^\s*(?:[-*+•]|\d+[.)])\s/.test(line);
  const nested = new Set<number>();
  // The lines above that are set in less and less, the nearest last; to look upwards from each line takes the square.
  const around: { readonly depth: number; readonly isItem: boolean }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const here = { depth: /^\s*/.exec(line)?.[0].length ?? 0, isItem: isItem(line) };
    while ((around.at(-1)?.depth ?? -1) >= here.depth) around.pop();
    if (here.isItem && around.at(-1)?.isItem === true) nested.add(index);
    around.push(here);
  }
  return nested;
}

interface Separator {
  readonly mark: string | RegExp;
  readonly isRow: (line: string) => boolean;
  /** How many neighbours make a table. */
  readonly rows: number;
}

const SEPARATORS: readonly Separator[] = [
  { mark: "\t", isRow: (line) => !line.startsWith("|"), rows: 2 },
  { mark: "|", isRow: (line) => /^\|.*\|$/.test(line), rows: 2 },
  { mark: " | ", isRow: (line) => !line.startsWith("|"), rows: 2 },
  // Columns set with spaces.
  {
    mark: /\s{2,}/,
    isRow: (line) => line.split(/\s{2,}/).length > 2 && !/^[-*+>#|]|^\d+[.)]\s/.test(line),
    rows: 3,
  },
];

/**
 * The cells of a line that is one of at least two neighbours with as many tabs or bars, and no Markdown table around
 * them. The delimiter row has no line of its own, so `tree.ts` reads such rows itself.
 */
function cellsOf(line: string, index: number, lines: readonly string[]): string[] | null {
  for (const { mark, isRow, rows } of SEPARATORS) {
    const count = (at: number) => {
      const other = (lines[at] ?? "").trim();
      return isRow(other) && !isDelimiter(other) ? other.split(mark).length - 1 : -1;
    };
    const here = count(index);
    if (here < 1 || runLength(index, count, lines, rows) < rows) continue;
    if (typeof mark === "string" && mark !== "\t" && isDelimited(index, mark, here, count, lines))
      return null;
    const bare = mark === "|" ? line.trim().slice(1, -1) : line.trim();
    return bare.split(mark).map((cell) => cell.trim());
  }
  return null;
}

/** Between two rows of a table; a field of drawn lines is none. */
const MOST_DRAWN_LINES = 3;

/** How many neighbours have as many cells, drawn lines between them aside; counted up to `enough`. */
function runLength(
  index: number,
  count: (at: number) => number,
  lines: readonly string[],
  enough: number,
): number {
  const isLine = (at: number) => isBorder(lines[at] ?? "") || isRuled(lines, at);
  let length = 1;
  for (const step of [-1, 1]) {
    let drawn = 0;
    for (let at = index + step; length < enough && drawn <= MOST_DRAWN_LINES; at += step) {
      if (isLine(at)) drawn++;
      else if (count(at) === count(index)) {
        length++;
        drawn = 0;
      } else break;
    }
  }
  return length;
}

/** A line of dashes below the head of columns that are set with spaces. */
function isRuled(lines: readonly string[], at: number): boolean {
  return /^\s*[-=]{5,}(?:\s+[-=]+)*\s*$/.test(lines[at] ?? "") && /\S\s{2,}\S/.test(lines[at - 1] ?? "");
}

function isDelimiter(line: string): boolean {
  return /^[\s|:-]*$/.test(line) && line.includes("-") && /\||--/.test(line);
}

/** What was found of the line above, for a table is asked row by row. */
const above = new WeakMap<
  readonly string[],
  { index: number; mark: string; width: number; found: boolean }
>();

/** Whether the run of rows that a line stands in has a Markdown delimiter row below its first. */
function isDelimited(
  index: number,
  mark: string,
  width: number,
  count: (at: number) => number,
  lines: readonly string[],
): boolean {
  const known = above.get(lines);
  const isSame = known?.index === index - 1 && known.mark === mark && known.width === width;
  let first = index;
  while (!isSame && first > 0 && count(first - 1) === width) first--;
  const found = isSame
    ? known.found
    : [first - 1, first + 1].some((at) => isDelimiter((lines[at] ?? "").trim()));
  above.set(lines, { index, mark, width, found });
  return found;
}
