import { StoreError } from "../contract.ts";
import { listOf, textOf } from "../core/cards/field-values.ts";
import type { Note, Template } from "../core/cards/types.ts";
import { gapTemplates, templatesOf } from "../core/note-types/cards-made.ts";
import { cardIdOf } from "../formats/contents.ts";
import { type FileCard, UNTOUCHED } from "../formats/deck-file.ts";
import { fileCard } from "./card-rows.ts";
import type { Database } from "./database.ts";

/**
 * The cards that change when the gaps of a note do: a new number makes a new card, a number that is gone lets its card
 * rest with its history, and one that is back wakes it. Empty for notes without gaps.
 * @throws StoreError `invalid-input` when no gap would be left
 */
export async function gapCards(database: Database, before: Note, after: Note): Promise<readonly FileCard[]> {
  const [old, made] = [await gapsOf(database, before), await gapsOf(database, after)];
  if (old === null || made === null || old.join() === made.join()) return [];
  if (made.length === 0) {
    throw new StoreError("invalid-input", "The note needs a gap such as {{c1::word}}.");
  }
  const rows = await database.cards.where("noteId").equals(before.id).toArray();
  const [sibling] = [...rows].sort((a, b) => a.position - b.position);
  if (!sibling) return [];
  const there = new Set(rows.map(({ template }) => template));
  const gone = old.filter((template) => !made.includes(template));
  const back = made.filter((template) => !old.includes(template));
  const { deckId, position } = sibling;
  return [
    ...rows
      .filter(({ template, suspended }) => (suspended ? back : gone).includes(template))
      .map((row) => ({ ...fileCard(row), suspended: !row.suspended })),
    ...made
      .filter((template) => !there.has(template))
      .map((template): FileCard => {
        const id = cardIdOf(before.id, template);
        return { id, noteId: before.id, deckId, template, position, ...UNTOUCHED };
      }),
  ];
}

/** Null for a note that has no gaps by its kind. */
async function gapsOf(
  { noteTypes }: Database,
  { kind, typeId, fields }: Note,
): Promise<readonly Template[] | null> {
  if (kind === "cloze") return gapTemplates([textOf(fields["text"])]);
  const type = kind === "typed" && typeId !== undefined ? await noteTypes.get(typeId) : undefined;
  return type?.kind === "cloze" ? templatesOf(type, listOf(fields["values"])) : null;
}
