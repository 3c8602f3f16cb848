import type { Typesetter } from "../rich-text/typesetter.ts";
import type { MediaAddress } from "./media.ts";
import { MEDIA, sanitised } from "./sanitise.ts";
import type { SheetLook } from "./style-filter.ts";

/** Sounds as Anki names them, and formulas as its cards have them. */
const SOUND = /\[sound:([^\]]+)\]/g;
const FORMULA =
  /\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]|\[\$\]([\s\S]+?)\[\/\$\]|\[\$\$\]([\s\S]+?)\[\/\$\$\]|\[latex\]([\s\S]+?)\[\/latex\]/g;

/** Whether a card has a formula, which is set when what sets it is loaded. */
export function hasFormula(html: string): boolean {
  return html.search(FORMULA) >= 0;
}

/** Puts players in the place of sounds. */
export function fillSounds(root: DocumentFragment): void {
  replaceInTexts(root, SOUND, ([, name = ""]) => {
    const audio = document.createElement("audio");
    audio.controls = true;
    audio.preload = "none";
    audio.setAttribute(MEDIA, name.trim());
    return audio;
  });
}

/** Sets the formulas of a card; one that cannot be read stays as it was written. */
export function fillFormulas(root: DocumentFragment, typesetter: Typesetter, look: SheetLook): void {
  replaceInTexts(root, FORMULA, ([whole, inline, display, short, wide, latex]) => {
    const tex = (inline ?? display ?? short ?? wide ?? latex ?? "").trim();
    const math = typesetter.formula({ tex, isDisplay: display !== undefined || wide !== undefined });
    return math === null ? document.createTextNode(whole) : sanitised(math, look);
  });
}

/** Gives pictures and sounds their addresses; what is not there leaves its words. */
export async function fillMedia(root: ParentNode, address: MediaAddress): Promise<void> {
  await Promise.all(
    [...root.querySelectorAll(`[${MEDIA}]`)].map(async (element) => {
      const name = element.getAttribute(MEDIA) ?? "";
      const found = await address(name);
      element.removeAttribute(MEDIA);
      if (found !== null && element instanceof HTMLElement && "src" in element)
        element.setAttribute("src", found);
      else element.replaceWith(document.createTextNode(element.getAttribute("alt") || `[${name}]`));
    }),
  );
}

function replaceInTexts(
  root: DocumentFragment,
  pattern: RegExp,
  make: (match: RegExpMatchArray) => Node,
): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const value = text.data;
    const parts: Node[] = [];
    let from = 0;
    for (const match of value.matchAll(pattern)) {
      if (match.index > from) parts.push(document.createTextNode(value.slice(from, match.index)));
      parts.push(make(match));
      from = match.index + match[0].length;
    }
    if (parts.length === 0) continue;
    parts.push(document.createTextNode(value.slice(from)));
    text.replaceWith(...parts);
  }
}
