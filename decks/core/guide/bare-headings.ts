import { isQuestion } from "./questions.ts";
import { isSectionHeading, sectionKindOf } from "./section-kinds.ts";

const LIST_LIKE = /^[-*+#>|`\\<]|^\(?[a-zA-Z][.)]\s|^!\[|^\[/;
const NUMBERED = /^(?:\d+(?:\.\d+)*|[IVX]+)(?:[.):]\s+|\s+)(.*)$/;

/**
 * How deep a heading a line is by its words or by how it stands, though no mark says so: 2 for one that begins a
 * section, 4 for a bold name right above its text; 0 when it is none.
 */
export function isBareHeading(
  line: string,
  index: number,
  lines: readonly string[],
  marked: boolean,
): 0 | 2 | 4 {
  const bold = /^\*\*([^*]+)\*\*:?$/.exec(line);
  const words = (bold?.[1] ?? line).replace(/^(.*\btrue or false)\?$/i, "$1");
  if (!marked && isLetteredHeading(words, index, lines)) return 2;
  if (LIST_LIKE.test(words) || isLabel(words) || /\t|[^\s\d.] {3,}\S/.test(words)) return 0;
  // "**3. Which one is it?**" is a question of a quiz, not a section.
  if (bold && /^\d+[.)]\s/.test(words) && (isQuestion(words) || /[.?!:]$/.test(words))) return 0;
  if (bold) return boldHeading(words, index, lines);
  const numbered = NUMBERED.exec(words);
  if (numbered) return isNumberedHeading(numbered[1] ?? "", words, index, lines, marked) ? 2 : 0;
  if (!marked && index > 0 && isCapitals(words)) return 2;
  if (namesItsSubject(words)) return 2;
  if (words.length > 80 || /[.!?;,]$/.test(words) || /^[^:]+:\s+\S/.test(words)) return 0;
  if (isSectionHeading(words.replace(/:$/, ""))) return isInProse(index, lines) ? 0 : 2;
  if (marked) return 0;
  if (isTableStart(lines, index + 1) || /^\s*\\begin\{tikzpicture\}/.test(lines[index + 1] ?? "")) return 2;
  return standsAlone(words, index, lines) ? 2 : 0;
}

/** A short line in title case between blocks, such as a scenario's name. */
export function startsAnew(line: string, before: string | undefined): boolean {
  if (before === undefined || !/^\s*(?:[-*+•]|\d+[.)])\s/.test(before)) return false;
  return (
    line.length <= 80 && /^\p{Lu}/u.test(line) && !/[.!?;,:]$/.test(line) && /[.!?)]$/.test(before.trim())
  );
}

/** "Solution:" and "Correct answer: B" belong to what stands above them; "Question 3: …" is one. */
function isLabel(words: string): boolean {
  return (
    /^solutions?:?$/i.test(words) ||
    // "**C**" answers; it heads nothing.
    /^(?:[a-h](?:\s*(?:,|and|&)\s*[a-h])*|true|false)\.?$/i.test(words) ||
    /^(?:(?:correct|right)\s+)?(?:answers?|ans|solution|explanation|rationale|example|problem|scenario|hint|note|tip)\s*\d*\s*[:.)]\s*\S/i.test(
      words,
    ) ||
    /^(?:q(?:uestion)?|exercise|problem)\s*\d*\s*[:.)]\s+\S/i.test(words)
  );
}

/** "C. TROUBLES" after a blank line, where "c) …" would be an option. */
function isLetteredHeading(words: string, index: number, lines: readonly string[]): boolean {
  const rest = /^[A-Z]\.\s+(.*)$/.exec(words)?.[1];
  if (rest === undefined || (lines[index - 1] ?? "").trim() !== "") return false;
  return isCapitals(rest.replace(/\s*\([^()]*\)$/, ""));
}

