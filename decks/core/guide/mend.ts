import { isSectionHeading } from "./section-kinds.ts";

/**
 * Brings a text to Markdown line by line, so that every line keeps its number and one parser reads all formats. Mends
 * what copying breaks where the intent is sure: headings without marks, odd bullets, tables flattened by tabs, stray
 * "▶", answers folded into `<details>`, TikZ that Markdown would take apart.
 */
export function mend(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const marked = lines.some((line) => /^#{1,6}\s+\S/.test(line));
  const inside = fencedLines(lines);
  const drawn = drawnLines(lines, inside);
  return lines
    .map((line, index) => {
      const drawing = drawn.get(index);
      if (drawing !== undefined) return drawing;
      if (inside.has(index)) return line;
      return mendLine(line, index, lines, marked);
    })
    .join("\n");
}

function mendLine(line: string, index: number, lines: readonly string[], marked: boolean): string {
  const unfolded = unfold(line.replace(/^(\s*)[▶►▸▾▼]\s*/u, "$1"));
  const [, indent = "", rest = ""] = /^(\s*)(.*)$/.exec(unfolded) ?? [];
  if (rest === "") return "";
  const bullet = /^[•◦‣▪●○∙–—]\s+(.*)$/u.exec(rest);
  if (bullet) return `${indent}- ${bullet[1]}`;
  if (rest.includes("\t") && !rest.startsWith("|") && isTabbed(lines, index)) return tabbedRow(lines, index);
  if (indent.length < 4 && isBareHeading(rest, index, lines, marked))
    return `## ${rest.replace(/^\*\*(.*)\*\*:?$/, "$1")}`;
  if (marked || indent !== "") return unfolded;
  // In plain text a line after a finished list item is no continuation of it.
  return startsAnew(rest, lines[index - 1]) ? `### ${rest}` : unfolded;
}

/** `<details>` and its summary as a heading; the answers below it then stand as they are. */
function unfold(line: string): string {
  if (!/<\/?(?:details|summary)\b/i.test(line)) return line;
  const [, indent = ""] = /^(\s*)/.exec(line) ?? [];
  const summary = /<summary[^>]*>(.*?)<\/summary>/i.exec(line)?.[1];
  const rest = line
    .replace(/<summary[^>]*>.*?<\/summary>/i, "")
    .replace(/<\/?(?:details|summary)\b[^>]*>/gi, "")
    .trim();
  if (summary === undefined) return rest === "" ? "" : `${indent}${rest}`;
  const title = summary.replace(/<[^>]+>/g, "").trim();
  return rest === "" ? `${indent}#### ${title}` : `${indent}Answer: ${rest}`;
}

/** A line that is a heading by its words, or by how it stands, though no mark says so. */
function isBareHeading(line: string, index: number, lines: readonly string[], marked: boolean): boolean {
  const bold = /^\*\*([^*]+)\*\*:?$/.exec(line);
  const words = bold?.[1] ?? line;
  if (/^[-*+#>|`\\]|^\d+[.)]\s|^[a-zA-Z][.)]\s/.test(bold ? words : line)) return false;
  // "Solution:" leads in what belongs to the example above it.
  if (/^solutions?:?$/i.test(words)) return false;
  if (bold) return true;
  if (words.length > 80 || /[.!?;,]$/.test(words) || /^[^:]+:\s+\S/.test(words)) return false;
  if (isSectionHeading(words.replace(/:$/, ""))) return true;
  if (!marked && /^[\p{Lu}\d][\p{Lu}\d\s&'’,/()-]{3,59}$/u.test(words) && /\p{Lu}{3}/u.test(words))
    return index > 0;
  return (
    !marked && (isTableStart(lines, index + 1) || /^\s*\\begin\{tikzpicture\}/.test(lines[index + 1] ?? ""))
  );
}

/** A short line in title case between blocks, such as a scenario's name. */
function startsAnew(line: string, before: string | undefined): boolean {
  if (before === undefined || !/^\s*(?:[-*+•]|\d+[.)])\s/.test(before)) return false;
  return (
    line.length <= 80 && /^\p{Lu}/u.test(line) && !/[.!?;,:]$/.test(line) && /[.!?)]$/.test(before.trim())
  );
}

function isTableStart(lines: readonly string[], index: number): boolean {
  return /\|/.test(lines[index] ?? "") && /^\s*\|?\s*:?-{2,}/.test(lines[index + 1] ?? "");
}

/** Whether this line is one of at least two neighbours with the same number of tabs. */
function isTabbed(lines: readonly string[], index: number): boolean {
  const tabs = tabsIn(lines[index]);
  return tabs > 0 && (tabsIn(lines[index - 1]) === tabs || tabsIn(lines[index + 1]) === tabs);
}

/** A tabbed line as a table row. The delimiter row has no line of its own, so `tree.ts` reads `\u0001|` rows itself. */
function tabbedRow(lines: readonly string[], index: number): string {
  const cells = (lines[index] ?? "").trim().split("\t");
  return `\u0001| ${cells.map((cell) => cell.trim()).join(" | ")} |`;
}

function tabsIn(line: string | undefined): number {
  return line === undefined ? 0 : line.trim().split("\t").length - 1;
}

/** Lines that stand inside fenced code, fences included. */
function fencedLines(lines: readonly string[]): Set<number> {
  const inside = new Set<number>();
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && mark !== undefined && mark.startsWith(fence)) {
      inside.add(index);
      fence = null;
      continue;
    }
    if (fence !== null) inside.add(index);
  }
  return inside;
}

/** TikZ pictures outside fences, as fenced blocks; `tree.ts` takes their source from the text itself. */
function drawnLines(lines: readonly string[], fenced: ReadonlySet<number>): Map<number, string> {
  const drawn = new Map<number, string>();
  for (let index = 0; index < lines.length; index++) {
    if (fenced.has(index) || !/\\begin\{tikzpicture\}/.test(lines[index] ?? "")) continue;
    const length = lines.slice(index).findIndex((line) => /\\end\{tikzpicture\}/.test(line));
    if (length <= 0) {
      drawn.set(index, "<!-- tikz -->");
      continue;
    }
    drawn.set(index, "```tikz");
    for (let inner = 1; inner < length; inner++) drawn.set(index + inner, "%");
    drawn.set(index + length, "```");
    index += length;
  }
  return drawn;
}
