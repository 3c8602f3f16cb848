import type { TableOptions } from "../../decks/contract/importing.ts";

export type ColumnUse = TableOptions["columns"][number];

/** What may stand between columns, in words; the commonest first. */
export const DELIMITERS: readonly (readonly [string, string])[] = [
  [",", "Comma"],
  [";", "Semicolon"],
  ["\t", "Tab"],
  ["|", "Bar"],
  [":", "Colon"],
  [" ", "Space"],
  [" - ", "Hyphen between words"],
  [" – ", "Dash between words"],
  [" — ", "Long dash between words"],
  [" = ", "Equals sign"],
  [": ", "Colon and space"],
];

/** Encodings in the words of a spreadsheet's export. */
export const ENCODINGS: readonly (readonly [TableOptions["encoding"], string])[] = [
  ["utf-8", "UTF-8"],
  ["utf-16le", "UTF-16"],
  ["utf-16be", "UTF-16, big-endian"],
  ["windows-1252", "Western, Windows-1252"],
  ["iso-8859-15", "Western, ISO-8859-15"],
  ["windows-1250", "Central European, Windows-1250"],
  ["windows-1251", "Cyrillic, Windows-1251"],
  ["shift_jis", "Japanese, Shift JIS"],
  ["euc-jp", "Japanese, EUC-JP"],
  ["gb18030", "Chinese, GB 18030"],
  ["big5", "Chinese, Big5"],
  ["euc-kr", "Korean, EUC-KR"],
];

/** What a column may be for besides a field. */
export const OTHER_USES: readonly (readonly [Exclude<ColumnUse["kind"], "field">, string])[] = [
  ["tags", "Tags"],
  ["deck", "Deck"],
  ["note-type", "Note type"],
  ["guid", "GUID"],
  ["ignore", "Not used"],
];

/** A use as the value of a select: "field-0", "tags". */
export function nameOfUse(use: ColumnUse | undefined): string {
  return use?.kind === "field" ? `field-${use.index}` : (use?.kind ?? "ignore");
}

/** The use of such a value; of any other, none. */
export function useOfName(name: string): ColumnUse {
  const index = /^field-(\d+)$/.exec(name)?.[1];
  if (index !== undefined) return { kind: "field", index: Number(index) };
  return { kind: OTHER_USES.find(([kind]) => kind === name)?.[0] ?? "ignore" };
}

/** The options with another use of one column. A use has one column: the one that had it goes unused. */
export function withUse(options: TableOptions, column: number, use: ColumnUse): TableOptions {
  const name = nameOfUse(use);
  const columns = options.columns.map((other, index): ColumnUse => {
    if (index === column) return use;
    return name === nameOfUse(other) ? { kind: "ignore" } : other;
  });
  return { ...options, columns };
}

/** "Geography::Rivers" as the names of decks, one in the other; null for nothing. */
export function deckPathOf(text: string): readonly string[] | null {
  const path = text
    .split("::")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return path.length === 0 ? null : path;
}

/** Tags as they are typed, with spaces between them, as in a table's own column of tags. */
export function tagsOf(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/).filter((tag) => tag !== ""))];
}
