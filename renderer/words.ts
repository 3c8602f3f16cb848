import { StoreError, type StoreErrorCode } from "../decks/contract.ts";

/** What a person is told for every code; a code without words does not compile. */
const WORDS: Record<StoreErrorCode, string> = {
  unavailable: "Your collection is out of reach for the moment. Nothing you confirmed is lost; try again.",
  "invalid-input": "Cardinal could not use that.",
  "not-found": "That is no longer in your collection.",
  stale: "Your collection changed in the meantime. Here is what it looks like now.",
  "nothing-to-undo": "There is nothing to undo.",
  "nothing-to-redo": "There is nothing to redo.",
  "unreadable-file": "This file cannot be read.",
  "storage-full": "The disk is full. Free some space, then try again; nothing was changed.",
  "write-failed": "The change could not be saved and was not made. Try again.",
  "newer-version": "A newer Cardinal wrote this. Update Cardinal to open it.",
  internal: "Something went wrong inside Cardinal. Nothing was changed.",
};

/** One sentence for the person, from whatever was thrown. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof StoreError)) return WORDS.internal;
  return error.detail === "" || error.code === "internal" ? WORDS[error.code] : error.detail;
}

/** "1 card", "12 cards" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** "about 12 min"; below one minute it says so. */
export function aboutMinutes(minutes: number): string {
  return minutes < 1 ? "under a minute" : `about ${minutes} min`;
}

/** "12 kB", "1.8 MB", "118 GB": as disks and browsers count, in thousands. */
export function bytesText(bytes: number): string {
  const [small = "", ...larger] = ["kB", "MB", "GB", "TB"];
  let unit = small;
  let count = bytes / 1_000;
  for (const next of larger) {
    if (count < 999.5) break;
    count /= 1_000;
    unit = next;
  }
  const isCoarse = unit === small || count >= 9.95;
  // Something is never shown as nothing.
  const shown = isCoarse
    ? Math.max(Math.round(count), Math.min(1, Math.ceil(count)))
    : Math.round(10 * count) / 10;
  return `${shown.toLocaleString("en")} ${unit}`;
}
