import * as v from "valibot";

/** What a column of a table is for. `index` is the place of a field in its note type. */
export type ColumnUse =
  | { readonly kind: "field"; readonly index: number }
  | { readonly kind: "tags" }
  | { readonly kind: "deck" }
  | { readonly kind: "note-type" }
  | { readonly kind: "guid" }
  | { readonly kind: "ignore" };

/** How a table of text is read. Detection guesses all of it; the learner may change any of it. */
export interface TableOptions {
  readonly encoding: TextEncoding;
  /**
   * What stands between cells. One of several characters, such as " - ", stands between a term and what is said of
   * it: only its first place in a line counts, and there are no quotes and just two columns.
   */
  readonly delimiter: string;
  /** What a cell that holds delimiters or line breaks is enclosed in; "" for nothing. */
  readonly quote: string;
  /** Whether the first record names the columns. */
  readonly hasHeader: boolean;
  /** Whether cells are HTML; as text, their marks are shown and their line breaks kept. */
  readonly isHtml: boolean;
  /** Use of each column from the left; see `columnUses` for tables that have more. */
  readonly columns: readonly ColumnUse[];
  /** Type of notes whose row names none; null for the caller's own. */
  readonly noteTypeName: string | null;
  /** Deck of notes whose row names none; null for the caller's own. */
  readonly deckPath: readonly string[] | null;
  /** For every note, besides those of its row. */
  readonly tags: readonly string[];
}

/** Labels of https://encoding.spec.whatwg.org that a learner can choose, the commonest first. */
export const TEXT_ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-15",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** Characters between cells that a learner can choose, the surest sign of a table first. */
export const DELIMITERS = ["\t", ";", "|", ",", ":", " "] as const;

/** What stands between a term and its meaning where there is one pair a line, the surest sign first. */
export const PAIR_DELIMITERS = [" — ", " – ", " - ", " = ", ": "] as const;

/** More columns than this are a wrong delimiter; surplus ones are left out. */
export const MOST_COLUMNS = 1_000;

const name = v.pipe(v.string(), v.maxLength(500));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_COLUMNS));
const isNoLineBreak = (text: string) => !/[\r\n]/.test(text);

/** What a port brings is only then a choice of the learner when it is all of this. */
export const tableOptionsSchema = v.object({
  encoding: v.picklist(TEXT_ENCODINGS),
  delimiter: v.pipe(v.string(), v.minLength(1), v.maxLength(10), v.check(isNoLineBreak)),
  quote: v.pipe(v.string(), v.maxLength(1), v.check(isNoLineBreak)),
  hasHeader: v.boolean(),
  isHtml: v.boolean(),
  columns: v.pipe(
    v.array(
      v.variant("kind", [
        v.object({ kind: v.literal("field"), index: place }),
        v.object({ kind: v.picklist(["tags", "deck", "note-type", "guid", "ignore"]) }),
      ]),
    ),
    v.maxLength(MOST_COLUMNS),
  ),
  noteTypeName: v.nullable(name),
  deckPath: v.nullable(v.pipe(v.array(name), v.maxLength(100))),
  tags: v.pipe(v.array(name), v.maxLength(1_000)),
}) satisfies v.GenericSchema<unknown, TableOptions>;

/**
 * The use of each of `count` columns: as chosen, and for columns beyond those, the fields that no column has yet.
 * A table has more columns than were chosen when the learner has just corrected its delimiter.
 */
export function columnUses(chosen: readonly ColumnUse[], count: number): readonly ColumnUse[] {
  const uses = chosen.slice(0, count);
  const taken = new Set(uses.flatMap((use) => (use.kind === "field" ? [use.index] : [])));
  let index = 0;
  while (uses.length < count) {
    while (taken.has(index)) index++;
    uses.push({ kind: "field", index: index++ });
  }
  return uses;
}

/** Whether a line is a term and what is said of it, divided at the first delimiter; see `TableOptions`. */
export function isPairDelimiter(delimiter: string): boolean {
  return delimiter.length > 1;
}
