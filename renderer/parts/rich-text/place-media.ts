import { fileName, isPlayed, leadsElsewhere, leftOut, MEDIA, player } from "../card-html/sources.ts";
import { fillSounds } from "../card-html/fill.ts";

/** The address of something that is not loaded from where it is. */
const ELSEWHERE = "data-elsewhere";
/** Pictures that are written into the text itself. A drawing of that kind may hold more than a picture. */
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
/** A player each would stop the window. */
const MOST_PLAYERS = 100;

/** Takes the address of a picture or player off it before it is sanitised, and keeps what it names. */
export function takeSource(element: Element): void {
  element.removeAttribute(MEDIA);
  element.removeAttribute(ELSEWHERE);
  const source = element.getAttribute("src");
  if (source === null || (element.nodeName === "IMG" && INLINE_PICTURE.test(source))) return;
  element.removeAttribute("src");
  if (leadsElsewhere(source)) element.setAttribute(ELSEWHERE, source.trim());
  else if (source.trim() !== "") element.setAttribute(MEDIA, fileName(source));
}

/**
 * Puts players where a text names what is heard or watched, and words where it names what is not loaded. Pictures and
 * players have no address yet; see `fillMedia`.
 */
export function placeMedia(root: DocumentFragment): void {
  fillSounds(root);
  let left = MOST_PLAYERS;
  for (const element of root.querySelectorAll("img, audio, video, source")) {
    const words = element.getAttribute("alt") ?? "";
    const name = element.getAttribute(MEDIA);
    const elsewhere = element.getAttribute(ELSEWHERE);
    if (elsewhere !== null) {
      const box = leftOut(elsewhere, words, "not loaded");
      if (element instanceof HTMLSourceElement) element.closest("audio, video, picture")?.after(box);
      else element.replaceWith(box);
    } else if (element instanceof HTMLImageElement && name !== null && isPlayed(name)) {
      element.replaceWith(left-- > 0 ? player(name, words || name) : name);
    } else if (element instanceof HTMLImageElement && name === null && !element.hasAttribute("src")) {
      // A picture without an address leaves its words rather than a broken frame.
      element.replaceWith(words);
    }
  }
  for (const media of root.querySelectorAll("audio, video")) {
    media.setAttribute("controls", "");
    if (!media.hasAttribute("aria-label"))
      media.setAttribute("aria-label", media.getAttribute(MEDIA) ?? "Player");
  }
  for (const source of root.querySelectorAll(`source[${ELSEWHERE}]`)) source.remove();
}
