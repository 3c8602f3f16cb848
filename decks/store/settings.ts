import { type Settings, StoreError, type StudyStore } from "../contract.ts";
import { parameterSet } from "../core/schedule/parameters.ts";
import type { Collection } from "./collection.ts";

const THEMES: readonly Settings["theme"][] = ["system", "light", "dark", "contrast"];

/** The verbs of the settings screen. */
export function settingsVerbs(collection: Collection): Pick<StudyStore, "settings" | "changeSettings"> {
  return {
    settings: () => collection.settings(),
    async changeSettings(input) {
      check(input);
      await collection.change(async () => {
        const settings = { ...(await collection.settings()), ...input };
        return {
          kind: "settings",
          settings,
          parameters: parameterSet({ desiredRetention: settings.desiredRetention }),
        };
      });
      return collection.settings();
    },
  };
}

function check(input: Partial<Settings>): void {
  const whole = (name: string, value: number | undefined, most: number) => {
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= most)) {
      throw new StoreError("invalid-input", `${name} must be a whole number from 0 to ${most}.`);
    }
  };
  whole("New cards a day", input.newCardsPerDay, 9999);
  whole("Reviews a day", input.reviewsPerDay, 9999);
  whole("The hour at which a day begins", input.rolloverHour, 23);
  if (
    input.desiredRetention !== undefined &&
    !(input.desiredRetention >= 0.7 && input.desiredRetention <= 0.97)
  ) {
    throw new StoreError("invalid-input", "Desired retention must be from 70% to 97%.");
  }
  if (input.theme !== undefined && !THEMES.includes(input.theme)) {
    throw new StoreError("invalid-input", "There is no such theme.");
  }
}
