import type { SqlValue } from "sql.js";
import type { Tally } from "./tally.ts";

/**
 * A text column that was selected as `CAST(... AS BLOB)`, for as text SQLite hands it out up to its first zero byte, and
 * broken letters without a word. They become U+FFFD and are counted. Null is the empty text.
 */
export function textOf(cell: SqlValue | undefined, tally: Tally, where: () => string): string {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Uint8Array)) return String(cell);
  try {
    return STRICT.decode(cell);
  } catch {
    tally.add("broken-text", where());
    return LENIENT.decode(cell);
  }
}

// The mark at a file's beginning is a letter like others within a database.
const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });

/** A number that can be an id: a safe integer. SQLite's go further, and then are no longer exact. */
export function idOf(cell: SqlValue | undefined): number | null {
  return typeof cell === "number" && Number.isSafeInteger(cell) ? cell : null;
}

/** The whole number nearest to what stands in the cell within the bounds; for what is no number, the one nearest to 0. */
export function wholeOf(cell: SqlValue | undefined, least: number, most: number): number {
  const number = typeof cell === "number" && !Number.isNaN(cell) ? Math.trunc(cell) : 0;
  // Adding 0 makes the negative zero an ordinary one.
  return Math.min(most, Math.max(least, number)) + 0;
}

export const INT32_LEAST = -(2 ** 31);
export const INT32_MOST = 2 ** 31 - 1;
/** Where the dates of the platform end, in seconds since the epoch. */
export const LAST_SECOND = 8_640_000_000_000;
