import { type Formula, LONGEST_FORMULA, MOST_FORMULAS } from "../rich-text/math-spans.ts";

/** A formula and where it stands in a text, its marks included. */
export interface PlacedFormula extends Formula {
  readonly from: number;
  readonly to: number;
}

/** The marks that decks put around formulas: those of MathJax, and Anki's older ones. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["\\(", "\\)"],
  ["\\[", "\\]"],
  ["[$]", "[/$]"],
  ["[$$]", "[/$$]"],
  ["[latex]", "[/latex]"],
]);
const OPENING = /\\[([]|\[\$\$?\]|\[latex\]/g;

/** The formulas of a text, in their order. */
export function formulasIn(text: string): readonly PlacedFormula[] {
  const ends = new Map<string, number>();
  /** Where a formula closes. No text is searched twice: one may open a hundred thousand and close none. */
  const endOf = (mark: string, from: number): number => {
    const known = ends.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const end = text.indexOf(CLOSING.get(mark) ?? "", from);
    ends.set(mark, end);
    return end;
  };
  const found: PlacedFormula[] = [];
  let behind = 0;
  for (const { index, 0: mark } of text.matchAll(OPENING)) {
    if (index < behind) continue;
    const start = index + mark.length;
    const end = endOf(mark, start);
    if (end < 0 || end - start > LONGEST_FORMULA) continue;
    if (found.length === MOST_FORMULAS) break;
    behind = end + (CLOSING.get(mark)?.length ?? 0);
    const written = text.slice(start, end).trim();
    // Whole passages of LaTeX have marks of their own around what is a formula in them.
    const tex = mark === "[latex]" ? written.replace(/^\$\$?([^$]*)\$\$?$/, "$1") : written;
    const isDisplay = mark === "\\[" || mark === "[$$]" || written.startsWith("$$");
    if (tex !== "") found.push({ tex, isDisplay, from: index, to: behind });
  }
  return found;
}
