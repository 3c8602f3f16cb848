/** A gap in braces, with or without a hint behind "::", or a highlight; both within one line. */
const GAP = /\{\{([^{}\n]+)\}\}|==(?=[^\s=])([^=\n]+)==/g;

/** Inline code, in which nothing is a mark. */
const CODE = /(`[^`\n]+`)/;

/**
 * Whether a line has a gap with its number. A paragraph with one is a cloze text as it stands, with whatever else its
 * braces and highlights mean.
 */
export function isNumberedGap(line: string): boolean {
  return /\{\{c\d+::/.test(line);
}

/**
 * A paragraph whose gaps have no numbers as a cloze text with numbers from 1, in their order; null when it has none.
 * It is weak: people highlight what they do not mean to be asked.
 */
export function clozesMade(paragraph: string): { readonly text: string; readonly isWeak: true } | null {
  if (!paragraph.includes("{{") && !paragraph.includes("==")) return null;
  let count = 0;
  const text = withoutCode(paragraph, (words) =>
    words.replace(GAP, (_whole, braced: string | undefined, highlighted: string | undefined) => {
      count++;
      return `{{c${count}::${(braced ?? highlighted ?? "").trim()}}}`;
    }),
  );
  return count === 0 ? null : { text, isWeak: true };
}

/** Lines of fenced code and words of inline code as they are, the rest as `change` makes it. */
function withoutCode(paragraph: string, change: (words: string) => string): string {
  let isFenced = false;
  return paragraph
    .split("\n")
    .map((line) => {
      const isFence = /^\s*(?:```|~~~)/.test(line);
      if (isFence) isFenced = !isFenced;
      if (isFence || isFenced) return line;
      return line
        .split(CODE)
        .map((part, index) => (index % 2 === 0 ? change(part) : part))
        .join("");
    })
    .join("\n");
}
