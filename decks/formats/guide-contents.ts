import { cardFace } from "../core/cards/card-face.ts";
import { identified, type ImportedNote } from "../core/cards/identify.ts";
import { makeNotes, withOffers } from "../core/cards/make-notes.ts";
import { OFFERS } from "../core/cards/offers.ts";
import { type GuideSection, type SectionPreview, sectionsOf } from "../core/cards/sections.ts";
import type { Note } from "../core/cards/types.ts";
import { shortDigest } from "../core/digest.ts";
import type { Guide } from "../core/guide/types.ts";
import type { CardId, DeckId, GuideId, NoteId } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import { type FileCard, type FileDeck, UNTOUCHED } from "./deck-file.ts";

const SAMPLES = 3;

/** A guide as a deck: one deck, a subdeck a section, cards in the order of the guide. */
export interface GuideContents {
  readonly sections: readonly SectionPreview[];
  readonly decks: readonly FileDeck[];
  /** Of the sections that the learner wants. */
  readonly notes: readonly Note[];
  readonly cards: readonly FileCard[];
  /** Every note and card that the guide can give, wanted or not: what is not among them is gone from it. */
  readonly noteIds: ReadonlySet<NoteId>;
  readonly cardIds: ReadonlySet<CardId>;
  readonly refused: readonly Issue[];
}

/**
 * The deck that a guide becomes.
 * @param input.last its notes at the last import, whose ids and history they keep
 * @param input.leaveOut ids of sections that become no cards
 * @param input.takeIn ids of offers that become cards
 * @param input.deckOf the deck that a card is in already
 */
export function guideContents(input: {
  readonly guide: Guide;
  readonly guideId: GuideId;
  readonly deckId: DeckId;
  readonly deckName: string;
  readonly last: readonly ImportedNote[];
  readonly leaveOut: readonly string[];
  readonly takeIn: readonly string[];
  readonly deckOf: (cardId: CardId) => DeckId | null;
}): GuideContents {
  const { guide, guideId, deckId } = input;
  const all = identified(makeNotes(guide, guideId), input.last);
  const sections = sectionsOf(guide, all).map((section) => ({
    ...section,
    included: (section.included || input.takeIn.includes(section.id)) && !input.leaveOut.includes(section.id),
  }));
  const wanted = sections.filter((section) => section.included);
  const taken = new Set(OFFERS.filter((offer) => wanted.some((section) => section.id === offer)));
  const made = withOffers(all, taken);

  const decks = new Map<string, FileDeck>([
    ["", { id: deckId, parentId: null, name: input.deckName, position: 0 }],
  ]);
  const home = new Map<CardId, DeckId>();
  for (const section of wanted) {
    if (section.cardIds.length === 0) continue;
    const known = section.cardIds.map(input.deckOf).find((id) => id !== null && id !== deckId);
    const id = known ?? subdeckId(guideId, section);
    if (!known && !decks.has(section.id))
      decks.set(section.id, { id, parentId: deckId, name: section.title, position: decks.size });
    for (const cardId of section.cardIds) if (!home.has(cardId)) home.set(cardId, id);
  }
  const cards = made.cards.flatMap(({ id, noteId, template }, position): FileCard[] => {
    const into = input.deckOf(id) ?? home.get(id);
    return into && home.has(id) ? [{ id, noteId, template, deckId: into, position, ...UNTOUCHED }] : [];
  });
  const kept = new Set<NoteId>([
    ...cards.map((card) => card.noteId),
    ...wanted.filter((section) => section.id === "worked-example").flatMap((section) => section.noteIds),
  ]);
  return {
    sections: sections.map(previews(all)),
    decks: [...decks.values()],
    notes: made.notes.filter((note) => kept.has(note.id)),
    cards: apart(cards),
    noteIds: new Set(all.notes.map((note) => note.id)),
    cardIds: new Set(all.cards.map((card) => card.id)),
    refused: all.refused,
  };
}

/** Shows sections with a few of their cards. */
function previews({ notes, cards }: ReturnType<typeof makeNotes>): (section: GuideSection) => SectionPreview {
  const noteById = new Map(notes.map((note) => [note.id, note]));
  const cardById = new Map(cards.map((card) => [card.id, card]));
  return ({ noteIds: _noteIds, cardIds, ...shown }) => ({
    ...shown,
    samples: cardIds.slice(0, SAMPLES).flatMap((id) => {
      const card = cardById.get(id);
      const note = card && noteById.get(card.noteId);
      return note ? [cardFace(note, card.template)] : [];
    }),
  });
}

/** Stable under reordering and renaming of the other sections. */
function subdeckId(guideId: string, section: Pick<GuideSection, "id" | "kind">): DeckId {
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
