import { expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { PresetId } from "../../decks/core/ids.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../decks/core/settings/settings.ts";
import { SettingsForm } from "./settings-form.svelte.ts";

/** A store that keeps settings and takes a moment for it. */
function storeOf(start: Settings = DEFAULT_SETTINGS) {
  let settings = start;
  const store = {
    settings: async () => settings,
    changeSettings: async (part) => {
      await Promise.resolve();
      if (part.rolloverHour === 99) throw new StoreError("invalid-input", "No such hour.");
      return (settings = { ...settings, ...part });
    },
    savePreset: async ({ preset }) => {
      await Promise.resolve();
      const presets = settings.presets.filter(({ id }) => id !== preset.id);
      return (settings = { ...settings, presets: [...presets, preset] });
    },
  } as Partial<StudyStore> as StudyStore;
  return { store, saved: () => settings, changeElsewhere: (to: Settings) => (settings = to) };
}

test("two changes at once both count: the second is made of what the first has saved", async () => {
  const { store, saved } = storeOf();
  const form = new SettingsForm(store);
  await form.load();
  const review = (part: Partial<Settings["review"]>) =>
    form.keep((now) => ({ review: { ...now.review, ...part } }));
  await Promise.all([
    review({ timer: true }),
    review({ confidence: true }),
    form.keepPreset({ newCardsPerDay: 7 }),
    form.keepPreset({ reviewsPerDay: 70 }),
  ]);
  expect(saved().review).toMatchObject({ timer: true, confidence: true });
  expect(saved().presets).toMatchObject([{ newCardsPerDay: 7, reviewsPerDay: 70 }]);
  expect(form.saved).toEqual(saved());
});

test("what a field could not save is told to the field alone, and what else could not, to the page", async () => {
  const { store } = storeOf();
  const form = new SettingsForm(store);
  await form.load();
  expect(await form.keep(() => ({ rolloverHour: 99 }))).toBe("No such hour.");
  expect(form.problem).toBeNull();
  await form.change(() => ({ rolloverHour: 99 }));
  expect(form.problem).toBe("No such hour.");
  await form.change(() => ({ theme: "dark" }));
  expect(form.problem).toBeNull();
  expect(form.saved?.rolloverHour).toBe(DEFAULT_SETTINGS.rolloverHour);
});

test("a preset that was removed elsewhere is not brought back by a field of it", async () => {
  const { store, saved, changeElsewhere } = storeOf();
  const form = new SettingsForm(store);
  await form.load();
  await form.addPreset("slow" as PresetId);
  changeElsewhere(DEFAULT_SETTINGS);
  const loaded = form.load();
  const kept = form.keepPreset({ newCardsPerDay: 1 });
  await loaded;
  expect(await kept).toBe("That is no longer in your collection.");
  expect(saved()).toEqual(DEFAULT_SETTINGS);
  expect(form.preset.name).toBe("Default");
});
