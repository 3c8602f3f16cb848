import { BASIC, BUILT_IN_TYPES } from "../core/note-types/built-in-types.ts";
import type { Contents, ReadOptions } from "./read-contents.ts";
import type { Refusal } from "./read-warning.ts";
import { dangersOf } from "./report-dangers.ts";
import { tableContents } from "./text-contents.ts";
import { detectTable } from "./text-table/detect.ts";
import { columnUses } from "./text-table/options.ts";
import { readTable } from "./text-table/read-table.ts";
import { tableNotes } from "./text-table/table-notes.ts";
import { titleOf } from "./title-of.ts";

/** As many rows as a preview shows. */
const SHOWN_ROWS = 20;

/** A table of text in Cardinal's terms, as its options say, or as they are guessed. */
export function readTableContents(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { noteTypes, table }: Pick<ReadOptions, "noteTypes" | "table">,
): Contents | Refusal {
  const guess = table === null ? detectTable(bytes, name) : null;
  if (guess && !guess.ok) return guess;
  const options = table ?? guess?.options;
  if (!options) throw new Error("a table was guessed without options");
  const { rows, headers, columnCount, warnings, issues } = readTable(bytes, options);
  // A type of the learner's own goes before one of the same name that Cardinal brings.
  const types = [...noteTypes, ...BUILT_IN_TYPES].filter(
    (type, index, all) => all.findIndex(({ name: other }) => other === type.name) === index,
  );
  const fallback = types.find((type) => type.name === (options.noteTypeName ?? BASIC.name)) ?? BASIC;
  const byName = (typeName: string) => types.find((type) => type.name === typeName) ?? null;
  const made = tableNotes(rows, options, byName, fallback);
  const { contents, issues: cardless } = tableContents(made.notes, types, titleOf(name));
  const problems = [...issues, ...made.issues, ...cardless].sort((a, b) => a.line - b.line);
  return {
    ok: true,
    format: "table",
    formatName: "Table of text",
    generation: null,
    contents,
    warnings: [...warnings, ...dangersOf(contents)],
    issues: problems,
    dropped: issues.length + rows.length - contents.notes.length,
    table: {
      options: {
        ...options,
        noteTypeName: fallback.name,
        columns: columnUses(options.columns, columnCount),
      },
      columns: Array.from({ length: columnCount }, (_, index) => headers?.[index] || `Column ${index + 1}`),
      fields: fallback.fields,
      noteTypes: types.map((type) => type.name),
      rows: rows.slice(0, SHOWN_ROWS).map(({ line, cells }) => ({ line, cells })),
      total: rows.length,
    },
  };
}
