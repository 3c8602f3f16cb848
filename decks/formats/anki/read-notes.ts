import type { SqlValue } from "sql.js";
import type { AnkiNote, AnkiNoteType } from "./anki-collection.ts";
import { idOf, LAST_SECOND, textOf, wholeOf } from "./cells.ts";
import type { ForeignDatabase } from "./sqlite.ts";
import type { Tally } from "./tally.ts";
import { Unreadable } from "./unreadable.ts";

/** The notes whose type is known, sorted by id, each with as many fields as its type has. Guids may be doubled still. */
export function readNotes(
  database: ForeignDatabase,
  types: ReadonlyMap<number, AnkiNoteType>,
  tally: Tally,
): readonly AnkiNote[] {
  const notes = new Map<number, AnkiNote>();
  let fieldCount = 0;
  let rows = 0;
  database.eachRow(SELECT_NOTES, ([idCell, guid, typeId, modifiedAt, tags, fieldTexts]) => {
    rows += 1;
    if (rows > MOST_NOTES) throw new Unreadable(TOO_MANY);
    const id = idOf(idCell);
    const where = () => `note ${String(idCell)}`;
    const type = types.get(Number(typeId));
    if (id === null || id <= 0 || notes.has(id)) return tally.add("note-id-left-out", where());
    if (!type) return tally.add("note-type-unknown-left-out", String(id));
    const fields = fieldsOf(fieldTexts, type, id, tally);
    if (fields === null) return;
    fieldCount += fields.length;
    if (fieldCount > MOST_FIELDS) throw new Unreadable(TOO_MANY);
    notes.set(id, {
      id,
      guid: textOf(guid, tally, where),
      typeId: type.id,
      modifiedAt: wholeOf(modifiedAt, 0, LAST_SECOND),
      tags: tagsOf(textOf(tags, tally, where)),
      fields,
    });
  });
  return [...notes.values()].sort((a, b) => a.id - b.id);
}

/** The notes that have cards, each with a guid that no other has: by it notes are known again at the next import. */
export function notesWithCards(
  notes: readonly AnkiNote[],
  withCards: ReadonlySet<number>,
  tally: Tally,
): readonly AnkiNote[] {
  const kept = notes.filter(({ id }) => {
    const isKept = withCards.has(id);
    if (!isKept) tally.add("note-without-cards-left-out", String(id));
    return isKept;
  });
  const all = new Set(kept.map(({ guid }) => guid));
  const taken = new Set<string>();
  return kept.map((note) => {
    if (note.guid !== "" && !taken.has(note.guid)) {
      taken.add(note.guid);
      return note;
    }
    tally.add("doubled-guid", String(note.id));
    // From what it is, so that the same package gives the same guid at the next import.
    let guid = `${note.guid}~${note.id}`;
    while (all.has(guid) || taken.has(guid)) guid += "~";
    taken.add(guid);
    return { ...note, guid };
  });
}

const SELECT_NOTES =
  "SELECT id, CAST(guid AS BLOB), mid, mod, CAST(tags AS BLOB), CAST(flds AS BLOB) FROM notes";

/** More than the largest shared collections hold by a factor of ten, and what a browser's memory bears. */
const MOST_NOTES = 1_000_000;
const MOST_FIELDS = 20_000_000;
const TOO_MANY = "The package holds more than a million notes; export its decks one by one.";

const LONGEST_FIELD = 1_000_000;
/** Bytes. Beyond this some field is too long, and the text might not even be one string. */
const LARGEST_NOTE = 64 * 1_048_576;
const SEPARATOR = "\x1f";
/** Anki's own way with a note that has too many fields. */
const JOINER = "; ";

function fieldsOf(
  cell: SqlValue | undefined,
  { fields: { length: count } }: AnkiNoteType,
  id: number,
  tally: Tally,
): readonly string[] | null {
  if (cell instanceof Uint8Array && cell.length > LARGEST_NOTE) {
    tally.add("note-too-large-left-out", String(id));
    return null;
  }
  const parts = textOf(cell, tally, () => `note ${id}`).split(SEPARATOR);
  if (parts.some(({ length }) => length > LONGEST_FIELD)) {
    tally.add("note-too-large-left-out", String(id));
    return null;
  }
  if (parts.length === count) return parts;
  tally.add("note-fields", String(id));
  if (parts.length > count) return [...parts.slice(0, count - 1), parts.slice(count - 1).join(JOINER)];
  return [...parts, ...Array.from({ length: count - parts.length }, () => "")];
}

function tagsOf(text: string): readonly string[] {
  return text.split(/[ \u3000]+/).filter((tag) => tag !== "");
}
