import { StoreError } from "../contract.ts";
import type { NamedFile } from "../contract/named-file.ts";
import { fileHash } from "../core/digest.ts";
import type { Guide } from "../core/guide/types.ts";
import type { FileHash } from "../core/ids.ts";
import type { FileGuide } from "../formats/deck-file.ts";
import { guideText, readingGuideOf, type GuideTextResult } from "../formats/guide-text.ts";
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
  return read(collection, file, async (text) => finished(readingGuideOf(text, file.name)));
}

/**
 * The same in turns with whatever else is asked of the store, telling how far it is.
 * @throws StoreError `unreadable-file`; `stale` when another guide was begun meanwhile
 */
export async function readGuideInTurns(collection: Collection, file: NamedFile): Promise<ReadGuide> {
  return read(collection, file, (text) => inTurns(collection, text, file.name));
}

async function read(
  collection: Collection,
  file: NamedFile,
  guideOf: (text: ReadGuide["text"]) => Promise<Guide>,
): Promise<ReadGuide> {
  const hash = fileHash(file.bytes);
  const known = latest.get(collection);
  if (known?.hash === hash) return known;
  const text = await guideText(file);
  if (!text.ok) throw new StoreError("unreadable-file", `${file.name}: ${text.reason}`);
  const made = { hash, text, guide: await guideOf(text) };
  latest.set(collection, made);
  return made;
}

function finished(reading: Generator<number, Guide>): Guide {
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

/** So many pieces take some tens of milliseconds, which a call of another kind can wait. */
const PIECES_A_TURN = 10;
/** Counts the guides that were begun, so that one that was overtaken stops. */
const begun = new WeakMap<Collection, number>();

async function inTurns(collection: Collection, text: ReadGuide["text"], name: string): Promise<Guide> {
  const own = (begun.get(collection) ?? 0) + 1;
  begun.set(collection, own);
  const reading = readingGuideOf(text, name);
  for (let pieces = 1; ; pieces++) {
    const step = reading.next();
    if (step.done) return step.value;
    if (pieces % PIECES_A_TURN > 0) continue;
    collection.onReading({ name, done: step.value });
    await new Promise((resolve) => setTimeout(resolve));
    if (begun.get(collection) !== own) throw new StoreError("stale");
  }
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
