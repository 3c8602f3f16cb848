import * as v from "valibot";
import type { Note } from "../core/cards/types.ts";
import type { CardId, DeckId, GuideId, NoteId } from "../core/ids.ts";
import { idSchema } from "../core/log/event-schema.ts";
import {
  type FileCard,
  fileCardSchema,
  type FileDeck,
  fileDeckSchema,
  type FileGuide,
  fileGuideSchema,
  type FileImported,
  importedSchema,
  noteSchema,
} from "./deck-file.ts";

const FORMAT = "cardinal-changes";
const VERSION = 1;

/**
 * What an edit of the collection writes and removes, row by row: an import of a guide, a card edited by hand, and
 * what takes either back. The schedule of a card is never part of it.
 */
export interface Changes {
  readonly put: Rows;
  readonly remove: RowIds;
}

export interface Rows {
  readonly decks: readonly FileDeck[];
  readonly guides: readonly FileGuide[];
  readonly notes: readonly Note[];
  readonly imported: readonly FileImported[];
  readonly cards: readonly FileCard[];
}

export interface RowIds {
  readonly decks: readonly DeckId[];
  readonly guides: readonly GuideId[];
  readonly notes: readonly NoteId[];
  readonly imported: readonly NoteId[];
  readonly cards: readonly CardId[];
}

export const NO_ROWS: Rows = { decks: [], guides: [], notes: [], imported: [], cards: [] };
export const NO_ROW_IDS: RowIds = { decks: [], guides: [], notes: [], imported: [], cards: [] };

const changes = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  put: v.object({
    decks: v.array(fileDeckSchema),
    guides: v.array(fileGuideSchema),
    notes: v.array(noteSchema),
    imported: v.array(importedSchema),
    cards: v.array(fileCardSchema),
  }),
  remove: v.object({
    decks: v.array(idSchema<DeckId>()),
    guides: v.array(idSchema<GuideId>()),
    notes: v.array(idSchema<NoteId>()),
    imported: v.array(idSchema<NoteId>()),
    cards: v.array(idSchema<CardId>()),
  }),
});

/** Whether anything would be written or removed. */
export function isEmpty({ put, remove }: Changes): boolean {
  return [...Object.values(put), ...Object.values(remove)].every((rows) => rows.length === 0);
}

export function writeChanges(made: Changes): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...made });
}

export type ChangesResult =
  | { readonly ok: true; readonly changes: Changes }
  | { readonly ok: false; readonly code: "unreadable" | "newer-version"; readonly reason: string };

/** Reads what `writeChanges` wrote, in this version or an older one. */
export function readChanges(source: string): ChangesResult {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return { ok: false, code: "unreadable", reason: "It is not complete JSON." };
  }
  if (typeof json === "object" && json !== null && "version" in json && Number(json.version) > VERSION) {
    return { ok: false, code: "newer-version", reason: "It was written by a newer Cardinal." };
  }
  const read = v.safeParse(changes, json);
  if (read.success) return { ok: true, changes: read.output as Changes };
  const [issue] = read.issues;
  return {
    ok: false,
    code: "unreadable",
    reason: `At ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`,
  };
}

/** What undoes changes: the rows as they were, and without those that were not there. */
export function inverse({ put, remove }: Changes, before: Rows): Changes {
  const lost = <Row extends { readonly id: string }>(
    written: readonly Row[],
    removed: readonly string[],
    was: readonly Row[],
  ) => {
    const there = new Map(was.map((row) => [row.id, row]));
    const back = [...written.map(({ id }) => id), ...removed].flatMap((id) => there.get(id) ?? []);
    const fresh = written.flatMap(({ id }) => (there.has(id) ? [] : [id as Row["id"]]));
    return { back, fresh };
  };
  const decks = lost(put.decks, remove.decks, before.decks);
  const guides = lost(put.guides, remove.guides, before.guides);
  const notes = lost(put.notes, remove.notes, before.notes);
  const imported = lost(put.imported, remove.imported, before.imported);
  const cards = lost(put.cards, remove.cards, before.cards);
  return {
    put: {
      decks: decks.back,
      guides: guides.back,
      notes: notes.back,
      imported: imported.back,
      cards: cards.back,
    },
    remove: {
      decks: decks.fresh,
      guides: guides.fresh,
      notes: notes.fresh,
      imported: imported.fresh,
      cards: cards.fresh,
    },
  };
}
