import { blankTerm } from "./blank-term.ts";
import { askedCell } from "./table-cells.ts";
import type { CardFace, FieldValue, Note, TableFace, Template } from "./types.ts";

const BLANK = "____";

/** What the learner sees of a note by one of its templates. The words are the guide's own; the patterns are fixed. */
export function cardFace(note: Note, template: Template): CardFace {
  const field = (name: string) => textOf(note.fields[name]);
  switch (note.kind) {
    case "glossary":
      return template === "reverse"
        ? face(
            "Glossary term",
            "Which term is this?",
            blankTerm(field("definition"), field("term")),
            field("term"),
          )
        : face("Glossary term", "What does this term mean?", field("term"), field("definition"));
    case "pair":
      return template === "example"
        ? face(
            "Definition and example",
            "Which concept is this an example of?",
            blankTerm(field("example"), field("term")),
            field("term"),
          )
        : face(
            "Definition and example",
            "What is it? Give an example.",
            field("term"),
            field("definition"),
            field("example"),
          );
    case "table":
      return tableFace(note, template);
    case "question":
      return questionFace(note, template);
    case "muddy":
      return face("Muddy point", contrastCue(field("title")), field("title"), field("text"));
    default:
      return face("Card", "", field("front"), field("back"));
  }
}

/** Front and back as Markdown, for exports and the command line. */
export function faceMarkdown(card: CardFace): { readonly front: string; readonly back: string } {
  // The app shows a table's title in the head of the card; on paper it stands above the question.
  const cue = card.table ? card.label : card.cue;
  const front = [cue === "" ? null : `*${cue}*`, card.prompt, card.table ? blankedTable(card.table) : null];
  const back = [card.answer, card.example === null ? null : `> ${card.example}`];
  return { front: paragraphs(front), back: paragraphs(back) };
}

function face(
  label: string,
  cue: string,
  prompt: string,
  answer: string,
  example: string | null = null,
): CardFace {
  return { label, cue, prompt, answer, example, table: null };
}

function questionFace(note: Note, template: Template): CardFace {
  const question = textOf(note.fields["question"]);
  const answer = textOf(note.fields["answer"]);
  const { choices } = note.fields;
  const cues: Record<string, string> = {
    "true-false": "True or false, and why?",
    list: "Name them.",
    choice: "Which one?",
  };
  const cue = cues[template] ?? "";
  const said =
    template === "true-false" ? question.replace(/^\W*true or false\s*[:?.,-]?\s*/i, "") : question;
  const options = Array.isArray(choices)
    ? `\n\n${choices.map((choice) => `- ${String(choice)}`).join("\n")}`
    : "";
  return face("Checkpoint question", cue, `${said}${options}`, answer);
}

function contrastCue(title: string): string {
  return /\bvs\.?\b|\bversus\b|\bor\b/i.test(title)
    ? "What is the difference, and when do you use which?"
    : "What is easily got wrong here?";
}

function tableFace(note: Note, template: Template): CardFace {
  const title = textOf(note.fields["title"]);
  const columns = listOf(note.fields["columns"]);
  const rows = rowsOf(note.fields["rows"]);
  const asked = askedCell(columns, rows, template);
  if (asked === null) return face(title, "", title, "");
  const row = rows[asked.row] ?? [];
  const table: TableFace = { columns, rows, askedRow: asked.row, askedColumn: asked.column };
  return {
    label: title,
    cue: "",
    prompt: `*${row[0] ?? ""}*: ${columns[asked.column] ?? ""}?`,
    answer: row[asked.column] ?? "",
    example: null,
    table,
  };
}

/** The table with the asked cell as a blank and the other rows' cells hidden, so that the position is the cue. */
function blankedTable({ columns, rows, askedRow, askedColumn }: TableFace): string {
  const cell = (value: string, row: number, column: number) => {
    if (column === 0) return value;
    if (row !== askedRow) return "";
    return column === askedColumn ? BLANK : value;
  };
  const line = (cells: readonly string[]) =>
    `| ${cells.map((value) => value.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row, at) => line(columns.map((_, column) => cell(row[column] ?? "", at, column)))),
  ].join("\n");
}

function paragraphs(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("\n\n");
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: FieldValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function rowsOf(value: FieldValue | undefined): readonly (readonly string[])[] {
  return Array.isArray(value) ? value.filter((item): item is readonly string[] => Array.isArray(item)) : [];
}
