import type { Database } from "../database.ts";

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
  const broken: string[] = [];
  for (const { id, noteId, deckId } of await database.cards.toArray()) {
    if (!notes.has(noteId)) broken.push(`card ${id}, whose note is missing`);
    else if (!decks.has(deckId)) broken.push(`card ${id}, whose deck is missing`);
  }
  for (const { id, name, parentId } of await database.decks.toArray()) {
    if (parentId !== null && !decks.has(parentId)) broken.push(`deck ${name || id}, whose parent is missing`);
  }
  for (const { id, fileName, deckId } of await database.guides.toArray()) {
    if (!decks.has(deckId)) broken.push(`guide ${fileName || id}, whose deck is missing`);
  }
  for (const note of await database.notes.toArray()) {
    if (note.typeId !== undefined && !noteTypes.has(note.typeId))
      broken.push(`note ${note.id}, whose type is missing`);
  }
  for (const { id, guideId } of await database.imported.toArray()) {
    if (!guides.has(guideId)) broken.push(`the first text of ${id}, whose guide is missing`);
  }
  return broken;
}
