import * as v from "valibot";
import { NOTE_KINDS, type Note, type Template } from "../core/cards/types.ts";
import type { CardId, DeckId, FileHash, GuideId, NoteId } from "../core/ids.ts";
import {
  hashSchema,
  idSchema,
  parameterSetSchema,
  scheduleEventSchema,
  timeSchema,
  wholeSchema,
} from "../core/log/event-schema.ts";
import type { ParameterSet, ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";

export const DECK_FORMAT = "cardinal-deck";
export const DECK_VERSION = 1;

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
}

export interface FileCard {
  readonly id: CardId;
  readonly noteId: NoteId;
  readonly deckId: DeckId;
  readonly template: Template;
  /** Order in which new cards come. */
  readonly position: number;
}

/** Longer texts are no card, and would only slow the window. */
const LONGEST_TEXT = 200_000;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));

const deckFile = v.object({
  format: v.literal(DECK_FORMAT),
  version: v.literal(DECK_VERSION),
  decks: v.pipe(
    v.array(
      v.object({
        id: idSchema<DeckId>(),
        parentId: v.nullable(idSchema<DeckId>()),
        name: text,
        position: wholeSchema,
      }),
    ),
    v.minLength(1),
  ),
  guide: v.nullable(
    v.object({
      id: idSchema<GuideId>(),
      deckId: idSchema<DeckId>(),
      title: text,
      fileName: text,
      hash: hashSchema,
      importedAt: timeSchema,
    }),
  ),
  notes: v.array(
    v.object({
      id: idSchema<NoteId>(),
      kind: v.picklist(NOTE_KINDS),
      fields: v.record(v.string(), v.union([text, v.array(text), v.array(v.array(text))])),
      tags: v.array(text),
      source: v.nullable(v.object({ section: text, line: wholeSchema })),
    }),
  ),
  cards: v.array(
    v.object({
      id: idSchema<CardId>(),
      noteId: idSchema<NoteId>(),
      deckId: idSchema<DeckId>(),
      template: idSchema<Template>(),
      position: wholeSchema,
    }),
  ),
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
  const file = result.output as DeckFile;
  const broken = brokenReference(file);
  return broken === null ? { ok: true, file } : unreadable(broken);
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
