/** A word or number of a text, lower-case, with where it stands. */
export interface Token {
  readonly text: string;
  /** Character offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Number of its sentence or line, from 0. */
  readonly sentence: number;
  /** Number of its clause: commas, colons, dashes and brackets end one, and so do "and" and "but". */
  readonly clause: number;
}

const PIECE =
  /(?<number>\d[\d,]*(?:\.\d+)?|\.\d+)|(?<word>\p{L}[\p{L}\p{N}]*(?:['’]\p{L}+)?)|(?<percent>%)|(?<pause>[,:()–—])|(?<end>[.!?;](?=\s|$)|\n\s*)/gu;

/** Short forms that end in "n't", and others, as the words they stand for. */
const SHORT: Readonly<Record<string, string>> = {
  "won't": "will not",
  "can't": "can not",
  cannot: "can not",
};

/**
 * A text as tokens. Hyphens part words ("5-minute" is two), a number parts from its unit ("500MB" is two, "S3" is one), "doesn't"
 * is "does not", and a possessive loses its ending. Any text gives tokens.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let sentence = 0;
  let clause = 0;
  for (const { groups, 0: piece, index: start } of text.matchAll(PIECE)) {
    const end = start + piece.length;
    if (groups?.["pause"] !== undefined) clause++;
    else if (groups?.["end"] !== undefined) {
      if (found.at(-1)?.sentence === sentence) sentence++;
      clause++;
    } else {
      for (const word of words(piece)) {
        if (word === "and" || word === "but") clause++;
        found.push({ text: word, start, end, sentence, clause });
      }
    }
  }
  return found;
}

function words(piece: string): string[] {
  if (/^\d/.test(piece)) return [piece.replaceAll(",", "")];
  const word = piece.toLowerCase().replaceAll("’", "'");
  const short =
    SHORT[word] ?? (word.endsWith("n't") ? `${word.slice(0, -3)} not` : word.replace(/'\p{L}*$/u, ""));
  return short.split(" ");
}
