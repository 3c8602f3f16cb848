import type { Note, NoteType, Template } from "../../core/cards/types.ts";
import { shortDigest } from "../../core/digest.ts";
import type { CardId, DeckId, NoteTypeId } from "../../core/ids.ts";
import { columnsOf, type PastReviews } from "../../core/log/past-reviews.ts";
import type { ScheduleEvent } from "../../core/schedule/types.ts";
import { type DayRule, type EpochMs, studyDay } from "../../core/time.ts";
import {
  cardIdOf,
  type ContentMedia,
  type DeckContents,
  deckIdOf,
  namedDecks,
  NO_CONTENTS,
  noteIdOf,
  textDigest,
} from "../contents.ts";
import { type FileCard, UNTOUCHED } from "../deck-file.ts";
import type { AnkiCard, AnkiCollection, AnkiNoteType, AnkiReviews } from "./anki-collection.ts";
import { type CardLog, cardLogs } from "./card-logs.ts";
import { restoredNotes } from "./own-notes.ts";
import { type StandingRules, standingOf } from "./standing.ts";

/** What an Anki collection is in Cardinal's terms. @param rules how days and memories are reckoned here */
export function fromAnki(
  anki: AnkiCollection,
  media: readonly ContentMedia[],
  rules: StandingRules,
): DeckContents {
  const types = new Map(anki.noteTypes.map((type) => [type.id, { type, typeId: noteTypeIdOf(type) }]));
  const notes = new Map<number, { readonly note: Note; readonly type: AnkiNoteType }>();
  for (const row of anki.notes) {
    const of = types.get(row.typeId);
    if (of) notes.set(row.id, { note: typedNote(row, of.typeId), type: of.type });
  }
  const paths = new Map(anki.decks.map((deck) => [deck.id, deck]));
  const homes = anki.cards.map((card) => homeOf(card, paths));
  const homeIds = new Map(homes.map((path) => [path, null as DeckId | null]));
  for (const path of homeIds.keys()) homeIds.set(path, deckIdOf(path));
  const logs = cardLogs(anki.reviews);
  const cards: FileCard[] = [];
  const events: ScheduleEvent[] = [];
  const idOf = new Map<number, CardId>();
  for (const [index, card] of anki.cards.entries()) {
    const of = notes.get(card.noteId);
    if (!of) continue;
    const { note, type } = of;
    const template = templateOf(type, card.ordinal);
    const id = cardIdOf(note.id, template);
    idOf.set(card.id, id);
    const made = {
      id,
      noteId: note.id,
      template,
      deckId: homeIds.get(homes[index] ?? DEFAULT) ?? deckIdOf(DEFAULT),
    };
    cards.push({ ...made, position: positionOf(card, index), ...marksOf(card, rules) });
    const event = standingOf(card, id, logs.get(card.id) ?? NO_LOG, anki, rules);
    if (event) events.push(event);
  }
  const contents: DeckContents = {
    ...NO_CONTENTS,
    decks: namedDecks(homeIds.keys()),
    noteTypes: anki.noteTypes.map(noteTypeOf),
    notes: [...notes.values()].map(({ note }) => note),
    cards,
    media,
    history: {
      past: pastReviews(anki.reviews, idOf, rules.rule),
      events: events.sort((a, b) => (a.id < b.id ? -1 : 1)),
      parameterSets: events.length > 0 ? [rules.parameters] : [],
    },
  };
  return restoredNotes(contents);
}

/** Where Anki puts what has no deck. */
const DEFAULT: readonly string[] = ["Default"];

const NO_LOG: CardLog = { answers: [], lastAnsweredAt: null };

function noteTypeOf(type: AnkiNoteType): NoteType {
  const { name, kind, fields, templates, css } = type;
  return { id: noteTypeIdOf(type), name, kind, fields, templates, css };
}

/** A type is known by what its notes are made of: the same name with other fields is another type. */
export function noteTypeIdOf({ name, kind, fields }: Pick<NoteType, "name" | "kind" | "fields">): NoteTypeId {
  return shortDigest(JSON.stringify(["type", kind, name, fields])) as NoteTypeId;
}

function typedNote(note: AnkiCollection["notes"][number], typeId: NoteTypeId): Note {
  const fields = { values: note.fields };
  return {
    id: noteIdOf(note.guid),
    kind: "typed",
    fields,
    tags: note.tags,
    source: null,
    typeId,
    guid: note.guid,
    changedAt: (note.modifiedAt * 1000) as EpochMs,
    importedDigest: textDigest({ kind: "typed", fields }),
  };
}

function templateOf({ kind }: AnkiNoteType, ordinal: number): Template {
  return (kind === "cloze" ? `cloze:${ordinal + 1}` : `card:${ordinal}`) as Template;
}

/** The names of the deck that a card lives in: a filtered deck only borrowed it. */
function homeOf(
  { deckId, originalDeckId }: AnkiCard,
  decks: ReadonlyMap<number, AnkiCollection["decks"][number]>,
): readonly string[] {
  const home = originalDeckId === 0 ? decks.get(deckId) : decks.get(originalDeckId);
  return home && !home.isFiltered ? home.path : DEFAULT;
}

/** New cards come in the order that Anki had them in; the others keep the order of the file. */
function positionOf(card: AnkiCard, index: number): number {
  const due = card.originalDeckId === 0 ? card.due : card.originalDue;
  return card.type === 0 ? Math.max(0, due) : index;
}

function marksOf({ queue, flags }: AnkiCard, { now, rule }: StandingRules) {
  const buried = queue === -2 || queue === -3;
  const tomorrow = (studyDay(now, rule) + 1) as FileCard["buriedUntil"];
  return { ...UNTOUCHED, suspended: queue === -1, buriedUntil: buried ? tomorrow : null, flag: flags & 7 };
}

function pastReviews(reviews: AnkiReviews, idOf: ReadonlyMap<number, CardId>, rule: DayRule): PastReviews {
  const rows: number[] = [];
  for (let row = 0; row < reviews.id.length; row++) if (idOf.has(reviews.cardId[row] ?? 0)) rows.push(row);
  const columns = columnsOf(rows.length);
  const places = new Map<number, number>();
  const cardIds: CardId[] = [];
  for (const [to, from] of rows.entries()) {
    const ankiId = reviews.cardId[from] ?? 0;
    let place = places.get(ankiId);
    if (place === undefined) {
      place = cardIds.push(idOf.get(ankiId) as CardId) - 1;
      places.set(ankiId, place);
    }
    const answeredAt = reviews.id[from] ?? 0;
    columns.card[to] = place;
    columns.answeredAt[to] = answeredAt;
    columns.day[to] = studyDay(answeredAt as EpochMs, rule);
    columns.grade[to] = reviews.ease[from] ?? 0;
    columns.kind[to] = reviews.kind[from] ?? 0;
    columns.durationMs[to] = reviews.durationMs[from] ?? 0;
    columns.interval[to] = reviews.interval[from] ?? 0;
    columns.lastInterval[to] = reviews.lastInterval[from] ?? 0;
    columns.factor[to] = reviews.factor[from] ?? 0;
  }
  return { cardIds, ...columns };
}
