import * as v from "valibot";
import type { DeckId, ExamId, PresetId } from "../ids.ts";
import type { Exam } from "../schedule/exam/types.ts";
import { MIXES, type Preset } from "../schedule/preset.ts";
import type { EpochMs, StudyDay } from "../time.ts";
import {
  DEFAULT_SETTINGS,
  type FlatSettings,
  type KeptExam,
  type ReminderSettings,
  type Settings,
} from "./settings.ts";

/** The shapes of settings as a journal or a caller brings them; what is missing is filled in where it may be. */

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const presetId = v.custom<PresetId>(
  (value) => typeof value === "string" && /^[0-9a-z-]{1,40}$/.test(value),
  "the id of a preset is wanted here.",
);
const theme = v.picklist(["system", "light", "dark", "contrast"]);

/** @see Preset; the ranges of its fields are checked by `presetIssues`, which names them in words. */
export const presetSchema = v.object({
  id: presetId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  desiredRetention: finite,
  maximumIntervalDays: whole,
  learningStepsMinutes: v.pipe(v.array(finite), v.maxLength(20)),
  relearningStepsMinutes: v.pipe(v.array(finite), v.maxLength(20)),
  fuzz: v.boolean(),
  balance: v.boolean(),
  easyDays: v.pipe(v.array(finite), v.length(7)),
  newCardsPerDay: whole,
  reviewsPerDay: whole,
  mix: v.picklist(MIXES),
  leechThreshold: whole,
  leechAction: v.picklist(["tag", "suspend"]),
  bury: v.object({ new: v.boolean(), review: v.boolean(), learning: v.boolean() }),
  weights: v.pipe(v.array(finite), v.length(21)),
  shortTerm: v.boolean(),
  fitted: v.nullable(
    v.object({
      at: v.custom<EpochMs>(Number.isSafeInteger),
      reviews: whole,
      logLoss: finite,
      rmse: finite,
    }),
  ),
}) satisfies v.GenericSchema<unknown, Preset>;

const seconds = v.pipe(whole, v.maxValue(600));

/** @see ReviewSettings */
export const reviewSettingsSchema = v.object({
  grades: v.picklist([2, 4]),
  confidence: v.boolean(),
  timer: v.boolean(),
  revealAfterSeconds: seconds,
  againAfterSeconds: seconds,
  typed: v.object({ ignoreCase: v.boolean(), ignoreAccents: v.boolean(), forgiveTypos: v.boolean() }),
});

/** @see KeySettings */
export const keySettingsSchema = v.object({
  letters: v.boolean(),
  bindings: v.record(
    v.pipe(v.string(), v.maxLength(60)),
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(4)),
  ),
});

/** @see ReminderSettings */
export const reminderSettingsSchema = v.object({
  on: v.boolean(),
  minute: v.pipe(whole, v.maxValue(1439)),
}) satisfies v.GenericSchema<unknown, ReminderSettings>;

const day = v.custom<StudyDay>(Number.isSafeInteger, "a day is wanted here.");
const examId = v.custom<ExamId>(
  (value) => typeof value === "string" && /^[0-9a-z-]{1,40}$/.test(value),
  "the id of an exam is wanted here.",
);

/** @see Exam; what is asked of its values is in `examIssues`, which says it in words. */
export const examSchema = v.object({
  id: examId,
  name: v.pipe(v.string(), v.maxLength(200)),
  setOn: day,
  day,
  target: finite,
  deckIds: v.nullable(v.array(v.custom<DeckId>((value) => typeof value === "string"))),
  minutesPerDay: finite,
}) satisfies v.GenericSchema<unknown, Exam>;

/** @see KeptExam */
const keptExamSchema = v.object({
  exam: examSchema,
  sweep: v.nullable(v.object({ first: day, last: day })),
  cutOff: day,
  keptOn: day,
  days: v.pipe(v.array(v.object({ reviews: whole, newCards: whole })), v.maxLength(2_000)),
}) satisfies v.GenericSchema<unknown, KeptExam>;

/** @see Settings */
export const settingsSchema = v.object({
  rolloverHour: v.pipe(whole, v.maxValue(23)),
  theme,
  presets: v.pipe(v.array(presetSchema), v.minLength(1), v.maxLength(100)),
  deckPresets: v.record(v.string(), presetId),
  exams: v.pipe(v.array(keptExamSchema), v.maxLength(50)),
  review: reviewSettingsSchema,
  keys: keySettingsSchema,
  // Journals have settings from before there was one.
  reminder: v.optional(reminderSettingsSchema, DEFAULT_SETTINGS.reminder),
}) satisfies v.GenericSchema<unknown, Settings>;

/** @see FlatSettings */
export const flatSettingsSchema = v.object({
  desiredRetention: finite,
  newCardsPerDay: whole,
  reviewsPerDay: whole,
  rolloverHour: whole,
  theme,
}) satisfies v.GenericSchema<unknown, FlatSettings>;
