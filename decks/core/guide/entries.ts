import { definitionIn } from "./definition.ts";
import type { Line } from "./tree.ts";

/** A term's line with those it was wrapped onto. */
export interface Entry {
  readonly text: string;
  readonly line: number;
}

/** From here on a line was probably broken because it was full. */
const FULL_LINE = 55;

/**
 * The lines of a paragraph as entries: a line that names a term begins one, others go on with the entry above them.
 *
 *     Offer - a statement of terms
 *     Invitation to treat - goods in a
 *        shop window
 *        ^^^^^^^^^^^ belongs to the line above
 */
export function entriesOf(lines: readonly Line[]): Entry[] {
  const entries: { text: string; line: number }[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const last = entries.at(-1);
    const goesOn = before !== undefined && continues(before, line, lines[0]?.indent ?? 0);
    if (!last || (!goesOn && definitionIn(line.text) !== null))
      entries.push({ text: line.text, line: line.line });
    else last.text += `\n${line.text}`;
    before = line;
  }
  return entries;
}

function continues(before: Line, { text, indent }: Line, base: number): boolean {
  if (indent > base + 1) return true;
  if (/\S\s+::\s+\S/.test(text)) return false;
  return before.text.length >= FULL_LINE && /^[\p{Ll}(]/u.test(text) && !/[.!?:]$/.test(before.text);
}
