import { cardFace, faceMarkdown } from "../core/cards/card-face.ts";
import type { Note } from "../core/cards/types.ts";
import { plainText } from "../core/note-types/plain-text.ts";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type DeckContents, deckPaths } from "./contents.ts";
import type { FileCard } from "./deck-file.ts";
import type { MarkdownCard } from "./markdown-deck/types.ts";
import { writeMarkdownDeck } from "./markdown-deck/write-markdown-deck.ts";
import { writeTable } from "./text-table/write-table.ts";

/** A note as text formats have it. */
interface TextRow {
  readonly guid: string;
  readonly typeName: string;
  readonly deckPath: readonly string[];
  readonly tags: readonly string[];
  readonly values: readonly string[];
}

/** The notes as a table for spreadsheets and for Anki's text import: notes of a type as they are, Cardinal's own a card a row. */
export function tableText(contents: DeckContents, delimiter: "," | "\t"): string {
  return writeTable([...rowsOf(contents)], { delimiter, isHtml: true });
}

function* rowsOf({ notes, cards, decks, noteTypes }: DeckContents): Generator<TextRow> {
  const paths = deckPaths(decks);
  const typeNames = new Map(noteTypes.map(({ id, name }) => [id, name]));
  const byId = new Map(notes.map((note) => [note.id, note]));
  const written = new Set<string>();
  for (const { id, noteId, deckId, template } of cards) {
    const note = byId.get(noteId);
    if (!note) continue;
    const where = { deckPath: paths.get(deckId) ?? [], tags: note.tags };
    if (note.kind !== "typed") {
      const { front, back } = faceMarkdown(cardFace(note, template));
      yield { ...where, guid: id, typeName: "Basic", values: [htmlOf(front), htmlOf(back)] };
    } else if (!written.has(note.id)) {
      written.add(note.id);
      const typeName = typeNames.get(note.typeId ?? ("" as never)) ?? "Basic";
      yield {
        ...where,
        guid: note.guid ?? note.id,
        typeName,
        values: note.fields["values"] as readonly string[],
      };
    }
  }
}

/** The cards as a Markdown deck, to be read and written by hand. */
export function markdownText({ notes, cards, decks }: DeckContents): string {
  const paths = deckPaths(decks);
  const byId = new Map(notes.map((note) => [note.id, note]));
  const clozes = new Set<string>();
  return writeMarkdownDeck(
    cards.flatMap((card): MarkdownCard[] => {
      const note = byId.get(card.noteId);
      if (!note) return [];
      const place = { tags: note.tags, deckPath: paths.get(card.deckId) ?? [] };
      if (note.kind !== "cloze")
        return [{ kind: "basic", ...sidesOf(note, card), isReversed: false, ...place }];
      // One text asks for all of its gaps.
      if (clozes.has(note.id)) return [];
      clozes.add(note.id);
      return [{ kind: "cloze", text: String(note.fields["text"]), ...place }];
    }),
  );
}

function sidesOf(note: Note, { template }: FileCard): { readonly front: string; readonly back: string } {
  if (note.kind !== "typed") return faceMarkdown(cardFace(note, template));
  const [first = "", ...others] = (note.fields["values"] as readonly string[]).map(plainText);
  return { front: first, back: others.filter((text) => text !== "").join("\n\n") };
}

function htmlOf(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }).trim();
}
