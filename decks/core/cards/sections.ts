import type { Guide } from "../guide/types.ts";
import type { NoteId } from "../ids.ts";
import { normalisedKey } from "../normalised-key.ts";
import type { Card, Note, NoteKind } from "./types.ts";

/** A part of a guide as the import preview lists it: what was found and what it becomes. */
export interface GuideSection {
  readonly id: string;
  readonly kind: NoteKind | "objective";
  readonly title: string;
  /** "5 terms" */
  readonly found: string;
  /** "10 cards", "1 scenario", "for readiness" */
  readonly becomes: string;
  readonly included: boolean;
  /** False for what is only shown. */
  readonly selectable: boolean;
  readonly noteIds: readonly NoteId[];
  readonly cards: number;
}

/** The sections that a guide has, in the order in which the learner meets them; empty ones are left out. */
export function sectionsOf(
  guide: Guide,
  notes: readonly Note[],
  cards: readonly Card[],
): readonly GuideSection[] {
  const cardsOf = (noteIds: readonly NoteId[]) => {
    const ids = new Set(noteIds);
    return cards.filter((card) => ids.has(card.noteId)).length;
  };
  const ofKind = (kind: NoteKind) => notes.filter((note) => note.kind === kind).map((note) => note.id);
  const section = (kind: NoteKind, title: string, one: string): GuideSection => {
    const noteIds = ofKind(kind);
    const made = cardsOf(noteIds);
    return {
      id: kind,
      kind,
      title,
      noteIds,
      cards: made,
      ...whole(noteIds.length, one, counted(made, "card")),
    };
  };
  const tables = notes
    .filter((note) => note.kind === "table")
    .map((note): GuideSection => {
      const title = typeof note.fields["title"] === "string" ? note.fields["title"] : "Table";
      const rows = Array.isArray(note.fields["rows"]) ? note.fields["rows"].length : 0;
      const made = cardsOf([note.id]);
      const id = `table-${normalisedKey(title)}-${note.id.slice(0, 6)}`;
      return {
        id,
        kind: "table",
        title,
        noteIds: [note.id],
        cards: made,
        ...whole(rows, "row", counted(made, "card")),
      };
    });
  const worked = ofKind("worked-example");
  const outlineItems = guide.outline.length;
  return [
    section("glossary", "Glossary terms", "term"),
    section("pair", "Definition and example pairs", "pair"),
    ...tables,
    section("question", "Checkpoint questions", "question"),
    section("muddy", "Muddy points", "point"),
    {
      id: "worked-example",
      kind: "worked-example" as const,
      title: "Worked examples",
      noteIds: worked,
      cards: 0,
      ...whole(worked.length, "example", counted(worked.length, "scenario")),
    },
    {
      id: "objective",
      kind: "objective" as const,
      title: "Learning objectives",
      noteIds: [],
      cards: 0,
      ...whole(guide.objectives.length, "objective", "for readiness"),
      selectable: false,
    },
    {
      id: "outline",
      kind: "outline" as const,
      title: "Outline",
      noteIds: [],
      cards: 0,
      ...whole(outlineItems, "part", "left out"),
      included: false,
      selectable: false,
    },
  ].filter((one) => !one.found.startsWith("0 "));
}

function whole(count: number, one: string, becomes: string) {
  return { found: counted(count, one), becomes, included: true, selectable: true };
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
