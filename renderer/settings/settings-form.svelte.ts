import type { StudyStore } from "../../decks/contract.ts";
import type { PlainSettings } from "../../decks/contract/settings.ts";
import type { PresetId } from "../../decks/core/ids.ts";
import { DEFAULT_PRESET, type Preset } from "../../decks/core/schedule/preset.ts";
import type { Settings } from "../../decks/core/settings/settings.ts";
import { applyTheme } from "../theme.ts";
import { wordsFor } from "../words.ts";

/** The settings as saved; every change is saved at once, and shown only when the store has it. */
export class SettingsForm {
  saved = $state.raw<Settings | null>(null);
  problem = $state.raw<string | null>(null);
  /** The preset on screen. */
  presetId = $state.raw<PresetId | null>(null);

  readonly #store: StudyStore;

  constructor(store: StudyStore) {
    this.#store = store;
  }

  get preset(): Preset {
    const presets = this.saved?.presets ?? [];
    return presets.find(({ id }) => id === this.presetId) ?? presets[0] ?? DEFAULT_PRESET;
  }

  /** Whether it is the one that decks without one of their own go by, which always stays. */
  get isDefault(): boolean {
    return this.saved?.presets[0]?.id === this.preset.id;
  }

  async load(): Promise<void> {
    await this.#try(() => this.#store.settings());
  }

  async change(part: Partial<PlainSettings>): Promise<boolean> {
    return this.#try(() => this.#store.changeSettings(part));
  }

  async changePreset(part: Partial<Preset>): Promise<boolean> {
    return this.#try(() => this.#store.savePreset({ preset: { ...this.preset, ...part } }));
  }

  /** A copy of the preset on screen, which then is on screen. */
  async addPreset(id: PresetId): Promise<void> {
    const names = this.saved?.presets.map((preset) => preset.name) ?? [];
    let name = `${this.preset.name}, copy`;
    for (let count = 2; names.includes(name); count++) name = `${this.preset.name}, copy ${count}`;
    if (await this.#try(() => this.#store.savePreset({ preset: { ...this.preset, id, name } })))
      this.presetId = id;
  }

  async removePreset(): Promise<void> {
    const { id } = this.preset;
    if (await this.#try(() => this.#store.removePreset({ presetId: id }))) this.presetId = null;
  }

  /** Takes what was typed into a number field; says what is wrong where it is no whole number in range. */
  async changeNumber(
    typed: string,
    { words, least = 0, most }: { readonly words: string; readonly least?: number; readonly most: number },
    save: (value: number) => Promise<boolean>,
  ): Promise<void> {
    const value = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    if (value >= least && value <= most) await save(value);
    else this.problem = `${words} must be a whole number from ${least} to ${most}.`;
  }

  async #try(call: () => Promise<Settings>): Promise<boolean> {
    try {
      this.saved = await call();
      this.problem = null;
      applyTheme(this.saved.theme);
      return true;
    } catch (error) {
      this.problem = wordsFor(error);
      return false;
    }
  }
}
