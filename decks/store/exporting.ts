import { StoreError, type StudyStore } from "../contract.ts";
import type { ExportRequest } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import type { Note, NoteType } from "../core/cards/types.ts";
import type { CardId, DeckId } from "../core/ids.ts";
import { joinedReviews, type PastReviews, selectedReviews } from "../core/log/past-reviews.ts";
import { mediaNames } from "../core/note-types/media-names.ts";
import { type ContentMedia, type DeckContents, NO_CONTENTS } from "../formats/contents.ts";
import { writeContents } from "../formats/write-contents.ts";
import { fileCard } from "./card-rows.ts";
import { presetOf } from "../core/settings/settings.ts";
import type { Collection } from "./collection.ts";
import type { Database } from "./database.ts";
import { historyOfCards } from "./history.ts";
import { rowsById } from "./rows-by-id.ts";
import { dayView, deckIdsIn } from "./scope.ts";

/** The verbs of taking decks out, and of showing what is in their texts. */
export function exportVerbs(collection: Collection): Pick<StudyStore, "exportDecks" | "media"> {
  return {
    exportDecks: (request) => exportDecks(collection, request),
    media: async ({ name }) => {
      const row = await collection.database.media.get(name);
      return row ? collection.journal.readFile(row.hash) : null;
    },
  };
}

async function exportDecks(collection: Collection, request: ExportRequest): Promise<NamedFile> {
  const contents = await exportedContents(collection, request);
  const settings = await collection.settings();
  const [deck] = request.deckIds ?? [];
  const { parameters } = collection.scheduler(
    settings,
    presetOf(settings, deck ?? null, () => null),
  );
  const name = contents.decks.find(({ id }) => id === deck)?.name ?? "Cardinal";
  return writeContents(contents, request.format, {
    name,
    rule: collection.dayRule(settings),
    now: collection.clock.now(),
    desiredRetention: parameters.desiredRetention,
    steps: {
      learning: parameters.learningStepsMinutes.length,
      relearning: parameters.relearningStepsMinutes.length,
    },
  });
}

/** The decks with their subdecks, and all that belongs to their cards. @throws StoreError `not-found` */
export async function exportedContents(
  collection: Collection,
  { deckIds, scheduling }: Pick<ExportRequest, "deckIds" | "scheduling">,
): Promise<DeckContents> {
  const { database, journal } = collection;
  const contents = await database.transaction("r", database.tables, async () => {
    const view = await dayView(collection);
    const wanted = new Set((deckIds ?? [null]).flatMap((id) => deckIdsIn(view, id)));
    const perDeck = [...wanted].map((id) =>
      database.cards.where("[deckId+queue+due]").between([id, -1], [id, 9]).toArray(),
    );
    const rows = (await Promise.all(perDeck))
      .flat()
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    const noteIds = [...new Set(rows.map((row) => row.noteId))];
    const notes = (await rowsById(database.notes, noteIds)).flatMap((note) => note ?? []);
    const typeIds = new Set(notes.map(({ typeId }) => typeId));
    const noteTypes = (await database.noteTypes.toArray()).filter(({ id }) => typeIds.has(id));
    const guides = await database.guides.filter(({ deckId }) => wanted.has(deckId)).toArray();
    const cardIds = new Set(rows.map((row) => row.id));
    const contents: DeckContents = {
      ...NO_CONTENTS,
      decks: topFirst(view.decks.filter(({ id }) => wanted.has(id))),
      decksAre: "identified",
      noteTypes,
      notes,
      cards: rows.map(fileCard),
      media: await mediaOf(collection, deckIds === null ? null : textsOf(notes, noteTypes)),
      guides,
      imported: (await rowsById(database.imported, noteIds)).flatMap((row) => row ?? []),
      packs: deckIds === null ? (await database.packs.toArray()).map(({ json }) => json) : [],
      situations: deckIds === null ? await database.situations.toArray() : [],
    };
    if (!scheduling)
      return { ...contents, cards: contents.cards.map((card) => ({ ...card, buriedUntil: null })) };
    const events = await historyOfCards(database, cardIds);
    const used = new Set(
      events.flatMap((event) => ("parameterSetId" in event ? [event.parameterSetId] : [])),
    );
    const parameterSets = (await database.parameterSets.toArray()).filter((set) => used.has(set.id));
    return { ...contents, history: { events, parameterSets, past: await pastOf(database, cardIds) } };
  });
  // A guide that came with a deck alone has no file.
  const sources: ContentMedia[] = [];
  for (const { fileName, hash } of contents.guides) {
    const bytes = await journal.readFile(hash);
    if (bytes) sources.push({ name: fileName, size: bytes.length, read: async () => bytes });
  }
  return { ...contents, sources };
}

/** Parents before their subdecks; a deck whose parent stays here stands at the top. */
function topFirst(decks: readonly DeckContents["decks"][number][]): DeckContents["decks"] {
  const ids = new Set(decks.map(({ id }) => id));
  const below = (parentId: DeckId | null): DeckContents["decks"] =>
    decks.filter((deck) => deck.parentId === parentId).flatMap((deck) => [deck, ...below(deck.id)]);
  return decks
    .filter(({ parentId }) => parentId === null || !ids.has(parentId))
    .flatMap((deck) => [{ ...deck, parentId: null }, ...below(deck.id)]);
}

async function pastOf(database: Database, cardIds: ReadonlySet<CardId>): Promise<PastReviews> {
  const logs: PastReviews[] = [];
  await database.pastReviews.each(({ id: _id, ...past }) => {
    const wanted = past.cardIds.map((id) => cardIds.has(id));
    if (wanted.includes(true))
      logs.push(selectedReviews(past, (index) => wanted[past.card[index] ?? 0] === true));
  });
  return joinedReviews(logs);
}

function textsOf(notes: readonly Note[], types: readonly NoteType[]): string[] {
  const looks = types.flatMap(({ css, templates }) => [
    css,
    ...templates.flatMap(({ front, back }) => [front, back]),
  ]);
  return [...looks, ...notes.flatMap(({ fields }) => Object.values(fields).flat(2).map(String))];
}

/** The files that texts name, or all of them. */
async function mediaOf(collection: Collection, texts: readonly string[] | null): Promise<ContentMedia[]> {
  const { database } = collection;
  if (texts === null) return (await database.media.toArray()).map((row) => storedFile(collection, row));
  const named = new Set(texts.flatMap((text) => [...mediaNames(text)]));
  const rows = await database.media.bulkGet([...named]);
  return rows.flatMap((row) => (row ? [storedFile(collection, row)] : []));
}

function storedFile(
  { journal }: Collection,
  {
    id,
    hash,
    size,
  }: { readonly id: string; readonly hash: Parameters<typeof journal.readFile>[0]; readonly size: number },
): ContentMedia {
  return {
    name: id,
    size,
    read: async () => {
      const bytes = await journal.readFile(hash);
      if (!bytes) throw new StoreError("not-found", `${id} is missing from the collection's files.`);
      return bytes;
    },
  };
}