/** "Comparison table: inference options" says what it is and of what. */
function namesItsSubject(words: string): boolean {
  const [, kind, subject] = /^([^:]{3,40}):\s+(\S.*)$/.exec(words) ?? [];
  if (kind === undefined || subject === undefined || words.length > 70 || /[.!?;]$/.test(words)) return false;
  return ["comparison", "visual", "concept"].includes(sectionKindOf(kind) ?? "");
}

/** A bold line is a heading; one right above running text names just that, unless its words say more. */
function boldHeading(words: string, index: number, lines: readonly string[]): 0 | 2 | 4 {
  if (/[.!,;]$/.test(words) && !/^\d/.test(words)) return words.length <= 60 && !/[.,;]$/.test(words) ? 2 : 0;
  if (isSectionHeading(words.replace(/[:!]$/, ""))) return 2;
  const next = lines[index + 1]?.trim() ?? "";
  return next === "" || /^[-*+|>•#\d]|^\*\*/.test(next) ? 2 : 4;
}

/** "2. KEY TERMS" begins a section where "2. What is a key?" is a question. */
function isNumberedHeading(
  rest: string,
  words: string,
  index: number,
  lines: readonly string[],
  marked: boolean,
): boolean {
  if (words.length > 80 || /[.!?;,]$/.test(rest) || /^[^:]+:\s+\S/.test(rest)) return false;
  const numberAt = (at: number) => Number(/^\s*(\d+)[.)]\s/.exec(lines[at] ?? "")?.[1] ?? Number.NaN);
  const number = numberAt(index);
  // One of a run of items; a list that begins anew right below is the section's own.
  if (numberAt(index - 1) === number - 1 || numberAt(index + 1) === number + 1) return false;
  if (isSectionHeading(rest.replace(/:$/, ""))) return (lines[index + 1] ?? "").trim() !== "" || !marked;
  if (marked) return false;
  const isBlank = (at: number) => (lines[at] ?? "").trim() === "";
  const alone = isBlank(index - 1) && isBlank(index + 1) && rest.split(/\s+/).length <= 6;
  return isCapitals(rest) || (alone && /^\p{Lu}/u.test(rest) && !/\s[–—-]\s|[=|]/.test(rest));
}

function isCapitals(words: string): boolean {
  return /^[\p{Lu}\d][\p{Lu}\d\s&'’",/()+:–-]{3,69}$/u.test(words) && /\p{Lu}{3}/u.test(words);
}

/** A line that only looks like a heading in the middle of wrapped text. */
function isInProse(index: number, lines: readonly string[]): boolean {
  const before = (lines[index - 1] ?? "").trim();
  return before.length > 50 && !/[.!?:)”"*]$/.test(before) && !/^[-*+#>|•\d]/.test(before);
}

/** A short capitalised line between blank lines and text: what a typewriter would have underlined. */
function standsAlone(words: string, index: number, lines: readonly string[]): boolean {
  const isBlank = (at: number) => (lines[at] ?? "").trim() === "";
  if (index === 0 || !isBlank(index - 1) || index + 1 >= lines.length) return false;
  if (words.split(/\s+/).length > 7 || words.length > 60 || !/^\p{Lu}/u.test(words)) return false;
  if (/[:=|]|--|\s[–—-]\s|\?$/.test(words.replace(/:$/, ""))) return false;
  const below = lines.slice(index + 1, index + 3).find((line) => line.trim() !== "") ?? "";
  // "def: …" right below makes it a term.
  if (/^\s*(?:def(?:inition)?|meaning|examples?|ex)\.?\s*:/i.test(below)) return false;
  return /^\s*(?:[-*+•]|\d+[.)])\s|^[^:]{1,60}:\s|\s[–—→-]\s|\t| \| /.test(below);
}

function isTableStart(lines: readonly string[], index: number): boolean {
  return /\|/.test(lines[index] ?? "") && /^\s*\|?\s*:?-{2,}/.test(lines[index + 1] ?? "");
}
