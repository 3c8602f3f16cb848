import type { Note, NoteType } from "../core/cards/types.ts";
import { shortDigest } from "../core/digest.ts";
import type { CardId, DeckId, NoteId } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import { NO_PAST_REVIEWS } from "../core/log/past-reviews.ts";
import type { Situation } from "../core/scenario/types.ts";
import { canonical } from "../core/same.ts";
import type { FileCard, FileDeck, FileGuide, FileImported } from "./deck-file.ts";
import type { History } from "./history-file.ts";
import type { ReadWarning } from "./read-warning.ts";

/**
 * What a file of any format holds, in Cardinal's own terms. Reading gives this and touches nothing; the merge says
 * what of it is new here; an export is one of these written out.
 */
export interface DeckContents {
  /** Parents before their subdecks. */
  readonly decks: readonly FileDeck[];
  /** Whether a deck is one that is here already by its names from the top, as in other programs, or by its id. */
  readonly decksAre: "named" | "identified";
  readonly noteTypes: readonly NoteType[];
  readonly notes: readonly Note[];
  readonly cards: readonly FileCard[];
  readonly media: readonly ContentMedia[];
  readonly history: History;
  readonly guides: readonly FileGuide[];
  readonly imported: readonly FileImported[];
  /** Sources of the guides, by their digest; read when they are needed. */
  readonly sources: readonly ContentMedia[];
  readonly packs: readonly unknown[];
  readonly situations: readonly Situation[];
}

/** A file that came along, read when it is needed: a deck may bring a gigabyte of them. */
export interface ContentMedia {
  readonly name: string;
  readonly size: number;
  /** @throws Error with a sentence when it is damaged */
  read(): Promise<Uint8Array>;
}

/** What reading a file gave, with everything that was mended or left out. */
export interface ReadContents {
  readonly contents: DeckContents;
  readonly warnings: readonly ReadWarning[];
  readonly issues: readonly Issue[];
}

export const NO_CONTENTS: DeckContents = {
  decks: [],
  decksAre: "named",
  noteTypes: [],
  notes: [],
  cards: [],
  media: [],
  history: { past: NO_PAST_REVIEWS, events: [], parameterSets: [] },
  guides: [],
  imported: [],
  sources: [],
  packs: [],
  situations: [],
};

/** The id of a note that other programs know by this guid. */
export function noteIdOf(guid: string): NoteId {
  return shortDigest(`note/${guid}`) as NoteId;
}

/** The id of a note's card by its template, the same wherever the note is read. */
export function cardIdOf(noteId: NoteId, template: string): CardId {
  return shortDigest(`${noteId}/${template}`) as CardId;
}

/** The id that a deck of this name gets where no deck has it yet. */
export function deckIdOf(path: readonly string[]): DeckId {
  return shortDigest(`deck/${path.join("\u001F")}`) as DeckId;
}

/** Tells whether the texts of a note have changed; tags and times are not part of it. */
export function textDigest({ kind, fields }: Pick<Note, "kind" | "fields">): string {
  return shortDigest(canonical([kind, fields]));
}

/**
 * Decks for names from the top down, parents first, each once.
 * @param paths none empty
 */
export function namedDecks(paths: Iterable<readonly string[]>): FileDeck[] {
  const decks = new Map<DeckId, FileDeck>();
  for (const path of paths) {
    for (let depth = 1; depth <= path.length; depth++) {
      const names = path.slice(0, depth);
      const id = deckIdOf(names);
      if (decks.has(id)) continue;
      const parentId = depth === 1 ? null : deckIdOf(names.slice(0, -1));
      decks.set(id, { id, parentId, name: names.at(-1) ?? "", position: decks.size });
    }
  }
  return [...decks.values()];
}

/** Names from the top down of every deck. @param decks in any order */
export function deckPaths(decks: readonly FileDeck[]): Map<DeckId, readonly string[]> {
  const byId = new Map(decks.map((deck) => [deck.id, deck]));
  const paths = new Map<DeckId, readonly string[]>();
  const pathOf = (deck: FileDeck, below: number): readonly string[] => {
    const known = paths.get(deck.id);
    if (known) return known;
    // A chain longer than there are decks goes in a circle.
    const parent = deck.parentId !== null && below < decks.length ? byId.get(deck.parentId) : undefined;
    const path = parent ? [...pathOf(parent, below + 1), deck.name] : [deck.name];
    paths.set(deck.id, path);
    return path;
  };
  for (const deck of decks) pathOf(deck, 0);
  return paths;
}
