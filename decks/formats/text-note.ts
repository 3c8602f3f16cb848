import type { NoteTypeId } from "../core/ids.ts";

/** A note as a row of a table gives it, for a note type that is already here. */
export interface TextNote {
  readonly typeId: NoteTypeId;
  /** HTML, as many as the type has fields; the first is never blank. */
  readonly values: readonly string[];
  readonly tags: readonly string[];
  /** From the top down; null where the table says nothing. */
  readonly deckPath: readonly string[] | null;
  /** What other programs know the note by. */
  readonly guid: string | null;
  /** 1-based line of the file that its record begins on. */
  readonly line: number;
}
