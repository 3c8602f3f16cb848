/** The part of the boundary that settings use; see `contract.ts`. */
import type { DeckId, PresetId } from "../core/ids.ts";
import type { Preset } from "../core/schedule/preset.ts";
import type { Settings } from "../core/settings/settings.ts";

/** Settings that are changed as they are; presets and exams have verbs of their own. */
export type PlainSettings = Omit<Settings, "presets" | "deckPresets" | "exams">;

export interface SettingsVerbs {
  settings(): Promise<Settings>;
  /** @throws StoreError `invalid-input` naming the setting and its range */
  changeSettings(input: Partial<PlainSettings>): Promise<Settings>;
  /**
   * Changes the preset with this id, or adds it. It counts from the next answers on; nothing is rescheduled.
   * @throws StoreError `invalid-input` naming the field and its range
   */
  savePreset(input: { readonly preset: Preset }): Promise<Settings>;
  /** Its decks go by the preset above them again. @throws StoreError `not-found`, `invalid-input` for the default one */
  removePreset(input: { readonly presetId: PresetId }): Promise<Settings>;
  /** Gives a deck a preset of its own; null lets it go by the deck above it again. @throws StoreError `not-found` */
  usePreset(input: { readonly deckId: DeckId; readonly presetId: PresetId | null }): Promise<Settings>;
}
