/** The name by which Windows knows whose notification it is, as `electron-builder.yml` gives it to the shortcut. */
export const APP_ID = "app.cardinal.Cardinal";

/** What main tells a person in boxes of the system: title and sentence. */
export const MAIN_FAILED = [
  "Something went wrong inside Cardinal",
  "Every answer that was confirmed is kept. If anything looks wrong, close Cardinal and open it again.",
] as const;

export const STORE_GIVEN_UP = [
  "Cardinal cannot open your collection",
  "Nothing is lost: every answer is in the journal. Close Cardinal and open it again.",
] as const;

export const UNOPENED_FILE = "Cardinal cannot open this file";

export const NEWER_PROFILE = [
  "A newer Cardinal has used this collection",
  "This older one could throw its database away, so it does not open it. Nothing was changed. Update Cardinal, then start it again.",
] as const;
