import { canonical } from "../../decks/core/same.ts";
import { retractedIn } from "../../decks/core/log/fold.ts";
import { unpackSegment } from "../../decks/core/log/review-segments.ts";
import type { FoundRows } from "../harness/page-store.ts";

/** What a learner would miss, by a key that says what it is of: "card …", "note …", "deck …", "reviews …", "settings". */
export type State = ReadonlyMap<string, string>;

/** Keys and what becomes of them; null for gone. */
export type Changes = ReadonlyMap<string, string | null>;

export function stateOf({ cards, notes, decks, reviewTail, reviewSegments, meta }: FoundRows): State {
  const state = new Map<string, string>();
  for (const { id, name } of decks) state.set(`deck ${id}`, name);
  for (const { id, fields, tags } of notes) state.set(`note ${id}`, noteText({ fields, tags }));
  for (const card of cards) state.set(`card ${card.id}`, cardText(card));
  const events = [...reviewSegments.flatMap((segment) => unpackSegment(segment)), ...reviewTail];
  const retracted = retractedIn(events);
  const reviews = new Map<string, string[]>();
  for (const { kind, id, cardId } of events) {
    if (kind !== "review" || retracted.has(id)) continue;
    reviews.set(cardId, [...(reviews.get(cardId) ?? []), id]);
  }
  for (const [cardId, ids] of reviews) state.set(`reviews ${cardId}`, ids.sort().join(" "));
  const settings = meta[0]?.settings;
  if (settings) state.set("settings", canonical(settings));
  return state;
}

export function noteText(note: { readonly fields: unknown; readonly tags: readonly string[] }): string {
  return canonical([note.fields, note.tags]);
}

export function cardText(card: {
  readonly noteId: string;
  readonly suspended: boolean;
  readonly flag: number;
}): string {
  return canonical([card.noteId, card.suspended, card.flag]);
}

export function withReview(state: State, cardId: string, eventId: string): Changes {
  const before = state.get(`reviews ${cardId}`);
  return new Map([[`reviews ${cardId}`, [...(before ? before.split(" ") : []), eventId].sort().join(" ")]]);
}

export function changed(state: State, changes: Changes): State {
  const after = new Map(state);
  for (const [key, value] of changes) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return after;
}

/** What has to happen to `from` to make it `to`. */
export function difference(from: State, to: State): Changes {
  const changes = new Map<string, string | null>();
  for (const [key, value] of to) if (from.get(key) !== value) changes.set(key, value);
  for (const key of from.keys()) if (!to.has(key)) changes.set(key, null);
  return changes;
}

/** The changes that take `changes` back from a state that they were made to. */
export function reversed(state: State, changes: Changes): Changes {
  return new Map([...changes.keys()].map((key) => [key, state.get(key) ?? null]));
}

/** What a deed would do to the collection, as far as it can be known beforehand. */
export type Expected =
  | { readonly kind: "nothing" }
  | { readonly kind: "changes"; readonly changes: Changes }
  | { readonly kind: "review"; readonly cardId: string }
  /** Answers at a screen, of whichever cards. */
  | { readonly kind: "answers"; readonly least: number; readonly most: number }
  /** So many cards, of notes whose texts have the mark. */
  | { readonly kind: "arrival"; readonly cards: number; readonly mark: RegExp }
  | { readonly kind: "whole"; readonly state: State };

export interface Explained {
  /** Whether the deed happened. */
  readonly happened: boolean;
  readonly left: Changes;
}

/** Takes out of a difference what a deed explains: the whole of it, or nothing. */
export function explained(state: State, left: Changes, expected: Expected): Explained {
  const no = { happened: false, left };
  const without = (keys: Iterable<string>) => {
    const gone = new Set(keys);
    return { happened: true, left: new Map([...left].filter(([key]) => !gone.has(key))) };
  };
  switch (expected.kind) {
    case "nothing":
      return no;
    case "changes": {
      const changes = [...expected.changes].filter(([key, value]) => (state.get(key) ?? null) !== value);
      // One that changes nothing may have happened or not.
      const isThere = changes.every(([key, value]) => left.get(key) === value && left.has(key));
      return isThere ? without(changes.map(([key]) => key)) : no;
    }
    case "review": {
      const key = `reviews ${expected.cardId}`;
      return reviewsMore(state, key, left.get(key)) === 1 ? without([key]) : no;
    }
    case "answers": {
      const keys = [...left.keys()].filter((key) => reviewsMore(state, key, left.get(key)) > 0);
      const count = keys.reduce((sum, key) => sum + reviewsMore(state, key, left.get(key)), 0);
      return count >= expected.least && count <= expected.most ? without(keys) : no;
    }
    case "arrival": {
      const fresh = [...left].filter(([key]) => !state.has(key));
      const notes = idsOf("note", fresh, (text) => expected.mark.test(text));
      const cards = idsOf("card", fresh, (text) => notes.has(noteOf(text)));
      if (cards.size !== expected.cards) return no;
      // Answers of its own may have been given to a card that came before all of what came was known.
      return without(
        [...left].flatMap(([key, value]) => {
          const [what = "", id = ""] = key.split(" ");
          if (what === "reviews" && cards.has(id)) return reviewsMore(state, key, value) > 0 ? [key] : [];
          const came = what === "deck" || notes.has(id) || cards.has(id);
          return came && !state.has(key) ? [key] : [];
        }),
      );
    }
    case "whole": {
      const changes = difference(state, expected.state);
      const isThere =
        changes.size === left.size && [...changes].every(([key, value]) => left.get(key) === value);
      return isThere ? without(left.keys()) : no;
    }
  }
}

/** The note of a card, by what `cardText` made. */
export const noteOf = (text: string): string => (JSON.parse(text) as [string])[0];

function idsOf(
  what: "note" | "card",
  changes: readonly (readonly [string, string | null])[],
  passes: (text: string) => boolean,
): ReadonlySet<string> {
  const ids = changes.flatMap(([key, text]) =>
    key.startsWith(`${what} `) && text !== null && passes(text) ? [key.slice(what.length + 1)] : [],
  );
  return new Set(ids);
}

/** How many reviews a card has more than the model knows; 0 when one of those is missing. */
function reviewsMore(state: State, key: string, value: string | null | undefined): number {
  if (!key.startsWith("reviews ") || !value) return 0;
  const now = value.split(" ");
  const before = state.get(key)?.split(" ") ?? [];
  return before.every((id) => now.includes(id)) ? now.length - before.length : 0;
}
