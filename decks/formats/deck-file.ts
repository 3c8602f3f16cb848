import * as v from "valibot";
import type { ImportedNote } from "../core/cards/identify.ts";
import { NOTE_KINDS, type Note, type NoteType, type Template } from "../core/cards/types.ts";
import type { CardId, DeckId, FileHash, GuideId, NoteId, NoteTypeId } from "../core/ids.ts";
import {
  hashSchema,
  idSchema,
  parameterSetSchema,
  scheduleEventSchema,
  timeSchema,
  wholeSchema,
} from "../core/log/event-schema.ts";
import type { ParameterSet, ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs, StudyDay } from "../core/time.ts";

export const DECK_FORMAT = "cardinal-deck";
/** Version 2 added suspended cards and notes as imported; version 3 the rules of decisions as notes; version 4
 * practice answers, and what a review says besides its grade. */
export const DECK_VERSION = 4;

/**
 * A deck with everything that belongs to it, as Cardinal's own JSON. An export is one of these; so is what an import
 * of any other format comes down to before it is applied.
 */
export interface DeckFile {
  readonly format: typeof DECK_FORMAT;
  readonly version: typeof DECK_VERSION;
  /** Parents before their subdecks; the first is the deck itself. */
  readonly decks: readonly FileDeck[];
  readonly guide: FileGuide | null;
  readonly notes: readonly Note[];
  readonly cards: readonly FileCard[];
  /** The notes as the guide gave them, where the learner may have changed them since. */
  readonly imported: readonly FileImported[];
  readonly parameterSets: readonly ParameterSet[];
  readonly events: readonly ScheduleEvent[];
}

export interface FileDeck {
  readonly id: DeckId;
  readonly parentId: DeckId | null;
  readonly name: string;
  readonly position: number;
}

export interface FileGuide {
  readonly id: GuideId;
  readonly deckId: DeckId;
  readonly title: string;
  readonly fileName: string;
  readonly hash: FileHash;
  readonly importedAt: EpochMs;
  /** The learner's choices at the last import: sections left out, and offers taken. */
  readonly leaveOut: readonly string[];
  readonly takeIn: readonly string[];
}

/** A note as its guide gave it at the last import: what a later import is compared with. */
export interface FileImported extends ImportedNote {
  readonly id: NoteId;
  readonly guideId: GuideId;
  /** The guide no longer has it; its cards are suspended until it comes back. */
  readonly gone: boolean;
}

export interface FileCard {
  readonly id: CardId;
  readonly noteId: NoteId;
  readonly deckId: DeckId;
  readonly template: Template;
  /** Order in which new cards come. */
  readonly position: number;
  /** Kept with its history, and never asked. */
  readonly suspended: boolean;
  /** Not asked before this day; null for a card that is not buried. */
  readonly buriedUntil: StudyDay | null;
  /** The learner's coloured mark, 1 to 7; 0 for none. */
  readonly flag: number;
}

/** How a card is before the learner has done anything with it. */
export const UNTOUCHED = { suspended: false, buriedUntil: null, flag: 0 } as const;

/** Longer texts of a guide are no card, and would only slow the window. */
const LONGEST_TEXT_OF_A_GUIDE = 200_000;
/** Other programs have cards with whole tables in them; more than this is a mistake. */
const LONGEST_TEXT = 1_000_000;

/** Whether a note holds a text that no card can show. */
export function isTooLong({ fields }: Note): boolean {
  return Object.values(fields).some((value) =>
    [value].flat(2).some((one) => one.length > LONGEST_TEXT_OF_A_GUIDE),
  );
}

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));

/** @see FileDeck */
export const fileDeckSchema = v.object({
  id: idSchema<DeckId>(),
  parentId: v.nullable(idSchema<DeckId>()),
  name: text,
  position: wholeSchema,
});

/** @see FileGuide; what version 1 did not have is filled in. */
export const fileGuideSchema = v.object({
  id: idSchema<GuideId>(),
  deckId: idSchema<DeckId>(),
  title: text,
  fileName: text,
  hash: hashSchema,
  importedAt: timeSchema,
  leaveOut: v.optional(v.array(text), []),
  takeIn: v.optional(v.array(text), []),
});

/** @see Note */
export const noteSchema = v.object({
  id: idSchema<NoteId>(),
  kind: v.picklist(NOTE_KINDS),
  fields: v.record(v.string(), v.union([text, v.array(text), v.array(v.array(text))])),
  tags: v.array(text),
  source: v.nullable(v.object({ section: text, line: wholeSchema })),
  typeId: v.exactOptional(idSchema<NoteTypeId>()),
  guid: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
  changedAt: v.exactOptional(timeSchema),
  importedDigest: v.exactOptional(idSchema<string>()),
});

/** @see NoteType */
export const noteTypeSchema = v.object({
  id: idSchema<NoteTypeId>(),
  name: text,
  kind: v.picklist(["normal", "cloze"]),
  fields: v.pipe(v.array(text), v.minLength(1)),
  templates: v.pipe(v.array(v.object({ name: text, front: text, back: text })), v.minLength(1)),
  css: text,
}) satisfies v.GenericSchema<unknown, NoteType>;

