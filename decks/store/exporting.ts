import { StoreError } from "../contract.ts";
import type { NamedFile } from "../contract/named-file.ts";
import type { DeckId } from "../core/ids.ts";
import {
  DECK_FORMAT,
  DECK_VERSION,
  type DeckFile,
  type FileDeck,
  readDeckFile,
  writeDeckFile,
} from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import { fileCard } from "./card-rows.ts";
import { historyOfCards } from "./history.ts";
import { dayView, deckIdsIn } from "./scope.ts";

/** The deck with its subdecks, notes, cards and whole history. @throws StoreError `not-found` */
export async function exportDeck(collection: Collection, deckId: DeckId): Promise<NamedFile> {
  const { database } = collection;
  const file = await database.transaction("r", database.tables, async (): Promise<DeckFile> => {
    const deckIds = deckIdsIn(await dayView(collection), deckId);
    const decks = (await database.decks.bulkGet([...deckIds])).flatMap((deck) => deck ?? []);
    const perDeck = deckIds.map((id) =>
      database.cards.where("[deckId+queue+due]").between([id, -1], [id, 9]).toArray(),
    );
    const rows = (await Promise.all(perDeck))
      .flat()
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    const noteIds = [...new Set(rows.map((row) => row.noteId))];
    const notes = await database.notes.bulkGet(noteIds);
    const imported = await database.imported.bulkGet(noteIds);
    const events = await historyOfCards(database, new Set(rows.map((row) => row.id)));
    const used = new Set(events.flatMap((event) => (event.kind === "retract" ? [] : [event.parameterSetId])));
    const guide = await database.guides.filter((row) => row.deckId === deckId).first();
    return {
      format: DECK_FORMAT,
      version: DECK_VERSION,
      decks: decks.map((deck) => (deck.id === deckId ? { ...deck, parentId: null } : deck)),
      guide: guide ?? null,
      notes: notes.flatMap((note) => note ?? []),
      cards: rows.map(fileCard),
      imported: imported.flatMap((row) => row ?? []),
      parameterSets: (await database.parameterSets.toArray()).filter((set) => used.has(set.id)),
      events,
    };
  });
  // Read back before it is handed out, which also puts every key in its order: equal decks are equal files.
  const read = readDeckFile(writeDeckFile(file));
  if (!read.ok) throw new Error(`the export of ${deckId} could not be read again: ${read.reason}`);
  const [deck] = read.file.decks;
  if (!deck) throw new StoreError("not-found");
  const bytes = new TextEncoder().encode(writeDeckFile(read.file));
  return { name: `${fileName(deck)}.cardinal.json`, bytes };
}

/** The deck's name as every file system takes it. */
function fileName({ name }: FileDeck): string {
  const safe = name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return safe === "" ? "deck" : safe.toLowerCase();
}
