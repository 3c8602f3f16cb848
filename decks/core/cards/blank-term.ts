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
    .reduce(
      (blanked, part) => (mayHold(blanked, part) ? blanked.replace(patternOf(part), BLANK) : blanked),
      text,
    );
}

/** Whether a look with the slow pattern is worth while: the first word is there at all. */
function mayHold(text: string, part: string): boolean {
  return text.toLowerCase().includes((part.split(/[\s-]+/)[0] ?? "").toLowerCase());
}

function patternOf(part: string): RegExp {
  const words = part.split(/[\s-]+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join("[\\s-]+")}(?:e?s|'s|’s|ing|ed)?(?![\\p{L}\\p{N}])`,
    "giu",
  );
}
