import { noteKey } from "./note-key.ts";
import type { Note } from "./types.ts";

/** From here on two texts are taken for one that was edited. */
const ALIKE = 0.5;
/** More pairs than this are not compared: a guide of which nothing is the same is another guide. */
const MOST_PAIRS = 1_000_000;

/** The words of a text. */
export type Words = ReadonlySet<string>;

export function wordsOf(text: string): Words {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** How much two texts have in common, 0 to 1: twice their shared words over all their words (Dice's coefficient). */
export function likeness(first: Words, second: Words): number {
  if (first.size + second.size === 0) return 1;
  let shared = 0;
  for (const word of first) if (second.has(word)) shared++;
  return (2 * shared) / (first.size + second.size);
}

/** What a note is compared by: its name, and what it says beside it. */
export interface NoteWords {
  readonly name: Words;
  readonly said: Words;
}

export function noteWords(note: Note): NoteWords {
  const key = noteKey(note);
  return { name: wordsOf(key), said: wordsOf(restOf(note, key)) };
}

/** How alike two notes of a kind are: what they say counts more than what they are called. */
export function likenessOfNotes(a: NoteWords, b: NoteWords): number {
  const names = likeness(a.name, b.name);
  // "False." says nothing of which question it answers.
  return a.said.size < 4 ? names : 0.4 * names + 0.6 * likeness(a.said, b.said);
}

/** Pairs of the most alike, each of either side once, none below the threshold. */
export function bestPairs<A, B>(
  first: readonly A[],
  second: readonly B[],
  alike: (a: A, b: B) => number,
): [A, B][] {
  if (first.length * second.length > MOST_PAIRS) return [];
  const scored = first
    .flatMap((a, i) => second.map((b, j) => ({ a, b, i, j, score: alike(a, b) })))
    .filter(({ score }) => score >= ALIKE)
    .sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const used = { first: new Set<A>(), second: new Set<B>() };
  return scored.flatMap(({ a, b }): [A, B][] => {
    if (used.first.has(a) || used.second.has(b)) return [];
    used.first.add(a);
    used.second.add(b);
    return [[a, b]];
  });
}

function restOf(note: Note, key: string): string {
  return Object.entries(note.fields)
    .filter(([name, value]) => name !== "choices" && value !== key)
    .map(([, value]) => [value].flat(2).join(" "))
    .join(" ");
}
