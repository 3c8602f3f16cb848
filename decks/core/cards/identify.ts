import { shortDigest } from "../digest.ts";
import type { CardId, NoteId } from "../ids.ts";
import { normalisedKey } from "../normalised-key.ts";
import { listOf, rowsOf } from "./field-values.ts";
import type { MadeCard, MadeNotes } from "./make-notes.ts";
import { noteKey } from "./note-key.ts";
import { bestPairs, likeness, likenessOfNotes, noteWords, type Words, wordsOf } from "./likeness.ts";
import type { Card, Note, Template } from "./types.ts";

/** A note as a guide gave it at its last import, with the cards it had. */
export interface ImportedNote {
  readonly note: Note;
  readonly cards: readonly Pick<Card, "id" | "template">[];
}

/**
 * The notes of an edited guide with the ids they had at its last import, so that history stays with them: by kind and
 * key, else, where a term was renamed or a question reworded, by likeness. Cards follow their note by template, and
 * the cells of a renamed row or column by its place in the table.
 */
export function identified(made: MadeNotes, last: readonly ImportedNote[]): MadeNotes {
  if (last.length === 0) return made;
  const before = matchedNotes(made.notes, last);
  const taken = new Set<string>(last.flatMap(({ note, cards }) => [note.id, ...cards.map(({ id }) => id)]));
  const cardsOf = new Map<NoteId, MadeCard[]>();
  for (const card of made.cards) cardsOf.set(card.noteId, [...(cardsOf.get(card.noteId) ?? []), card]);
  const notes: Note[] = [];
  const cards: MadeCard[] = [];
  for (const note of made.notes) {
    const old = before.get(note.id);
    const id = old?.note.id ?? freeId(note.id, taken);
    const kept = { ...note, id };
    notes.push(kept);
    const idOf = old ? cardIdsFrom(old, kept) : () => null;
    for (const card of cardsOf.get(note.id) ?? []) {
      const known = idOf(card.template);
      cards.push({
        ...card,
        noteId: id,
        id: known ?? freeId(shortDigest(`${id}/${card.template}`) as CardId, taken),
      });
    }
  }
  return { ...made, notes, cards };
}

/** An id that no other note or card had: its key may have belonged to one that has another name by now. */
function freeId<Id extends string>(id: Id, taken: Set<string>): Id {
  let free: Id = id;
  while (taken.has(free)) free = shortDigest(`${free}/again`) as Id;
  taken.add(free);
  return free;
}

function matchedNotes(notes: readonly Note[], last: readonly ImportedNote[]): Map<NoteId, ImportedNote> {
  const matched = new Map<NoteId, ImportedNote>();
  const byKey = new Map<string, ImportedNote[]>();
  for (const one of last) byKey.set(sameness(one.note), [...(byKey.get(sameness(one.note)) ?? []), one]);
  const strangers: Note[] = [];
  for (const note of notes) {
    const old = byKey.get(sameness(note))?.shift();
    if (old) matched.set(note.id, old);
    else strangers.push(note);
  }
  const left = [...byKey.values()].flat();
  for (const kind of new Set(strangers.map((note) => note.kind))) {
    const come = strangers
      .filter((note) => note.kind === kind)
      .map((note) => ({ note, words: noteWords(note) }));
    const gone = left
      .filter(({ note }) => note.kind === kind)
      .map((old) => ({ old, words: noteWords(old.note) }));
    const pairs = bestPairs(come, gone, (a, b) => likenessOfNotes(a.words, b.words));
    for (const [{ note }, { old }] of pairs) matched.set(note.id, old);
  }
  return matched;
}

function sameness(note: Note): string {
  return `${note.kind}/${Object.keys(note.fields).includes("value") ? "value/" : ""}${normalisedKey(noteKey(note))}`;
}

/** How a card's id is found among those its note had. */
function cardIdsFrom(old: ImportedNote, note: Note): (template: Template) => CardId | null {
  const ids = new Map<string, CardId>(old.cards.map((card) => [card.template, card.id]));
  if (note.kind !== "table") return (template) => ids.get(template) ?? null;
  const rows = renamed(namedRows(old.note), namedRows(note));
  const columns = renamed(namedColumns(old.note), namedColumns(note));
  return (template) => {
    const same = ids.get(template);
    if (same !== undefined) return same;
    const [, row = "", column = ""] = template.split(":");
    return ids.get(`cell:${rows.get(row) ?? row}:${columns.get(column) ?? column}`) ?? null;
  };
}

interface Named {
  readonly key: string;
  readonly words: Words;
}

function namedRows(note: Note): Named[] {
  return rowsOf(note.fields["rows"]).map((row) => ({
    key: normalisedKey(row[0] ?? ""),
    words: wordsOf(row.join(" ")),
  }));
}

function namedColumns(note: Note): Named[] {
  const rows = rowsOf(note.fields["rows"]);
  return listOf(note.fields["columns"]).map((column, index) => ({
    key: normalisedKey(column),
    words: wordsOf([column, ...rows.map((row) => row[index] ?? "")].join(" ")),
  }));
}

/** New name to old name, of those that are only called otherwise. */
function renamed(old: readonly Named[], now: readonly Named[]): Map<string, string> {
  const oldKeys = new Set(old.map(({ key }) => key));
  const nowKeys = new Set(now.map(({ key }) => key));
  const gone = old.filter(({ key }) => !nowKeys.has(key));
  const come = now.filter(({ key }) => !oldKeys.has(key));
  return new Map(bestPairs(come, gone, (a, b) => likeness(a.words, b.words)).map(([a, b]) => [a.key, b.key]));
}
