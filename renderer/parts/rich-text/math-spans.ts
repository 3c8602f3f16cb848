/** A formula as notes write it: `$…$` in a line, `$$…$$` by itself. */
export interface Formula {
  readonly tex: string;
  readonly isDisplay: boolean;
}

/** A dollar opens where no blank follows and closes where no blank stands before it, so that prices are no formulas. */
const MATH =
  /\$\$(?!\$)([^$]+?)\$\$|(?<![\\$\w])\$(?=[^\s$])((?:\\.|[^$\\\n])*?[^\s\\$]|[^\s\\$])\$(?![\d\w])/g;
const CODE = /(`+)[\s\S]*?\1|^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\2/gm;

/**
 * A text whose formulas are taken out before Markdown reads it, for their underscores and stars are none of its own.
 * In their place stand marks that no text has.
 */
export function withoutMath(markdown: string): {
  readonly text: string;
  readonly formulas: readonly Formula[];
} {
  const formulas: Formula[] = [];
  const plain = markdown.replace(/[\uE100\uE101]/g, "");
  let text = "";
  let from = 0;
  const taken = (part: string) =>
    part.replace(MATH, (_whole, display: string | undefined, inline: string | undefined) => {
      formulas.push({ tex: (display ?? inline ?? "").trim(), isDisplay: display !== undefined });
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
  formulas: readonly Formula[],
  render: (formula: Formula) => string,
): string {
  return html.replace(/\uE100(\d+)\uE101/g, (_mark, index: string) => {
    const formula = formulas[Number(index)];
    return formula ? render(formula) : "";
  });
}

/** The formula as it was written, for as long as nothing has typeset it. */
export function asWritten({ tex, isDisplay }: Formula): string {
  const escaped = tex.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<code>${isDisplay ? "$$" : "$"}${escaped}${isDisplay ? "$$" : "$"}</code>`;
}
