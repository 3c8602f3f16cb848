import { noteKey } from "../core/cards/note-key.ts";
import {
  changedFields,
  type Choice,
  isConflict,
  isEdited,
  mergedNote,
  movedNotes,
  type NoteChange,
} from "../core/cards/three-way.ts";
import type { Note } from "../core/cards/types.ts";
import type { CardId, DeckId, NoteId } from "../core/ids.ts";
import { same } from "../core/same.ts";
import { type Changes, rowChanges } from "./changes.ts";
import {
  type FileCard,
  type FileDeck,
  type FileGuide,
  type FileImported,
  importedNotes,
} from "./deck-file.ts";
import type { GuideContents } from "./guide-contents.ts";

/** What the collection has of a guide; empty before its first import. */
export interface KnownGuide {
  readonly guide: FileGuide | null;
  readonly decks: readonly FileDeck[];
  readonly notes: ReadonlyMap<NoteId, Note>;
  readonly cards: ReadonlyMap<CardId, FileCard>;
  readonly imported: ReadonlyMap<NoteId, FileImported>;
}

/** What becomes of cards that the guide no longer has. */
export type Removal = "suspend" | "delete";

export interface GuideChoices {
  /** For single notes; the rest do what their change suggests. */
  readonly notes: Readonly<Record<string, Choice>>;
  readonly removed: Removal;
}

export interface GuideChanges {
  readonly changes: Changes;
  /** What differs from the last import, in the order of the guide; on the first import nothing does. */
  readonly diff: readonly NoteChange[];
  /** In cards. */
  readonly counts: {
    readonly add: number;
    readonly update: number;
    readonly unchanged: number;
    readonly remove: number;
    readonly conflicts: number;
  };
}

/**
 * What an import of a guide does to the collection: a three-way merge of what the guide gave last, what the learner
 * made of it, and what the guide gives now. Schedules are not touched; cards that are gone are suspended.
 */
export function guideChanges(
  guide: FileGuide,
  contents: GuideContents,
  known: KnownGuide,
  choices: GuideChoices,
): GuideChanges {
  const draft: Draft = {
    put: { notes: [], imported: [], cards: [] },
    remove: { notes: [], cards: [] },
    diff: [],
    counts: { add: 0, update: 0, unchanged: 0, remove: 0, conflicts: 0 },
  };
  const nextCards = groupedByNote(contents.cards);
  const oldCards = groupedByNote([...known.cards.values()]);
  const moved = movedSince(contents.notes, known);
  for (const next of contents.notes) {
    const cards = nextCards.get(next.id) ?? [];
    const last = known.imported.get(next.id) ?? null;
    const [now] = importedNotes([next], guide.id, cards);
    if (now && (last === null || !same(now, last))) draft.put.imported.push(now);
    const mine = known.notes.get(next.id);
    if (mine) {
      const own = { cards, before: oldCards.get(next.id) ?? [], isMoved: moved.has(next.id) };
      updateNote({ mine, last, next }, own, contents, choices, draft);
      // One that the learner deleted since is not brought back by the guide alone.
    } else if (!last || last.gone) addNote(next, cards, known.guide !== null, choices, draft);
  }
  for (const last of known.imported.values()) {
    if (last.gone || contents.noteIds.has(last.id)) continue;
    draft.put.imported.push({ ...last, gone: true });
    const mine = known.notes.get(last.id);
    if (mine) dropNote(mine, last, oldCards.get(last.id) ?? [], choices, draft);
  }

  const { diff, counts, put, remove } = draft;
  const decks = changedDecks(contents.decks, known.decks);
  const sameGuide =
    known.guide !== null && same({ ...guide, importedAt: 0 }, { ...known.guide, importedAt: 0 });
  return {
    diff,
    counts,
    changes: rowChanges({ decks, guides: sameGuide ? [] : [guide], ...put }, remove),
  };
}

/** The changes while they are gathered. */
interface Draft {
  readonly put: { readonly notes: Note[]; readonly imported: FileImported[]; readonly cards: FileCard[] };
  readonly remove: { readonly notes: NoteId[]; readonly cards: CardId[] };
  readonly diff: NoteChange[];
  readonly counts: { -readonly [Key in keyof GuideChanges["counts"]]: number };
}

function addNote(
  next: Note,
  cards: readonly FileCard[],
  isEdition: boolean,
  choices: GuideChoices,
  { put, diff, counts }: Draft,
): void {
  const choice = choices.notes[next.id] ?? "take";
  if (isEdition) diff.push(listed(next, "added", [], cards.length, choice));
  if (choice === "keep") return;
  put.notes.push(next);
  put.cards.push(...cards);
  counts.add += cards.length;
}

