import type { Database, SqlJsStatic, SqlValue } from "sql.js";
import type { MediaFile } from "../media-file.ts";
import { writeZip } from "../zip.ts";
import type { AnkiCard, AnkiCollection, AnkiNote, AnkiReviews } from "./anki-collection.ts";
import { fieldChecksum, plainField } from "./field-text.ts";
import { loadSqlite } from "./sqlite.ts";
import { STUB } from "./stub.ts";
import { collectionJson } from "./write-json.ts";
import { INDEXES, TABLES } from "./write-schema.ts";

/**
 * The collection and its media as a package that Anki 2.1.28 and every newer one imports, with schedules and log. The
 * same collection gives the same bytes. Ids of notes and cards must each be met once; log rows of one millisecond are
 * moved on by one, for there the time is the id.
 */
export async function writeAnkiPackage(
  collection: AnkiCollection,
  media: readonly MediaFile[],
): Promise<Uint8Array> {
  const sqlite = await loadSqlite();
  const names = Object.fromEntries(media.map(({ name }, place) => [String(place), name]));
  const text = new TextEncoder();
  return await writeZip([
    { name: "meta", bytes: META },
    { name: "collection.anki21", bytes: databaseOf(sqlite, collection) },
    // Programs that know only this file show its one note instead of half a collection.
    { name: "collection.anki2", bytes: databaseOf(sqlite, STUB) },
    { name: "media", bytes: text.encode(JSON.stringify(names)) },
    ...media.map(({ bytes }, place) => ({ name: String(place), bytes, store: true })),
  ]);
}

/** Field 1, the version: 2, which is the generation with `collection.anki21`. */
const META = Uint8Array.of(0x08, 0x02);

const SCHEMA = 11;
/** Not synchronised yet. */
const USN = -1;

function databaseOf({ Database }: SqlJsStatic, collection: AnkiCollection): Uint8Array {
  const database = new Database();
  try {
    database.run(TABLES);
    database.run("BEGIN");
    insert(database, "col", [collectionRow(collection)]);
    insert(database, "notes", collection.notes.map(noteRow));
    insert(database, "cards", collection.cards.map(cardRow));
    insert(database, "revlog", reviewRows(collection.reviews));
    database.run("COMMIT");
    database.run(INDEXES);
    return database.export();
  } finally {
    database.close();
  }
}

function insert(database: Database, table: string, rows: Iterable<SqlValue[]>): void {
  let statement: ReturnType<Database["prepare"]> | undefined;
  for (const row of rows) {
    statement ??= database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => "?").join(", ")})`);
    statement.run(row);
  }
  statement?.free();
}

function collectionRow(collection: AnkiCollection): SqlValue[] {
  const { createdAt } = collection;
  const modifiedAt = lastChange(collection);
  const { conf, models, decks, dconf } = collectionJson(collection, modifiedAt);
  const schemaChangedAt = createdAt * 1000;
  return [
    1,
    createdAt,
    modifiedAt * 1000,
    schemaChangedAt,
    SCHEMA,
    0,
    0,
    0,
    conf,
    models,
    decks,
    dconf,
    "{}",
  ];
}

/** Seconds since the epoch. From what is in the collection, and no clock: the same one gives the same bytes. */
function lastChange({ createdAt, notes, cards }: AnkiCollection): number {
  let last = createdAt;
  for (const { modifiedAt } of notes) last = Math.max(last, modifiedAt);
  for (const { modifiedAt } of cards) last = Math.max(last, modifiedAt);
  return last;
}

function noteRow({ id, guid, typeId, modifiedAt, tags, fields }: AnkiNote): SqlValue[] {
  const separated = fields.map((field) => field.replaceAll("\x1f", " "));
  const first = plainField(separated[0] ?? "");
  // Anki looks for a tag with a space on either side.
  const tagged = tags.length === 0 ? "" : ` ${tags.join(" ")} `;
  return [
    id,
    guid,
    typeId,
    modifiedAt,
    USN,
    tagged,
    separated.join("\x1f"),
    first,
    fieldChecksum(first),
    0,
    "",
  ];
}

function cardRow(card: AnkiCard): SqlValue[] {
  return [
    card.id,
    card.noteId,
    card.deckId,
    card.ordinal,
    card.modifiedAt,
    USN,
    card.type,
    card.queue,
    card.due,
    card.interval,
    card.factor,
    card.reps,
    card.lapses,
    card.left,
    card.originalDue,
    card.originalDeckId,
    card.flags,
    memoryJson(card.memory),
  ];
}

function memoryJson(memory: AnkiCard["memory"]): string {
  if (memory === null) return "";
  const { stability: s, difficulty: d, desiredRetention: dr } = memory;
  return JSON.stringify(dr === null ? { s, d } : { s, d, dr });
}

function* reviewRows(reviews: AnkiReviews): Iterable<SqlValue[]> {
  let last = 0;
  for (let row = 0; row < reviews.id.length; row++) {
    last = Math.max(last + 1, reviews.id[row] ?? 0);
    yield [
      last,
      reviews.cardId[row] ?? 0,
      USN,
      reviews.ease[row] ?? 0,
      reviews.interval[row] ?? 0,
      reviews.lastInterval[row] ?? 0,
      reviews.factor[row] ?? 0,
      reviews.durationMs[row] ?? 0,
      reviews.kind[row] ?? 0,
    ];
  }
}
