import { noteKey } from "../core/cards/note-key.ts";
import type { Note, NoteType } from "../core/cards/types.ts";
import type { CardId, DeckId, EventId, NoteId, NoteTypeId } from "../core/ids.ts";
import { NO_PAST_REVIEWS, selectedReviews } from "../core/log/past-reviews.ts";
import { eventId, readEventId } from "../core/log/clock.ts";
import { same } from "../core/same.ts";
import type { ScheduleEvent, StandingEvent } from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";
import type { Rows } from "./changes.ts";
import { cardIdOf, type DeckContents, deckPaths, textDigest } from "./contents.ts";
import type { FileCard, FileDeck } from "./deck-file.ts";
import type { History } from "./history-file.ts";
import { firstField } from "./first-field.ts";
import { remappedHistory } from "./remap-history.ts";

/** An event that says where a card stands. */
export type Standing = StandingEvent;

/** What the collection has of what a file brings; see `store/known-contents.ts`. */
export interface KnownContents {
  readonly decks: readonly FileDeck[];
  readonly noteTypes: readonly NoteType[];
  /** Notes of the same id or guid, by that. */
  readonly notes: ReadonlyMap<string, Note>;
  /** Notes whose first field is that of a note in the file, by `firstField`. */
  readonly byFirstField: ReadonlyMap<string, Note>;
  /** The cards of all those notes, and those of the same id. */
  readonly cards: ReadonlyMap<CardId, FileCard>;
  /** The event that each of those cards stands by. */
  readonly standing: ReadonlyMap<CardId, Standing>;
  /** The latest event of the collection; null while it has none. */
  readonly latestEventId: EventId | null;
  /** Whether a review of a card is known, whichever program recorded it. */
  readonly hasReview: (cardId: CardId, answeredAt: number) => boolean;
  readonly hasEvent: (id: EventId) => boolean;
}

export interface MergeChoices {
  /** Where both the learner and the file changed a note. */
  readonly conflicts: "mine" | "theirs" | "newer";
  /** Whether schedules come along, and whether they may take the place of later ones here. */
  readonly scheduling: "latest" | "theirs" | "without";
}

export const DEFAULT_CHOICES: MergeChoices = { conflicts: "newer", scheduling: "latest" };

