import { type NoteDetail, StoreError, type StudyStore } from "../contract.ts";
import type { EditSummary } from "../contract/edit-summary.ts";
import { noteKey } from "../core/cards/note-key.ts";
import { same } from "../core/same.ts";
import type { FieldValue } from "../core/cards/types.ts";
import type { CardId, EventId, FileHash } from "../core/ids.ts";
import type { EditKind } from "../core/log/events.ts";
import { type Changes, inverse, rowChanges, type Rows, writeChanges } from "../formats/changes.ts";
import { fileCard } from "./card-rows.ts";
import type { Collection, NewEvent } from "./collection.ts";
import type { Database } from "./database.ts";
import { gapCards } from "./gap-cards.ts";
import { objectivesOf } from "./guide-view.ts";
import { rowsById } from "./rows-by-id.ts";
import { hasRows, isStanding, type StepRow } from "./steps.ts";
import { takingBack } from "./undoing.ts";

/** The verbs of editing by hand, and of taking edits back. */
export function editVerbs(
  collection: Collection,
): Pick<StudyStore, "lastEdit" | "undoEdit" | "note" | "editNote"> {
  return {
    lastEdit: () => lastEdit(collection),
    undoEdit: ({ editId }) => undoEdit(collection, editId),
    note: ({ cardId }) => noteDetail(collection, cardId),
    editNote: (input) => editNote(collection, input),
  };
}

/** The event of an edit, both of its files in place before it names them. */
export async function editEvent(
  { database, journal }: Collection,
  what: EditKind,
  name: string,
  sourceHash: FileHash | null,
  changes: Changes,
): Promise<NewEvent> {
  const bytes = (made: Changes) => new TextEncoder().encode(writeChanges(made));
  const changesHash = await journal.putFile(bytes(changes));
  const undoHash = await journal.putFile(bytes(inverse(changes, await rowsBefore(database, changes))));
  return { kind: "edit", what, name, sourceHash, changesHash, undoHash };
}

/** The rows that changes would touch, as they are. */
async function rowsBefore(database: Database, { put, remove }: Changes): Promise<Rows> {
  const ids = <Id extends string>(rows: readonly { readonly id: Id }[], removed: readonly Id[]) => [
    ...rows.map((row) => row.id),
    ...removed,
  ];
  const there = <Row>(rows: readonly (Row | undefined)[]) => rows.flatMap((row) => row ?? []);
  return {
    decks: there(await rowsById(database.decks, ids(put.decks, remove.decks))),
    guides: there(await rowsById(database.guides, ids(put.guides, remove.guides))),
    notes: there(await rowsById(database.notes, ids(put.notes, remove.notes))),
    imported: there(await rowsById(database.imported, ids(put.imported, remove.imported))),
    cards: there(await rowsById(database.cards, ids(put.cards, remove.cards))).map(fileCard),
    noteTypes: there(await rowsById(database.noteTypes, ids(put.noteTypes, remove.noteTypes))),
    media: there(await rowsById(database.media, ids(put.media, remove.media))),
  };
}

/** The latest step that wrote rows, whatever was answered since: answers and rows do not touch each other. */
async function lastEditStep({ database }: Collection): Promise<StepRow | null> {
  const edits = (step: StepRow) => isStanding(step) && hasRows(step);
  return (await database.steps.orderBy("id").reverse().filter(edits).first()) ?? null;
}

async function lastEdit(collection: Collection): Promise<EditSummary | null> {
  const last = await lastEditStep(collection);
  return last && "name" in last.label ? { editId: last.id, name: last.label.name } : null;
}

async function undoEdit(collection: Collection, editId: EventId): Promise<EditSummary> {
  let name = "";
  await collection.change(async () => {
    const last = await lastEditStep(collection);
    if (last?.id !== editId) throw new StoreError("stale");
    if ("name" in last.label) ({ name } = last.label);
    return takingBack(last);
  });
  return { editId, name };
}

async function noteDetail(collection: Collection, cardId: CardId): Promise<NoteDetail> {
  const { database } = collection;
  const row = await database.cards.get(cardId);
  const note = row && (await database.notes.get(row.noteId));
  if (!row || !note) throw new StoreError("not-found");
  const imported = await database.imported.get(note.id);
  const guide = imported && (await database.guides.get(imported.guideId));
  return {
    noteId: note.id,
    kind: note.kind,
    fields: note.fields,
    fieldNames: (note.typeId && (await database.noteTypes.get(note.typeId))?.fields) || [],
    tags: note.tags,
    objectives: guide ? await objectivesOf(collection, guide) : [],
    cards: await database.cards.where("noteId").equals(note.id).count(),
  };
}

async function editNote(
  collection: Collection,
  { noteId, fields, tags }: Parameters<StudyStore["editNote"]>[0],
): Promise<EditSummary | null> {
  let name = "";
  const editId = await collection.change(async () => {
    const note = await collection.database.notes.get(noteId);
    if (!note) throw new StoreError("not-found");
    const wrong = Object.entries(note.fields).find(([field, was]) => !isLike(fields[field], was));
    if (wrong) throw new StoreError("invalid-input", `The field “${wrong[0]}” must not be empty.`);
    const texts = { ...note, fields: { ...note.fields, ...fields }, tags: [...new Set(tags)] };
    name = `Edit of ${noteKey(texts)}`.slice(0, 200);
    if (same(texts, note)) return null;
    const edited = { ...texts, changedAt: collection.clock.now() };
    const cards = await gapCards(collection.database, note, edited);
    return editEvent(collection, "edit", name, null, rowChanges({ notes: [edited], cards }));
  });
  return editId === null ? null : { editId, name };
}

/** A field may be written anew, not emptied, and not turned into something of another shape. */
function isLike(value: FieldValue | undefined, was: FieldValue): boolean {
  if (value === undefined) return true;
  if (typeof was === "string") return typeof value === "string" && (value.trim() !== "" || was === "");
  if (!Array.isArray(value) || value.length !== was.length) return false;
  return was.every((item, index) => Array.isArray(item) === Array.isArray(value[index]));
}
