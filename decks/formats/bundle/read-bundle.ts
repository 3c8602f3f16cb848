import * as v from "valibot";
import { fileHash } from "../../core/digest.ts";
import type { CardId } from "../../core/ids.ts";
import { columnsOf, type PastReviews } from "../../core/log/past-reviews.ts";
import { type ContentMedia, type DeckContents, NO_CONTENTS, type ReadContents } from "../contents.ts";
import type { ReadWarning, Refusal } from "../read-warning.ts";
import type { ZipEntry } from "../zip.ts";
import {
  BUNDLE_FORMAT,
  BUNDLE_LINES,
  BUNDLE_VERSION,
  FILES_FOLDER,
  type LinesName,
  linesFile,
  MANIFEST,
  manifestSchema,
  type pastReviewSchema,
} from "./bundle-files.ts";
import { kept } from "./kept-records.ts";

export type BundleResult = ({ readonly ok: true } & ReadContents) | Refusal;

/** Whether the files of a zip are a bundle's. */
export function isBundle(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === MANIFEST);
}

/**
 * Reads a bundle of this version or an older one. A record that is not as it must be, or that leads nowhere, is left
 * out with a warning; the others are kept.
 */
export async function readBundle(entries: readonly ZipEntry[]): Promise<BundleResult> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const text = async (name: string) => {
    const entry = byName.get(name);
    return entry ? new TextDecoder().decode(await entry.read()) : "";
  };
  const manifest = v.safeParse(manifestSchema, jsonOf(await text(MANIFEST)));
  if (!manifest.success)
    return refused(
      "unreadable",
      `It is a zip archive, but its ${MANIFEST} is not that of a ${BUNDLE_FORMAT}.`,
    );
  if (manifest.output.version > BUNDLE_VERSION)
    return refused("newer-version", "It was written by a newer Cardinal. Update Cardinal to open it.");

  const warnings: ReadWarning[] = [];
  const read = async <Name extends LinesName>(name: Name) => {
    const lines = readLines(await text(linesFile(name)), BUNDLE_LINES[name]);
    if (lines.bad > 0) {
      const where = `${linesFile(name)}, line ${lines.firstBad}`;
      warnings.push({
        code: "record-unreadable",
        count: lines.bad,
        text: `${counted(lines.bad, "record")} left out, not as a bundle has them; the first is at ${where}.`,
      });
    }
    return lines.values as v.InferOutput<(typeof BUNDLE_LINES)[Name]>[];
  };
  const filesOf = (files: readonly { readonly name: string; readonly hash: string }[]) =>
    files.flatMap(({ name, hash }): ContentMedia[] => {
      const entry = byName.get(`${FILES_FOLDER}${hash}`);
      if (entry) return [{ name, size: entry.size, read: () => checked(entry, hash) }];
      warnings.push({
        code: "file-missing",
        count: 1,
        text: `${name} is named in the bundle, but not in it.`,
      });
      return [];
    });
  const guides = await read("guides");
  const contents = {
    ...NO_CONTENTS,
    decks: await read("decks"),
    decksAre: "identified",
    noteTypes: await read("note-types"),
    notes: await read("notes"),
    cards: await read("cards"),
    media: filesOf(await read("media")),
    sources: filesOf(guides.map(({ fileName, hash }) => ({ name: fileName, hash }))),
    history: {
      events: (await read("reviews")).sort((a, b) => (a.id < b.id ? -1 : 1)),
      parameterSets: await read("parameter-sets"),
      past: pastColumns(await read("past-reviews")),
    },
    guides,
    imported: await read("imported"),
    packs: await read("packs"),
    situations: await read("situations"),
  } as DeckContents;
  return { ok: true, ...kept(contents, warnings), issues: [] };
}

async function checked(entry: ZipEntry, hash: string): Promise<Uint8Array> {
  const bytes = await entry.read();
  if (fileHash(bytes) !== hash) throw new Error(`${entry.name} in the bundle is damaged.`);
  return bytes;
}

function readLines(text: string, schema: v.GenericSchema) {
  const values: unknown[] = [];
  let bad = 0;
  let firstBad = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const result = v.safeParse(schema, jsonOf(line));
    if (result.success) values.push(result.output);
    else if (bad++ === 0) firstBad = index + 1;
  }
  return { values, bad, firstBad };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pastColumns(rows: readonly v.InferOutput<typeof pastReviewSchema>[]): PastReviews {
  const columns = columnsOf(rows.length);
  const places = new Map<CardId, number>();
  for (const [index, { cardId, ...values }] of rows.entries()) {
    const place = places.get(cardId) ?? places.size;
    places.set(cardId, place);
    columns.card[index] = place;
    for (const name of VALUE_NAMES) columns[name][index] = values[name];
  }
  return { cardIds: [...places.keys()], ...columns };
}

const VALUE_NAMES = [
  "answeredAt",
  "day",
  "grade",
  "kind",
  "durationMs",
  "interval",
  "lastInterval",
  "factor",
] as const;

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? " was" : "s were"}`;
}

function refused(code: Refusal["code"], reason: string): Refusal {
  return { ok: false, code, reason };
}
