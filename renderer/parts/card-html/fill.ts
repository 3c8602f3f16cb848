import type { Typesetter } from "../rich-text/typesetter.ts";
import { formulasIn } from "./formulas.ts";
import type { MediaAddress } from "./media.ts";
import { sanitised } from "./sanitise.ts";
import { leftOut, MEDIA, player } from "./sources.ts";
import type { SheetLook } from "./style-filter.ts";

/** A sound as decks name it. */
const SOUND = /\[sound:([^[\]]+)\]/g;
/** A player each would stop the window; the rest stays in words. */
const MOST_SOUNDS = 100;
/** Stands for a line break while a text is read across it; no text of a deck has it. */
const BREAK = "\uE000";

/** Something in a text that another node takes the place of; null leaves it as it is. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly make: () => Node | null;
}

/** Puts players in the place of sounds. */
export function fillSounds(root: DocumentFragment): void {
  let left = MOST_SOUNDS;
  replaceInTexts(root, (text) =>
    [...text.matchAll(SOUND)].map(({ index, 0: whole, 1: name = "" }) => ({
      from: index,
      to: index + whole.length,
      make: () => (left-- > 0 ? player(name.trim()) : null),
    })),
  );
}

/** Sets the formulas of a card; one that cannot be read stays as it was written. @returns whether there were any */
export function fillFormulas(
  root: DocumentFragment,
  typesetter: Typesetter | null,
  look: SheetLook,
): boolean {
  let isAny = false;
  replaceInTexts(root, (text) => {
    const formulas = formulasIn(text);
    if (formulas.length > 0) isAny = true;
    if (!typesetter) return [];
    return formulas.map(({ from, to, tex, isDisplay }) => ({
      from,
      to,
      make: () => {
        const math = typesetter.formula({ tex: tex.replaceAll(BREAK, "\n"), isDisplay });
        return math === null ? null : sanitised(math, look).content;
      },
    }));
  });
  return isAny;
}

/** Gives pictures and sounds their addresses; what is not there leaves its words. */
export async function fillMedia(root: ParentNode, address: MediaAddress): Promise<void> {
  await Promise.all(
    [...root.querySelectorAll(`[${MEDIA}]`)].map(async (element) => {
      const name = element.getAttribute(MEDIA) ?? "";
      const found = await address(name);
      element.removeAttribute(MEDIA);
      if (found === null || !found.startsWith("blob:") || !("src" in element)) leaveWords(element, name);
      else setAddress(element, found);
    }),
  );
}

function setAddress(element: Element, address: string): void {
  element.setAttribute("src", address);
  // A player looks at its sources once, and then they had no address.
  if (element.parentElement instanceof HTMLMediaElement) element.parentElement.load();
}

/** The words of a source are not to be seen within its player, so that those of the last one take its place. */
function leaveWords(element: Element, name: string): void {
  const words = element.getAttribute("alt") ?? element.getAttribute("aria-label") ?? "";
  const box = leftOut(name, words, "missing");
  const around = element instanceof HTMLSourceElement ? element.closest("audio, video") : null;
  if (!around) return element.replaceWith(box);
  element.remove();
  if (!around.hasAttribute("src") && !around.querySelector("source")) around.replaceWith(box);
}

/** Texts are read across line breaks: a formula of several lines has them between its marks. Code stays as it is. */
function replaceInTexts(root: DocumentFragment, find: (text: string) => readonly Replacement[]): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const runs: ChildNode[][] = [];
  let last: Node | null = null;
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.parentElement?.closest("code, pre, title")) continue;
    const before = text.previousSibling;
    const isNext =
      before !== null && (before === last || (isBreak(before) && before.previousSibling === last));
    if (isNext) runs.at(-1)?.push(...(before === last ? [text] : [before, text]));
    else runs.push([text]);
    last = text;
  }
  for (const run of runs) {
    const text = run.map((node) => (node instanceof Text ? node.data.replaceAll(BREAK, "") : BREAK)).join("");
    const found = find(text);
    if (found.length > 0) replaceRun(run, text, found);
  }
}

function isBreak(node: ChildNode): boolean {
  return node instanceof HTMLBRElement;
}

function replaceRun(run: readonly ChildNode[], text: string, found: readonly Replacement[]): void {
  const nodes: Node[] = [];
  let from = 0;
  const write = (to: number) => {
    for (const [index, line] of text.slice(from, to).split(BREAK).entries()) {
      if (index > 0) nodes.push(document.createElement("br"));
      if (line !== "") nodes.push(document.createTextNode(line));
    }
    from = to;
  };
  for (const replacement of found) {
    const made = replacement.make();
    if (made === null) continue;
    write(replacement.from);
    nodes.push(made);
    from = replacement.to;
  }
  write(text.length);
  const [first, ...others] = run;
  for (const other of others) other.remove();
  // One node at a time: a call with a hundred thousand arguments is none.
  const fragment = document.createDocumentFragment();
  for (const node of nodes) fragment.append(node);
  first?.replaceWith(fragment);
}
