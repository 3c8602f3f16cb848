import { fileHash } from "../../core/digest.ts";
import { canonical } from "../../core/same.ts";
import type { PastReviews } from "../../core/log/past-reviews.ts";
import type { ContentMedia, DeckContents } from "../contents.ts";
import { writeZip } from "../zip.ts";
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  FILES_FOLDER,
  type LinesName,
  linesFile,
  MANIFEST,
} from "./bundle-files.ts";

/** Contents as a bundle: a zip of JSON lines beside the files that notes and guides name. Equal contents are equal bytes. */
export async function writeBundle(contents: DeckContents): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const stored = async (file: ContentMedia) => {
    const bytes = await file.read();
    const hash = fileHash(bytes);
    files.set(`${FILES_FOLDER}${hash}`, bytes);
    return { name: file.name, hash, size: bytes.length };
  };
  const media = [];
  for (const file of contents.media) media.push(await stored(file));
  for (const file of contents.sources) await stored(file);
  const lines: Record<LinesName, Iterable<unknown>> = {
    decks: contents.decks,
    "note-types": contents.noteTypes,
    notes: contents.notes,
    cards: contents.cards,
    "parameter-sets": contents.history.parameterSets,
    reviews: contents.history.events,
    "past-reviews": pastRows(contents.history.past),
    guides: contents.guides,
    imported: contents.imported,
    packs: contents.packs,
    situations: contents.situations,
    media,
  };
  const encoder = new TextEncoder();
  const manifest = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION };
  return writeZip([
    { name: MANIFEST, bytes: encoder.encode(`${JSON.stringify(manifest)}\n`) },
    ...Object.entries(lines).map(([name, values]) => ({
      name: linesFile(name as LinesName),
      bytes: encoder.encode([...values].map((value) => `${canonical(value)}\n`).join("")),
    })),
    // Pictures and sounds are compressed already.
    ...[...files].map(([name, bytes]) => ({ name, bytes, store: true })),
  ]);
}

function* pastRows(past: PastReviews) {
  for (let index = 0; index < past.card.length; index++) {
    const { answeredAt, day, grade, kind, durationMs, interval, lastInterval, factor } = past;
    yield {
      cardId: past.cardIds[past.card[index] ?? 0],
      answeredAt: answeredAt[index],
      day: day[index],
      grade: grade[index],
      kind: kind[index],
      durationMs: durationMs[index],
      interval: interval[index],
      lastInterval: lastInterval[index],
      factor: factor[index],
    };
  }
}
