import type { DeckId, PresetId } from "../ids.ts";
import type { Exam, Sweep } from "../schedule/exam/types.ts";
import { DEFAULT_PRESET, type Preset } from "../schedule/preset.ts";
import type { StudyDay } from "../time.ts";

/** What the learner may set. Ranges are checked by the store. */
export interface Settings {
  /** Hour of local time at which a study day begins, 0 to 23. */
  readonly rolloverHour: number;
  readonly theme: "system" | "light" | "dark" | "contrast";
  /** At least one; the first is the default, which decks without one of their own use. */
  readonly presets: readonly Preset[];
  /** The presets, by the id of a deck, of decks that have one of their own; a subdeck goes by the nearest deck above it. */
  readonly deckPresets: Readonly<Record<string, PresetId>>;
  readonly exams: readonly KeptExam[];
  readonly review: ReviewSettings;
  readonly keys: KeySettings;
  readonly reminder: ReminderSettings;
}

/** An exam with the plan by which it is kept. */
export interface KeptExam {
  readonly exam: Exam;
  /** The days of its last sweep; null when it was kept without a card. */
  readonly sweep: Sweep | null;
  /** The last day on which a new card should be started. */
  readonly cutOff: StudyDay;
  /** The day on which the plan was made, and what it asked for on each day from then on. */
  readonly keptOn: StudyDay;
  readonly days: readonly { readonly reviews: number; readonly newCards: number }[];
}

export interface ReviewSettings {
  /** Four grades, or only Again and Good. */
  readonly grades: 2 | 4;
  /** Whether to ask how sure the learner is before the answer is shown. */
  readonly confidence: boolean;
  /** Whether the time spent on a card is shown. */
  readonly timer: boolean;
  /** Seconds after which the answer is shown and the card graded Again by themselves; 0 for never. At most 600. */
  readonly revealAfterSeconds: number;
  readonly againAfterSeconds: number;
  /** What is forgiven in an answer that was typed. */
  readonly typed: {
    readonly ignoreCase: boolean;
    readonly ignoreAccents: boolean;
    readonly forgiveTypos: boolean;
  };
}

export interface KeySettings {
  /** Whether single letters and digits do anything (WCAG 2.1.4). */
  readonly letters: boolean;
  /** Keys of actions where they differ from the usual ones; an action without a key has none. */
  readonly bindings: Readonly<Record<string, readonly string[]>>;
}

/** The notification of the daily review, in the desktop edition. */
export interface ReminderSettings {
  readonly on: boolean;
  /** Minutes from midnight on the learner's clock, 0 to 1439. */
  readonly minute: number;
}

export const DEFAULT_SETTINGS: Settings = {
  rolloverHour: 4,
  theme: "system",
  presets: [DEFAULT_PRESET],
  deckPresets: {},
  exams: [],
  review: {
    grades: 4,
    confidence: false,
    timer: false,
    revealAfterSeconds: 0,
    againAfterSeconds: 0,
    typed: { ignoreCase: true, ignoreAccents: true, forgiveTypos: true },
  },
  keys: { letters: true, bindings: {} },
  reminder: { on: false, minute: 18 * 60 },
};

/** The settings of events up to version 3, which knew no presets. */
export interface FlatSettings {
  readonly desiredRetention: number;
  readonly newCardsPerDay: number;
  readonly reviewsPerDay: number;
  readonly rolloverHour: number;
  readonly theme: Settings["theme"];
}

/** Settings with presets as they were written before there was a reminder. */
export type SettingsBeforeReminder = Omit<Settings, "reminder">;

/**
 * Settings of any version as those of today: what was one for all is the default preset now, and what a version had
 * no word for is as usual.
 */
export function currentSettings(settings: Settings | SettingsBeforeReminder | FlatSettings): Settings {
  if ("presets" in settings) return { ...settings, reminder: remindersOf(settings) };
  const { rolloverHour, theme, ...limits } = settings;
  return { ...DEFAULT_SETTINGS, rolloverHour, theme, presets: [{ ...DEFAULT_PRESET, ...limits }] };
}

function remindersOf(settings: Settings | SettingsBeforeReminder): ReminderSettings {
  return "reminder" in settings ? settings.reminder : DEFAULT_SETTINGS.reminder;
}

/** The preset that a deck goes by. @param parentOf null for a deck at the top, or one that is not known */
export function presetOf(
  { presets, deckPresets }: Pick<Settings, "presets" | "deckPresets">,
  deckId: DeckId | null,
  parentOf: (deckId: DeckId) => DeckId | null,
): Preset {
  const [first = DEFAULT_PRESET] = presets;
  let at = deckId;
  // A chain of parents longer than this goes in a circle.
  for (let up = 0; at !== null && up < 100; up++) {
    const own = deckPresets[at];
    const preset = own && presets.find(({ id }) => id === own);
    if (preset) return preset;
    at = parentOf(at);
  }
  return first;
}
