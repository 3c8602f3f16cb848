import * as v from "valibot";
import { StoreError, type StudyStore } from "../contract.ts";
import { examSchema } from "../core/settings/settings-schema.ts";
import { tableOptionsSchema } from "../formats/text-table/options.ts";
import { CONFIDENCES, GRADES } from "../core/schedule/types.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999));
const cardIds = v.pipe(v.array(id), v.minLength(1), v.maxLength(100_000));
const filter = v.object({
  which: v.variant("kind", [
    v.object({ kind: v.picklist(["due", "forgotten-today", "hard", "leech", "new"]) }),
    v.object({ kind: v.literal("ahead"), days: count }),
    v.object({ kind: v.literal("tag"), tag: id }),
    v.object({ kind: v.literal("cards"), cardIds }),
  ]),
  limit: count,
  schedules: v.boolean(),
  startedAt: v.pipe(v.number(), v.safeInteger()),
});
const scope = { deckId: v.nullable(id), filter: v.optional(filter) };
const deck = v.object({ deckId: id });
const file = v.object({ name: v.string(), bytes: v.instance(Uint8Array) });
const importRequest = {
  source: v.variant("kind", [
    v.object({ kind: v.literal("file"), file }),
    v.object({ kind: v.literal("sample"), id }),
  ]),
  deckName: v.optional(v.pipe(v.string(), v.maxLength(200))),
  leaveOut: v.optional(v.array(v.string())),
  takeIn: v.optional(v.array(v.string())),
  into: v.optional(id),
  choices: v.optional(v.record(v.string(), v.picklist(["keep", "take"]))),
  removed: v.optional(v.picklist(["suspend", "delete"])),
  merge: v.optional(
    v.object({
      conflicts: v.picklist(["mine", "theirs", "newer"]),
      scheduling: v.picklist(["latest", "theirs", "without"]),
    }),
  ),
  table: v.optional(tableOptionsSchema),
};
const text = v.pipe(v.string(), v.maxLength(200_000));

const situation = { situationId: id };
const pack = v.object({ packId: id });

/** What each verb takes; null for nothing. Callers are typed, but a port brings whatever was posted on it. */
const INPUTS: Readonly<Record<keyof StudyStore, v.GenericSchema | null>> = {
  today: null,
  deck,
  deckCards: v.object({ deckId: id, offset: v.number(), limit: v.number() }),
  session: v.object({ ...scope, first: v.optional(id) }),
  answerCard: v.object({
    ...scope,
    cardId: id,
    grade: v.picklist(GRADES),
    version: v.string(),
    durationMs: v.pipe(v.number(), v.finite()),
    confidence: v.optional(v.picklist(CONFIDENCES)),
    picked: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20_000))), v.maxLength(100))),
    first: v.optional(id),
  }),
  changeCards: v.object({
    cardIds,
    change: v.variant("kind", [
      v.object({ kind: v.literal("suspend"), suspended: v.boolean() }),
      v.object({ kind: v.literal("bury"), siblings: v.boolean() }),
      v.object({
        kind: v.literal("flag"),
        flag: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
      }),
    ]),
  }),
  deleteCards: v.object({ cardIds }),
  cardInfo: v.object({ cardId: id }),
  studyChoices: v.object({ deckId: v.nullable(id) }),
  steps: null,
  undo: null,
  redo: null,
  sampleGuides: null,
  planImport: v.object(importRequest),
  applyImport: v.object({ ...importRequest, planId: v.string() }),
  lastEdit: null,
  undoEdit: v.object({ editId: id }),
  note: v.object({ cardId: id }),
  editNote: v.object({
    noteId: id,
    fields: v.record(v.string(), v.union([text, v.array(text), v.array(v.array(text))])),
    tags: v.array(v.pipe(v.string(), v.maxLength(200))),
  }),
  guide: deck,
  exportDecks: v.object({
    deckIds: v.nullable(v.pipe(v.array(id), v.minLength(1))),
    format: v.picklist(["bundle", "anki", "csv", "tsv", "markdown"]),
    scheduling: v.boolean(),
  }),
  media: v.object({ name: v.pipe(v.string(), v.maxLength(500)) }),
  settings: null,
  // Ranges are the settings' own, which name them in words.
  changeSettings: v.strictObject({
    rolloverHour: v.optional(v.unknown()),
    theme: v.optional(v.unknown()),
    review: v.optional(v.unknown()),
    keys: v.optional(v.unknown()),
    reminder: v.optional(v.unknown()),
  }),
  savePreset: v.object({ preset: v.unknown() }),
  removePreset: v.object({ presetId: id }),
  usePreset: v.object({ deckId: id, presetId: v.nullable(id) }),
  exams: null,
  planExam: v.object({ exam: examSchema }),
  examRemedies: v.object({ exam: examSchema }),
  saveExam: v.object({ exam: examSchema }),
  removeExam: v.object({ examId: id }),
  fitParameters: v.object({ presetId: id }),
  cancelFitting: null,
  previewParameters: v.object({ preset: v.unknown() }),
  applyParameters: v.object({ preset: v.unknown(), reschedule: v.boolean() }),
  workload: v.object({
    preset: v.unknown(),
    days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
  }),
  misuse: null,
  packs: null,
  pack,
  planPack: v.object({ file }),
  importPack: v.object({ file }),
  removePack: pack,
  exportPack: pack,
  situations: null,
  situation: v.object(situation),
  saveSituation: v.object({
    situationId: v.nullable(id),
    packId: id,
    decision: id,
    title: v.pipe(v.string(), v.maxLength(200, "the title is too long")),
    text: v.pipe(v.string(), v.maxLength(20_000)),
    facts: v.record(id, v.union([v.pipe(v.number(), v.finite()), v.string(), v.boolean()])),
  }),
  removeSituation: v.object(situation),
  practiceOverview: null,
  nextSituation: v.object({ packId: v.nullable(id), decision: v.nullable(id), after: v.nullable(id) }),
  disputes: v.object({ cardId: id }),
  settleDispute: v.object({ cardId: id, disputeId: id, keep: v.picklist(["guide", "pack"]) }),
  bringForward: v.object({ cardIds: v.pipe(v.array(id), v.maxLength(1_000)) }),
  answerSituation: v.object({
    ...situation,
    choice: v.string(),
    marked: v.array(v.string()),
    sureness: v.number(),
  }),
  storageReport: null,
  snapshots: null,
  takeSnapshot: v.object({ reason: v.picklist(["asked", "quit"]) }),
  planRestore: v.object({ name: id }),
  restore: v.object({ name: id, planId: v.string() }),
  checkCollection: v.object({ mend: v.boolean() }),
};

/** @throws StoreError `invalid-input` naming the place */
export function checkInput(method: keyof StudyStore, input: unknown): void {
  const schema = INPUTS[method];
  if (schema === null) return;
  const result = v.safeParse(schema, input);
  if (result.success) return;
  const [issue] = result.issues;
  throw new StoreError(
    "invalid-input",
    `${method}: ${v.getDotPath(issue) ?? "the argument"} is not as expected.`,
  );
}
