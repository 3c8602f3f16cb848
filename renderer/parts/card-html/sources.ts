/** Where the name of a picture or sound waits for its address; see `fill.ts`. */
export const MEDIA = "data-media";

const ELSEWHERE = /^\s*(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i;

/** Whether an address leads out of the collection, so that nothing may be loaded from it. */
export function leadsElsewhere(address: string): boolean {
  return ELSEWHERE.test(address);
}

/** The name of the file that a text names, as it is stored: its encoding undone, and without folders. */
export function fileName(written: string): string {
  let name = written.trim();
  try {
    name = decodeURIComponent(name);
  } catch {
    // A name with a lone percent sign is spelled as it is.
  }
  return name.replace(/^.*[/\\](?=.)/s, "");
}

const PLAYED =
  /\.(?:mp3|m4a|m4b|aac|wav|ogg|oga|opus|flac|spx|weba|3gp|mp4|m4v|webm|ogv|mov|mkv|mpe?g|avi)$/i;
const WATCHED = /\.(?:mp4|m4v|webm|ogv|mov|mkv|mpe?g|avi)$/i;

/** Whether a file is heard or watched rather than looked at, by its name. */
export function isPlayed(name: string): boolean {
  return PLAYED.test(name);
}

/** A player that waits for its file, and for the learner. */
export function player(name: string, label = name): HTMLMediaElement {
  const media = document.createElement(WATCHED.test(name) ? "video" : "audio");
  media.controls = true;
  media.preload = media instanceof HTMLVideoElement ? "metadata" : "none";
  media.setAttribute("aria-label", label);
  media.setAttribute(MEDIA, name);
  return media;
}

/** As much of an address as tells what it leads to; some hold a whole file. */
const LONGEST = 120;

/** What stands in the place of something that is not shown: its words, its name and the reason. */
export function leftOut(name: string, words: string, reason: "missing" | "not loaded"): HTMLElement {
  const box = document.createElement("span");
  box.className = "left-out";
  const shown = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  box.textContent =
    words === "" || words === name ? `${shown} (${reason})` : `${words} (${shown}, ${reason})`;
  return box;
}
