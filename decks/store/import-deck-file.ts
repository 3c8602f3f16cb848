import { StoreError } from "../contract.ts";
import type { ImportChanges, ImportRequest } from "../contract/importing.ts";
import type { SectionPreview } from "../core/cards/sections.ts";
import { same } from "../core/same.ts";
import { type DeckFile, readDeckFile } from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import { historyOfCards } from "./history.ts";
import type { Planned } from "./planned.ts";

/**
 * What an import of a deck exported by Cardinal would do: cards and reviews that are not there yet are added.
 * @throws StoreError `unreadable-file`, `newer-version` with what is wrong
 */
export async function planDeckFile(
  collection: Collection,
  request: ImportRequest,
  fileName: string,
  text: string,
): Promise<Planned> {
  const read = readDeckFile(text);
  if (!read.ok) {
    const code = read.code === "newer-version" ? "newer-version" : "unreadable-file";
    throw new StoreError(code, `${fileName}: ${read.reason}`);
  }
  const [deck, ...others] = read.file.decks;
  if (!deck) throw new StoreError("unreadable-file", `${fileName}: It holds no deck.`);
  const existing = await collection.database.decks.get(deck.id);
  const deckName = existing?.name ?? (request.deckName?.trim() || deck.name);
  const contents = { ...read.file, decks: [{ ...deck, name: deckName }, ...others] };
  const events = await newEvents(collection, contents);
  const section: SectionPreview = {
    id: "cards",
    kind: "basic",
    title: "Cards with their history",
    found: `${contents.notes.length} notes`,
    becomes: `${contents.cards.length} cards`,
    included: true,
    selectable: false,
    samples: [],
  };
  return {
    contents,
    events: events.length,
    deckId: deck.id,
    plan: {
      format: "cardinal-deck",
      fileName,
      title: deck.name,
      deckName,
      lines: text.split(/\r\n|\r|\n/).length,
      sections: [section],
      cards: await changesBy(collection, contents),
      reviews: events.filter((event) => event.kind === "review").length,
      scenarios: 0,
      objectives: 0,
      existingDeckId: existing?.id ?? null,
      candidates: [],
      changes: [],
      issues: [],
    },
  };
}

async function changesBy({ database }: Collection, contents: DeckFile): Promise<ImportChanges> {
  const known = await database.cards.bulkGet(contents.cards.map((card) => card.id));
  const notes = await database.notes.bulkGet(contents.notes.map((note) => note.id));
  const changed = new Set(
    contents.notes.flatMap((note, index) => {
      const mine = notes[index];
      return mine && !same(mine, note) ? [note.id] : [];
    }),
  );
  const there = contents.cards.filter((_, index) => known[index] !== undefined);
  const update = there.filter((card) => changed.has(card.noteId)).length;
  const add = contents.cards.length - there.length;
  return { add, update, unchanged: there.length - update, remove: 0, conflicts: 0 };
}

async function newEvents(
  { database }: Collection,
  contents: DeckFile,
): Promise<readonly DeckFile["events"][number][]> {
  if (contents.events.length === 0) return [];
  const present = await historyOfCards(database, new Set(contents.events.map((event) => event.cardId)));
  const presentIds = new Set(present.map((event) => event.id));
  return contents.events.filter((event) => !presentIds.has(event.id));
}
