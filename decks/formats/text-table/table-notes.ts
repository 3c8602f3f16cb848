import type { NoteType } from "../../core/cards/types.ts";
import type { Issue } from "../../core/issue.ts";
import type { TextNote } from "../text-note.ts";
import { columnUses, type ColumnUse, type TableOptions } from "./options.ts";
import type { TableRow } from "./read-table.ts";
import { deckPathIn, tagsIn } from "./tags.ts";

/** More issues than this help nobody; the last then says how many there are. */
const MOST_ISSUES = 2_000;

/**
 * The notes that rows are, by the uses of their columns. A row whose first field is blank is left out, since nothing
 * would tell its note apart; one of an unknown type becomes a note of `fallback`.
 * @param types the note type of a name, null when there is none
 */
export function tableNotes(
  rows: readonly TableRow[],
  options: TableOptions,
  types: (name: string) => NoteType | null,
  fallback: NoteType,
): { readonly notes: readonly TextNote[]; readonly issues: readonly Issue[] } {
  const uses = columnUses(options.columns, Math.max(options.columns.length, rows[0]?.cells.length ?? 0));
  const columns = placesOf(uses);
  const usual = (options.noteTypeName === null ? null : types(options.noteTypeName)) ?? fallback;
  const notes: TextNote[] = [];
  const issues: Issue[] = [];
  const unknown = new Set<string>();
  const fieldless = new Set<number>();
  let emptyCount = 0;
  for (const { line, cells } of rows) {
    const cell = (column: number | undefined) => (column === undefined ? "" : (cells[column] ?? "").trim());
    const typeName = cell(columns.noteType);
    const named = typeName === "" ? usual : types(typeName);
    if (named === null && !unknown.has(typeName)) {
      unknown.add(typeName);
      const reason = `There is no note type “${typeName.slice(0, 100)}”: its notes become “${usual.name}”.`;
      issues.push({ code: "unknown-note-type", line, text: typeName.slice(0, 200), reason });
    }
    const type = named ?? usual;
    const values = new Array<string>(type.fields.length).fill("");
    for (const [index, column] of columns.fields) {
      const text = cells[column] ?? "";
      if (index < values.length) values[index] = options.isHtml ? text : htmlOf(text);
      else if (!fieldless.has(column) && text.trim() !== "") {
        fieldless.add(column);
        const reason = `“${type.name}” has no field for column ${column + 1}, which is left out. Choose a type with more fields, or another use of the column.`;
        issues.push({ code: "no-field", line, text: text.slice(0, 200), reason });
      }
    }
    if ((values[0] ?? "").trim() === "") {
      if (++emptyCount <= MOST_ISSUES)
        issues.push({
          code: "empty-first-field",
          line,
          text: cells.join(" ").slice(0, 200),
          reason: `The field “${type.fields[0] ?? ""}” is empty: the record was left out.`,
        });
      continue;
    }
    notes.push({
      typeId: type.id,
      values,
      tags: [...new Set([...options.tags, ...tagsIn(cell(columns.tags))])],
      deckPath: deckPathIn(cell(columns.deck)) ?? options.deckPath,
      guid: cell(columns.guid) || null,
      line,
    });
  }
  if (emptyCount > MOST_ISSUES) {
    const reason = `${emptyCount - MOST_ISSUES} more records have an empty first field.`;
    issues.push({ code: "empty-first-field", line: 0, text: "", reason });
  }
  return { notes, issues };
}

interface Places {
  /** Places of fields in their type, and the columns they are in; of two columns for a field, the first. */
  readonly fields: ReadonlyMap<number, number>;
  readonly tags?: number;
  readonly deck?: number;
  readonly noteType?: number;
  readonly guid?: number;
}

function placesOf(uses: readonly ColumnUse[]): Places {
  const fields = new Map<number, number>();
  for (const [column, use] of uses.entries())
    if (use.kind === "field" && !fields.has(use.index)) fields.set(use.index, column);
  const placeOf = (kind: ColumnUse["kind"]) => {
    const column = uses.findIndex((use) => use.kind === kind);
    return column === -1 ? undefined : column;
  };
  return Object.fromEntries(
    Object.entries({
      fields,
      tags: placeOf("tags"),
      deck: placeOf("deck"),
      noteType: placeOf("note-type"),
      guid: placeOf("guid"),
    }).filter(([, place]) => place !== undefined),
  ) as unknown as Places;
}

/** Text as the HTML that shows it. */
function htmlOf(text: string): string {
  return text
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}
