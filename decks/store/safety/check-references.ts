import type { Note } from "../../core/cards/types.ts";
import { noteTitle } from "../../formats/merge.ts";
import type { Database } from "../database.ts";
import { isUnreadable } from "../saved-database.ts";

/** Tables of which rows cannot be read, in words. */
export async function unreadableTables(database: Database): Promise<string[]> {
  const broken: string[] = [];
  for (const table of database.tables) {
    const isBroken = await table.toArray().then(
      (rows: readonly unknown[]) => rows.some(isUnreadable),
      () => true,
    );
    if (isBroken) broken.push(`a row of ${table.name}, which cannot be read`);
  }
  return broken;
}

const LONGEST_TITLE = 60;

/** A note by its first words, as a person would look for it; null when it has none. */
export function titled(note: Note | undefined): string | null {
  const title = note ? noteTitle(note).trim() : "";
  if (title === "") return null;
  return title.length > LONGEST_TITLE ? `“${title.slice(0, LONGEST_TITLE)}…”` : `“${title}”`;
}

/** Rows that name a row which is not there, in words: what, and what it misses. */
export async function brokenReferences(database: Database): Promise<string[]> {
  const keys = async (table: "notes" | "decks" | "noteTypes" | "guides") =>
    new Set<string>((await database.table(table).toCollection().primaryKeys()) as string[]);
  const [notes, decks, noteTypes, guides] = [
    await keys("notes"),
    await keys("decks"),
    await keys("noteTypes"),
    await keys("guides"),
  ];
  const rows = await database.decks.toArray();
  const nameOf = new Map(rows.map(({ id, name }) => [id, `“${name}”`]));
  const broken: string[] = [];
  for (const { id, noteId, deckId } of await database.cards.toArray()) {
    if (!notes.has(noteId))
      broken.push(`card ${id} of ${nameOf.get(deckId) ?? "no deck"}, whose note is missing`);
    else if (!decks.has(deckId))
      broken.push(`card ${titled(await database.notes.get(noteId)) ?? id}, whose deck is missing`);
  }
  for (const { id, name, parentId } of rows) {
    if (parentId !== null && !decks.has(parentId))
      broken.push(`deck “${name || id}”, whose parent is missing`);
  }
  for (const { id, fileName, deckId } of await database.guides.toArray()) {
    if (!decks.has(deckId)) broken.push(`guide “${fileName || id}”, whose deck is missing`);
  }
  for (const note of await database.notes.toArray()) {
    if (note.typeId !== undefined && !noteTypes.has(note.typeId))
      broken.push(`note ${titled(note) ?? note.id}, whose type is missing`);
  }
  for (const { id, guideId } of await database.imported.toArray()) {
    if (!guides.has(guideId)) broken.push(`the first text of ${id}, whose guide is missing`);
  }
  return broken;
}
