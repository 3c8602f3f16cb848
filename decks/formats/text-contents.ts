import { normalisedKey } from "../core/normalised-key.ts";
import type { Note, NoteType, Template } from "../core/cards/types.ts";
import { shortDigest } from "../core/digest.ts";
import type { NoteId } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import { gapTemplates, templatesOf } from "../core/note-types/cards-made.ts";
import { plainText } from "../core/note-types/plain-text.ts";
import {
  cardIdOf,
  type DeckContents,
  deckIdOf,
  namedDecks,
  NO_CONTENTS,
  noteIdOf,
  textDigest,
} from "./contents.ts";
import { type FileCard, UNTOUCHED } from "./deck-file.ts";
import type { MarkdownNote } from "./markdown-deck/read-markdown-deck.ts";
import type { TextNote } from "./text-note.ts";

/** The notes of a table in Cardinal's terms, with the cards that their types make of them. */
export function tableContents(
  notes: readonly TextNote[],
  types: readonly NoteType[],
  deckName: string,
): { readonly contents: DeckContents; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const typeById = new Map(types.map((type) => [type.id, type]));
  const ids = idGiver();
  const made = notes.flatMap(({ typeId, values, tags, deckPath, guid, line }): Made[] => {
    const type = typeById.get(typeId);
    if (!type) return [];
    const templates = templatesOf(type, values);
    if (templates.length === 0) {
      const reason = `No card can be made of it: “${type.name}” needs ${type.kind === "cloze" ? "a gap such as {{c1::word}}" : "a front"}.`;
      issues.push({ code: "no-card", line, text: (values[0] ?? "").slice(0, 200), reason });
      return [];
    }
    const fields = { values };
    const id = guid === null ? ids(`${typeId}/${normalisedKey(plainText(values[0] ?? ""))}`) : noteIdOf(guid);
    const note: Note = {
      ...{ id, kind: "typed", fields, tags, source: null, typeId },
      ...(guid === null ? {} : { guid }),
      importedDigest: textDigest({ kind: "typed", fields }),
    };
    return [{ note, templates, path: deckPath ?? [deckName] }];
  });
  const used = new Set(made.map(({ note }) => note.typeId));
  return { contents: { ...contentsOf(made), noteTypes: types.filter(({ id }) => used.has(id)) }, issues };
}

/** The notes of a Markdown deck in Cardinal's terms. */
export function markdownContents(notes: readonly MarkdownNote[], deckName: string): DeckContents {
  const ids = idGiver();
  return contentsOf(
    notes.map((one): Made => {
      const fields: Note["fields"] =
        one.kind === "cloze" ? { text: one.text } : { front: one.front, back: one.back };
      const id = ids(`${one.kind}/${normalisedKey(one.kind === "cloze" ? one.text : one.front)}`);
      const importedDigest = textDigest({ kind: one.kind, fields });
      return {
        note: { id, kind: one.kind, fields, tags: one.tags, source: null, importedDigest },
        templates: markdownTemplates(one),
        path: one.deckPath ?? [deckName],
      };
    }),
  );
}

function markdownTemplates(note: MarkdownNote): readonly Template[] {
  if (note.kind === "basic") return (note.isReversed ? ["forward", "reverse"] : ["forward"]) as Template[];
  return gapTemplates([note.text]);
}

interface Made {
  readonly note: Note;
  readonly templates: readonly Template[];
  readonly path: readonly string[];
}

function contentsOf(made: readonly Made[]): DeckContents {
  const cards: FileCard[] = [];
  for (const { note, templates, path } of made) {
    for (const template of templates) {
      const id = cardIdOf(note.id, template);
      const place = { deckId: deckIdOf(path), position: cards.length };
      cards.push({ id, noteId: note.id, template, ...place, ...UNTOUCHED });
    }
  }
  return {
    ...NO_CONTENTS,
    decks: namedDecks(made.map(({ path }) => path)),
    notes: made.map(({ note }) => note),
    cards,
  };
}

/** An id by what a note is about; two notes of one file about the same thing get two. */
function idGiver(): (key: string) => NoteId {
  const taken = new Set<string>();
  return (key) => {
    let id = shortDigest(`text/${key}`);
    while (taken.has(id)) id = shortDigest(`${id}/again`);
    taken.add(id);
    return id as NoteId;
  };
}
