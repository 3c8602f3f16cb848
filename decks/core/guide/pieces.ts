import { fencedLines } from "./fenced-lines.ts";

/** From here on a piece ends at the next place where it may. */
const LONG_PIECE_LINES = 100;

/**
 * A long text in pieces that can be parsed one by one: the parser's effort grows with the square of what it is given
 * when there are tables in it. A piece ends where nothing can go on: before a heading, or before a line that begins
 * at the margin after a blank one, outside fenced code, and is no item of a list and no HTML.
 */
export function piecesOf(text: string): { readonly text: string; readonly firstLine: number }[] {
  const lines = text.split("\n");
  if (lines.length <= LONG_PIECE_LINES) return [{ text, firstLine: 1 }];
  const fenced = fencedLines(lines);
  const pieces: { text: string; firstLine: number }[] = [];
  let from = 0;
  for (let at = 1; at < lines.length; at++) {
    if (at - from < LONG_PIECE_LINES || fenced.has(at) || !isStart(lines, at)) continue;
    pieces.push({ text: lines.slice(from, at).join("\n"), firstLine: from + 1 });
    from = at;
  }
  return [...pieces, { text: lines.slice(from).join("\n"), firstLine: from + 1 }];
}

function isStart(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (/^#{1,6}\s/.test(line)) return true;
  return (lines[at - 1] ?? "").trim() === "" && /^[^\s\-*+\d<]/.test(line);
}