/** @see FileCard; what older files did not have is filled in. */
export const fileCardSchema = v.object({
  id: idSchema<CardId>(),
  noteId: idSchema<NoteId>(),
  deckId: idSchema<DeckId>(),
  template: idSchema<Template>(),
  position: wholeSchema,
  suspended: v.optional(v.boolean(), false),
  buriedUntil: v.optional(v.nullable(v.custom<StudyDay>(Number.isSafeInteger)), null),
  flag: v.optional(v.pipe(wholeSchema, v.maxValue(7)), 0),
});

/** @see FileImported */
export const importedSchema = v.object({
  id: idSchema<NoteId>(),
  guideId: idSchema<GuideId>(),
  note: noteSchema,
  cards: v.array(v.object({ id: idSchema<CardId>(), template: idSchema<Template>() })),
  gone: v.boolean(),
});

const deckFile = v.object({
  format: v.literal(DECK_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DECK_VERSION)),
  decks: v.pipe(v.array(fileDeckSchema), v.minLength(1)),
  guide: v.nullable(fileGuideSchema),
  notes: v.array(noteSchema),
  cards: v.array(fileCardSchema),
  imported: v.optional(v.array(importedSchema)),
  parameterSets: v.array(parameterSetSchema),
  events: v.array(scheduleEventSchema),
});

export type DeckFileResult =
  | { readonly ok: true; readonly file: DeckFile }
  | { readonly ok: false; readonly code: "unreadable" | "newer-version"; readonly reason: string };

/** The file as text: one JSON document, readable by a person, ending in a newline. */
export function writeDeckFile(file: DeckFile): string {
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Whether a text is meant to be a deck file, well-formed or not. */
export function looksLikeDeckFile(text: string): boolean {
  return text.trimStart().startsWith("{");
}

/** Reads and checks a deck file; the reason says what is wrong, where, and what to do. */
export function readDeckFile(source: string): DeckFileResult {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return unreadable("It is not complete JSON. Export the deck again, or copy the whole file.");
  }
  if (typeof json !== "object" || json === null || !("format" in json) || json.format !== DECK_FORMAT) {
    return unreadable('It is JSON, but not a deck exported by Cardinal ("format" is missing).');
  }
  if ("version" in json && typeof json.version === "number" && json.version > DECK_VERSION) {
    return {
      ok: false,
      code: "newer-version",
      reason: `It was written by a newer Cardinal (format ${json.version}). Update Cardinal to open it.`,
    };
  }
  const result = v.safeParse(deckFile, json);
  if (!result.success) {
    const [issue] = result.issues;
    return unreadable(`At ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`);
  }
  const file = upgraded(result.output);
  const broken = brokenReference(file);
  return broken === null ? { ok: true, file } : unreadable(broken);
}

/** A file of any version as one of today. Before version 2 nobody could edit a note: all are as their guide gave them. */
function upgraded(file: v.InferOutput<typeof deckFile>): DeckFile {
  const { guide } = file;
  const notes = file.notes as readonly Note[];
  const imported = file.imported ?? (guide ? importedNotes(notes, guide.id, file.cards) : []);
  return { ...file, version: DECK_VERSION, notes, imported: imported as readonly FileImported[] };
}

/** Notes that are just as their guide gave them. */
export function importedNotes(
  notes: readonly Note[],
  guideId: GuideId,
  cards: readonly Pick<FileCard, "id" | "noteId" | "template">[],
): FileImported[] {
  const cardsOf = new Map<NoteId, { id: CardId; template: Template }[]>(notes.map(({ id }) => [id, []]));
  for (const { id, noteId, template } of cards) cardsOf.get(noteId)?.push({ id, template });
  return notes.map((note) => ({
    id: note.id,
    guideId,
    note,
    cards: cardsOf.get(note.id) ?? [],
    gone: false,
  }));
}

function unreadable(reason: string): DeckFileResult {
  return { ok: false, code: "unreadable", reason };
}

/** A sentence about the first reference that leads nowhere, else null. */
function brokenReference(file: DeckFile): string | null {
  const decks = new Set<string>();
  for (const [index, { id, parentId }] of file.decks.entries()) {
    if (decks.has(id)) return `decks.${index}: there are two decks with the id ${id}.`;
    if (parentId !== null && !decks.has(parentId))
      return `decks.${index}: its parent ${parentId} does not come before it.`;
    decks.add(id);
  }
  const notes = new Set<string>(file.notes.map((note) => note.id));
  const cards = new Set<string>();
  for (const [index, card] of file.cards.entries()) {
    if (cards.has(card.id)) return `cards.${index}: there are two cards with the id ${card.id}.`;
    if (!notes.has(card.noteId)) return `cards.${index}: its note ${card.noteId} is missing.`;
    if (!decks.has(card.deckId)) return `cards.${index}: its deck ${card.deckId} is missing.`;
    cards.add(card.id);
  }
  if (file.guide && !decks.has(file.guide.deckId)) return `guide: its deck ${file.guide.deckId} is missing.`;
  for (const [index, item] of file.events.entries()) {
    if (!cards.has(item.cardId)) return `events.${index}: its card ${item.cardId} is missing.`;
  }
  return null;
}
