import type { ReadWarning, Refusal } from "../read-warning.ts";
import { openZip, ZipDamage, type ZipEntry, type ZipLimits } from "../zip.ts";
import type { AnkiCollection } from "./anki-collection.ts";
import { readCollection } from "./read-collection.ts";
import { packageVersion } from "./protobuf.ts";
import {
  type AnkiMedia,
  LARGEST_MEDIA_LIST,
  listOfJson,
  listOfMessage,
  type MediaList,
  mediaOf,
} from "./read-media.ts";
import { newTally, type Tally } from "./tally.ts";
import { DAMAGED_COLLECTION, Unreadable } from "./unreadable.ts";
import { unpackZstd } from "./zstd.ts";

/** By the file that holds the collection: up to Anki 2.1.0, up to 2.1.49, and since. */
export type AnkiGeneration = "anki2" | "anki21" | "anki21b";

export interface AnkiPackage {
  readonly ok: true;
  readonly generation: AnkiGeneration;
  /** Of the database within: 11 to 18. */
  readonly schema: number;
  readonly collection: AnkiCollection;
  readonly media: readonly AnkiMedia[];
  readonly warnings: readonly ReadWarning[];
}

export type AnkiPackageResult = AnkiPackage | Refusal;

/**
 * What an Anki package (.apkg or .colpkg) of any generation holds. Never throws: a package that cannot be trusted is
 * refused whole, and what was mended or left out in one that can is among the warnings. The media are unpacked one at a
 * time, when they are asked for.
 */
export async function readAnkiPackage(bytes: Uint8Array): Promise<AnkiPackageResult> {
  const archive = await openZip(bytes, PACKAGE_LIMITS);
  return archive.ok ? readAnkiArchive(archive.entries) : archive;
}

/** The same of an archive that is open already. */
export async function readAnkiArchive(files: readonly ZipEntry[]): Promise<AnkiPackageResult> {
  const entries = new Map(files.map((entry) => [entry.name, entry]));
  const tally = newTally();
  try {
    const generation = await generationOf(entries);
    const database = await collectionBytes(generation, entries);
    const { schema, collection } = await readCollection(database, tally);
    const media = mediaOf(await mediaList(generation, entries, tally), entries, tally);
    return { ok: true, generation, schema, collection, media, warnings: tally.warnings() };
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal;
    if (error instanceof ZipDamage) return { ok: false, code: "unreadable", reason: error.message };
    throw error;
  }
}

/** A collection of a gigabyte has some ten million cards. More would not fit beside itself in a page's memory. */
const LARGEST_COLLECTION = 1_073_741_824;

/** Of the archive that a deck of whichever program comes in. */
export const PACKAGE_LIMITS: ZipLimits = {
  // Media count one each, at 8 kB of memory and 20 microseconds.
  entries: 100_000,
  entryBytes: LARGEST_COLLECTION,
  // Media are unpacked one at a time, so that this is disk, not memory; where zip itself ends without its 64-bit form.
  totalBytes: 4 * 1_073_741_824,
};

const FILE_OF: Readonly<Record<AnkiGeneration, string>> = {
  anki2: "collection.anki2",
  anki21: "collection.anki21",
  anki21b: "collection.anki21b",
};

/** By the number in `meta`. */
const GENERATIONS: readonly (AnkiGeneration | undefined)[] = [undefined, "anki2", "anki21", "anki21b"];

/** `meta` is a number of a few bytes. */
const LARGEST_META = 4096;

/**
 * The newest generation whose collection is there; the older ones beside it hold one note, which says that a newer Anki
 * is needed. A package whose `meta` promises a newer one than there is has lost it.
 */
async function generationOf(entries: ReadonlyMap<string, ZipEntry>): Promise<AnkiGeneration> {
  const version = await metaVersion(entries.get("meta"));
  if (version >= GENERATIONS.length)
    throw new Unreadable(
      `The package has the format ${version}, and formats up to 3 are known; export it from Anki with "Support older Anki versions" ticked.`,
      "newer-version",
    );
  const newest = (["anki21b", "anki21", "anki2"] as const).find((name) => entries.has(FILE_OF[name]));
  if (newest === undefined)
    throw new Unreadable(
      "The archive holds no Anki collection; choose a file that Anki exported (.apkg or .colpkg).",
    );
  if (GENERATIONS.indexOf(newest) < version)
    throw new Unreadable(
      "The package has lost its collection, and what is left is the note for older programs; export it again from Anki.",
    );
  return newest;
}

async function metaVersion(entry: ZipEntry | undefined): Promise<number> {
  if (!entry) return 0;
  if (entry.size > LARGEST_META) throw new Unreadable(DAMAGED_META);
  const meta = await entry.read();
  try {
    return packageVersion(meta);
  } catch {
    throw new Unreadable(DAMAGED_META);
  }
}

const DAMAGED_META =
  'The package does not say which format it has (its file "meta" is damaged); export it again.';

async function collectionBytes(
  generation: AnkiGeneration,
  entries: ReadonlyMap<string, ZipEntry>,
): Promise<Uint8Array> {
  const entry = entries.get(FILE_OF[generation]);
  if (!entry) throw new Unreadable(DAMAGED_COLLECTION);
  const bytes = await entry.read();
  if (generation !== "anki21b") return bytes;
  const unpacked = unpackZstd(bytes, LARGEST_COLLECTION);
  if (unpacked.ok) return unpacked.bytes;
  throw new Unreadable(
    unpacked.why === "damaged"
      ? DAMAGED_COLLECTION
      : "The collection inside the package would unpack to more than 1 GB; export its decks one by one.",
  );
}

async function mediaList(
  generation: AnkiGeneration,
  entries: ReadonlyMap<string, ZipEntry>,
  tally: Tally,
): Promise<MediaList> {
  const nothing: MediaList = { items: [] };
  const entry = entries.get("media");
  if (!entry) return nothing;
  let list: MediaList | null = null;
  if (entry.size <= LARGEST_MEDIA_LIST) {
    const bytes = await entry.read();
    list = generation === "anki21b" ? listOfMessage(bytes, tally) : listOfJson(bytes, tally);
  }
  if (list === null) tally.add("media-list", "");
  return list ?? nothing;
}
