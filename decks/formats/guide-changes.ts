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
import type { Changes } from "./changes.ts";
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
  const nextCards = groupedByNote(contents.cards);
  const oldCards = groupedByNote([...known.cards.values()]);
  const moved = movedNotes(
    contents.notes
      .toSorted((a, b) => (a.source?.line ?? 0) - (b.source?.line ?? 0))
      .flatMap(({ id }) => {
        const line = known.imported.get(id)?.note.source?.line;
        return line === undefined ? [] : [{ noteId: id, before: line }];
      }),
  );
  const put = { notes: [] as Note[], imported: [] as FileImported[], cards: [] as FileCard[] };
  const remove = { notes: [] as NoteId[], imported: [] as NoteId[], cards: [] as CardId[] };
  const diff: NoteChange[] = [];
  const counts = { add: 0, update: 0, unchanged: 0, remove: 0, conflicts: 0 };

  for (const next of contents.notes) {
    const cards = nextCards.get(next.id) ?? [];
    const mine = known.notes.get(next.id);
    const last = known.imported.get(next.id) ?? null;
    const [now] = importedNotes([next], guide.id, cards);
    if (now && (last === null || !same(now, last))) put.imported.push(now);
    if (!mine) {
      // The learner deleted it since; the guide alone does not bring it back.
      if (last && !last.gone) continue;
      const choice = choices.notes[next.id] ?? "take";
      if (known.guide) diff.push(listed(next, "added", [], cards.length, choice));
      if (choice === "keep") continue;
      put.notes.push(next);
      put.cards.push(...cards);
      counts.add += cards.length;
      continue;
    }
    const versions = { mine, last: last?.note ?? null, next };
    const fields = changedFields(versions);
    const conflict = isConflict(fields);
    const choice = choices.notes[next.id] ?? (conflict ? "keep" : "take");
    const merged = mergedNote(versions, choice);
    const before = oldCards.get(next.id) ?? [];
    const cardChanges = changedCards(cards, before, last, choice);
    const comes = cardChanges.added.length;
    const leaves = cardChanges.gone.length;
    if (!same(merged, mine)) put.notes.push(merged);
    put.cards.push(...cardChanges.added, ...cardChanges.changed);
    if (choices.removed === "delete") remove.cards.push(...cardChanges.gone.map(({ id }) => id));
    else put.cards.push(...cardChanges.gone.map((card) => ({ ...card, suspended: true })));
    counts.add += comes;
    counts.remove += leaves;
    const kept = cards.length - comes;
    const differs = fields.length > 0 || last?.gone === true;
    if (conflict) counts.conflicts += kept;
    if (differs) counts.update += kept;
    else counts.unchanged += kept;
    if (fields.length > 0)
      diff.push(
        listed(next, conflict ? "conflict" : "changed", fields, Math.max(kept, comes, leaves), choice),
      );
    else if (last?.gone) diff.push(listed(next, "added", [], kept, choice));
    else if (moved.has(next.id)) diff.push(listed(next, "moved", [], kept, choice));
  }

  for (const last of known.imported.values()) {
    if (last.gone || contents.noteIds.has(last.id)) continue;
    const mine = known.notes.get(last.id);
    put.imported.push({ ...last, gone: true });
    if (!mine) continue;
    const cards = (oldCards.get(last.id) ?? []).filter((card) => !card.suspended);
    const edited = isEdited(mine, last.note);
    const choice = choices.notes[last.id] ?? (edited ? "keep" : "take");
    const fields = edited ? changedFields({ mine, last: last.note, next: { ...mine, fields: {} } }) : [];
    diff.push(listed(mine, edited ? "conflict" : "removed", fields, cards.length, choice));
    if (edited) counts.conflicts += cards.length;
    if (choice === "keep") continue;
    counts.remove += cards.length;
    if (choices.removed === "delete") {
      remove.notes.push(last.id);
      remove.cards.push(...(oldCards.get(last.id) ?? []).map(({ id }) => id));
    } else put.cards.push(...cards.map((card) => ({ ...card, suspended: true })));
  }

  const decks = changedDecks(contents.decks, known.decks);
  const sameGuide =
    known.guide !== null && same({ ...guide, importedAt: 0 }, { ...known.guide, importedAt: 0 });
  return {
    diff,
    counts,
    changes: {
      put: { decks, guides: sameGuide ? [] : [guide], ...put },
      remove: { decks: [], guides: [], ...remove },
    },
  };
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
) {
  const old = new Map(before.map((card) => [card.id, card]));
  const nextIds = new Set(next.map((card) => card.id));
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
      const now = { ...card, suspended: was.suspended && !back(was) };
      return same(now, was) ? [] : [now];
    }),
    gone:
      choice === "take"
        ? before.filter((card) => !nextIds.has(card.id) && lastIds.has(card.id) && !card.suspended)
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
