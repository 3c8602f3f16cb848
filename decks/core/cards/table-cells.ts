import { normalisedKey } from "../normalised-key.ts";
import type { Template } from "./types.ts";

/** Cells that hold a place, or point to another cell. */
const SAYS_NOTHING =
  /^(?:[-–—?.\s]*|n\/?a\.?|tb[da]|ditto|same|(?:as|see|same as) (?:above|below|left)|″|")$/i;

/** The template that asks one cell, named by its row and column, so that it stays when rows are added; null for none. */
export function cellTemplate(
  columns: readonly string[],
  row: readonly string[],
  column: number,
): Template | null {
  const rowKey = normalisedKey(row[0] ?? "");
  // A table without a header is asked by the place of its columns.
  const isHeaded = columns.some((name) => name !== "");
  const columnKey = normalisedKey(columns[column] ?? "") || (isHeaded ? "" : `column-${column + 1}`);
  const cell = (row[column] ?? "").trim();
  if (rowKey === "" || columnKey === "" || SAYS_NOTHING.test(cell)) return null;
  return `cell:${rowKey}:${columnKey}` as Template;
}

/** The cell that a template asks, as indices; null when the table no longer has it. */
export function askedCell(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  template: Template,
): { readonly row: number; readonly column: number } | null {
  for (const [row, cells] of rows.entries()) {
    for (let column = 1; column < columns.length; column++) {
      if (cellTemplate(columns, cells, column) === template) return { row, column };
    }
  }
  return null;
}
