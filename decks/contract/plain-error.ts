import { StoreError } from "../contract.ts";

/** The longest that is kept of one error, and how many places of its stack. */
const LONGEST = 500;
const LONGEST_MESSAGE = 160;
const MOST_PLACES = 6;

/**
 * An error as one line for the log: its name or code, what it says, and where it was. What stands in quotes is left
 * out, and so is whatever an engine repeats of a text: a message may hold the words of a card.
 */
export function plainError(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const said = error instanceof StoreError ? error.code : plainMessage(error);
  // A stack begins with the message, which may look like a place itself.
  const stack = (error.stack ?? "").split(error.message).at(-1) ?? "";
  const places = stack.split("\n").flatMap((line) => placeIn(line) ?? []);
  return [`${error.name}: ${said}`, ...places.slice(0, MOST_PLACES)].join(" < ").slice(0, LONGEST);
}

function plainMessage({ name, message }: Error): string {
  // A parser repeats the text that it could not read.
  if (name === "SyntaxError") return "…";
  return message
    .replace(/["'`“‘«].*["'`”’»]|["'`“‘«].*/gs, "…")
    .replace(/\n.*/s, " …")
    .replace(/ in [^…]*$/s, " in …")
    .replace(/\s+/g, " ")
    .slice(0, LONGEST_MESSAGE);
}

/** "openDeck (app://ui/assets/index.js:1:2)" from a line of a stack; null for any other line. */
function placeIn(line: string): string | null {
  const [, place] = /^\s+at (.{1,200}:\d+:\d+\)?)$/.exec(line) ?? [];
  return place ?? null;
}
