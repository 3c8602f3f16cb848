import { shortDigest } from "../digest.ts";
import type { Guide } from "../guide/types.ts";
import type { CardId, GuideId, NoteId } from "../ids.ts";
import type { Issue } from "../issue.ts";
import { objectiveTagger } from "./objectives.ts";
import { noteIdentity } from "./note-key.ts";
import { type NoteDraft, noteDrafts } from "./note-drafts.ts";
import type { Offer } from "./offers.ts";
import { qualityCheck } from "./quality.ts";
import type { Card, Note } from "./types.ts";

/** A card with the offer it belongs to; null for what is made by default. */
export type MadeCard = Card & { readonly offer: Offer | null };

export interface MadeNotes {
  readonly notes: readonly Note[];
  readonly cards: readonly MadeCard[];
  /** What the rules of quality kept from becoming a card. */
  readonly refused: readonly Issue[];
}

/**
 * All notes and cards of a guide, in the guide's order, those on offer included. An id comes from the guide's
 * identity, the kind and the normalised key alone, so reordered sections and new neighbours leave it as it is; a key
 * that comes twice gets the number of its occurrence.
 */
export function makeNotes(guide: Guide, guideId: GuideId): MadeNotes {
  const seen = new Map<string, number>();
  const tagsOf = objectiveTagger(guide.objectives);
  const refuses = qualityCheck();
  const notes: Note[] = [];
  const cards: MadeCard[] = [];
  const refused: Issue[] = [];
  for (const draft of noteDrafts(guide)) {
    const identity = noteIdentity(guideId, draft.kind, draft.key);
    const occurrence = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, occurrence);
    const id = shortDigest(occurrence === 1 ? identity : `${identity}/${occurrence}`) as NoteId;
    const note: Note = {
      id,
      kind: draft.kind,
      fields: draft.fields,
      tags: [draft.kind, ...tagsOf(Object.values(draft.fields).flat(2).join(" "))],
      source: { section: draft.section, line: draft.line },
    };
    const made = cardsOf(note, draft, (issue) => refused.push(issue), refuses);
    if (made.length === 0 && draft.templates.length > 0) continue;
    notes.push(note);
    cards.push(...made);
  }
  return { notes, cards, refused };
}

function cardsOf(
  note: Note,
  { templates }: NoteDraft,
  refuse: (issue: Issue) => void,
  refuses: ReturnType<typeof qualityCheck>,
): MadeCard[] {
  return templates.flatMap(({ template, offer }) => {
    const reason = refuses(note, template);
    if (reason !== null) {
      // Nobody asked for what is only on offer.
      const line = note.source?.line ?? 0;
      if (offer === null) refuse({ code: "refused-card", line, text: reason.text, reason: reason.reason });
      return [];
    }
    return [{ id: shortDigest(`${note.id}/${template}`) as CardId, noteId: note.id, template, offer }];
  });
}

/** The notes and cards with only the offers that were taken. */
export function withOffers(made: MadeNotes, taken: ReadonlySet<Offer>): MadeNotes {
  const cards = made.cards.filter(({ offer }) => offer === null || taken.has(offer));
  const used = new Set(cards.map((card) => card.noteId));
  const all = new Set(made.cards.map((card) => card.noteId));
  const notes = made.notes
    .filter((note) => used.has(note.id) || !all.has(note.id))
    .map((note) => (note.kind === "glossary" && !taken.has("choice") ? withoutChoices(note) : note));
  return { ...made, notes, cards };
}

function withoutChoices(note: Note): Note {
  const { choices: _choices, ...fields } = note.fields;
  return { ...note, fields };
}
