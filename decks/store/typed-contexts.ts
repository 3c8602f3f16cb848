import type { Note } from "../core/cards/types.ts";
import type { TypedContext } from "../core/cards/typed-face.ts";
import { deckPaths } from "../formats/contents.ts";
import type { FileDeck } from "../formats/deck-file.ts";
import type { CardRow, Database } from "./database.ts";

/** What the faces of typed notes are made from besides the notes; null for a note of Cardinal's own. */
export async function typedContexts(
  { noteTypes }: Database,
  decks: readonly FileDeck[],
  notes: readonly (Note | undefined)[],
): Promise<(note: Note, row: CardRow) => TypedContext | null> {
  const ids = [...new Set(notes.flatMap((note) => note?.typeId ?? []))];
  if (ids.length === 0) return () => null;
  const types = new Map((await noteTypes.bulkGet(ids)).flatMap((type) => (type ? [[type.id, type]] : [])));
  const paths = deckPaths(decks);
  return ({ typeId }, { deckId, flag }) => {
    const type = typeId === undefined ? undefined : types.get(typeId);
    return type ? { type, deckPath: paths.get(deckId) ?? [], flag } : null;
  };
}