/** A note that is there: its fields are merged, its cards follow, and their schedules stay. */
function updateNote(
  { mine, last, next }: { readonly mine: Note; readonly last: FileImported | null; readonly next: Note },
  own: {
    readonly cards: readonly FileCard[];
    readonly before: readonly FileCard[];
    readonly isMoved: boolean;
  },
  { cardIds }: GuideContents,
  choices: GuideChoices,
  { put, remove, diff, counts }: Draft,
): void {
  const versions = { mine, last: last?.note ?? null, next };
  const fields = changedFields(versions);
  const conflict = isConflict(fields);
  const choice = choices.notes[next.id] ?? (conflict ? "keep" : "take");
  const merged = mergedNote(versions, choice);
  if (!same(merged, mine)) put.notes.push(merged);

  const { added, changed, gone } = changedCards(own.cards, own.before, last, choice, cardIds);
  put.cards.push(...added, ...changed);
  if (choices.removed === "delete") remove.cards.push(...gone.map(({ id }) => id));
  else put.cards.push(...gone.map((card) => ({ ...card, suspended: true })));

  const kept = own.cards.length - added.length;
  counts.add += added.length;
  counts.remove += gone.length;
  if (conflict) counts.conflicts += kept;
  if (fields.length > 0 || last?.gone === true) counts.update += kept;
  else counts.unchanged += kept;
  const amount = Math.max(kept, added.length, gone.length);
  if (fields.length > 0) diff.push(listed(next, conflict ? "conflict" : "changed", fields, amount, choice));
  else if (last?.gone) diff.push(listed(next, "added", [], kept, choice));
  else if (own.isMoved) diff.push(listed(next, "moved", [], kept, choice));
}

/** A note that the guide no longer has. One that was edited by hand stays unless the learner says otherwise. */
function dropNote(
  mine: Note,
  last: FileImported,
  all: readonly FileCard[],
  choices: GuideChoices,
  { put, remove, diff, counts }: Draft,
): void {
  const cards = all.filter((card) => !card.suspended);
  const edited = isEdited(mine, last.note);
  const choice = choices.notes[last.id] ?? (edited ? "keep" : "take");
  const fields = edited ? changedFields({ mine, last: last.note, next: { ...mine, fields: {} } }) : [];
  diff.push(listed(mine, edited ? "conflict" : "removed", fields, cards.length, choice));
  if (edited) counts.conflicts += cards.length;
  if (choice === "keep") return;
  counts.remove += cards.length;
  if (choices.removed === "delete") {
    remove.notes.push(last.id);
    remove.cards.push(...all.map(({ id }) => id));
  } else put.cards.push(...cards.map((card) => ({ ...card, suspended: true })));
}

/** Notes in another order than at the last import, by the lines of both editions. */
function movedSince(notes: readonly Note[], known: KnownGuide): ReadonlySet<NoteId> {
  const lineOf = (note: Note | undefined) => note?.source?.line;
  return movedNotes(
    notes
      .toSorted((a, b) => (lineOf(a) ?? 0) - (lineOf(b) ?? 0))
      .flatMap(({ id }) => {
        const before = lineOf(known.imported.get(id)?.note);
        return before === undefined ? [] : [{ noteId: id, before }];
      }),
  );
}

function listed(
  note: Note,
  change: NoteChange["change"],
  fields: NoteChange["fields"],
  cards: number,
  choice: Choice,
): NoteChange {
  return { noteId: note.id, kind: note.kind, title: noteKey(note), change, fields, cards, choice };
}

/** A note's cards before and after; one that is back from being gone is asked again. */
function changedCards(
  next: readonly FileCard[],
  before: readonly FileCard[],
  last: FileImported | null,
  choice: Choice,
  made: ReadonlySet<CardId>,
) {
  const old = new Map(before.map((card) => [card.id, card]));
  const lastIds = new Set(last?.cards.map((card) => card.id));
  const back = (card: FileCard) => (last?.gone === true || !lastIds.has(card.id)) && choice === "take";
  return {
    added:
      choice === "take"
        ? next.filter((card) => !old.has(card.id) && !(lastIds.has(card.id) && !last?.gone))
        : [],
    changed: next.flatMap((card): FileCard[] => {
      const was = old.get(card.id);
      if (!was) return [];
      const { buriedUntil, flag } = was;
      const now = { ...card, suspended: was.suspended && !back(was), buriedUntil, flag };
      return same(now, was) ? [] : [now];
    }),
    gone:
      choice === "take"
        ? before.filter((card) => !made.has(card.id) && lastIds.has(card.id) && !card.suspended)
        : [],
  };
}

function groupedByNote(cards: readonly FileCard[]): Map<NoteId, FileCard[]> {
  const groups = new Map<NoteId, FileCard[]>();
  for (const card of cards) {
    const group = groups.get(card.noteId);
    if (group) group.push(card);
    else groups.set(card.noteId, [card]);
  }
  return groups;
}

/** New decks alone: one that is there keeps its name and its place. */
function changedDecks(next: readonly FileDeck[], known: readonly FileDeck[]): FileDeck[] {
  const there = new Set<DeckId>(known.map((deck) => deck.id));
  return next.filter((deck) => !there.has(deck.id));
}
