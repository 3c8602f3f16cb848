import { noteKey } from "../core/cards/note-key.ts";
import { listOf } from "../core/cards/field-values.ts";
import type { Note } from "../core/cards/types.ts";

/** What tells a note apart where no guid does: what it is, and its first field in words, or as it is without any. */
export function firstField(note: Note): string {
  const words = noteKey(note).trim().toLowerCase();
  const text = words === "" ? (listOf(note.fields["values"])[0] ?? "") : words;
  return `${note.kind}/${note.typeId ?? ""}/${text}`;
}
