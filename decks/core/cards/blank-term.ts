const BLANK = "____";

/**
 * A text in which a term, its acronym in brackets, and its simple inflections are blanks, so that the answer is not
 * given away. "Bring Your Own Container (BYOC)" blanks the words and BYOC alike.
 */
export function blankTerm(text: string, term: string): string {
  const acronym = /\(([^)]+)\)/.exec(term)?.[1];
  const name = term.replace(/\([^)]*\)/g, "").trim();
  return [name, acronym]
    .filter((part): part is string => part !== undefined && part.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce(blanked, text);
}

/**
 * Every place of a name, its words apart by blanks or hyphens, and with the endings of plurals, possessives, "-ing" and
 * "-ed". Searched by hand: a pattern for every term of a long guide costs more than all the rest of its cards.
 */
function blanked(text: string, name: string): string {
  const words = name
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== "");
  const lower = text.toLowerCase();
  const [first, ...rest] = words;
  // A few letters change their length with their case; then places would not fit.
  if (first === undefined || lower.length !== text.length) return text;
  let result = "";
  let from = 0;
  for (let at = lower.indexOf(first); at !== -1; at = lower.indexOf(first, Math.max(at + 1, from))) {
    const end = endOf(lower, at + first.length, rest);
    if (end === -1 || isWordAt(text, at - 1)) continue;
    result += text.slice(from, at) + BLANK;
    from = end;
  }
  return result + text.slice(from);
}

/** Where the name that goes on with these words ends; -1 when it does not, or when a longer word begins there. */
function endOf(lower: string, start: number, words: readonly string[]): number {
  let at = start;
  for (const word of words) {
    const gap = /^[\s-]+/.exec(lower.slice(at, at + 20))?.[0].length ?? 0;
    if (gap === 0 || !lower.startsWith(word, at + gap)) return -1;
    at += gap + word.length;
  }
  const ending = /^(?:es|s|'s|’s|ing|ed)/.exec(lower.slice(at, at + 3))?.[0].length ?? 0;
  if (!isWordAt(lower, at + ending)) return at + ending;
  return isWordAt(lower, at) ? -1 : at;
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text.charAt(at));
}
