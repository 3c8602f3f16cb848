import type { CardId, DeckId, NoteId } from "../../core/ids.ts";
import type { DeckContents } from "../contents.ts";
import type { FileDeck } from "../deck-file.ts";
import type { ReadWarning } from "../read-warning.ts";
import { remappedHistory } from "../remap-history.ts";

/** The records that lead somewhere, with a warning for each kind of those that do not. */
export function kept(
  contents: DeckContents,
  warnings: readonly ReadWarning[],
): { readonly contents: DeckContents; readonly warnings: readonly ReadWarning[] } {
  const found = [...warnings];
  const decks = treeOf(unique(contents.decks, "deck", found), found);
  const deckIds = new Set<DeckId>(decks.map(({ id }) => id));
  const types = new Map(contents.noteTypes.map((type) => [type.id, type]));
  const notes = those(
    unique(contents.notes, "note", found),
    found,
    "note",
    "whose type is missing",
    (note) => {
      if (note.kind !== "typed") return true;
      const type = note.typeId === undefined ? undefined : types.get(note.typeId);
      const values = note.fields["values"];
      return (
        type !== undefined && Array.isArray(values) && values.every((value) => typeof value === "string")
      );
    },
  );
  const noteIds = new Set<NoteId>(notes.map(({ id }) => id));
  const cards = those(
    unique(contents.cards, "card", found),
    found,
    "card",
    "whose note or deck is missing",
    (card) => noteIds.has(card.noteId) && deckIds.has(card.deckId),
  );
  const cardIds = new Set<CardId>(cards.map(({ id }) => id));
  const history = remappedHistory(contents.history, (id) => (cardIds.has(id) ? id : null));
  const lost =
    contents.history.events.length -
    history.events.length +
    (contents.history.past.card.length - history.past.card.length);
  if (lost > 0) found.push(leftOut(lost, "review", "of cards that are not in the bundle"));
  const guides = those(contents.guides, found, "guide", "whose deck is missing", ({ deckId }) =>
    deckIds.has(deckId),
  );
  const guideIds = new Set<string>(guides.map(({ id }) => id));
  const imported = contents.imported.filter(({ id, guideId }) => noteIds.has(id) && guideIds.has(guideId));
  return { contents: { ...contents, decks, notes, cards, history, guides, imported }, warnings: found };
}

/** Parents before their subdecks; a deck without its parent, or in a circle, stands at the top. */
function treeOf(decks: readonly FileDeck[], warnings: ReadWarning[]): FileDeck[] {
  const placed = new Map<DeckId, FileDeck>();
  let waiting = decks;
  while (waiting.length > 0) {
    for (const deck of waiting)
      if (deck.parentId === null || placed.has(deck.parentId)) placed.set(deck.id, deck);
    const left = waiting.filter(({ id }) => !placed.has(id));
    if (left.length === waiting.length) break;
    waiting = left;
  }
  if (waiting.length > 0)
    warnings.push({
      code: "deck-without-parent",
      count: waiting.length,
      text: `The deck above ${waiting[0]?.name ?? ""} is missing, or below it; it stands at the top now.`,
    });
  return [...placed.values(), ...waiting.map((deck) => ({ ...deck, parentId: null }))];
}

function unique<Row extends { readonly id: string }>(
  rows: readonly Row[],
  what: string,
  warnings: ReadWarning[],
): readonly Row[] {
  const byId = new Map<string, Row>();
  for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row);
  const lost = rows.length - byId.size;
  if (lost > 0) warnings.push(leftOut(lost, what, "that came twice"));
  return [...byId.values()];
}

function those<Row>(
  rows: readonly Row[],
  warnings: ReadWarning[],
  what: string,
  which: string,
  isWanted: (row: Row) => boolean,
): Row[] {
  const wanted = rows.filter(isWanted);
  if (wanted.length < rows.length) warnings.push(leftOut(rows.length - wanted.length, what, which));
  return wanted;
}

function leftOut(count: number, what: string, which: string): ReadWarning {
  return {
    code: `${what}-left-out`,
    count,
    text: `${count} ${what}${count === 1 ? "" : "s"} ${which}: left out.`,
  };
}
