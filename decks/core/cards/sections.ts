import type { Guide } from "../guide/types.ts";
import { normalisedKey } from "../normalised-key.ts";
import type { CardId, NoteId } from "../ids.ts";
import { rowsOf, textOf } from "./field-values.ts";
import type { MadeNotes } from "./make-notes.ts";
import { OFFERS, type Offer } from "./offers.ts";
import type { CardFace, Note, NoteKind } from "./types.ts";

/** A part of a guide as the import preview lists it: what was found and what it becomes. */
export interface GuideSection {
  readonly id: string;
  readonly kind: NoteKind | "objective";
  readonly title: string;
  /** "5 terms" */
  readonly found: string;
  /** "10 cards", "1 scenario", "for readiness" */
  readonly becomes: string;
  /** Whether it is made unless the learner says otherwise. */
  readonly included: boolean;
  /** False for what is only shown. */
  readonly selectable: boolean;
  readonly noteIds: readonly NoteId[];
  readonly cardIds: readonly CardId[];
}

/** What a section of the guide becomes, with a few of its cards. */
export interface SectionPreview extends Omit<GuideSection, "noteIds" | "cardIds"> {
  readonly samples: readonly CardFace[];
}

/** The sections that a guide has, in the order in which the learner meets them; empty ones are left out. */
export function sectionsOf(guide: Guide, made: MadeNotes): readonly GuideSection[] {
  const { notes, cards } = made;
  const cardsOf = new Map<NoteId, CardId[]>();
  for (const { id, noteId, offer } of cards) {
    if (offer === null) cardsOf.set(noteId, [...(cardsOf.get(noteId) ?? []), id]);
  }
  const section = (
    id: string,
    kind: NoteKind,
    title: string,
    one: string,
    own: readonly Note[],
    found?: number,
  ) => {
    const cardIds = own.flatMap((note) => cardsOf.get(note.id) ?? []);
    const noteIds = own.map((note) => note.id);
    const amount = counted(found ?? own.length, one);
    return {
      id,
      kind,
      title,
      noteIds,
      cardIds,
      found: amount,
      becomes: counted(cardIds.length, "card"),
      ...MADE,
    };
  };
  const ofKind = (kind: NoteKind) => notes.filter((note) => note.kind === kind);
  const tables = ofKind("table")
    .filter((note) => cardsOf.has(note.id))
    .map((note) => {
      const title = textOf(note.fields["title"]) || "Table";
      const id = `table-${normalisedKey(title)}-${note.id.slice(0, 6)}`;
      return section(id, "table", title, "row", [note], rowsOf(note.fields["rows"]).length);
    });
  const worked = ofKind("worked-example");
  return [
    section("glossary", "glossary", "Glossary terms", "term", ofKind("glossary")),
    section("pair", "pair", "Definition and example pairs", "pair", ofKind("pair")),
    ...tables,
    section("question", "question", "Checkpoint questions", "question", ofKind("question")),
    section("muddy", "muddy", "Muddy points", "point", ofKind("muddy")),
    {
      ...section("worked-example", "worked-example", "Worked examples", "example", worked),
      becomes: counted(worked.length, "scenario"),
    },
    {
      id: "objective",
      kind: "objective" as const,
      title: "Learning objectives",
      found: counted(guide.objectives.length, "objective"),
      becomes: "for readiness",
      included: true,
      selectable: false,
      noteIds: [],
      cardIds: [],
    },
    ...OFFERS.map((offer) => offered(offer, made)),
  ].filter((one) => !one.found.startsWith("0 "));
}

const MADE = { included: true, selectable: true } as const;

const OFFERED: Readonly<
  Record<Offer, { readonly kind: NoteKind; readonly title: string; readonly one: string }>
> = {
  outline: { kind: "outline", title: "Outline: what belongs where", one: "part" },
  "table-column": { kind: "table", title: "Tables: from a value to its column", one: "value" },
  "table-row": { kind: "table", title: "Tables: a whole row from memory", one: "row" },
  choice: { kind: "glossary", title: "Glossary: choose among terms", one: "term" },
};

/** Cards on offer: listed with the rest, left out until the learner takes them. */
function offered(offer: Offer, { cards }: MadeNotes): GuideSection {
  const own = cards.filter((card) => card.offer === offer);
  const { kind, title, one } = OFFERED[offer];
  return {
    id: offer,
    kind,
    title,
    found: counted(own.length, one),
    becomes: counted(own.length, "card"),
    included: false,
    selectable: true,
    noteIds: offer === "choice" ? [] : [...new Set(own.map((card) => card.noteId))],
    cardIds: own.map((card) => card.id),
  };
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
