/**
 * Whether text fields are spell-checked. On macOS they are, by the system and with its dictionaries. On Windows and
 * Linux they are not: Chromium brings no dictionaries there and fetches Hunspell's from a server, on Windows even where
 * the system has a checker of its own, as soon as it is on and a language is set (electron#22995). Shipping such files
 * would be some megabytes a language. So no language is set, the checker is off for the session and for every window,
 * and nothing is asked of any server.
 */
export function isSpellChecked(platform: NodeJS.Platform): boolean {
  return platform === "darwin";
}
