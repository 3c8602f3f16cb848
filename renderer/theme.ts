import type { Settings } from "../decks/core/settings/settings.ts";

const KEY = "cardinal-theme";

/** Shows a theme now, and remembers it for the first paint of the next start. The store keeps the truth. */
export function applyTheme(theme: Settings["theme"]): void {
  show(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be denied; the theme then comes a moment later, with the settings.
  }
}

/** What was shown last, so that the window does not open in another theme. */
export function applyRememberedTheme(): void {
  try {
    show((localStorage.getItem(KEY) ?? "system") as Settings["theme"]);
  } catch {
    show("system");
  }
}

function show(theme: Settings["theme"]): void {
  const root = document.documentElement;
  if (theme !== "system") root.dataset["theme"] = theme;
  else if (matchMedia("(prefers-contrast: more)").matches) root.dataset["theme"] = "contrast";
  else delete root.dataset["theme"];
}
