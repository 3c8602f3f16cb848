import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import * as v from "valibot";
import { cardFace, faceMarkdown } from "../../core/cards/card-face.ts";
import type { Note, NoteType, Template } from "../../core/cards/types.ts";
import { shortDigest } from "../../core/digest.ts";
import type { CardId } from "../../core/ids.ts";
import { idSchema } from "../../core/log/event-schema.ts";
import type { DeckContents } from "../contents.ts";
import { type FileCard, noteSchema } from "../deck-file.ts";
import { remappedHistory } from "../remap-history.ts";

/**
 * The type that Cardinal's own notes have in Anki: a card a note, as it looks, with the note it was made from beside
 * it. Anki shows front and back; reading the package again gives the note back as it was, unless somebody changed the
 * card over there.
 */
const OWN_TYPE = {
  name: "Cardinal",
  kind: "normal",
  fields: ["Front", "Back", "Source"],
  templates: [{ name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}" }],
  css: ".card { font-family: serif; font-size: 20px; text-align: left; }",
} as const satisfies Omit<NoteType, "id">;

export const OWN_NOTE_TYPE: Omit<NoteType, "id"> = OWN_TYPE;

const source = v.object({ note: noteSchema, template: idSchema<Template>(), digest: v.string() });

/** The fields of a card of Cardinal's own, for Anki. */
export function ownFields(note: Note, template: Template): readonly string[] {
  const { front, back } = faceMarkdown(cardFace(note, template));
  const sides = [front, back].map((markdown) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  );
  return [...sides, JSON.stringify({ note, template, digest: shortDigest(sides.join("\n")) })];
}

/** Contents in which the notes that are Cardinal's own are what they were before they went to Anki. */
export function restoredNotes(contents: DeckContents): DeckContents {
  const types = new Set(
    contents.noteTypes
      .filter(({ name, fields }) => name === OWN_TYPE.name && fields.join() === OWN_TYPE.fields.join())
      .map(({ id }) => id),
  );
  if (types.size === 0) return contents;
  const notes = new Map<string, Note>();
  const restored = new Map<
    string,
    { readonly note: Note; readonly template: Template; readonly id: CardId }
  >();
  for (const note of contents.notes) {
    const own = note.typeId && types.has(note.typeId) ? ownNote(note) : null;
    if (own) restored.set(note.id, own);
    const kept = own?.note ?? note;
    if (!notes.has(kept.id)) notes.set(kept.id, kept);
  }
  const newIds = new Map<CardId, CardId>();
  const cards = contents.cards.map((card): FileCard => {
    const own = restored.get(card.noteId);
    if (!own) return card;
    newIds.set(card.id, own.id);
    return { ...card, id: own.id, noteId: own.note.id, template: own.template };
  });
  const used = new Set([...notes.values()].map((note) => note.typeId));
  return {
    ...contents,
    noteTypes: contents.noteTypes.filter(({ id }) => !types.has(id) || used.has(id)),
    notes: [...notes.values()],
    cards,
    history: remappedHistory(contents.history, (id) => newIds.get(id) ?? id),
  };
}

function ownNote({ fields, tags, guid, changedAt }: Note) {
  const [front = "", back = "", text = ""] = fields["values"] as readonly string[];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = v.safeParse(source, json);
  if (!read.success || read.output.digest !== shortDigest(`${front}\n${back}`) || guid === undefined)
    return null;
  const { template } = read.output;
  const note = { ...(read.output.note as Note), tags, ...(changedAt === undefined ? {} : { changedAt }) };
  return { note, template, id: guid as CardId };
}
