import type { NoteType } from "../core/cards/types.ts";
import type { Issue } from "../core/issue.ts";
import type { StandingRules } from "./anki/standing.ts";
import type { ReadContents } from "./contents.ts";
import { looksLikeDeckFile, readDeckFile } from "./deck-file.ts";
import { deckFileContents } from "./deck-file-contents.ts";
import { decodeText } from "./decode-text.ts";
import type { Refusal } from "./read-warning.ts";
import type { TableReading } from "./table-reading.ts";
import type { TableOptions } from "./text-table/options.ts";
import { looksLikeTable } from "./text-table/detect.ts";

/** A deck of cards as it was read from a file of whichever format. */
export interface Contents extends ReadContents {
  readonly ok: true;
  readonly format: "anki" | "bundle" | "deck-file" | "table" | "markdown-deck";
  /** What the format is called: "Anki package". */
  readonly formatName: string;
  /** For Anki, which of its three generations of files it was. */
  readonly generation: string | null;
  /** Records that could not be read. */
  readonly dropped: number;
  readonly table: TableReading | null;
}

export interface ReadOptions {
  readonly standing: StandingRules;
  /** Types that are here already, which a table may name. */
  readonly noteTypes: readonly NoteType[];
  readonly table: TableOptions | null;
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The deck of cards in a file; null when it is none, but perhaps a study guide. Reading touches nothing, and what a
 * file says it is by its name matters less than what is in it.
 */
export async function readContents(
  file: NamedBytes,
  options: ReadOptions,
): Promise<Contents | Refusal | null> {
  const isPackage = /\.(?:apkg|colpkg|cardinal)$/i.test(file.name);
  if (isPackage || isZip(file.bytes)) {
    const { readPackage } = await import("./read-package-contents.ts");
    return readPackage(file, options, isPackage);
  }
  const decoded = decodeText(file.bytes);
  if (!decoded.ok)
    return isTableName(file.name) ? { ok: false, code: "unreadable", reason: decoded.reason } : null;
  const { text } = decoded;
  if (looksLikeDeckFile(text)) return deckFile(text);
  if (options.table !== null || looksLikeTable(text, file.name)) {
    const { readTableContents } = await import("./table-contents.ts");
    return readTableContents(file, options);
  }
  const { looksLikeMarkdownDeck } = await import("./markdown-deck/read-markdown-deck.ts");
  if (!looksLikeMarkdownDeck(text)) return null;
  const { readMarkdownContents } = await import("./markdown-contents.ts");
  return readMarkdownContents(text, file.name);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function isTableName(name: string): boolean {
  return /\.(?:csv|tsv)$/i.test(name);
}

function deckFile(text: string): Contents | Refusal {
  const read = readDeckFile(text);
  if (!read.ok) return read;
  const issues: readonly Issue[] = [];
  return {
    ok: true,
    format: "deck-file",
    formatName: "Deck exported by Cardinal",
    generation: null,
    contents: deckFileContents(read.file),
    warnings: [],
    issues,
    dropped: 0,
    table: null,
  };
}
