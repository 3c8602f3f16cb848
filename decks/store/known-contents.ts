import type { Note } from "../core/cards/types.ts";
import type { CardId, EventId, NoteId } from "../core/ids.ts";
import { retractedIn } from "../core/log/fold.ts";
import type { DeckContents } from "../formats/contents.ts";
import { firstField } from "../formats/first-field.ts";
import type { KnownContents, Standing } from "../formats/merge.ts";
import { fileCard } from "./card-rows.ts";
import type { Collection } from "./collection.ts";
import type { CardRow, Database } from "./database.ts";
import { historyOfCards } from "./history.ts";
import { rowsById } from "./rows-by-id.ts";

/** What the collection has of what a file brings. */
export async function knownContents(collection: Collection, contents: DeckContents): Promise<KnownContents> {
  const { database } = collection;
  const notes = await notesById(database, contents.notes);
  const byFirstField = await notesByFirstField(
    database,
    contents.notes.filter(({ id, guid }) => !notes.has(id) && !(guid && notes.has(guid))),
  );
  const matched = new Set<NoteId>([...notes.values(), ...byFirstField.values()].map(({ id }) => id));
  const rows = await cardsOf(database, contents, matched);
  const cardIds = new Set(rows.map(({ id }) => id));
  const events = await historyOfCards(database, cardIds);
  const retracted = retractedIn(events);
  const standing = new Map<CardId, Standing>();
  const reviews = new Set<string>();
  for (const event of events) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    if (event.kind !== "cram") standing.set(event.cardId, event);
    if (event.kind !== "reschedule") reviews.add(`${event.cardId}/${event.answeredAt}`);
  }
  if (cardIds.size > 0) await addPastReviews(database, cardIds, reviews);
  const eventIds = new Set<EventId>(events.map(({ id }) => id));
  return {
    decks: await database.decks.toArray(),
    noteTypes: await database.noteTypes.toArray(),
    notes,
    byFirstField,
    cards: new Map(rows.map((row) => [row.id, fileCard(row)])),
    standing,
    latestEventId: (await collection.meta()).lastEventId,
    hasReview: (cardId, answeredAt) => reviews.has(`${cardId}/${answeredAt}`),
    hasEvent: (id) => eventIds.has(id),
  };
}

async function notesById(database: Database, notes: readonly Note[]): Promise<Map<string, Note>> {
  const ids = notes.flatMap(({ id, guid }) => (guid === undefined ? [id] : [id, guid as NoteId]));
  const there = await rowsById(database.notes, ids);
  return new Map(there.flatMap((note) => (note ? [[note.id, note] as const] : [])));
}

/** All notes have to be looked at, for what their first field is in words is no index; only strangers ask for it. */
async function notesByFirstField(database: Database, strangers: readonly Note[]): Promise<Map<string, Note>> {
  const wanted = new Set(strangers.map(firstField));
  const found = new Map<string, Note>();
  if (wanted.size === 0 || (await database.notes.count()) === 0) return found;
  for (const note of await database.notes.toArray()) {
    const key = firstField(note);
    if (wanted.has(key) && !found.has(key)) found.set(key, note);
  }
  return found;
}

async function cardsOf(
  { cards }: Database,
  contents: DeckContents,
  matched: ReadonlySet<NoteId>,
): Promise<CardRow[]> {
  const rows = new Map<CardId, CardRow>();
  const ids = contents.cards.map(({ id }) => id);
  for (const row of await rowsById(cards, ids)) if (row) rows.set(row.id, row);
  const seen = new Set([...rows.values()].map(({ noteId }) => noteId));
  const others = [...matched].filter((id) => !seen.has(id));
  for (const row of await cards.where("noteId").anyOf(others).toArray()) rows.set(row.id, row);
  return [...rows.values()];
}

async function addPastReviews(
  database: Database,
  cardIds: ReadonlySet<CardId>,
  reviews: Set<string>,
): Promise<void> {
  await database.pastReviews.each((past) => {
    const wanted = past.cardIds.map((id) => cardIds.has(id));
    if (!wanted.includes(true)) return;
    for (const [index, card] of past.card.entries())
      if (wanted[card]) reviews.add(`${past.cardIds[card]}/${past.answeredAt[index]}`);
  });
}
