import Papa from "papaparse";

/** A note as a row of a table. */
export interface WrittenNote {
  readonly guid: string;
  readonly typeName: string;
  readonly deckPath: readonly string[];
  readonly tags: readonly string[];
  readonly values: readonly string[];
}

const SEPARATOR_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/**
 * Notes as a table with the header lines that Anki's import and `detectTable` read:
 * https://docs.ankiweb.net/importing/text-files.html#file-headers. Columns are guid, note type, deck, as many fields
 * as the note with most of them has, and tags last. Line breaks are "\n", inside cells too.
 *
 * Cells that begin with "=" stay as they are: they are what the learner wrote ("=SUM(A1)" may be the very thing to
 * learn), and a mark before them would come back as a part of the note.
 * @param isHtml what the values are; it is said in the header and changes nothing in them
 */
export function writeTable(
  notes: readonly WrittenNote[],
  { delimiter, isHtml }: { readonly delimiter: keyof typeof SEPARATOR_NAMES; readonly isHtml: boolean },
): string {
  const fieldCount = notes.reduce((most, { values }) => Math.max(most, values.length), 1);
  const header = [
    `#separator:${SEPARATOR_NAMES[delimiter]}`,
    `#html:${isHtml}`,
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    `#tags column:${fieldCount + 4}`,
  ];
  const rows = notes.map(({ guid, typeName, deckPath, tags, values }) =>
    [
      ...[guid, typeName, deckPath.join("::")],
      ...Array.from({ length: fieldCount }, (_, index) => values[index] ?? ""),
      tags.join(" "),
    ].map((cell) => cell.replace(/\r\n?/g, "\n")),
  );
  // A line that begins with "#" would be a comment.
  const quotes = (cell: unknown) => typeof cell === "string" && cell.startsWith("#");
  const body = Papa.unparse(rows, { delimiter, newline: "\n", quotes });
  return `${[...header, ...(rows.length === 0 ? [] : [body])].join("\n")}\n`;
}
