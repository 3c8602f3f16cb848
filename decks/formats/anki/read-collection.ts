import type { AnkiCollection } from "./anki-collection.ts";
import { LAST_SECOND, textOf, wholeOf } from "./cells.ts";
import { readCards } from "./read-cards.ts";
import { decksOfJson, decksOfTable } from "./read-decks.ts";
import { noteTypesOfJson, noteTypesOfTables } from "./read-note-types.ts";
import { notesWithCards, readNotes } from "./read-notes.ts";
import { readReviews } from "./read-reviews.ts";
import { objectOfText } from "./schema-json.ts";
import { type ForeignDatabase, readDatabase } from "./sqlite.ts";
import type { Tally } from "./tally.ts";
import { DAMAGED_COLLECTION, Unreadable } from "./unreadable.ts";

/**
 * What is in the database of an Anki collection. Texts are neither compared nor sorted by SQLite: their order is Anki's
 * own, `unicase`, and is known to Anki alone.
 * @param bytes belong to this from here on, see `readDatabase`
 * @throws Unreadable
 */
export async function readCollection(
  bytes: Uint8Array,
  tally: Tally,
): Promise<{ readonly schema: number; readonly collection: AnkiCollection }> {
  return await readDatabase(bytes, TABLES, (database) => {
    const { schema, createdAt } = heading(database);
    const { noteTypes, decks } = schema < TABLES_SINCE ? ofJson(database, tally) : ofTables(database, tally);
    const types = new Map(noteTypes.map((type) => [type.id, type]));
    const notes = readNotes(database, types, tally);
    const cards = readCards(database, { types, notes, decks }, tally);
    const kept = notesWithCards(notes, new Set(cards.map(({ noteId }) => noteId)), tally);
    const reviews = readReviews(database, new Set(cards.map(({ id }) => id)), tally);
    return { schema, collection: { createdAt, noteTypes, decks, notes: kept, cards, reviews } };
  });
}

const TABLES = ["col", "notes", "cards", "revlog"] as const;
/** The schema since which note types and decks have tables of their own. */
const TABLES_SINCE = 15;
const TABLES_OF_TYPES = ["notetypes", "fields", "templates", "decks"] as const;
const NEWEST_SCHEMA = 18;

function heading(database: ForeignDatabase): { readonly schema: number; readonly createdAt: number } {
  let found: { readonly schema: number; readonly createdAt: number } | undefined;
  database.eachRow("SELECT ver, crt FROM col LIMIT 1", ([schema, createdAt]) => {
    found = { schema: Number(schema), createdAt: wholeOf(createdAt, 0, LAST_SECOND) };
  });
  if (found === undefined || !(found.schema >= 1)) throw new Unreadable(DAMAGED_COLLECTION);
  if (found.schema > NEWEST_SCHEMA)
    throw new Unreadable(
      `The collection has the schema ${found.schema}, and schemas up to ${NEWEST_SCHEMA} are known; export it from Anki with "Support older Anki versions" ticked.`,
      "newer-version",
    );
  return found;
}

type TypesAndDecks = Pick<AnkiCollection, "noteTypes" | "decks">;

function ofTables(database: ForeignDatabase, tally: Tally): TypesAndDecks {
  database.checkTables(TABLES_OF_TYPES);
  return { noteTypes: noteTypesOfTables(database, tally), decks: decksOfTable(database, tally) };
}

function ofJson(database: ForeignDatabase, tally: Tally): TypesAndDecks {
  let found: TypesAndDecks = { noteTypes: [], decks: [] };
  const sql = "SELECT CAST(models AS BLOB), CAST(decks AS BLOB) FROM col LIMIT 1";
  database.eachRow(sql, ([models, decks]) => {
    found = {
      noteTypes: noteTypesOfJson(objectOfText(textOf(models, tally, () => "in the note types")), tally),
      decks: decksOfJson(objectOfText(textOf(decks, tally, () => "in the decks")), tally),
    };
  });
  return found;
}
