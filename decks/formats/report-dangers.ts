import { dangersIn, dangersInCss } from "../core/note-types/dangers.ts";
import type { DeckContents } from "./contents.ts";
import type { ReadWarning } from "./read-warning.ts";

/** Names of what will not be shown, in the plural. */
const WORDS: Readonly<Record<string, string>> = {
  scripts: "Scripts",
  handlers: "Handlers of clicks and the like",
  frames: "Frames and plug-ins",
  forms: "Form fields",
  remote: "Pictures, sounds or links from elsewhere",
  imports: "Style sheets from elsewhere",
  fonts: "Fonts of its own",
  fixed: "Parts that would leave their card",
};

/** What is in the texts and looks of a deck that its cards will not show; it stays in the texts as it came. */
export function dangersOf({ notes, noteTypes, decks }: DeckContents): ReadWarning[] {
  const found = new Map<string, { count: number; first: string }>();
  const see = (kinds: object, where: string) => {
    for (const [kind, count] of Object.entries(kinds) as [string, number][]) {
      if (count === 0) continue;
      const there = found.get(kind);
      if (there) there.count += count;
      else found.set(kind, { count, first: where });
    }
  };
  for (const [index, { fields }] of notes.entries()) {
    for (const value of Object.values(fields).flat(2)) {
      const text = String(value);
      if (text.includes("<") || text.includes(":")) see(dangersIn(text), `note ${index + 1}`);
    }
  }
  for (const { name, css, templates } of noteTypes) {
    see(dangersInCss(css), `the look of ${name}`);
    for (const { front, back } of templates) see(dangersIn(`${front}\n${back}`), `the template of ${name}`);
  }
  for (const { name } of decks) see(dangersIn(name), `the name of deck ${name.slice(0, 40)}`);
  return [...found].map(([kind, { count, first }]) => ({
    code: `unsafe-${kind}`,
    count,
    text: `${WORDS[kind] ?? kind} will not be shown (${count}); the first is in ${first}.`,
  }));
}
