const WANTED = 3;
/** How far away in the guide a sibling may stand: near terms belong to one subject, and the search stays linear. */
const REACH = 8;

/**
 * The other terms to choose among, the most alike first, for the term at `index`. Empty when the guide has too few.
 * @returns at most 3 terms
 */
export function siblings(terms: readonly string[], index: number): readonly string[] {
  const term = terms[index] ?? "";
  const words = wordsOf(term);
  const near = terms.slice(Math.max(0, index - REACH), index + REACH + 1).filter((other) => other !== term);
  const ranked = near
    .map((other, place) => ({
      other,
      place,
      shared: [...wordsOf(other)].filter((word) => words.has(word)).length,
    }))
    .sort((a, b) => b.shared - a.shared || a.place - b.place)
    .map(({ other }) => other);
  return ranked.length < WANTED ? [] : ranked.slice(0, WANTED);
}

function wordsOf(term: string): Set<string> {
  return new Set(term.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
