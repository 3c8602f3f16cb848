import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { PlainSettings } from "../../decks/contract/settings.ts";
import type { PresetId } from "../../decks/core/ids.ts";
import { DEFAULT_PRESET, type Preset } from "../../decks/core/schedule/preset.ts";
import type { Settings } from "../../decks/core/settings/settings.ts";
import { wordsFor } from "../words.ts";

/** A change of settings, made of those that are saved by the time that its turn comes. */
type Changed = (saved: Settings) => Partial<PlainSettings>;

/** The settings as saved; every change is saved at once, one after the other, and shown when the store has it. */
export class SettingsForm {
  saved = $state.raw<Settings | null>(null);
  /** What went wrong last that belongs to no field. */
  problem = $state.raw<string | null>(null);
  /** The preset on screen. */
  presetId = $state.raw<PresetId | null>(null);

  readonly #store: StudyStore;
  /** The call that is under way: the next waits for it, so that none is made of settings that it changes. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: StudyStore) {
    this.#store = store;
  }

  get preset(): Preset {
    return this.#preset(this.presetId) ?? this.saved?.presets[0] ?? DEFAULT_PRESET;
  }

  /** Whether it is the one that decks without one of their own go by, which always stays. */
  get isDefault(): boolean {
    return this.saved?.presets[0]?.id === this.preset.id;
  }

  async load(): Promise<void> {
    this.problem = await this.#inTurn(() => this.#store.settings());
  }

  /** Resolves to why the change was not made, in a sentence for the field; to null when it was. */
  keep(changed: Changed): Promise<string | null> {
    return this.#inTurn(() => this.#store.changeSettings(this.saved ? changed(this.saved) : {}));
  }

  /** The same for the preset on screen. */
  keepPreset(part: Partial<Preset>): Promise<string | null> {
    const { id } = this.preset;
    return this.#inTurn(() => {
      const preset = this.#preset(id);
      if (!preset) throw new StoreError("not-found");
      return this.#store.savePreset({ preset: { ...preset, ...part } });
    });
  }

  async change(changed: Changed): Promise<void> {
    this.problem = await this.keep(changed);
  }

  async changePreset(part: Partial<Preset>): Promise<void> {
    this.problem = await this.keepPreset(part);
  }

  /** A copy of the preset on screen, which then is on screen. */
  async addPreset(id: PresetId): Promise<void> {
    const names = this.saved?.presets.map((preset) => preset.name) ?? [];
    let name = `${this.preset.name}, copy`;
    for (let count = 2; names.includes(name); count++) name = `${this.preset.name}, copy ${count}`;
    const preset = { ...this.preset, id, name };
    this.problem = await this.#inTurn(() => this.#store.savePreset({ preset }));
    if (this.problem === null) this.presetId = id;
  }

  async removePreset(): Promise<void> {
    const { id } = this.preset;
    this.problem = await this.#inTurn(() => this.#store.removePreset({ presetId: id }));
    if (this.problem === null) this.presetId = null;
  }

  #preset(id: PresetId | null): Preset | undefined {
    return this.saved?.presets.find((preset) => preset.id === id);
  }

  #inTurn(call: () => Promise<Settings>): Promise<string | null> {
    const turn = this.#last.then(async () => {
      try {
        this.saved = await call();
        return null;
      } catch (error) {
        return wordsFor(error);
      }
    });
    this.#last = turn;
    return turn;
  }
}
