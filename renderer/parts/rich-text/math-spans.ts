/** A formula as notes write it: `$…$` or `\(…\)` in a line, `$$…$$` or `\[…\]` by itself. */
export interface Formula {
  readonly tex: string;
  readonly isDisplay: boolean;
}

/** A formula with the marks around it. */
export interface WrittenFormula extends Formula {
  readonly written: string;
}

/** Longer ones would stop the window while they are set, and so would thousands; the rest stays as it was written. */
export const LONGEST_FORMULA = 5_000;
export const MOST_FORMULAS = 500;

/** A dollar opens where no blank follows and closes where no blank stands before it, so that prices are no formulas. */
const DOLLARS =
  /\$\$(?!\$)([^$]+?)\$\$|(?<![\\$\w])\$(?=[^\s$])((?:\\.|[^$\\\n])*?[^\s\\$]|[^\s\\$])\$(?![\d\w])/;
/** In a formula a backslash holds the sign behind it, so that the end of a row, `\\[2pt]`, begins no other. */
const BRACKETS = /(?<!\\)\\\[((?:\\[^[\]]|[^\\])+?)\\\]|(?<!\\)\\\(((?:\\[^()]|[^\\\n]|\n(?!\s*\n))+?)\\\)/;
const MATH = new RegExp(`${DOLLARS.source}|${BRACKETS.source}`, "g");
const CODE = /(`+)[\s\S]*?\1|^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\2/gm;

/**
 * A text whose formulas are taken out before Markdown reads it, for their underscores and stars are none of its own.
 * In their place stand marks that no text has.
 */
export function withoutMath(markdown: string): {
  readonly text: string;
  readonly formulas: readonly WrittenFormula[];
} {
  const formulas: WrittenFormula[] = [];
  const plain = markdown.replace(/[\uE100\uE101]/g, "");
  let text = "";
  let from = 0;
  const taken = (part: string) =>
    part.replace(MATH, (written: string, ...groups: (string | undefined)[]) => {
      const [dollars, dollar, square, round] = groups;
      const tex = (dollars ?? dollar ?? square ?? round ?? "").trim();
      if (tex === "" || tex.length > LONGEST_FORMULA || formulas.length === MOST_FORMULAS) return written;
      formulas.push({ tex, isDisplay: (dollars ?? square) !== undefined, written });
      return `\uE100${formulas.length - 1}\uE101`;
    });
  for (const code of plain.matchAll(CODE)) {
    text += taken(plain.slice(from, code.index)) + code[0];
    from = code.index + code[0].length;
  }
  return { text: text + taken(plain.slice(from)), formulas };
}

/** HTML with each mark replaced by what `render` makes of its formula. */
export function withMath(
  html: string,
  formulas: readonly WrittenFormula[],
  render: (formula: WrittenFormula) => string,
): string {
  return html.replace(/\uE100(\d+)\uE101/g, (_mark, index: string) => {
    const formula = formulas[Number(index)];
    return formula ? render(formula) : "";
  });
}

/** The formula with its marks, for as long as nothing has typeset it and where it cannot be read. */
export function asWritten({ written }: WrittenFormula): string {
  const escaped = written.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<code>${escaped}</code>`;
}
