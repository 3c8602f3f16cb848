import { StoreError, type StudyStore } from "../contract.ts";
import type { CardChange, ChangedCards } from "../contract/reviewing.ts";
import { noteKey } from "../core/cards/note-key.ts";
import type { CardId } from "../core/ids.ts";
import type { EditKind } from "../core/log/events.ts";
import { studyDay, type StudyDay } from "../core/time.ts";
import { rowChanges } from "../formats/changes.ts";
import type { FileCard } from "../formats/deck-file.ts";
import { fileCard } from "./card-rows.ts";
import type { Collection } from "./collection.ts";
import type { CardRow } from "./database.ts";
import { editEvent } from "./editing.ts";

/** The verbs that suspend, bury, mark and delete cards. */
export function cardVerbs(collection: Collection): Pick<StudyStore, "changeCards" | "deleteCards"> {
  return {
    changeCards: ({ cardIds, change }) => changeCards(collection, cardIds, change),
    deleteCards: ({ cardIds }) => deleteCards(collection, cardIds),
  };
}

async function changeCards(
  collection: Collection,
  cardIds: readonly CardId[],
  change: CardChange,
): Promise<ChangedCards> {
  let cards = 0;
  await collection.change(async () => {
    const named = await rowsOf(collection, cardIds);
    const rows = change.kind === "bury" && change.siblings ? await withSiblings(collection, named) : named;
    const rule = collection.dayRule(await collection.settings());
    const tomorrow = (studyDay(collection.clock.now(), rule) + 1) as StudyDay;
    const after = rows.map((row) => changed(row, change, tomorrow));
    const different = after.filter((card, index) => differs(card, rows[index]));
    cards = different.length;
    if (cards === 0) return null;
    const name = await nameOf(collection, different);
    return editEvent(collection, kindOf(change), name, null, rowChanges({ cards: different }));
  });
  return { cards };
}

function changed(row: CardRow, change: CardChange, tomorrow: StudyDay): FileCard {
  const card = fileCard(row);
  switch (change.kind) {
    case "suspend":
      return { ...card, suspended: change.suspended };
    case "bury":
      return { ...card, buriedUntil: tomorrow };
    case "flag":
      return { ...card, flag: change.flag };
  }
}

function differs(card: FileCard, row: CardRow | undefined): boolean {
  return card.suspended !== row?.suspended || card.buriedUntil !== row.buriedUntil || card.flag !== row.flag;
}

function kindOf(change: CardChange): EditKind {
  return change.kind === "suspend" && !change.suspended ? "unsuspend" : change.kind;
}

async function deleteCards(collection: Collection, cardIds: readonly CardId[]): Promise<ChangedCards> {
  let cards = 0;
  await collection.change(async () => {
    const rows = await withSiblings(collection, await rowsOf(collection, cardIds));
    const notes = [...new Set(rows.map((row) => row.noteId))];
    cards = rows.length;
    const name = await nameOf(collection, rows);
    // What its guide gave goes too: an import of the guide brings the note again, as a new one.
    const removed = { cards: rows.map((row) => row.id), notes, imported: notes };
    return editEvent(collection, "delete", name, null, rowChanges({}, removed));
  });
  return { cards };
}

async function rowsOf({ database }: Collection, cardIds: readonly CardId[]): Promise<CardRow[]> {
  const rows = (await database.cards.bulkGet([...new Set(cardIds)])).flatMap((row) => row ?? []);
  if (rows.length === 0) throw new StoreError("not-found");
  return rows;
}

async function withSiblings({ database }: Collection, rows: readonly CardRow[]): Promise<CardRow[]> {
  const notes = [...new Set(rows.map((row) => row.noteId))];
  return database.cards.where("noteId").anyOf(notes).toArray();
}

/** The title of the one note, or how many cards it was. */
async function nameOf({ database }: Collection, cards: readonly Pick<CardRow, "noteId">[]): Promise<string> {
  const [first] = cards;
  const isOne = first && cards.every(({ noteId }) => noteId === first.noteId);
  const note = isOne ? await database.notes.get(first.noteId) : undefined;
  return note ? noteKey(note).slice(0, 200) : `${cards.length.toLocaleString("en")} cards`;
}
