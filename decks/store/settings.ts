import * as v from "valibot";
import { StoreError, type StudyStore } from "../contract.ts";
import type { PlainSettings, SettingsVerbs } from "../contract/settings.ts";
import type { DeckId, PresetId } from "../core/ids.ts";
import type { Preset } from "../core/schedule/preset.ts";
import { presetIssues } from "../core/schedule/preset-issues.ts";
import type { Settings } from "../core/settings/settings.ts";
import {
  keySettingsSchema,
  presetSchema,
  reminderSettingsSchema,
  reviewSettingsSchema,
} from "../core/settings/settings-schema.ts";
import type { Collection } from "./collection.ts";

const THEMES: readonly Settings["theme"][] = ["system", "light", "dark", "contrast"];

/** The verbs of the settings screen. Every change is one event that holds all settings, and one step for undo. */
export function settingsVerbs(collection: Collection): Pick<StudyStore, keyof SettingsVerbs> {
  const change = async (changed: (settings: Settings) => Settings | Promise<Settings>): Promise<Settings> => {
    await collection.change(async () => ({
      kind: "settings",
      settings: await changed(await collection.settings()),
    }));
    return collection.settings();
  };
  return {
    settings: () => collection.settings(),
    async changeSettings(input) {
      check(input);
      return change((settings) => ({ ...settings, ...input }));
    },
    async savePreset({ preset }) {
      checkPreset(preset);
      return change((settings) => withPreset(settings, preset));
    },
    removePreset: ({ presetId }) => change((settings) => withoutPreset(settings, presetId)),
    usePreset: ({ deckId, presetId }) =>
      change((settings) => withDeck(collection, settings, deckId, presetId)),
  };
}

/** @throws StoreError `invalid-input` when another preset has its name */
export function withPreset(settings: Settings, preset: Preset): Settings {
  const { presets } = settings;
  const isThere = presets.some(({ id }) => id === preset.id);
  if (presets.some(({ id, name }) => id !== preset.id && name === preset.name)) {
    throw new StoreError("invalid-input", `There is a preset “${preset.name}” already. Choose another name.`);
  }
  return {
    ...settings,
    presets: isThere ? presets.map((one) => (one.id === preset.id ? preset : one)) : [...presets, preset],
  };
}

function withoutPreset(settings: Settings, presetId: PresetId): Settings {
  const [first] = settings.presets;
  if (first?.id === presetId) throw new StoreError("invalid-input", "The default preset always stays.");
  if (!settings.presets.some(({ id }) => id === presetId)) throw new StoreError("not-found");
  const decks = Object.entries(settings.deckPresets).filter(([, id]) => id !== presetId);
  return {
    ...settings,
    presets: settings.presets.filter(({ id }) => id !== presetId),
    deckPresets: Object.fromEntries(decks),
  };
}

async function withDeck(
  { database }: Collection,
  settings: Settings,
  deckId: DeckId,
  presetId: PresetId | null,
): Promise<Settings> {
  const isThere = presetId === null || settings.presets.some(({ id }) => id === presetId);
  if (!isThere || !(await database.decks.get(deckId))) throw new StoreError("not-found");
  const { [deckId]: _own, ...others } = settings.deckPresets;
  return { ...settings, deckPresets: presetId === null ? others : { ...others, [deckId]: presetId } };
}

/** @throws StoreError `invalid-input` naming the field and its range */
export function checkPreset(preset: Preset): void {
  if (!v.is(presetSchema, preset)) throw new StoreError("invalid-input", "This preset is not complete.");
  const [issue] = presetIssues(preset);
  if (issue !== undefined) throw new StoreError("invalid-input", issue);
}

function check({ rolloverHour, theme, review, keys, reminder }: Partial<PlainSettings>): void {
  if (
    rolloverHour !== undefined &&
    !(Number.isInteger(rolloverHour) && rolloverHour >= 0 && rolloverHour <= 23)
  )
    throw new StoreError(
      "invalid-input",
      "The hour at which a day begins must be a whole number from 0 to 23.",
    );
  if (theme !== undefined && !THEMES.includes(theme))
    throw new StoreError("invalid-input", "There is no such theme.");
  if (review !== undefined && !v.is(reviewSettingsSchema, review))
    throw new StoreError("invalid-input", "Times for a card must be whole seconds from 0 to 600.");
  if (keys !== undefined && !v.is(keySettingsSchema, keys))
    throw new StoreError("invalid-input", "These keys cannot be used.");
  if (reminder !== undefined && !v.is(reminderSettingsSchema, reminder))
    throw new StoreError("invalid-input", "The time of the reminder must be a time of the day.");
}
