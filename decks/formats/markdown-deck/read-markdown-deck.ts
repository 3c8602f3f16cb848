import type { Issue } from "../../core/issue.ts";
import { type Piece, readPieces } from "./pieces.ts";
import type { MarkdownNote } from "./types.ts";

export type { MarkdownNote };

export interface MarkdownDeck {
  /** Of the front matter, else the first heading of the first level. */
  readonly title: string | null;
  readonly notes: readonly MarkdownNote[];
  /** Questions without answers, and paragraphs that are no cards. */
  readonly issues: readonly Issue[];
}

/** As much of a text as says whether it is a deck. */
const SAMPLE_CHARACTERS = 2_000_000;
/** Gaps without numbers may be mere highlights: with them, this share of the paragraphs must be cards. */
const DECISIVE = 0.8;

/**
 * Whether a text is a deck of cards rather than a study guide: at least half of its paragraphs are cards, and where
 * highlights and bare braces are all the cards it has, four in five of at least three are.
 */
export function looksLikeMarkdownDeck(text: string): boolean {
  const { sure, weak, other } = counted(readPieces(text.slice(0, SAMPLE_CHARACTERS)).pieces);
  if (sure > 0 && sure + weak >= other && sure >= other / 2) return true;
  return weak >= 3 && sure + weak >= (sure + weak + other) * DECISIVE;
}

/** The cards of a Markdown deck; see `blocks.ts` for its layout. It never throws. */
export function readMarkdownDeck(text: string): MarkdownDeck {
  const { title, pieces, isBroken } = readPieces(text);
  const notes: MarkdownNote[] = [];
  const issues: Issue[] = [];
  if (isBroken)
    issues.push({
      code: "front-matter",
      line: 1,
      text: "---",
      reason: "The lines between “---” at the top are not YAML: they were left out.",
    });
  for (const piece of pieces) {
    if (piece.kind === "stray")
      issues.push({
        code: piece.isSide ? "question-without-answer" : "not-a-card",
        line: piece.line,
        text: piece.text.slice(0, 200),
        reason: piece.isSide
          ? "A question and its answer belong together: one of the two is missing. Begin one with “Q:”, the other below with “A:”."
          : "This paragraph is not a card. Write it as “Q:” and “A:”, or as “term :: definition”.",
      });
    else if (piece.kind === "note") notes.push(piece.note);
  }
  return { title, notes, issues };
}

function counted(pieces: readonly Piece[]): {
  readonly sure: number;
  readonly weak: number;
  readonly other: number;
} {
  const weak = pieces.filter((piece) => piece.kind === "note" && piece.isWeak).length;
  const sure = pieces.filter(({ kind }) => kind === "note").length - weak;
  return { sure, weak, other: pieces.length - sure - weak };
}
