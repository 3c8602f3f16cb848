import { type GuideView, StoreError, type StudyStore } from "../contract.ts";
import { guideView } from "../core/guide/view.ts";
import type { DeckId, NoteId } from "../core/ids.ts";
import type { FileGuide } from "../formats/deck-file.ts";
import type { Collection } from "./collection.ts";
import { readStoredGuide } from "./guide-files.ts";
import { presetFinder } from "./scope.ts";

export function guideVerbs(collection: Collection): Pick<StudyStore, "guide"> {
  return { guide: ({ deckId }) => viewOfGuide(collection, deckId) };
}

/** The objectives of a guide, in their order; none when its file is not here. */
export async function objectivesOf(collection: Collection, guide: FileGuide): Promise<readonly string[]> {
  return (await readStoredGuide(collection, guide))?.guide.objectives ?? [];
}

async function viewOfGuide(collection: Collection, deckId: DeckId): Promise<GuideView> {
  const guide = await guideOfDeck(collection, deckId);
  const read = guide && (await readStoredGuide(collection, guide));
  if (!guide || !read) throw new StoreError("not-found", "The guide of this deck is not on this computer.");
  const { lineOf } = read.text;
  const known = await knownByLine(collection, guide);
  const sections = guideView(read.text.text);
  return {
    deckId: guide.deckId,
    title: guide.title,
    fileName: guide.fileName,
    sections: sections.map((section, index) => {
      const next = sections[index + 1];
      const [from, to] = [lineOf(section.line), next ? lineOf(next.line) : Number.MAX_SAFE_INTEGER];
      const within = known.filter(({ line }) => line >= from && line < to);
      return {
        ...section,
        line: from,
        blocks: section.blocks.map((block) => ({ ...block, line: lineOf(block.line) })),
        cards: within.length,
        known:
          within.length === 0
            ? null
            : within.reduce((total, { recall }) => total + recall, 0) / within.length,
      };
    }),
  };
}

/** The guide of a deck, or of the deck that a section's deck is below. */
async function guideOfDeck({ database }: Collection, deckId: DeckId): Promise<FileGuide | null> {
  const guides = await database.guides.toArray();
  for (let id: DeckId | null = deckId; id !== null; id = (await database.decks.get(id))?.parentId ?? null) {
    const guide = guides.find((candidate) => candidate.deckId === id);
    if (guide) return guide;
  }
  return null;
}

/** Every card of a guide that is asked, with its line there and the chance to recall it now. */
async function knownByLine(
  collection: Collection,
  guide: FileGuide,
): Promise<{ readonly line: number; readonly recall: number }[]> {
  const { database, clock } = collection;
  const settings = await collection.settings();
  const presetOfDeck = presetFinder(settings, await database.decks.toArray());
  const lines = new Map<NoteId, number>();
  await database.imported
    .where("guideId")
    .equals(guide.id)
    .each(({ id, note, gone }) => {
      if (!gone && note.source) lines.set(id, note.source.line);
    });
  const rows = await database.cards
    .where("noteId")
    .anyOf([...lines.keys()])
    .toArray();
  const now = clock.now();
  return rows
    .filter((row) => !row.suspended)
    .map((row) => ({
      line: lines.get(row.noteId) ?? 0,
      recall:
        collection
          .scheduler(settings, presetOfDeck(row.deckId))
          .scheduler.retrievability(row.schedule, now) ?? 0,
    }));
}
