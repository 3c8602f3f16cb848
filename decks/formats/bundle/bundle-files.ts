import * as v from "valibot";
import {
  hashSchema,
  idSchema,
  parameterSetSchema,
  scheduleEventSchema,
  situationSchema,
  timeSchema,
  wholeSchema,
} from "../../core/log/event-schema.ts";
import type { CardId } from "../../core/ids.ts";
import {
  fileCardSchema,
  fileDeckSchema,
  fileGuideSchema,
  importedSchema,
  noteSchema,
  noteTypeSchema,
} from "../deck-file.ts";

export const BUNDLE_FORMAT = "cardinal-bundle";
/** Each format change raises it; every older one is read. See FORMAT.md. */
export const BUNDLE_VERSION = 2;
export const MANIFEST = "manifest.json";
/** Where pictures, sounds and the sources of guides are, each named by the SHA-256 of its bytes. */
export const FILES_FOLDER = "files/";

export const manifestSchema = v.object({
  format: v.literal(BUNDLE_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const whole = v.pipe(v.number(), v.safeInteger());

/** A review of another program; see `PastReviews`. */
export const pastReviewSchema = v.object({
  cardId: idSchema<CardId>(),
  answeredAt: timeSchema,
  day: whole,
  grade: v.pipe(wholeSchema, v.maxValue(4)),
  kind: v.pipe(wholeSchema, v.maxValue(5)),
  durationMs: wholeSchema,
  interval: whole,
  lastInterval: whole,
  factor: whole,
});

/** One JSON value a line; the files stand in the order in which they need each other. */
export const BUNDLE_LINES = {
  decks: fileDeckSchema,
  "note-types": noteTypeSchema,
  notes: noteSchema,
  cards: fileCardSchema,
  "parameter-sets": parameterSetSchema,
  reviews: scheduleEventSchema,
  "past-reviews": pastReviewSchema,
  guides: fileGuideSchema,
  imported: importedSchema,
  packs: v.record(v.string(), v.unknown()),
  situations: situationSchema,
  media: v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    hash: hashSchema,
    size: wholeSchema,
  }),
} as const;

export type LinesName = keyof typeof BUNDLE_LINES;

export function linesFile(name: LinesName): string {
  return `${name}.jsonl`;
}
