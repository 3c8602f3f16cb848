import { type NamedFile, StoreError } from "../contract.ts";
import { fileHash } from "../core/digest.ts";
import type { Guide } from "../core/guide/types.ts";
import type { FileHash } from "../core/ids.ts";
import type { FileGuide } from "../formats/deck-file.ts";
import { guideOf, guideText, type GuideTextResult } from "../formats/guide-text.ts";
import type { Collection } from "./collection.ts";

export interface ReadGuide {
  readonly hash: FileHash;
  readonly text: Extract<GuideTextResult, { ok: true }>;
  readonly guide: Guide;
}

/** The guide read last: a preview asks for the same one at every choice. */
const latest = new WeakMap<Collection, ReadGuide>();

/** Reads a file as a guide. @throws StoreError `unreadable-file` with what is wrong */
export async function readGuideFile(collection: Collection, file: NamedFile): Promise<ReadGuide> {
  const hash = fileHash(file.bytes);
  const known = latest.get(collection);
  if (known?.hash === hash) return known;
  const text = await guideText(file);
  if (!text.ok) throw new StoreError("unreadable-file", `${file.name}: ${text.reason}`);
  const read = { hash, text, guide: guideOf(text, file.name) };
  latest.set(collection, read);
  return read;
}

/** The file of a guide that was imported; null when it came with a deck alone. */
export async function readStoredGuide(
  collection: Collection,
  { hash, fileName }: FileGuide,
): Promise<ReadGuide | null> {
  const known = latest.get(collection);
  if (known?.hash === hash) return known;
  const bytes = await collection.journal.readFile(hash);
  return bytes && readGuideFile(collection, { name: fileName, bytes });
}
