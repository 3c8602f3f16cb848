import { normalisedKey } from "../normalised-key.ts";
import type { Template } from "./types.ts";

/** The template that asks one cell, named by its row and column, so that it stays when rows are added; null for none. */
export function cellTemplate(
  columns: readonly string[],
  row: readonly string[],
  column: number,
): Template | null {
  const rowKey = normalisedKey(row[0] ?? "");
  const columnKey = normalisedKey(columns[column] ?? "");
  const cell = (row[column] ?? "").trim();
  if (rowKey === "" || columnKey === "" || /^[-–—?]*$/.test(cell)) return null;
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
