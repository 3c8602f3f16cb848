import { normalisedKey } from "../normalised-key.ts";

/** One of two things that are easily mixed up, and what holds for it. Texts are Markdown. */
export interface ContrastSide {
  readonly name: string;
  readonly text: string;
}

/** Two things side by side. */
export interface Contrast {
  readonly left: ContrastSide;
  readonly right: ContrastSide;
}

/** What joins two halves of a sentence that each have a subject of their own. */
const JOINT = /(?:;|,?\s+(?:while|whereas|but)|,\s+and)\s+/gi;

/**
 * A muddy point "X vs Y" whose text falls into what holds for X and what holds for Y: every line, sentence or half of a
 * sentence begins with one of the names. Nothing is guessed: where one piece begins with neither, or one of the two
 * has no piece, there is no contrast.
 */
export function contrastOf(title: string, text: string): Contrast | null {
  const names = title.split(/\s+(?:vs\.?|versus)\s+/i).map((name) => name.replace(/[*_`]/g, "").trim());
  const [left, right, ...more] = names;
  if (!left || !right || more.length > 0 || normalisedKey(left) === normalisedKey(right)) return null;
  const sides = { left: [] as string[], right: [] as string[] };
  for (const piece of piecesOf(text, [left, right])) {
    const side = sideOf(piece, left, right);
    if (side === null) return null;
    sides[side].push(piece);
  }
  if (sides.left.length === 0 || sides.right.length === 0) return null;
  return {
    left: { name: left, text: shown(sides.left, left) },
    right: { name: right, text: shown(sides.right, right) },
  };
}

/** Items and lines where there are several, else sentences; halves of a sentence where the second begins with a name. */
function piecesOf(text: string, names: readonly string[]): readonly string[] {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "").trim())
    .filter((line) => line !== "");
  const sentences =
    lines.length > 1 ? lines : lines.flatMap((line) => line.split(/(?<=[.!?])\s+(?=[*_"“(]*\p{Lu})/u));
  return sentences.flatMap((sentence) => halves(sentence, names));
}

function halves(sentence: string, names: readonly string[]): readonly string[] {
  for (const { index, 0: joint } of sentence.matchAll(JOINT)) {
    const rest = sentence.slice(index + joint.length);
    if (names.some((name) => beginsWith(rest, name))) {
      return [sentence.slice(0, index).trim(), ...halves(rest, names)];
    }
  }
  return [sentence];
}

/** The longer name first: "deployment group" begins with "deployment". */
function sideOf(piece: string, left: string, right: string): "left" | "right" | null {
  const sides = [
    { side: "left", name: left },
    { side: "right", name: right },
  ] as const;
  const longest = [...sides].sort((a, b) => b.name.length - a.name.length);
  return longest.find(({ name }) => beginsWith(piece, name))?.side ?? null;
}

/** Whether a text is about a thing: its name comes first, but for an article and marks, with a simple plural or without. */
function beginsWith(text: string, name: string): boolean {
  return behind(text, name) !== null;
}

/** What stands behind the name that a text begins with; null when it does not. */
function behind(text: string, name: string): string | null {
  const plain = text.replace(/[*_`]/g, "").replace(/^(?:the|an?)\s+/i, "");
  const bare = name.replace(/^(?:the|an?)\s+/i, "");
  if (plain.slice(0, bare.length).toLowerCase() !== bare.toLowerCase()) return null;
  const rest = plain.slice(bare.length);
  return /^(?:['’]?s|es)?(?![\p{L}\p{N}-])/u.test(rest) ? rest : null;
}

/** "TCP: keeps the order" says under its name what it keeps; sentences stay whole. */
function shown(pieces: readonly string[], name: string): string {
  const said = pieces.map((piece) => {
    const label = /^\s*(?::|[–—]|-\s)\s*(.+)$/s.exec(behind(piece, name) ?? "");
    const words = label?.[1] ?? piece;
    return words.charAt(0).toUpperCase() + words.slice(1);
  });
  return said.length === 1 ? (said[0] ?? "") : said.map((piece) => `- ${piece}`).join("\n");
}
