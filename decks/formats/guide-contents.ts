import { cardFace } from "../core/cards/card-face.ts";
import { makeNotes } from "../core/cards/make-notes.ts";
import { type GuideSection, sectionsOf } from "../core/cards/sections.ts";
import type { CardFace, NoteKind } from "../core/cards/types.ts";
import { shortDigest } from "../core/digest.ts";
import { guideIdOf } from "../core/guide/guide-id.ts";
import type { Guide } from "../core/guide/types.ts";
import type { DeckId, FileHash, NoteId } from "../core/ids.ts";
import type { EpochMs } from "../core/time.ts";
import { DECK_FORMAT, DECK_VERSION, type DeckFile, type FileCard, type FileDeck } from "./deck-file.ts";

const SAMPLES = 3;

/** What a section of the guide becomes, with a few of its cards. */
export interface SectionPreview extends Omit<GuideSection, "noteIds" | "cards"> {
  readonly samples: readonly CardFace[];
}

/**
 * The deck that a guide becomes: one deck, a subdeck a section, cards in the order of the guide.
 * @param input.leaveOut ids of sections that become no cards
 */
export function guideContents(input: {
  readonly guide: Guide;
  readonly fileName: string;
  readonly hash: FileHash;
  readonly deckName: string | undefined;
  readonly leaveOut: readonly string[];
}): { readonly sections: readonly SectionPreview[]; readonly contents: DeckFile } {
  const { guide } = input;
  const guideId = guideIdOf(guide.title);
  const { notes, cards } = makeNotes(guide, guideId);
  const sections = sectionsOf(guide, notes, cards).map((section) => ({
    ...section,
    included: section.included && !input.leaveOut.includes(section.id),
  }));

  const deckId = `deck-${guideId}` as DeckId;
  const noteById = new Map(notes.map((note) => [note.id, note]));
  const sectionOf = new Map<NoteId, GuideSection>();
  for (const section of sections) for (const noteId of section.noteIds) sectionOf.set(noteId, section);
  const kept = cards.filter((card) => sectionOf.get(card.noteId)?.included === true);
  const subdecks = new Map<string, FileDeck>();
  for (const section of sections.filter((candidate) => candidate.included && candidate.cards > 0)) {
    const id = subdeckId(guideId, section);
    const position = subdecks.size + 1;
    subdecks.set(section.id, { id, parentId: deckId, name: section.title, position });
  }
  const fileCards: FileCard[] = kept.flatMap(({ id, noteId, template }, index) => {
    const section = sectionOf.get(noteId);
    const subdeck = section ? subdecks.get(section.id) : undefined;
    return subdeck ? [{ id, noteId, template, deckId: subdeck.id, position: index }] : [];
  });
  const keptNotes = new Set([
    ...fileCards.map((card) => card.noteId),
    ...sections.filter((section) => section.included).flatMap((section) => section.noteIds),
  ]);

  return {
    sections: sections.map(({ noteIds: _ids, cards: _count, ...section }) => ({
      ...section,
      samples: cards
        .filter((card) => sectionOf.get(card.noteId)?.id === section.id)
        .slice(0, SAMPLES)
        .flatMap((card) => {
          const note = noteById.get(card.noteId);
          return note ? [cardFace(note, card.template)] : [];
        }),
    })),
    contents: {
      format: DECK_FORMAT,
      version: DECK_VERSION,
      decks: [
        { id: deckId, parentId: null, name: input.deckName?.trim() || guide.title, position: 0 },
        ...subdecks.values(),
      ],
      guide: {
        id: guideId,
        deckId,
        title: guide.title,
        fileName: input.fileName,
        hash: input.hash,
        importedAt: 0 as EpochMs,
      },
      notes: notes.filter((note) => keptNotes.has(note.id)),
      cards: apart(fileCards),
      parameterSets: [],
      events: [],
    },
  };
}

/** Stable under reordering and renaming of the other sections. */
function subdeckId(
  guideId: string,
  section: { readonly id: string; readonly kind: NoteKind | "objective" },
): DeckId {
  return `deck-${shortDigest(`${guideId}/${section.kind}/${section.id}`)}` as DeckId;
}

/** New cards come one a note first, then the second of each, so that siblings are days apart. */
function apart(cards: readonly FileCard[]): FileCard[] {
  const seen = new Map<NoteId, number>();
  const rounds = cards.map((card) => {
    const round = seen.get(card.noteId) ?? 0;
    seen.set(card.noteId, round + 1);
    return { card, round };
  });
  return rounds
    .sort((a, b) => a.round - b.round || a.card.position - b.card.position)
    .map(({ card }, position) => ({ ...card, position }));
}