export const OUTCOMES = ["new", "updated", "identical", "conflicting"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface MergedNote {
  readonly outcome: Outcome;
  readonly theirs: Note;
  readonly mine: Note | null;
  /** Whether the file's texts are written. */
  readonly takesTheirs: boolean;
}

export interface Merged {
  readonly notes: readonly MergedNote[];
  readonly rows: Pick<Rows, "decks" | "noteTypes" | "notes" | "cards" | "guides" | "imported">;
  readonly history: History;
  readonly addedCards: number;
  /** Reviews that are not here yet. */
  readonly addedReviews: number;
  /** Cards whose schedule here is later than the file's, and stays. */
  readonly laterHere: number;
  /** The deck that most of the file's cards go to, at its top. */
  readonly topDeckId: DeckId | null;
}

/**
 * What a file means for a collection: a pure function of both, so that a preview shows what an import then does. Notes
 * are found by guid, then by their first field; tags are united; a schedule here never goes back unless that is asked.
 */
export function merge(contents: DeckContents, known: KnownContents, choices: MergeChoices): Merged {
  const deckIds = matchedDecks(contents, known.decks);
  const types = matchedTypes(contents.noteTypes, known.noteTypes);
  const notes = matchedNotes(contents, known, types.idOf, choices);
  const noteIds = new Map(notes.map(({ theirs, written }) => [theirs.id, written.id]));

  const cardsOfNote = new Map<string, CardId>();
  for (const card of known.cards.values()) cardsOfNote.set(`${card.noteId}/${card.template}`, card.id);
  const cardIds = new Map<CardId, CardId>();
  const added: FileCard[] = [];
  for (const card of contents.cards) {
    const noteId = noteIds.get(card.noteId);
    if (noteId === undefined) continue;
    const there = known.cards.has(card.id) ? card.id : cardsOfNote.get(`${noteId}/${card.template}`);
    const id = there ?? (noteId === card.noteId ? card.id : cardIdOf(noteId, card.template));
    cardIds.set(card.id, id);
    const deckId = deckIds.get(card.deckId) ?? card.deckId;
    if (there === undefined) added.push({ ...card, id, noteId, deckId });
  }
  const { history, laterHere } = newHistory(contents.history, cardIds, known, choices);
  const brought = new Set(contents.cards.map((card) => deckIds.get(card.deckId) ?? card.deckId));
  const decks = newDecks(contents, deckIds, known.decks, new Set(added.map((card) => card.deckId)));
  return {
    notes: notes.map(({ outcome, theirs, mine, takesTheirs }) => ({ outcome, theirs, mine, takesTheirs })),
    rows: {
      decks,
      noteTypes: types.changed,
      notes: notes.flatMap(({ written, mine }) =>
        mine !== null && (written === mine || same(written, mine)) ? [] : [written],
      ),
      cards: added,
      guides: contents.guides.filter(({ deckId }) => !known.decks.some((deck) => deck.id === deckId)),
      imported: contents.imported.filter(({ id }) => !known.notes.has(id)),
    },
    history,
    addedCards: added.length,
    // A due date set by hand is a row of the log, and no review.
    addedReviews:
      history.past.grade.filter((grade) => grade > 0).length +
      history.events.filter(({ kind }) => kind === "review").length,
    laterHere,
    topDeckId: topDeck([...brought], [...known.decks, ...decks]),
  };
}

/** The id here of every deck of the file. */
function matchedDecks(contents: DeckContents, known: readonly FileDeck[]): Map<DeckId, DeckId> {
  if (contents.decksAre === "identified") return new Map(contents.decks.map(({ id }) => [id, id]));
  const key = (path: readonly string[]) => path.map((name) => name.toLowerCase()).join("\u001F");
  const here = new Map([...deckPaths(known)].map(([id, path]) => [key(path), id]));
  return new Map([...deckPaths(contents.decks)].map(([id, path]) => [id, here.get(key(path)) ?? id]));
}

/** The decks that the new cards need and that are not there, with the decks above them. */
function newDecks(
  contents: DeckContents,
  deckIds: ReadonlyMap<DeckId, DeckId>,
  known: readonly FileDeck[],
  needed: ReadonlySet<DeckId>,
): FileDeck[] {
  const there = new Set(known.map(({ id }) => id));
  const inFile = new Map(contents.decks.map((deck) => [deckIds.get(deck.id) ?? deck.id, deck]));
  const wanted = new Set<DeckId>();
  for (const id of needed) {
    for (let at: DeckId | undefined = id; at !== undefined && !wanted.has(at) && !there.has(at);) {
      wanted.add(at);
      const parent: DeckId | null | undefined = inFile.get(at)?.parentId;
      at = parent ? (deckIds.get(parent) ?? parent) : undefined;
    }
  }
  return contents.decks.flatMap((deck): FileDeck[] => {
    const id = deckIds.get(deck.id) ?? deck.id;
    if (!wanted.has(id)) return [];
    const parentId = deck.parentId === null ? null : (deckIds.get(deck.parentId) ?? deck.parentId);
    return [{ ...deck, id, parentId, position: known.length + deck.position }];
  });
}

/** A type of the same id takes over the file's looks; its fields are the same by its id. */
function matchedTypes(types: readonly NoteType[], known: readonly NoteType[]) {
  const here = new Map(known.map((type) => [type.id, type]));
  const idOf = (id: NoteTypeId) => id;
  const changed = types.filter((type) => {
    const there = here.get(type.id);
    // Fewer templates than here would leave cards without a face.
    return !there || (!same(there, type) && type.templates.length >= there.templates.length);
  });
  return { idOf, changed };
}

interface Matched extends MergedNote {
  readonly written: Note;
}

function matchedNotes(
  contents: DeckContents,
  known: KnownContents,
  typeIdOf: (id: NoteTypeId) => NoteTypeId,
  { conflicts }: MergeChoices,
): Matched[] {
  /** Notes here that one of the file has been matched with: no second one may be. */
  const taken = new Set<NoteId>();
  return contents.notes.map((original): Matched => {
    const theirs =
      original.typeId === undefined ? original : { ...original, typeId: typeIdOf(original.typeId) };
    const byGuid = known.notes.get(theirs.id) ?? (theirs.guid ? known.notes.get(theirs.guid) : undefined);
    const found = byGuid ?? known.byFirstField.get(firstField(theirs));
    // Its type may have got another field since; between strangers, only notes of one type can be the same.
    const isLike = found?.kind === theirs.kind && (byGuid !== undefined || found.typeId === theirs.typeId);
    const mine = found && isLike && !taken.has(found.id) ? found : null;
    if (mine === null) {
      // A stranger that has the id of a note here must not write over it.
      const id = known.notes.has(theirs.id) ? (cardIdOf(theirs.id, "again") as string as NoteId) : theirs.id;
      return { outcome: "new", theirs: original, mine: null, takesTheirs: true, written: { ...theirs, id } };
    }
    taken.add(mine.id);
    return { theirs: original, mine, ...mergedNote(mine, theirs, conflicts) };
  });
}

function mergedNote(mine: Note, theirs: Note, conflicts: MergeChoices["conflicts"]) {
  const tags = [...new Set([...mine.tags, ...theirs.tags])];
  const digest = textDigest(theirs);
  const known = { ...(theirs.guid === undefined ? {} : { guid: theirs.guid }), importedDigest: digest };
  if (textDigest(mine) === digest) {
    const isOld = tags.length === mine.tags.length;
    // What is known of where it came from is worth no change by itself.
    const written = isOld ? mine : { ...mine, ...known, tags };
    return { outcome: isOld ? ("identical" as const) : ("updated" as const), takesTheirs: false, written };
  }
  const edited = mine.importedDigest === undefined || textDigest(mine) !== mine.importedDigest;
  const unchangedThere = mine.importedDigest === digest;
  if (edited && unchangedThere) {
    // Only the learner changed it since it was last brought in.
    const written = tags.length === mine.tags.length ? mine : { ...mine, tags };
    return {
      outcome: written === mine ? ("identical" as const) : ("updated" as const),
      takesTheirs: false,
      written,
    };
  }
  const isNewer = theirs.changedAt !== undefined && theirs.changedAt > (mine.changedAt ?? 0);
  const takesTheirs = !edited || conflicts === "theirs" || (conflicts === "newer" && isNewer);
  const changedAt = theirs.changedAt === undefined ? {} : { changedAt: theirs.changedAt };
  const type = theirs.typeId === undefined ? {} : { typeId: theirs.typeId };
  // A version that was seen and not taken is not asked about again.
  const written = takesTheirs
    ? { ...mine, ...known, ...changedAt, ...type, fields: theirs.fields, tags }
    : { ...mine, tags, importedDigest: digest };
  return { outcome: edited ? ("conflicting" as const) : ("updated" as const), takesTheirs, written };
}

/** What of the file's history is not here yet. */
function newHistory(
  history: History,
  cardIds: ReadonlyMap<CardId, CardId>,
  known: KnownContents,
  { scheduling }: MergeChoices,
): { readonly history: History; readonly laterHere: number } {
  if (scheduling === "without")
    return { history: { past: NO_PAST_REVIEWS, events: [], parameterSets: [] }, laterHere: 0 };
  const { past, events, parameterSets } = remappedHistory(history, (id) => cardIds.get(id) ?? null);
  let laterHere = 0;
  const fresh = events.flatMap((event): ScheduleEvent[] => {
    const last = known.standing.get(event.cardId);
    if (event.kind !== "reschedule" || !last) return known.hasEvent(event.id) ? [] : [event];
    if (sameStanding(last, event)) return [];
    if (event.id > last.id) return known.hasEvent(event.id) ? [] : [event];
    laterHere++;
    return scheduling === "theirs" ? [laterThan(known.latestEventId ?? last.id, event)] : [];
  });
  const used = new Set(fresh.flatMap((event) => ("parameterSetId" in event ? [event.parameterSetId] : [])));
  return {
    laterHere,
    history: {
      events: fresh,
      parameterSets: parameterSets.filter(({ id }) => used.has(id)),
      past: selectedReviews(
        past,
        (index) =>
          !known.hasReview(past.cardIds[past.card[index] ?? 0] as CardId, past.answeredAt[index] ?? 0),
      ),
    },
  };
}

/** Whether two events leave a card at the same place; who wrote them does not matter. */
function sameStanding({ after: a }: Standing, { after: b }: Standing): boolean {
  return (
    a.state === b.state &&
    a.dueDay === b.dueDay &&
    a.intervalDays === b.intervalDays &&
    Math.abs(a.stability - b.stability) < 1e-4 &&
    Math.abs(a.difficulty - b.difficulty) < 1e-4
  );
}

/** The event as one that comes after everything that is here. */
function laterThan(latest: EventId, event: Standing): Standing {
  const { wall } = readEventId(latest);
  return { ...event, id: eventId({ ...readEventId(event.id), wall: (wall + 1) as EpochMs }) };
}

function topDeck(brought: readonly DeckId[], decks: readonly FileDeck[]): DeckId | null {
  const byId = new Map(decks.map((deck) => [deck.id, deck]));
  let at = brought.map((id) => byId.get(id)).find((deck) => deck !== undefined);
  for (let up = 0; at && at.parentId !== null && up < decks.length; up++) at = byId.get(at.parentId) ?? at;
  return at?.id ?? null;
}

/** What to call a note in a list. */
export function noteTitle(note: Note): string {
  return noteKey(note).slice(0, 200);
}
