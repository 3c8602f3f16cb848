import type { SqlValue } from "sql.js";
import type { AnkiCard, AnkiDeck, AnkiNote, AnkiNoteType } from "./anki-collection.ts";
import { idOf, INT32_LEAST, INT32_MOST, LAST_SECOND, wholeOf } from "./cells.ts";
import { DEFAULT_DECK_ID } from "./read-decks.ts";
import type { ForeignDatabase, Row } from "./sqlite.ts";
import type { Tally } from "./tally.ts";
import { Unreadable } from "./unreadable.ts";

/** What cards refer to; only what is there counts as known. */
export interface CardSurroundings {
  readonly types: ReadonlyMap<number, AnkiNoteType>;
  readonly notes: readonly AnkiNote[];
  readonly decks: readonly AnkiDeck[];
}

/** The cards of known notes, sorted by id, no two of one place of one note, all of them in known decks. */
export function readCards(
  database: ForeignDatabase,
  { types, notes, decks }: CardSurroundings,
  tally: Tally,
): readonly AnkiCard[] {
  const typeOfNote = new Map(notes.map(({ id, typeId }) => [id, types.get(typeId)]));
  const knownDecks = new Set(decks.map(({ id }) => id));
  const cards = new Map<number, AnkiCard>();
  let rows = 0;
  database.eachRow(SELECT_CARDS, (row) => {
    rows += 1;
    if (rows > MOST_CARDS) throw new Unreadable(TOO_MANY);
    const [idCell, noteId, deckId, ordinal] = row;
    const id = idOf(idCell);
    const type = typeOfNote.get(Number(noteId));
    if (id === null || id <= 0 || cards.has(id))
      return tally.add("card-id-left-out", `card ${String(idCell)}`);
    if (!type) return tally.add("card-without-note-left-out", String(id));
    if (!hasPlace(type, ordinal)) return tally.add("card-without-template-left-out", String(id));
    const originalDeckId = row[14] ?? 0;
    const isHomeKnown = originalDeckId === 0 || knownDecks.has(Number(originalDeckId));
    const isDeckKnown = knownDecks.has(Number(deckId));
    if (!isHomeKnown || !isDeckKnown) tally.add("card-deck-unknown", String(id));
    cards.set(id, {
      id,
      noteId: Number(noteId),
      deckId: isDeckKnown ? Number(deckId) : DEFAULT_DECK_ID,
      ordinal: Number(ordinal),
      ...numbersOf(row, id, tally),
      originalDeckId: isHomeKnown ? Number(originalDeckId) : DEFAULT_DECK_ID,
      memory: memoryOf(row[16]),
    });
  });
  return withoutDoubles([...cards.values()], tally);
}

const SELECT_CARDS = `SELECT id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, cards.left, odue, odid, flags, data
  FROM cards`;

/** Two a note of the most that are read. */
const MOST_CARDS = 2_000_000;
const TOO_MANY = "The package holds more than two million cards; export its decks one by one.";
/** Anki numbers clozes up to 500. */
const MOST_CLOZES = 500;

function hasPlace({ kind, templates }: AnkiNoteType, ordinal: SqlValue | undefined): boolean {
  const places = kind === "cloze" ? MOST_CLOZES : templates.length;
  return typeof ordinal === "number" && Number.isInteger(ordinal) && ordinal >= 0 && ordinal < places;
}

/** The columns that are plain numbers, from `mod` on, each within what Anki itself writes there. */
function numbersOf(row: Row, id: number, tally: Tally) {
  let isChanged = false;
  const whole = (index: number, least: number, most: number): number => {
    const number = wholeOf(row[index], least, most);
    if (number !== row[index]) isChanged = true;
    return number;
  };
  const numbers = {
    modifiedAt: whole(4, 0, LAST_SECOND),
    type: whole(5, 0, 3),
    queue: whole(6, -3, 4),
    due: whole(7, INT32_LEAST, INT32_MOST),
    interval: whole(8, INT32_LEAST, INT32_MOST),
    factor: whole(9, 0, INT32_MOST),
    reps: whole(10, 0, INT32_MOST),
    lapses: whole(11, 0, INT32_MOST),
    left: whole(12, 0, INT32_MOST),
    originalDue: whole(13, INT32_LEAST, INT32_MOST),
    flags: whole(15, 0, INT32_MOST),
  };
  if (isChanged) tally.add("card-numbers", String(id));
  return numbers;
}

/** FSRS's memory out of the JSON in `data`; null when there is none, or when it says what cannot be. */
function memoryOf(cell: SqlValue | undefined): AnkiCard["memory"] {
  if (typeof cell !== "string" || cell.length < 3) return null;
  let json: unknown;
  try {
    json = JSON.parse(cell);
  } catch {
    return null;
  }
  if (typeof json !== "object" || json === null) return null;
  const { s: stability, d: difficulty, dr: desired } = json as Readonly<Record<string, unknown>>;
  if (typeof stability !== "number" || !(stability > 0) || !Number.isFinite(stability)) return null;
  if (typeof difficulty !== "number" || !(difficulty >= 1 && difficulty <= 10)) return null;
  const isDesired = typeof desired === "number" && desired > 0 && desired < 1;
  return { stability, difficulty, desiredRetention: isDesired ? desired : null };
}

function withoutDoubles(cards: AnkiCard[], tally: Tally): readonly AnkiCard[] {
  const taken = new Set<string>();
  return cards
    .sort((a, b) => a.id - b.id)
    .filter(({ id, noteId, ordinal }) => {
      const place = `${noteId}:${ordinal}`;
      if (taken.has(place)) {
        tally.add("card-doubled-left-out", String(id));
        return false;
      }
      taken.add(place);
      return true;
    });
}
