import type { Guide, GuideTable, OutlineItem } from "../guide/types.ts";
import { normalisedKey } from "../normalised-key.ts";
import { noteKey } from "./note-key.ts";
import type { Offer } from "./offers.ts";
import { siblings } from "./siblings.ts";
import { cellTemplate } from "./table-cells.ts";
import type { FieldValue, NoteKind, Template } from "./types.ts";

/** What the notes of a section are called in the guide, for the source line below a card. */
const SECTION_NAMES: Partial<Record<NoteKind, string>> = {
  glossary: "Glossary",
  pair: "Definition and example pairs",
  question: "Checkpoint questions",
  muddy: "Muddy points",
  outline: "Outline",
  "worked-example": "Worked examples",
};

/** A note before it has an id. */
export interface NoteDraft {
  readonly kind: NoteKind;
  /** What the note is about: its identity within the guide, together with the kind. */
  readonly key: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly line: number;
  readonly section: string;
  readonly templates: readonly { readonly template: Template; readonly offer: Offer | null }[];
}

/** Every note that a guide can become, section by section. */
export function noteDrafts(guide: Guide): NoteDraft[] {
  return [
    ...glossaryDrafts(guide),
    ...guide.pairs.map(({ term, definition, example, line }) =>
      draft("pair", { term, definition, example }, line, ["forward", "example"]),
    ),
    ...guide.tables.flatMap((table) => [tableDraft(table), ...columnDrafts(table), ...rowDrafts(table)]),
    ...questionDrafts(guide),
    ...guide.muddyPoints.map(({ title, text, line }) => draft("muddy", { title, text }, line, ["contrast"])),
    ...guide.outline.flatMap((item) => outlineDrafts(item)),
    ...guide.workedExamples.map(({ title, problem, solution, line }) =>
      draft(
        "worked-example",
        { title, problem, solution: solution.map(({ label, text }) => [label, text]) },
        line,
        [],
      ),
    ),
  ];
}

function draft(
  kind: NoteKind,
  fields: Readonly<Record<string, FieldValue>>,
  line: number,
  templates: readonly string[],
  more: { readonly offer?: Offer; readonly section?: string } = {},
): NoteDraft {
  return {
    kind,
    key: noteKey({ kind, fields }),
    fields,
    line,
    section: more.section ?? SECTION_NAMES[kind] ?? "",
    templates: templates.map((template) => ({ template: template as Template, offer: more.offer ?? null })),
  };
}

/** A term that is defined twice is one note with both meanings. */
function glossaryDrafts(guide: Guide): NoteDraft[] {
  const terms = new Map<string, { term: string; definitions: string[]; line: number }>();
  for (const { term, definition, line } of guide.glossary) {
    const key = normalisedKey(term);
    const known = terms.get(key);
    if (!known) terms.set(key, { term, definitions: [definition], line });
    else if (!known.definitions.some((one) => normalisedKey(one) === normalisedKey(definition)))
      known.definitions.push(definition);
  }
  const all = [...terms.values()];
  const names = all.map(({ term }) => term);
  return all.map(({ term, definitions, line }, index) => {
    const choices = siblings(names, index);
    const definition = definitions.length === 1 ? (definitions[0] ?? "") : asList(definitions);
    const made = draft(
      "glossary",
      { term, definition, ...(choices.length > 0 ? { choices: [term, ...choices] } : {}) },
      line,
      ["forward", "reverse"],
    );
    if (choices.length === 0) return made;
    return {
      ...made,
      templates: [...made.templates, { template: "choice" as Template, offer: "choice" as const }],
    };
  });
}

function asList(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join("\n");
}

function questionDrafts(guide: Guide): NoteDraft[] {
  return guide.questions.flatMap(({ question, answer, kind, choices, line }) => {
    if (answer === null) return [];
    const template = kind === "multiple-choice" ? "choice" : kind;
    return [draft("question", { question, answer, ...(choices ? { choices } : {}) }, line, [template])];
  });
}

/** A card a cell, but for empty cells and cells whose row or column has no name to ask by. */
function tableDraft({ title, columns, rows, line }: GuideTable): NoteDraft {
  const templates = new Set<Template>();
  for (const row of rows) {
    for (let column = 1; column < columns.length; column++) {
      const template = cellTemplate(columns, row, column);
      if (template !== null) templates.add(template);
    }
  }
  return draft("table", { title, columns, rows }, line, [...templates], { section: title });
}

/** Value to column, for tables that compare at least two things, where the value says which. */
function columnDrafts({ title, columns, rows, line }: GuideTable): NoteDraft[] {
  if (columns.length < 3) return [];
  return rows.flatMap((row) =>
    columns.slice(1).flatMap((column, at) => {
      const value = row[at + 1] ?? "";
      const alone = row.filter((cell) => normalisedKey(cell) === normalisedKey(value)).length === 1;
      if (!alone || cellTemplate(columns, row, at + 1) === null) return [];
      const fields = { title, row: row[0] ?? "", column, value, columns: columns.slice(1) };
      return [draft("table", fields, line, ["column"], { offer: "table-column", section: title })];
    }),
  );
}

/** A whole row from memory. */
function rowDrafts({ title, columns, rows, line }: GuideTable): NoteDraft[] {
  if (columns.length < 3) return [];
  return rows.flatMap((row) => {
    const full = columns.every((_, column) => column === 0 || cellTemplate(columns, row, column) !== null);
    const fields = { title, row: row[0] ?? "", columns, rows: [row] };
    return full ? [draft("table", fields, line, ["row"], { offer: "table-row", section: title })] : [];
  });
}

/** What belongs to a heading of the outline, and what each of its items belongs to; the same for what lies below. */
function outlineDrafts({ text, children, line }: OutlineItem): NoteDraft[] {
  const below = children.flatMap((child) => outlineDrafts(child));
  if (children.length < 2) return below;
  const group = unnumbered(text);
  const items = children.map((child) => unnumbered(child.text));
  const offered = { offer: "outline" as const };
  return [
    draft("outline", { group, items }, line, ["members"], offered),
    ...children.map((child, index) =>
      draft("outline", { group, item: items[index] ?? "" }, child.line, ["group"], offered),
    ),
    ...below,
  ];
}

/** "II. Compute" is about compute. */
function unnumbered(text: string): string {
  return text.replace(/^(?:[*_]{0,2})(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)[.)]\s+/, "").replace(/[.:]$/, "");
}
