import { PbfReader } from "pbf";

/**
 * The messages of Anki's that a package needs, by the numbers of their fields; see
 * https://github.com/ankitects/anki/tree/main/proto/anki. Texts come as bytes, for they may be broken. All throw when the
 * bytes are no such message.
 */
export interface MediaListEntry {
  readonly name: Uint8Array;
  /** Bytes when unpacked, as declared. */
  readonly size: number;
  /** What the file is called in the archive, where that is not its place in the list. */
  readonly place: number | null;
}

/** The version in `meta`: 1, 2 or 3 for the generations there are; 0 when it names none. */
export function packageVersion(meta: Uint8Array): number {
  let version = 0;
  new PbfReader(meta).readFields((field, _, reader) => {
    if (field === 1) version = reader.readVarint();
  }, null);
  return version;
}

export function mediaEntries(list: Uint8Array): readonly MediaListEntry[] {
  const entries: MediaListEntry[] = [];
  new PbfReader(list).readFields((field, _, reader) => {
    if (field === 1) entries.push(mediaEntry(reader.readBytes()));
  }, null);
  return entries;
}

export function noteTypeConfig(config: Uint8Array): { readonly isCloze: boolean; readonly css: Uint8Array } {
  let isCloze = false;
  let css: Uint8Array = EMPTY;
  new PbfReader(config).readFields((field, _, reader) => {
    if (field === 1) isCloze = reader.readVarint() === 1;
    if (field === 3) css = reader.readBytes();
  }, null);
  return { isCloze, css };
}

export function templateConfig(config: Uint8Array): {
  readonly front: Uint8Array;
  readonly back: Uint8Array;
} {
  let front: Uint8Array = EMPTY;
  let back: Uint8Array = EMPTY;
  new PbfReader(config).readFields((field, _, reader) => {
    if (field === 1) front = reader.readBytes();
    if (field === 2) back = reader.readBytes();
  }, null);
  return { front, back };
}

/** A deck is either normal, field 1, or filtered, field 2. */
export function isFilteredDeck(kind: Uint8Array): boolean {
  let isFiltered = false;
  new PbfReader(kind).readFields((field) => {
    isFiltered = field === 2;
  }, null);
  return isFiltered;
}

const EMPTY = new Uint8Array();

function mediaEntry(message: Uint8Array): MediaListEntry {
  let name: Uint8Array = EMPTY;
  let size = 0;
  let place: number | null = null;
  new PbfReader(message).readFields((field, _, reader) => {
    if (field === 1) name = reader.readBytes();
    if (field === 2) size = reader.readVarint();
    if (field === 255) place = reader.readVarint();
  }, null);
  return { name, size, place };
}
