import type { NoteType } from "../../core/cards/types.ts";
import type { NoteTypeId } from "../../core/ids.ts";
import { detectTable, type TableGuess } from "./detect.ts";
import type { TableOptions } from "./options.ts";
import { readTable, type Table } from "./read-table.ts";

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** @throws Error when the table is refused */
export function guessOf(source: string | Uint8Array, name = "table.csv"): TableGuess {
  const guess = detectTable(typeof source === "string" ? bytesOf(source) : source, name);
  if (!guess.ok) throw new Error(guess.reason);
  return guess;
}

/** A table read as it is guessed, but for what `changes` says. */
export function tableOf(source: string | Uint8Array, changes: Partial<TableOptions> = {}): Table {
  const bytes = typeof source === "string" ? bytesOf(source) : source;
  return readTable(bytes, { ...guessOf(bytes).options, ...changes });
}

export function noteType(name: string, fields: readonly string[]): NoteType {
  const templates = [{ name: "Card 1", front: `{{${fields[0]}}}`, back: `{{${fields[1]}}}` }];
  return { id: `type-${name}` as NoteTypeId, name, kind: "normal", fields, templates, css: "" };
}
