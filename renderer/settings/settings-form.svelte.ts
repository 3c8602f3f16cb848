import type { StudyStore } from "../../decks/contract.ts";
import type { PlainSettings } from "../../decks/contract/settings.ts";
import { DEFAULT_PRESET, type Preset } from "../../decks/core/schedule/preset.ts";
import type { Settings } from "../../decks/core/settings/settings.ts";
import { applyTheme } from "../theme.ts";
import { wordsFor } from "../words.ts";

/** The settings as saved; every change is saved at once, and shown only when the store has it. */
export class SettingsForm {
  saved = $state.raw<Settings | null>(null);
  problem = $state.raw<string | null>(null);

  readonly #store: StudyStore;

  constructor(store: StudyStore) {
    this.#store = store;
  }

  async load(): Promise<void> {
    await this.#try(() => this.#store.settings());
  }

  async change(part: Partial<PlainSettings>): Promise<void> {
    await this.#try(() => this.#store.changeSettings(part));
  }

  /** The preset that decks without one of their own go by. */
  get preset(): Preset {
    return this.saved?.presets[0] ?? DEFAULT_PRESET;
  }

  async changePreset(part: Partial<Preset>): Promise<void> {
    await this.#try(() => this.#store.savePreset({ preset: { ...this.preset, ...part } }));
  }

  /** Takes what was typed into a number field; says what is wrong where it is not a whole number in range. */
  async changeNumber(
    name: "newCardsPerDay" | "reviewsPerDay" | "rolloverHour",
    typed: string,
  ): Promise<void> {
    const { words, most } = NUMBERS[name];
    if (!/^\d{1,5}$/.test(typed.trim()) || Number(typed) > most) {
      this.problem = `${words} must be a whole number from 0 to ${most}.`;
      return;
    }
    if (name === "rolloverHour") await this.change({ rolloverHour: Number(typed) });
    else await this.changePreset({ [name]: Number(typed) });
  }

  async #try(call: () => Promise<Settings>): Promise<void> {
    try {
      this.saved = await call();
      this.problem = null;
      applyTheme(this.saved.theme);
    } catch (error) {
      this.problem = wordsFor(error);
    }
  }
}

const NUMBERS = {
  newCardsPerDay: { words: "New cards a day", most: 9999 },
  reviewsPerDay: { words: "Reviews a day", most: 9999 },
  rolloverHour: { words: "The hour at which a day begins", most: 23 },
};
