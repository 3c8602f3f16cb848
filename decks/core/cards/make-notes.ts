import { shortDigest } from "../digest.ts";
import type { Guide, GuideTable } from "../guide/types.ts";
import type { CardId, GuideId, NoteId } from "../ids.ts";
import { normalisedKey } from "../normalised-key.ts";
import { objectiveTags } from "./objectives.ts";
import { cellTemplate } from "./table-cells.ts";
import type { Card, FieldValue, Note, NoteKind, Template } from "./types.ts";

/** What the notes of a section are called in the guide, for the source line below a card. */
const SECTION_NAMES: Partial<Record<NoteKind, string>> = {
  glossary: "Glossary",
  pair: "Definition and example pairs",
  question: "Checkpoint questions",
  muddy: "Muddy points",
  "worked-example": "Worked examples",
};

interface Draft {
  readonly kind: NoteKind;
  /** What the note is about: its identity within the guide, together with the kind. */
  readonly key: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly line: number;
  readonly section: string;
  readonly templates: readonly Template[];
}

/**
 * The notes and cards of a guide, in the guide's order. An id comes from the guide's identity, the kind and the
 * normalised key alone, so reordered sections and new neighbours leave it as it is; a key that comes twice gets the
 * number of its occurrence.
 */
export function makeNotes(
  guide: Guide,
  guideId: GuideId,
): { readonly notes: readonly Note[]; readonly cards: readonly Card[] } {
  const seen = new Map<string, number>();
  const notes: Note[] = [];
  const cards: Card[] = [];
  for (const draft of draftsOf(guide)) {
    const identity = `${guideId}/${draft.kind}/${normalisedKey(draft.key)}`;
    const occurrence = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, occurrence);
    const id = shortDigest(occurrence === 1 ? identity : `${identity}/${occurrence}`) as NoteId;
    notes.push({
      id,
      kind: draft.kind,
      fields: draft.fields,
      tags: [draft.kind, ...objectiveTags(guide.objectives, Object.values(draft.fields).flat(2).join(" "))],
      source: { section: draft.section, line: draft.line },
    });
    for (const template of draft.templates) {
      cards.push({ id: shortDigest(`${id}/${template}`) as CardId, noteId: id, template });
    }
  }
  return { notes, cards };
}

function draftsOf(guide: Guide): Draft[] {
  const glossary = guide.glossary.map(({ term, definition, line }) =>
    draft("glossary", term, { term, definition }, line, ["forward", "reverse"]),
  );
  const pairs = guide.pairs.map(({ term, definition, example, line }) =>
    draft("pair", term, { term, definition, example }, line, ["forward", "example"]),
  );
  const questions = guide.questions.flatMap(({ question, answer, kind, choices, line }) =>
    answer === null
      ? []
      : [
          draft("question", question, { question, answer, ...(choices ? { choices } : {}) }, line, [
            kind === "multiple-choice" ? "choice" : kind,
          ]),
        ],
  );
  const muddy = guide.muddyPoints.map(({ title, text, line }) =>
    draft("muddy", title, { title, text }, line, ["contrast"]),
  );
  const worked = guide.workedExamples.map(({ title, problem, solution, line }) =>
    draft(
      "worked-example",
      title,
      { title, problem, solution: solution.map(({ label, text }) => [label, text]) },
      line,
      [],
    ),
  );
  return [...glossary, ...pairs, ...guide.tables.map(tableDraft), ...questions, ...muddy, ...worked];
}

function draft(
  kind: NoteKind,
  key: string,
  fields: Readonly<Record<string, FieldValue>>,
  line: number,
  templates: readonly string[],
): Draft {
  return {
    kind,
    key,
    fields,
    line,
    section: SECTION_NAMES[kind] ?? "",
    templates: templates as readonly Template[],
  };
}

/** A card a cell, but for empty cells and cells whose row or column has no name to ask by. */
function tableDraft({ title, columns, rows, line }: GuideTable): Draft {
  const templates: Template[] = [];
  for (const row of rows) {
    for (let column = 1; column < columns.length; column++) {
      const template = cellTemplate(columns, row, column);
      if (template !== null && !templates.includes(template)) templates.push(template);
    }
  }
  return { kind: "table", key: title, fields: { title, columns, rows }, line, section: title, templates };
}
