import { type DeckContents, NO_CONTENTS } from "./contents.ts";
import type { DeckFile } from "./deck-file.ts";

/** What a deck file of Cardinal's own JSON holds. */
export function deckFileContents(file: DeckFile): DeckContents {
  const { decks, notes, cards, imported, parameterSets, events, guide } = file;
  return {
    ...NO_CONTENTS,
    decks,
    decksAre: "identified",
    notes,
    cards,
    imported,
    guides: guide ? [guide] : [],
    history: {
      ...NO_CONTENTS.history,
      events: events.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      parameterSets,
    },
  };
}
