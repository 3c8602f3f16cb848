import { noteKey } from "./note-key.ts";
import type { Note } from "./types.ts";

/** From here on two texts are taken for one that was edited. */
const ALIKE = 0.5;
/** More pairs than this are not compared: a guide of which nothing is the same is another guide. */
const MOST_PAIRS = 1_000_000;

/** How much two texts have in common, 0 to 1: twice their shared words over all their words (Dice's coefficient). */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.size + second.size === 0) return 1;
  let shared = 0;
  for (const word of first) if (second.has(word)) shared++;
  return (2 * shared) / (first.size + second.size);
}

/** How alike two notes of a kind are: what they say counts more than what they are called. */
export function likenessOfNotes(a: Note, b: Note): number {
  const names = likeness(noteKey(a), noteKey(b));
  const said = restOf(a);
  const contents = likeness(said, restOf(b));
  // "False." says nothing of which question it answers.
  return wordsOf(said).size < 4 ? names : 0.4 * names + 0.6 * contents;
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

function restOf(note: Note): string {
  const key = noteKey(note);
  return Object.entries(note.fields)
    .filter(([name, value]) => name !== "choices" && value !== key)
    .map(([, value]) => [value].flat(2).join(" "))
    .join(" ");
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
