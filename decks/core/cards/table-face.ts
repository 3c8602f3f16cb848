import { askedCell } from "./table-cells.ts";
import { listOf, rowsOf, textOf } from "./field-values.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import type { CardFace, Note, Template } from "./types.ts";

const PLAIN = { ...PLAIN_FACE, cue: "" } as const;

/** A card about a table: one of its cells, the column of a value, or a whole row. */
export function tableFace(note: Note, template: Template): CardFace {
  const label = textOf(note.fields["title"]);
  const columns = listOf(note.fields["columns"]);
  const row = textOf(note.fields["row"]);
  switch (template) {
    case "column": {
      const prompt = `*${row}*: ${textOf(note.fields["value"])}`;
      return {
        ...PLAIN,
        label,
        cue: `Which is it? ${columns.join(", ")}.`,
        prompt,
        answer: textOf(note.fields["column"]),
      };
    }
    case "row": {
      const [cells = []] = rowsOf(note.fields["rows"]);
      const answer = columns.slice(1).map((column, index) => `- **${column}**: ${cells[index + 1] ?? ""}`);
      return {
        ...PLAIN,
        label,
        cue: `${columns.slice(1).join(", ")}?`,
        prompt: row,
        answer: answer.join("\n"),
      };
    }
    default:
      return cellFace(label, columns, rowsOf(note.fields["rows"]), template);
  }
}

function cellFace(
  label: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  template: Template,
): CardFace {
  const asked = askedCell(columns, rows, template);
  if (asked === null) return { ...PLAIN, label, prompt: label, answer: "" };
  const row = rows[asked.row] ?? [];
  return {
    ...PLAIN,
    label,
    prompt: `*${row[0] ?? ""}*: ${columns[asked.column] ?? ""}?`,
    answer: row[asked.column] ?? "",
    table: { columns, rows, askedRow: asked.row, askedColumn: asked.column },
  };
}
