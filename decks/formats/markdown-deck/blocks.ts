/**
 * A Markdown deck is read in blocks, which blank lines part:
 *
 *     # Cells                                 heading: the deck of the cards below
 *     #biology #exam                          tags: alone, of all cards below; within a block, of its cards
 *     Q: What does a ribosome make?           text
 *     A: Proteins.
 *
 *       Two spaces in: a paragraph of the same block, in which nothing is a mark.
 *     ---                                     rule: parts blocks
 */
export type Block =
  | { readonly kind: "heading"; readonly line: number; readonly level: number; readonly text: string }
  | { readonly kind: "tags"; readonly line: number; readonly tags: readonly string[] }
  | { readonly kind: "rule"; readonly line: number }
  | { readonly kind: "text"; readonly line: number; readonly lines: readonly BlockLine[] };

export interface BlockLine {
  readonly line: number;
  /** Without the two spaces that hold it in its block. */
  readonly text: string;
  /** Within a block by its two spaces, or within fenced code: never a mark. */
  readonly isPlain: boolean;
  readonly isFenced: boolean;
}

/** Levels and texts of headings as https://spec.commonmark.org/0.31.2/#atx-headings has them. */
const HEADING = /^(#{1,6})[ \t]+(\S.*)$/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,})[ \t]*$/;
const FENCE = /^(`{3,}|~{3,})/;
/** What fenced code may stand behind. */
const SIDE = /^(?:[QA]|[Qq]uestion|[Aa]nswer)[.:][ \t]*/;

/** The blocks of lines, from index `start` on; longer lines than a card can be are text whatever they begin with. */
export function blocksOf(lines: readonly string[], start: number): readonly Block[] {
  const blocks: Block[] = [];
  let open: BlockLine[] | null = null;
  let blanks = 0;
  let fence: string | null = null;
  const close = () => {
    open = null;
    blanks = 0;
  };
  const add = (line: number, text: string, isPlain: boolean, isFenced: boolean) => {
    if (open === null) {
      open = [];
      blocks.push({ kind: "text", line, lines: open });
    }
    // Blank lines count only where their block goes on.
    for (let blank = blanks; blank > 0; blank--)
      open.push({ line: line - blank, text: "", isPlain: true, isFenced });
    blanks = 0;
    open.push({ line, text, isPlain, isFenced });
  };
  for (let at = start; at < lines.length; at++) {
    const raw = lines[at] ?? "";
    const line = at + 1;
    if (fence !== null) {
      add(line, raw, true, true);
      if (closes(raw, fence)) fence = null;
      continue;
    }
    if (raw.trim() === "") {
      if (open !== null) blanks++;
      continue;
    }
    if (raw.startsWith("  ")) {
      add(line, raw.slice(2), true, false);
      continue;
    }
    const other = otherBlock(raw, line, open !== null && blanks === 0);
    if (other) {
      close();
      blocks.push(other);
      continue;
    }
    if (blanks > 0) close();
    const opened = FENCE.exec(raw.replace(SIDE, ""))?.[1] ?? null;
    const isFence = FENCE.test(raw);
    add(line, raw, isFence, isFence);
    fence = opened;
  }
  return blocks;
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  return text.length >= fence.length && text === (fence[0] ?? "").repeat(text.length);
}

/** @param isWithin whether the line stands in a block of text, where tags are the block's own */
function otherBlock(raw: string, line: number, isWithin: boolean): Block | null {
  if (raw.length > 2_000) return null;
  const heading = HEADING.exec(raw);
  if (heading)
    return { kind: "heading", line, level: heading[1]?.length ?? 1, text: heading[2]?.trim() ?? "" };
  if (RULE.test(raw)) return { kind: "rule", line };
  const tags = isWithin ? null : tagsOfLine(raw);
  return tags === null ? null : { kind: "tags", line, tags };
}

/** The tags of a line that holds nothing else, as "#cell #energy"; null for another line. */
export function tagsOfLine(raw: string): readonly string[] | null {
  if (!raw.startsWith("#") || raw.length > 2_000) return null;
  const words = raw.trim().split(/\s+/);
  return words.every((word) => /^#\S+$/.test(word)) ? words.map((word) => word.slice(1)) : null;
}
