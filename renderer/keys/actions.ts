import type { KeySettings } from "../../decks/core/settings/settings.ts";

/** Everything that has a key of its own to choose, screen by screen, with the usual keys. */
export const ACTIONS = [
  { id: "undo", where: "Everywhere", does: "Undo the last change", keys: ["Ctrl+z"] },
  { id: "redo", where: "Everywhere", does: "Redo what was undone", keys: ["Ctrl+Shift+z", "Ctrl+y"] },
  { id: "help", where: "Everywhere", does: "Show all keys", keys: ["?"] },
  { id: "settings", where: "Everywhere", does: "Settings", keys: ["Ctrl+,"] },
  { id: "import", where: "Everywhere", does: "Choose a file to import", keys: ["Ctrl+o"] },
  {
    id: "review.show",
    where: "Review",
    does: "Show the answer, then grade as suggested",
    keys: ["Space", "Enter"],
  },
  { id: "review.again", where: "Review", does: "Again", keys: ["1"] },
  { id: "review.hard", where: "Review", does: "Hard", keys: ["2"] },
  { id: "review.good", where: "Review", does: "Good", keys: ["3"] },
  { id: "review.easy", where: "Review", does: "Easy", keys: ["4"] },
  { id: "review.undo", where: "Review", does: "Undo", keys: ["z"] },
  { id: "review.type", where: "Review", does: "Type the answer", keys: ["t"] },
  { id: "review.sure", where: "Review", does: "Sure", keys: ["q"] },
  { id: "review.think", where: "Review", does: "Think so", keys: ["w"] },
  { id: "review.guess", where: "Review", does: "Guess", keys: ["r"] },
  { id: "review.edit", where: "Review", does: "Edit the card", keys: ["e"] },
  { id: "review.source", where: "Review", does: "Show in the guide", keys: ["s"] },
  { id: "review.info", where: "Review", does: "Card info", keys: ["i"] },
  { id: "review.flag", where: "Review", does: "Flag", keys: ["f"] },
  { id: "review.bury", where: "Review", does: "Bury until tomorrow", keys: ["b"] },
  { id: "review.suspend", where: "Review", does: "Suspend", keys: ["Shift+s"] },
  { id: "review.delete", where: "Review", does: "Delete the note", keys: ["Delete"] },
] as const;

export type ActionId = (typeof ACTIONS)[number]["id"];

/** The keys of an action: the learner's own, or the usual ones; single letters and digits may be off. */
export function keysOf(id: ActionId, { letters, bindings }: KeySettings): readonly string[] {
  const usual: readonly string[] = ACTIONS.find((action) => action.id === id)?.keys ?? [];
  const keys = bindings[id] ?? usual;
  return letters ? keys : keys.filter((key) => !isSingle(key));
}

/** Whether a key is one letter, digit or sign without Ctrl or Alt, which dictation software may type by mistake. */
export function isSingle(key: string): boolean {
  return [...key.replace(/^Shift\+/, "")].length === 1;
}

/** Handlers by key, for `onKeys`. */
export function bound(
  handlers: Partial<Record<ActionId, () => void>>,
  settings: KeySettings,
): Record<string, () => void> {
  const byKey: Record<string, () => void> = {};
  for (const [id, handler] of Object.entries(handlers)) {
    for (const key of keysOf(id as ActionId, settings)) byKey[key] = handler;
  }
  return byKey;
}

/** The actions that would answer to the same key on one screen. */
export function clashes(
  settings: KeySettings,
): readonly { readonly key: string; readonly ids: readonly ActionId[] }[] {
  const users = new Map<string, ActionId[]>();
  for (const { id } of ACTIONS) {
    for (const key of keysOf(id, settings)) users.set(key, [...(users.get(key) ?? []), id]);
  }
  return [...users].flatMap(([key, ids]) => (ids.length > 1 ? [{ key, ids }] : []));
}

/** A key as it is shown: "Ctrl Shift Z", "Esc". */
export function keyWords(key: string): string {
  const names: Record<string, string> = {
    Escape: "Esc",
    Delete: "Del",
    ArrowLeft: "Left",
    ArrowRight: "Right",
  };
  return key
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}

/** Keys as `aria-keyshortcuts` spells them. */
export function ariaKeys(keys: readonly string[]): string | undefined {
  return keys.length === 0 ? undefined : keys.map((key) => key.replace("Ctrl", "Control")).join(" ");
}
