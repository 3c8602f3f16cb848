import { type ZipEntry, ZipDamage } from "../zip.ts";
import { textOf } from "./cells.ts";
import { freeMediaName, safeMediaName } from "./media-name.ts";
import { mediaEntries } from "./protobuf.ts";
import { wellFormed } from "./schema-json.ts";
import type { Tally } from "./tally.ts";
import { unpackZstd } from "./zstd.ts";

/** A picture or sound of a package, unpacked when it is asked for and not before. */
export interface AnkiMedia {
  /** A bare file name that no other has. */
  readonly name: string;
  /** Bytes when unpacked, as declared. */
  readonly size: number;
  /** @throws ZipDamage when the file is damaged or is more than it declares to be */
  read(): Promise<Uint8Array>;
}

/** Larger than any picture or sound that a card can show. */
export const LARGEST_MEDIA = 256 * 1_048_576;
/** A list of a million names. */
export const LARGEST_MEDIA_LIST = 64 * 1_048_576;

/** The media that `list`, the package's own, names and the archive has; by their names, each safe and met once. */
export function mediaOf(
  list: MediaList,
  entries: ReadonlyMap<string, ZipEntry>,
  tally: Tally,
): readonly AnkiMedia[] {
  const media: AnkiMedia[] = [];
  const original = new Set<string>();
  const taken = new Map<string, number>();
  // Safe names first: who is renamed must not take the name of one that notes show.
  const sorted = list.items
    .map((item) => ({ ...item, safe: safeMediaName(item.name) }))
    .sort((a, b) => Number(a.safe !== a.name) - Number(b.safe !== b.name));
  for (const { name, safe, place, packedSize } of sorted) {
    const entry = entries.get(place);
    if (original.has(name)) tally.add("media-doubled-left-out", name);
    else if (!entry) tally.add("media-missing", name);
    else if (entry.size > LARGEST_MEDIA || (packedSize ?? 0) > LARGEST_MEDIA)
      tally.add("media-too-large-left-out", name);
    else {
      if (safe !== name) tally.add("media-name", name);
      const free = freeMediaName(safe, taken);
      media.push(packedSize === null ? { ...entry, name: free } : packedMedia(free, packedSize, entry));
    }
    original.add(name);
  }
  return media;
}

export interface MediaList {
  readonly items: readonly {
    readonly name: string;
    /** Its name in the archive. */
    readonly place: string;
    /** Bytes when unpacked, where each file is packed with zstd within the archive; null where none is. */
    readonly packedSize: number | null;
  }[];
}

/** The list of the two older generations: JSON of place and name. Null when it is none. */
export function listOfJson(bytes: Uint8Array, tally: Tally): MediaList | null {
  let json: unknown;
  try {
    json = JSON.parse(textOf(bytes, tally, () => "in the list of media files"));
  } catch {
    return null;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
  const items = Object.entries(json).flatMap(([place, name]: readonly [string, unknown]) =>
    // Other places are the collection itself and its like.
    typeof name === "string" && /^\d+$/.test(place)
      ? [{ name: wellFormed(name), place, packedSize: null }]
      : [],
  );
  return { items };
}

/** The list of the newest generation: a message in zstd, in the order of the places. Null when it is none. */
export function listOfMessage(bytes: Uint8Array, tally: Tally): MediaList | null {
  const unpacked = unpackZstd(bytes, LARGEST_MEDIA_LIST);
  if (!unpacked.ok) return null;
  try {
    const items = mediaEntries(unpacked.bytes).map(({ name, size, place }, index) => ({
      name: textOf(name, tally, () => `in the name of media file ${index}`),
      place: String(place ?? index),
      packedSize: size,
    }));
    return { items };
  } catch {
    return null;
  }
}

function packedMedia(name: string, size: number, entry: ZipEntry): AnkiMedia {
  return {
    name,
    size,
    async read() {
      const unpacked = unpackZstd(await entry.read(), size);
      if (unpacked.ok && unpacked.bytes.length === size) return unpacked.bytes;
      throw new ZipDamage(`The media file "${name}" is damaged; export the package again.`);
    },
  };
}
