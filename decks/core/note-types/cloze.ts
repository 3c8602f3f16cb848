/** A gap of a text: `{{c1::what is asked::a hint}}`, or `{{c1,3::…}}` for two cards at once. */
export interface Cloze {
  /** Numbers of the cards that ask for it, from 1. */
  readonly ordinals: readonly number[];
  /** What is asked, which may hold gaps of its own. */
  readonly pieces: readonly ClozePiece[];
  readonly hint: string | null;
}

export type ClozePiece = string | Cloze;

/** How the pieces of a text are shown. */
export interface ClozeShow {
  /** What stands where the gap of this card is. */
  readonly asked: (content: string, hint: string | null, cloze: Cloze) => string;
  /** The content of a gap that another card asks for. */
  readonly other: (content: string, cloze: Cloze) => string;
}

const OPENING = /\{\{c(\d{1,3}(?:,\d{1,3})*)::/g;
/** Deeper ones are no text that a person wrote; the braces then stay as they are. */
const DEEPEST = 20;

/** A text in pieces, gaps among them. One that is not closed is no gap, and those behind it are none within it. */
export function clozePieces(text: string): readonly ClozePiece[] {
  return readPieces(text, 0, 0).pieces;
}

/** All gaps of a text, those within others too. */
export function clozesIn(text: string): readonly Cloze[] {
  const within = (pieces: readonly ClozePiece[]): Cloze[] =>
    pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece, ...within(piece.pieces)]));
  return within(clozePieces(text));
}

/** A text with the gaps of one card shown as asked, and the others as the rest of the text. */
export function clozeText(text: string, ordinal: number, show: ClozeShow): string {
  const shown = (pieces: readonly ClozePiece[]): string =>
    pieces
      .map((piece) => {
        if (typeof piece === "string") return piece;
        const content = shown(piece.pieces);
        return piece.ordinals.includes(ordinal)
          ? show.asked(content, piece.hint, piece)
          : show.other(content, piece);
      })
      .join("");
  return shown(clozePieces(text));
}

/** What the gaps of one card hide, one after another, gaps within them filled in. */
export function clozeContents(text: string, ordinal: number): readonly string[] {
  return clozesIn(text)
    .filter(({ ordinals }) => ordinals.includes(ordinal))
    .map(({ pieces }) => clozeContent(pieces));
}

/** A text in pieces with all of its gaps filled in. */
export function clozeContent(pieces: readonly ClozePiece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : clozeContent(piece.pieces))).join("");
}

interface Reading {
  readonly pieces: ClozePiece[];
  /** Where reading stopped: behind the closing braces of a gap, or at the end of the text. */
  readonly rest: number;
  readonly isClosed: boolean;
}

function readPieces(text: string, from: number, depth: number): Reading {
  const pieces: ClozePiece[] = [];
  let at = from;
  let start = from;
  const flush = (end: number) => {
    if (end > start) pieces.push(text.slice(start, end));
  };
  while (at < text.length) {
    if (depth > 0 && text.startsWith("}}", at)) {
      flush(at);
      return { pieces, rest: at + 2, isClosed: true };
    }
    const opening = depth < DEEPEST && text.startsWith("{{c", at) ? openingAt(text, at) : null;
    if (!opening) {
      at++;
      continue;
    }
    const inner = readPieces(text, opening.end, depth + 1);
    if (!inner.isClosed) {
      flush(opening.end);
      return { pieces: [...pieces, ...inner.pieces], rest: text.length, isClosed: false };
    }
    flush(at);
    pieces.push(withHint(opening.ordinals, inner.pieces));
    at = inner.rest;
    start = at;
  }
  flush(text.length);
  return { pieces, rest: text.length, isClosed: false };
}

function openingAt(text: string, at: number): { readonly ordinals: number[]; readonly end: number } | null {
  OPENING.lastIndex = at;
  const match = OPENING.exec(text);
  if (match?.index !== at) return null;
  const ordinals = (match[1] ?? "")
    .split(",")
    .map(Number)
    .filter((number) => number >= 1);
  return ordinals.length === 0 ? null : { ordinals, end: at + match[0].length };
}

/** What stands behind the last "::" of the gap itself is its hint. */
function withHint(ordinals: readonly number[], pieces: readonly ClozePiece[]): Cloze {
  const last = pieces.at(-1);
  const split = typeof last === "string" ? last.indexOf("::") : -1;
  if (typeof last !== "string" || split < 0) return { ordinals, pieces, hint: null };
  const kept = last.slice(0, split);
  return {
    ordinals,
    pieces: [...pieces.slice(0, -1), ...(kept === "" ? [] : [kept])],
    hint: last.slice(split + 2),
  };
}
