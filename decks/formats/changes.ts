import * as v from "valibot";
import type { Note, NoteType } from "../core/cards/types.ts";
import type { CardId, DeckId, FileHash, GuideId, NoteId, NoteTypeId } from "../core/ids.ts";
import { hashSchema, idSchema, wholeSchema } from "../core/log/event-schema.ts";
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
  noteTypeSchema,
} from "./deck-file.ts";

const FORMAT = "cardinal-changes";
/** Version 2 added note types, media and the histories that come with decks of other programs. */
const VERSION = 2;

/**
 * What an edit of the collection writes and removes, row by row: an import of a guide, a card edited by hand, and
 * what takes either back. The schedule of a card is never part of it: what a deck brings of its cards' past is a
 * file of its own, which is folded into the history here, and taken out of it again by an undo.
 */
export interface Changes {
  readonly put: Rows;
  readonly remove: RowIds;
  readonly history: FileHash | null;
  readonly withdrawn: FileHash | null;
}

export interface Rows {
  readonly decks: readonly FileDeck[];
  readonly guides: readonly FileGuide[];
  readonly notes: readonly Note[];
  readonly imported: readonly FileImported[];
  readonly cards: readonly FileCard[];
  readonly noteTypes: readonly NoteType[];
  readonly media: readonly FileMedia[];
}

/** Which of the stored files a name in a note's text stands for. */
export interface FileMedia {
  /** The name. */
  readonly id: string;
  readonly hash: FileHash;
  readonly size: number;
}

export interface RowIds {
  readonly decks: readonly DeckId[];
  readonly guides: readonly GuideId[];
  readonly notes: readonly NoteId[];
  readonly imported: readonly NoteId[];
  readonly cards: readonly CardId[];
  readonly noteTypes: readonly NoteTypeId[];
  readonly media: readonly string[];
}

const NONE = { decks: [], guides: [], notes: [], imported: [], cards: [], noteTypes: [], media: [] };
const NO_ROWS: Rows = NONE;
const NO_ROW_IDS: RowIds = NONE;

const mediaSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  hash: hashSchema,
  size: wholeSchema,
});

const changes = v.object({
  format: v.literal(FORMAT),
  version: v.picklist([1, VERSION]),
  put: v.object({
    decks: v.array(fileDeckSchema),
    guides: v.array(fileGuideSchema),
    notes: v.array(noteSchema),
    imported: v.array(importedSchema),
    cards: v.array(fileCardSchema),
    noteTypes: v.optional(v.array(noteTypeSchema), []),
    media: v.optional(v.array(mediaSchema), []),
  }),
  remove: v.object({
    decks: v.array(idSchema<DeckId>()),
    guides: v.array(idSchema<GuideId>()),
    notes: v.array(idSchema<NoteId>()),
    imported: v.array(idSchema<NoteId>()),
    cards: v.array(idSchema<CardId>()),
    noteTypes: v.optional(v.array(idSchema<NoteTypeId>()), []),
    media: v.optional(v.array(v.string()), []),
  }),
  history: v.optional(v.nullable(hashSchema), null),
  withdrawn: v.optional(v.nullable(hashSchema), null),
});

/** Changes of rows alone, which is what all but imports with a history are. */
export function rowChanges(put: Partial<Rows>, remove: Partial<RowIds> = {}): Changes {
  return {
    put: { ...NO_ROWS, ...put },
    remove: { ...NO_ROW_IDS, ...remove },
    history: null,
    withdrawn: null,
  };
}

/** Whether anything would be written or removed. */
export function isEmpty({ put, remove, history, withdrawn }: Changes): boolean {
  if (history !== null || withdrawn !== null) return false;
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
  if (read.success) {
    const { put, remove, history, withdrawn } = read.output;
    return { ok: true, changes: { put, remove, history, withdrawn } as Changes };
  }
  const [issue] = read.issues;
  return {
    ok: false,
    code: "unreadable",
    reason: `At ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`,
  };
}

/** What undoes changes: the rows as they were, without those that were not there, and without what came to the history. */
export function inverse({ put, remove, history, withdrawn }: Changes, before: Rows): Changes {
  type Row = { readonly id: string };
  const lost = (written: readonly Row[], removed: readonly string[], was: readonly Row[]) => {
    const there = new Map(was.map((row) => [row.id, row]));
    const back = [...written.map(({ id }) => id), ...removed].flatMap((id) => there.get(id) ?? []);
    const fresh = written.flatMap(({ id }) => (there.has(id) ? [] : [id]));
    return { back, fresh };
  };
  const tables = Object.keys(NONE) as readonly (keyof Rows)[];
  const undone = tables.map((table) => [table, lost(put[table], remove[table], before[table])] as const);
  return {
    put: Object.fromEntries(undone.map(([table, { back }]) => [table, back])) as unknown as Rows,
    remove: Object.fromEntries(undone.map(([table, { fresh }]) => [table, fresh])) as unknown as RowIds,
    history: withdrawn,
    withdrawn: history,
  };
}
