import {
  configure,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_SPLIT_ZIP_FILE,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from "@zip.js/zip.js/lib/zip-core-custom.js";
import type { Refusal } from "./read-warning.ts";

// The streams of the platform unpack faster than any script, and what runs this is a worker already.
configure({ useWebWorkers: false });

/** How much an archive may hold before it is refused. Sizes are in bytes, and of the files unpacked. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
}

export interface ZipEntry {
  /** As the archive has it: may hold folders and anything else, and is a key, never a path. */
  readonly name: string;
  /** Bytes when unpacked, as declared; `read` gives exactly as many. */
  readonly size: number;
  /** The bytes of the file, unpacked anew each time. @throws ZipDamage when they are not what was declared */
  read(): Promise<Uint8Array>;
}

export type ZipResult = { readonly ok: true; readonly entries: readonly ZipEntry[] } | Refusal;

/** A file inside an archive that cannot be had. The message is one sentence for the person who reads it. */
export class ZipDamage extends Error {
  override readonly name = "ZipDamage";
}

/**
 * The files of a zip archive, by its directory alone: nothing is unpacked before `read`, and then one file at a time.
 * Folders are left out. Refused: what is no whole archive, is encrypted, holds more than `limits`, shares bytes between
 * files, has two files of one name, or declares sizes that no honest archive has.
 */
export async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<ZipResult> {
  if (bytes.length === 0) return refusal("The file is empty; export it again where it was made.");
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { filenameValidation: "tolerant" });
  const files: FileEntry[] = [];
  try {
    let count = 0;
    for await (const entry of reader.getEntriesGenerator()) {
      count += 1;
      if (count > limits.entries)
        return refusal(`The archive holds more than ${limits.entries} files; ${SPLIT}`);
      if (entry.encrypted)
        return refusal(
          `"${shown(entry.filename)}" in the archive is encrypted; export it without a password.`,
        );
      if (!entry.directory) files.push(entry);
    }
  } catch (error) {
    return refusal(whyUnreadable(bytes, error));
  }
  const reason = distrust(files, bytes.length, limits);
  if (reason !== null) return refusal(reason);
  return { ok: true, entries: files.map(zipEntry) };
}

/**
 * The files as a zip archive, in their order. The same files give the same bytes, for they are dated 1980.
 * @param files `store`: packed already, as pictures are, so that packing again would only cost time
 */
export async function writeZip(
  files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly store?: boolean }[],
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    rawLastModDate: FIRST_DOS_DATE,
    extendedTimestamp: false,
    // Sizes stand in front of the data, so that programs which read from the front can read it.
    dataDescriptor: false,
  });
  for (const { name, bytes, store = false } of files)
    await writer.add(name, new Uint8ArrayReader(bytes), store ? { compressionMethod: 0 } : {});
  return await writer.close();
}

/** 1 January 1980, where the dates of zip begin: day 1, month 1, year 0. */
const FIRST_DOS_DATE = ((1 << 5) | 1) << 16;

/** Deflate packs 1032 to one at the very most, which only a run of one byte comes near. */
const LARGEST_RATIO = 200;
/** Below this even the largest ratio harms nobody. */
const RATIO_COUNTS_FROM = 64 * 1_048_576;
/** Local header: 30 bytes before the name. */
const LOCAL_HEADER = 30;
const SPLIT = "export it in smaller parts.";

function distrust(files: readonly FileEntry[], packedBytes: number, limits: ZipLimits): string | null {
  let total = 0;
  const names = new Set<string>();
  for (const { filename, uncompressedSize } of files) {
    if (names.has(filename))
      return `Two files in the archive are both named "${shown(filename)}", so that either could be meant; export it again.`;
    names.add(filename);
    if (uncompressedSize > limits.entryBytes)
      return `"${shown(filename)}" in the archive would unpack to ${megabytes(uncompressedSize)}, more than the ${megabytes(limits.entryBytes)} that are read; ${SPLIT}`;
    total += uncompressedSize;
  }
  if (total > limits.totalBytes)
    return `The archive would unpack to ${megabytes(total)}, more than the ${megabytes(limits.totalBytes)} that are read; ${SPLIT}`;
  if (total > RATIO_COUNTS_FROM && total > LARGEST_RATIO * packedBytes)
    return `The archive would unpack to ${Math.round(total / packedBytes)} times its size, as only harmful ones do; get it from somewhere you trust.`;
  const byPlace = [...files].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { filename, offset, compressedSize, rawFilename } of byPlace) {
    if (offset < end)
      return `"${shown(filename)}" shares its bytes with another file in the archive, as only harmful ones do; get it from somewhere you trust.`;
    end = offset + LOCAL_HEADER + rawFilename.length + compressedSize;
  }
  if (end > packedBytes) return TRUNCATED;
  return null;
}

function zipEntry(entry: FileEntry): ZipEntry {
  const { filename: name, uncompressedSize: size } = entry;
  return {
    name,
    size,
    async read() {
      let whole: Uint8Array;
      try {
        // Stops at the first byte beyond the declared size.
        whole = await entry.getData(new Uint8ArrayWriter(), { checkCrc32: true });
      } catch {
        throw new ZipDamage(`"${shown(name)}" in the archive is damaged; get or export the file again.`);
      }
      return whole;
    },
  };
}

const TRUNCATED = "The file ends in the middle, as after a broken download; get it again.";

function whyUnreadable(bytes: Uint8Array, error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (message === ERR_ENCRYPTED_CENTRAL_DIRECTORY)
    return "The archive is encrypted; export it without a password.";
  if (message === ERR_SPLIT_ZIP_FILE) return "The file is one part of a split archive; join the parts first.";
  const startsAsZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 9;
  if (!startsAsZip) return "The file is no zip archive; choose the file that the other program exported.";
  return hasDirectoryEnd(bytes)
    ? "The list of files in the archive is damaged; get or export it again."
    : TRUNCATED;
}

/** Whether the record that ends every archive stands where it may: within a comment's length of the end. */
function hasDirectoryEnd(bytes: Uint8Array): boolean {
  const first = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= first; at--)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6)
      return true;
  return false;
}

function refusal(reason: string): Refusal {
  return { ok: false, code: "unreadable", reason };
}

function megabytes(size: number): string {
  return `${Math.round(size / 1_048_576)} MB`;
}

/** A name from an archive in a sentence: short, and without what would break the line. */
function shown(name: string): string {
  const plain = name.replace(/\p{C}/gu, "�");
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}
