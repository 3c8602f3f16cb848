import * as v from "valibot";
import type { CardId, EventId, FileHash, NoteId, PackId, ParameterSetId, SituationId } from "../ids.ts";
import type { Situation } from "../scenario/types.ts";
import {
  CONFIDENCES,
  GRADES,
  type ParameterSet,
  RESCHEDULE_REASONS,
  type ScheduleEvent,
} from "../schedule/types.ts";
import type { EpochMs, StudyDay } from "../time.ts";
import { flatSettingsSchema, settingsSchema } from "../settings/settings-schema.ts";
import { EDIT_KINDS, EVENT_VERSION, type StoreEvent } from "./events.ts";

/** An opaque id of a branded kind. */
export const idSchema = <T extends string>() =>
  v.custom<T>(
    (value) => typeof value === "string" && value.length > 0 && value.length <= 200,
    "an id is wanted here.",
  );
/** A whole number from 0. */
export const wholeSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
/** An instant in epoch milliseconds. */
export const timeSchema = v.custom<EpochMs>(
  (value) => Number.isSafeInteger(value),
  "a time in milliseconds is wanted here.",
);
/** A SHA-256 in hex. */
export const hashSchema = v.custom<FileHash>(
  (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
  "a SHA-256 is wanted here.",
);

const finite = v.pipe(v.number(), v.finite());
const day = v.custom<StudyDay>((value) => Number.isSafeInteger(value), "a day number is wanted here.");
const eventId = v.custom<EventId>(
  (value) => typeof value === "string" && /^[0-9a-z]{9}-[0-9a-z]{4}-[0-9a-z]{8}$/.test(value),
  "an event id is wanted here.",
);

const schedule = v.object({
  state: v.picklist(["new", "learning", "review", "relearning"]),
  step: wholeSchema,
  stability: v.pipe(finite, v.minValue(0)),
  difficulty: v.pipe(finite, v.minValue(0), v.maxValue(10)),
  due: timeSchema,
  dueDay: day,
  intervalDays: wholeSchema,
  reps: wholeSchema,
  lapses: wholeSchema,
  lastReviewedAt: v.nullable(timeSchema),
});

const details = {
  confidence: v.exactOptional(v.picklist(CONFIDENCES)),
  picked: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20_000))), v.maxLength(100))),
};
const review = {
  kind: v.literal("review"),
  id: eventId,
  cardId: idSchema<CardId>(),
  grade: v.picklist(GRADES),
  answeredAt: timeSchema,
  durationMs: wholeSchema,
  ...details,
  parameterSetId: idSchema<ParameterSetId>(),
  after: schedule,
};
const reschedule = {
  kind: v.literal("reschedule"),
  id: eventId,
  cardId: idSchema<CardId>(),
  parameterSetId: idSchema<ParameterSetId>(),
  after: schedule,
  reason: v.exactOptional(v.picklist(RESCHEDULE_REASONS)),
};
const cram = {
  kind: v.literal("cram"),
  id: eventId,
  cardId: idSchema<CardId>(),
  grade: v.picklist(GRADES),
  answeredAt: timeSchema,
  day,
  durationMs: wholeSchema,
  ...details,
};
const retract = { kind: v.literal("retract"), id: eventId, cardId: idSchema<CardId>(), of: eventId };

/** @see ScheduleEvent */
export const scheduleEventSchema = v.variant("kind", [
  v.object(review),
  v.object(cram),
  v.object(reschedule),
  v.object(retract),
]) satisfies v.GenericSchema<unknown, ScheduleEvent>;

