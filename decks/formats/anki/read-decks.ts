import type { AnkiDeck } from "./anki-collection.ts";
import { idOf, textOf } from "./cells.ts";
import { isFilteredDeck } from "./protobuf.ts";
import { namedText, objectsOf, wholeNumber } from "./schema-json.ts";
import type { ForeignDatabase } from "./sqlite.ts";
import type { Tally } from "./tally.ts";

/** Anki's own deck, which every collection has and which cannot be deleted. */
export const DEFAULT_DECK_ID = 1;

/** The decks of a schema that has a table for them, 15 and later; sorted by id, with Anki's default one. */
export function decksOfTable(database: ForeignDatabase, tally: Tally): readonly AnkiDeck[] {
  const drafts: Draft[] = [];
  database.eachRow("SELECT id, CAST(name AS BLOB), kind FROM decks", ([id, name, kind]) => {
    const text = textOf(name, tally, () => `deck ${String(id)}`);
    const isFiltered = kind instanceof Uint8Array && isFilteredDeck(kind);
    drafts.push({ id: idOf(id), names: text.split("\x1f"), isFiltered });
  });
  return finished(drafts, tally);
}

/** The decks of a schema that keeps them as JSON, up to 14; sorted by id, with Anki's default one. */
export function decksOfJson(decks: unknown, tally: Tally): readonly AnkiDeck[] {
  const drafts = objectsOf(decks).map(({ key, object }) => ({
    id: wholeNumber(object["id"]) ?? wholeNumber(key),
    names: namedText(object, "name").split("::"),
    isFiltered: object["dyn"] === 1,
  }));
  return finished(drafts, tally);
}

const LONGEST_NAME = 200;
/** Deeper than anybody nests; what is below stays in the last of them. */
const MOST_LEVELS = 50;

interface Draft {
  readonly id: number | null;
  readonly names: readonly string[];
  readonly isFiltered: boolean;
}

function finished(drafts: readonly Draft[], tally: Tally): readonly AnkiDeck[] {
  const decks = new Map<number, AnkiDeck>();
  for (const { id, names, isFiltered } of drafts) {
    const path = names.slice(0, MOST_LEVELS).map((name) => cut(name) || "Unnamed");
    const shown = names.join("::");
    if (id === null || decks.has(id)) tally.add("deck-id", shown);
    else {
      if (path.join("::") !== shown) tally.add("deck-name", shown);
      decks.set(id, { id, path, isFiltered });
    }
  }
  if (!decks.has(DEFAULT_DECK_ID))
    decks.set(DEFAULT_DECK_ID, { id: DEFAULT_DECK_ID, path: ["Default"], isFiltered: false });
  return [...decks.values()].sort((a, b) => a.id - b.id);
}

/** Not within a sign of two halves. */
function cut(name: string): string {
  return name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, "") : name;
}
