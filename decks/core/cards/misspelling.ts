/** Fewer letters than this are a word of their own when one of them differs: "in", "on", "not". */
const SHORTEST = 4;
/** So many letters have room for one slip, twice as many for two. */
const LETTERS_PER_SLIP = 8;
const MOST_SLIPS = 3;

/** Numbers in words are numbers: a million is no misspelt billion. */
const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)(?:teen|ty)|twenty|forty|hundreds?|thousands?|[mbtr]+illions?|half|third|quarter|once|twice|first|second)$/i;
/** Signs that say how things compare, and what a number is a number of. */
const SIGN = /[<>≤≥=≠≈±+%‰°$€£×÷/^~]|(?<![\p{L}\p{N}])-(?=[\p{L}\p{N}.])/u;

/**
 * How many letters were slips of the keyboard between two texts that are otherwise the same, 0 for the same text.
 * Figures, units, comparison signs, acronyms and words of up to three letters are never slips, and neither is a
 * syllable in front, which often turns a word round: "typical", "atypical".
 * @param typed and `expected` as `foldedAnswer` gives them
 * @param spelling the expected answer before it was folded, whose capitals tell the acronyms
 * @returns null when they are different answers
 */
export function slips(typed: string, expected: string, spelling: string): number | null {
  if (typed === expected) return 0;
  const fixed = fixedWords(spelling);
  const [mine, theirs] = [wordsOf(typed), wordsOf(expected)];
  if (mine.length !== theirs.length) return missingBlank(typed, expected, fixed.size > 0);
  let all = 0;
  for (const [index, word] of theirs.entries()) {
    const own = mine[index] ?? "";
    if (own === word) continue;
    const follows = isFigure(theirs[index - 1] ?? "");
    if (follows || isFigure(word) || isFigure(own) || fixed.has(word.toLowerCase())) return null;
    if (own.length < SHORTEST || word.length < SHORTEST || own.endsWith(word) || word.endsWith(own))
      return null;
    const apart = editDistance(own, word);
    if (apart > allowed(word.length)) return null;
    all += apart;
  }
  return all <= allowed(expected.length) ? all : null;
}

/** Words that were run together or taken apart, where no figure stands among them. */
function missingBlank(typed: string, expected: string, isFixed: boolean): number | null {
  if (isFixed || wordsOf(`${typed} ${expected}`).some(isFigure)) return null;
  const apart =
    typed.replaceAll(" ", "") === expected.replaceAll(" ", "") ? editDistance(typed, expected) : null;
  return apart !== null && apart <= allowed(expected.length) ? apart : null;
}

function allowed(letters: number): number {
  if (letters < SHORTEST) return 0;
  return Math.min(MOST_SLIPS, Math.max(1, Math.floor(letters / LETTERS_PER_SLIP)));
}

/** A number and its unit are two words, however they were written: "25MB", "25 MB". */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/(\p{N})(?=[\p{L}%°])/gu, "$1 ")
    .replace(/([<>≤≥=≠≈±~]+)\s*/gu, " $1 ")
    .split(/[\s,;:()[\]"]+/)
    .filter((word) => word !== "");
}

function isFigure(word: string): boolean {
  return /\p{N}/u.test(word) || SIGN.test(word) || NUMBER_WORD.test(word);
}

/** Acronyms and names such as "pH": a letter more or less is something else. */
function fixedWords(spelling: string): ReadonlySet<string> {
  const words = wordsOf(spelling).filter(
    (word) => /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase(),
  );
  return new Set(words.map((word) => word.toLowerCase()));
}

/**
 * Letters to add, drop, replace, or swap with their neighbour to turn one text into the other, none touched twice
 * (optimal string alignment, a restricted Damerau-Levenshtein distance).
 * Source: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
export function editDistance(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  let before: number[] = [];
  let last = b.map((_, at) => at);
  last.push(b.length);
  for (const [i, letter] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (last[j] ?? 0) + (letter === other ? 0 : 1);
      const isSwap = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === other;
      const swapped = isSwap ? (before[j - 1] ?? 0) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, (last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
