import { type BlockLine, tagsOfLine } from "./blocks.ts";
import { clozesMade, isNumberedGap } from "./clozes.ts";

/** A card of a block, or a side of a question whose other side may be in the next. */
export type BlockCard =
  | {
      readonly kind: "basic";
      readonly front: string;
      readonly back: string;
      readonly isReversed: boolean;
      readonly line: number;
    }
  | { readonly kind: "cloze"; readonly text: string; readonly isWeak: boolean; readonly line: number }
  | { readonly kind: "question"; readonly text: string; readonly line: number }
  | { readonly kind: "answer"; readonly text: string; readonly line: number };

export interface BlockReading {
  /** Empty when the block is no card. */
  readonly cards: readonly BlockCard[];
  /** Of lines that hold tags alone, for every card of the block. */
  readonly tags: readonly string[];
  /** The block without those lines. */
  readonly text: string;
}

/** "Q:", "Q1.", "**Question:**", behind a list's mark too. */
const SIDE =
  /^(?:[-*][ \t]+)?(\*\*|__)?(Q|A|[Qq]uestion|[Aa]nswer)[ \t]?\d{0,4}[ \t]?[.:](\*\*|__)?(?:[ \t]+|$)/;
/** The second of the options that "A." then begins. */
const OPTION = /^(?:[-*][ \t]+)?(?:\*\*)?B[ \t]?[.:)]/;
const DIVIDERS = [" ::: ", " :: "] as const;

/** What a block of text holds: sides of questions, else a "?" between sides, else "term :: definition", else gaps. */
export function readBlock(lines: readonly BlockLine[]): BlockReading {
  const tagLists = lines.map(({ text, isPlain }) => (isPlain ? null : tagsOfLine(text)));
  const rest = lines.filter((_, index) => tagLists[index] === null);
  const tags = tagLists.flatMap((list) => list ?? []);
  const text = textOf(rest);
  const [first] = rest;
  if (!first) return { cards: [], tags, text };
  const cards = sidesIn(rest) ?? dividedIn(rest) ?? termsIn(rest) ?? [];
  if (cards.length > 0) return { cards, tags, text };
  const isNumbered = rest.some((line) => !line.isFenced && isNumberedGap(line.text));
  const cloze = isNumbered ? { text, isWeak: false } : clozesMade(text);
  return { cards: cloze === null ? [] : [{ kind: "cloze", ...cloze, line: first.line }], tags, text };
}

/** Questions and answers; null when the block does not begin with one. */
function sidesIn(lines: readonly BlockLine[]): readonly BlockCard[] | null {
  const starts = lines.flatMap((line, index) => (sideOf(line) === null ? [] : [index]));
  if (starts[0] !== 0) return null;
  // "A." with a "B." below are the options of a choice.
  if (lines.some(({ text, isPlain }) => !isPlain && OPTION.test(text))) return null;
  return starts.map((start, index): BlockCard => {
    const part = lines.slice(start, starts[index + 1]);
    const [head] = part;
    const side = head ? sideOf(head) : null;
    if (!head || !side) throw new Error(`line ${start} of a block is a side and is not`);
    return {
      kind: side.kind,
      text: textOf([{ ...head, text: side.text }, ...part.slice(1)]),
      line: head.line,
    };
  });
}

function sideOf({
  text,
  isPlain,
}: BlockLine): { readonly kind: "question" | "answer"; readonly text: string } | null {
  const mark = isPlain ? null : SIDE.exec(text);
  if (!mark) return null;
  const rest = text.slice(mark[0].length);
  // "**Q: What?**" is bold as a whole, "**Q:** What?" in its mark alone.
  const isBold = mark[1] !== undefined && mark[3] === undefined && rest.endsWith(mark[1]);
  return {
    kind: mark[2]?.[0]?.toUpperCase() === "Q" ? "question" : "answer",
    text: isBold ? rest.slice(0, -2) : rest,
  };
}

/** Lines, a line of "?" or "??" alone, and lines. */
function dividedIn(lines: readonly BlockLine[]): readonly BlockCard[] | null {
  const at = lines.findIndex(({ text, isPlain }) => !isPlain && /^\?\??\s*$/.test(text));
  const [first] = lines;
  if (at === -1 || !first) return null;
  const front = textOf(lines.slice(0, at));
  const back = textOf(lines.slice(at + 1));
  if (front === "" || back === "") return null;
  return [
    { kind: "basic", front, back, isReversed: lines[at]?.text.startsWith("??") ?? false, line: first.line },
  ];
}

/** Lines of "term :: definition"; a line without is the rest of the definition above. Null when the first has none. */
function termsIn(lines: readonly BlockLine[]): readonly BlockCard[] | null {
  const cards: { front: string; back: string; isReversed: boolean; line: number }[] = [];
  for (const line of lines) {
    const term = line.isPlain ? null : termOf(line.text);
    const last = cards.at(-1);
    if (term) cards.push({ ...term, line: line.line });
    else if (last) last.back += `\n${line.text}`;
    else return null;
  }
  return cards.map((card) => ({ kind: "basic", ...card, back: card.back.trim() }));
}

function termOf(text: string): { front: string; back: string; isReversed: boolean } | null {
  for (const divider of DIVIDERS) {
    const at = text.indexOf(divider);
    if (at === -1 || isInCode(text, at)) continue;
    const front = text
      .slice(0, at)
      .replace(/^[-*+][ \t]+/, "")
      .trim();
    const back = text.slice(at + divider.length).trim();
    if (front !== "" && back !== "") return { front, back, isReversed: divider === " ::: " };
  }
  return null;
}

/** Whether an odd number of backticks stands before: the place is within inline code. */
function isInCode(text: string, at: number): boolean {
  return (text.slice(0, at).split("`").length - 1) % 2 === 1;
}

function textOf(lines: readonly BlockLine[]): string {
  return lines
    .map(({ text }) => text)
    .join("\n")
    .trim();
}
