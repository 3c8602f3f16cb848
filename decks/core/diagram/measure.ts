import type { NodeShape } from "./types.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels from one line of text to the next, at 13 px. */
export const LINE_HEIGHT = 17;
const CHARACTER_WIDTH = 7.2;
const WIDE_CHARACTER_WIDTH = 13;
const LONGEST_LINE = 22;
/** Diamonds and circles take far more room than their text; shorter lines keep them small. */
const LONGEST_LINE_IN_POINTED = 16;
const LONGEST_WORD = 30;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** The lines of a label: where its author broke it, and between words at about 22 characters; overlong words are cut. */
export function labelLines(label: string, shape: NodeShape = "box"): readonly string[] {
  const longest = shape === "diamond" || shape === "circle" ? LONGEST_LINE_IN_POINTED : LONGEST_LINE;
  return label.split("\n").flatMap((line) => wrapped(line, longest));
}

/** The estimated size of lines in pixels; the width is that of the longest. */
export function textSize(lines: readonly string[]): Size {
  return { width: Math.max(0, ...lines.map(lineWidth)), height: lines.length * LINE_HEIGHT };
}

/** The size of a node in pixels: its text with room around it, as its shape needs. */
export function boxSize(node: { readonly label: string; readonly shape: NodeShape }): Size {
  const { width, height } = textSize(labelLines(node.label, node.shape));
  switch (node.shape) {
    case "diamond":
      return { width: Math.max(70, width * 1.7 + 10), height: Math.max(46, height * 2.43 + 6) };
    case "circle": {
      const diameter = Math.max(40, Math.hypot(width, height) + 12);
      return { width: diameter, height: diameter };
    }
    case "cylinder":
      return { width: Math.max(60, width + 24), height: height + 34 };
    default:
      return { width: Math.max(48, width + (node.shape === "round" ? 30 : 24)), height: height + 20 };
  }
}

function lineWidth(line: string): number {
  let width = 0;
  for (const character of line) width += WIDE.test(character) ? WIDE_CHARACTER_WIDTH : CHARACTER_WIDTH;
  return width;
}

function wrapped(line: string, longest: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/\s+/).flatMap(pieces)) {
    const joined = current === "" ? word : `${current} ${word}`;
    if (current !== "" && joined.length > longest) {
      lines.push(current);
      current = word;
    } else current = joined;
  }
  return [...lines, current];
}

function pieces(word: string): string[] {
  const characters = [...word];
  if (characters.length <= LONGEST_WORD) return [word];
  return Array.from({ length: Math.ceil(characters.length / LONGEST_WORD) }, (_, index) =>
    characters.slice(index * LONGEST_WORD, (index + 1) * LONGEST_WORD).join(""),
  );
}