/** @see ParameterSet */
export const parameterSetSchema = v.object({
  id: idSchema<ParameterSetId>(),
  weights: v.pipe(v.array(finite), v.length(21)),
  desiredRetention: v.pipe(finite, v.minValue(0.5), v.maxValue(0.999)),
  maximumIntervalDays: v.pipe(wholeSchema, v.minValue(1)),
  learningStepsMinutes: v.array(v.pipe(finite, v.minValue(0))),
  relearningStepsMinutes: v.array(v.pipe(finite, v.minValue(0))),
  fuzz: v.boolean(),
  shortTerm: v.boolean(),
}) satisfies v.GenericSchema<unknown, ParameterSet>;

const head = {
  v: v.picklist([1, 2, 3, 4, EVENT_VERSION]),
  id: eventId,
  group: v.exactOptional(eventId),
  undoes: v.exactOptional(eventId),
  redoes: v.exactOptional(eventId),
};

const text = v.pipe(v.string(), v.maxLength(20_000));
const skillNote = v.object({
  id: idSchema<NoteId>(),
  kind: v.literal("skill"),
  fields: v.record(v.string(), text),
  tags: v.array(text),
  source: v.null(),
});
/** @see Situation */
export const situationSchema = v.object({
  id: idSchema<SituationId>(),
  packId: idSchema<PackId>(),
  decision: v.string(),
  title: text,
  prose: v.array(v.object({ text, fact: v.exactOptional(v.string()) })),
  facts: v.record(v.string(), v.union([finite, v.string(), v.boolean()])),
}) satisfies v.GenericSchema<unknown, Situation>;

const storeEvent = v.variant("kind", [
  v.object({ ...head, ...review, parameters: v.exactOptional(parameterSetSchema) }),
  v.object({ ...head, ...cram }),
  v.object({ ...head, ...reschedule }),
  v.object({ ...head, ...retract }),
  v.object({
    ...head,
    kind: v.literal("import"),
    name: v.string(),
    sourceHash: hashSchema,
    contentsHash: hashSchema,
  }),
  v.object({
    ...head,
    kind: v.literal("edit"),
    what: v.exactOptional(v.picklist(EDIT_KINDS)),
    name: v.string(),
    sourceHash: v.nullable(hashSchema),
    changesHash: hashSchema,
    undoHash: v.nullable(hashSchema),
  }),
  v.object({
    ...head,
    kind: v.literal("settings"),
    settings: v.union([settingsSchema, flatSettingsSchema]),
    parameters: v.exactOptional(parameterSetSchema),
  }),
  v.object({
    ...head,
    kind: v.literal("scenario"),
    packId: idSchema<PackId>(),
    situationId: idSchema<SituationId>(),
    answeredAt: timeSchema,
    choice: v.string(),
    marked: v.array(v.string()),
    sureness: finite,
    score: finite,
    decision: v.exactOptional(v.string()),
    rule: v.exactOptional(v.string()),
    skills: v.exactOptional(v.array(skillNote)),
  }),
  v.object({
    ...head,
    kind: v.literal("pack"),
    packId: idSchema<PackId>(),
    contentsHash: v.nullable(hashSchema),
  }),
  v.object({
    ...head,
    kind: v.literal("situation"),
    situationId: idSchema<SituationId>(),
    situation: v.nullable(situationSchema),
  }),
  v.object({
    ...head,
    kind: v.literal("restore"),
    snapshotHash: hashSchema,
    beforeHash: hashSchema,
    savedAt: timeSchema,
  }),
]) satisfies v.GenericSchema<unknown, StoreEvent>;

export type EventReading =
  | { readonly kind: "event"; readonly event: StoreEvent }
  /** Written by a newer Cardinal: stop rather than pass it over. */
  | { readonly kind: "newer" }
  | { readonly kind: "damaged" };

/** A record of a journal as an event; never throws. */
export function readEvent(record: unknown): EventReading {
  if (typeof record === "object" && record !== null && "v" in record) {
    if (typeof record.v === "number" && record.v > EVENT_VERSION) return { kind: "newer" };
  }
  const result = v.safeParse(storeEvent, record);
  return result.success ? { kind: "event", event: result.output } : { kind: "damaged" };
}
