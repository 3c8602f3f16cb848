import { deckPathIn } from "../text-table/tags.ts";
import { withPlainLineBreaks } from "../text-table/table-text.ts";
import { type BlockCard, readBlock } from "./block-cards.ts";
import { blocksOf } from "./blocks.ts";
import { frontMatter } from "./front-matter.ts";
import type { MarkdownNote } from "./types.ts";

/** What the paragraphs of a text are to a deck. */
export type Piece =
  /** A card; weak when highlights or bare braces are all that makes it one. */
  | { readonly kind: "note"; readonly note: MarkdownNote; readonly isWeak: boolean }
  /** A paragraph that the question or the answer above it goes on with. */
  | { readonly kind: "continuation" }
  | { readonly kind: "stray"; readonly line: number; readonly text: string; readonly isSide: boolean };

export interface Pieces {
  readonly title: string | null;
  readonly pieces: readonly Piece[];
  /** Whether the front matter is there and is no YAML. */
  readonly isBroken: boolean;
}

/** A question that is being read: its paragraphs, and those of its answer once that has begun. */
interface OpenQuestion {
  readonly line: number;
  readonly tags: string[];
  readonly front: string[];
  readonly back: string[];
  isAnswered: boolean;
}

/** The pieces of a Markdown deck in their order, with the decks and tags that they stand under. */
export function readPieces(raw: string): Pieces {
  const lines = withPlainLineBreaks(raw.replace(/^\uFEFF/, "")).split("\n");
  const matter = frontMatter(lines);
  const pieces: Piece[] = [];
  const headings: { readonly level: number; readonly path: readonly string[] }[] = [];
  let title = matter.title;
  let scopeTags: readonly string[] = [];
  let open: OpenQuestion | null = null;
  const place = (tags: readonly string[]) => {
    const path = [...matter.deckPath, ...headings.flatMap((heading) => heading.path)];
    return {
      tags: [...new Set([...matter.tags, ...scopeTags, ...tags])],
      deckPath: path.length === 0 ? null : path,
    };
  };
  const close = () => {
    if (open !== null) pieces.push(questionPiece(open, place(open.tags)));
    open = null;
  };
  for (const block of blocksOf(lines, matter.lineCount)) {
    if (block.kind !== "text") close();
    if (block.kind === "heading") {
      while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
      headings.push({ level: block.level, path: deckPathIn(block.text) ?? [] });
      if (block.level === 1) title ??= block.text;
      scopeTags = [];
    } else if (block.kind === "tags") {
      scopeTags = [...scopeTags, ...block.tags];
    } else if (block.kind === "text") {
      const { cards, tags, text } = readBlock(block.lines);
      if (cards.length === 0) {
        pieces.push(
          open === null ? { kind: "stray", line: block.line, text, isSide: false } : { kind: "continuation" },
        );
        if (open !== null) goOn(open, text);
      }
      for (const card of cards) {
        if (card.kind === "answer" && open !== null && !open.isAnswered) {
          open.isAnswered = true;
          open.tags.push(...tags);
          goOn(open, card.text);
          continue;
        }
        close();
        if (card.kind === "question" || card.kind === "answer") open = opened(card.kind, card, tags);
        else pieces.push(piece(card, place(tags)));
      }
    }
  }
  close();
  return { title, pieces, isBroken: matter.isBroken };
}

type Place = Pick<MarkdownNote, "tags" | "deckPath">;

function opened(
  kind: "question" | "answer",
  { line, text }: { readonly line: number; readonly text: string },
  tags: readonly string[],
): OpenQuestion {
  const isAnswered = kind === "answer";
  return {
    line,
    tags: [...tags],
    front: isAnswered ? [] : [text],
    back: isAnswered ? [text] : [],
    isAnswered,
  };
}

function goOn(open: OpenQuestion, text: string): void {
  (open.isAnswered ? open.back : open.front).push(text);
}

function questionPiece({ line, front, back }: OpenQuestion, place: Place): Piece {
  const question = front.join("\n\n").trim();
  const answer = back.join("\n\n").trim();
  if (question === "" || answer === "")
    return { kind: "stray", line, text: question || answer, isSide: true };
  const note = { kind: "basic" as const, front: question, back: answer, isReversed: false, ...place, line };
  return { kind: "note", note, isWeak: false };
}

function piece(card: Extract<BlockCard, { kind: "basic" | "cloze" }>, place: Place): Piece {
  if (card.kind === "basic") return { kind: "note", note: { ...card, ...place }, isWeak: false };
  const { kind, text, line, isWeak } = card;
  return { kind: "note", note: { kind, text, ...place, line }, isWeak };
}
