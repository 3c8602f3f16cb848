import { MOST_COLUMNS } from "./options.ts";
import { tagsIn } from "./tags.ts";

/**
 * What the lines at the top of a file say, as Anki writes and reads them; undefined where they say nothing. See
 * https://docs.ankiweb.net/importing/text-files.html#file-headers. Columns count from 0 here.
 */
export interface HeaderLines {
  readonly delimiter?: string;
  readonly isHtml?: boolean;
  readonly tags?: readonly string[];
  readonly columnNames?: string;
  readonly noteTypeName?: string;
  readonly deckName?: string;
  readonly noteTypeColumn?: number;
  readonly deckColumn?: number;
  readonly tagsColumn?: number;
  readonly guidColumn?: number;
  /** Whether any was there, one without use here ("#if matches:") too. */
  readonly isAny: boolean;
  /** How many lines they take, with comments and blank lines among them. */
  readonly lineCount: number;
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  space: " ",
  pipe: "|",
  colon: ":",
};

/** More lines than this are no header. */
const HEADER_LINES = 100;

/** The header lines at the top of a text whose line breaks are "\n". */
export function headerLines(text: string): HeaderLines {
  let header: HeaderLines = { isAny: false, lineCount: 0 };
  let at = 0;
  for (let count = 0; count < HEADER_LINES && at < text.length; count++) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? text.length : end);
    const isBlank = line.length < 1_000 && line.trim() === "";
    if (!line.startsWith("#") && !isBlank) break;
    const colon = line.indexOf(":");
    const said = colon === -1 ? null : saidBy(line.slice(1, colon), line.slice(colon + 1));
    header = { ...header, ...said, isAny: header.isAny || said !== null, lineCount: count + 1 };
    at = end === -1 ? text.length : end + 1;
  }
  return header;
}

/** What one line says; null when it is a mere comment. */
function saidBy(rawKey: string, rawValue: string): Partial<HeaderLines> | null {
  const value = rawValue.trim();
  const column = Number(value) - 1;
  const isColumn = Number.isInteger(column) && column >= 0 && column < MOST_COLUMNS;
  switch (rawKey.trim().toLowerCase()) {
    case "separator": {
      // A tab written as itself is gone once the value is trimmed.
      const delimiter = DELIMITER_NAMES[value.toLowerCase()] ?? (value || rawValue)[0];
      return delimiter === undefined ? {} : { delimiter };
    }
    case "html":
      return { isHtml: value.toLowerCase() === "true" };
    case "tags":
      return { tags: tagsIn(value) };
    case "columns":
      return { columnNames: rawValue };
    case "notetype":
      return value === "" ? {} : { noteTypeName: value };
    case "deck":
      return value === "" ? {} : { deckName: value };
    case "notetype column":
      return isColumn ? { noteTypeColumn: column } : {};
    case "deck column":
      return isColumn ? { deckColumn: column } : {};
    case "tags column":
      return isColumn ? { tagsColumn: column } : {};
    case "guid column":
      return isColumn ? { guidColumn: column } : {};
    case "if matches":
      return {};
    default:
      return null;
  }
}
