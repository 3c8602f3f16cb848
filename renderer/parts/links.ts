import { createContext } from "svelte";

/** Where a link of a card leads. It is no `href`: nothing but `followLinks` goes by it. */
export const LINK = "data-link";

/** Opens the address that a card gives a link, after the person was asked; what is no such address is refused. */
export type OpenLink = (address: string) => void;

/** How the links of cards are opened. */
export const [linkOpenerOf, setLinkOpener] = createContext<OpenLink>();

/** What may be asked about at all; whether it is opened is decided where it is opened. */
const LEADS_OUT = /^\s*(?:https?|mailto):/i;
/** What does something itself when it is pressed. */
const PRESSED = "button, label, summary, [role=radio], [role=button]";

/** Whether a text is an address that may be asked about. */
export function leadsOut(address: string): boolean {
  return LEADS_OUT.test(address);
}

/** Takes the address off a link before it is sanitised. What a deck says of our own attribute does not count. */
export function takeLink(element: Element): void {
  element.removeAttribute(LINK);
  if (!(element instanceof HTMLAnchorElement)) return;
  const address = element.getAttribute("href") ?? "";
  if (leadsOut(address)) element.setAttribute(LINK, address.trim());
}

/**
 * Lets mouse and keyboard reach the links of a card. One that shows nothing cannot be named, and one within something
 * that is pressed itself, as an option is, would be neither: they stay closed.
 */
export function placeLinks(root: ParentNode, host: Element): void {
  const isPressed = host.closest(PRESSED) !== null;
  for (const link of root.querySelectorAll(`[${LINK}]`)) {
    if (isPressed || (link.textContent ?? "").trim() === "") link.removeAttribute(LINK);
    else {
      link.setAttribute("role", "link");
      link.setAttribute("tabindex", "0");
    }
  }
}

/** Has the links inside a card's shadow root opened by a click of any button and by Enter. @returns what ends it */
export function followLinks(host: HTMLElement, open: OpenLink): () => void {
  const press = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== "Enter") return;
    const link = linkIn(event);
    if (link === null) return;
    // The key is the link's: it neither shows an answer nor grades it.
    event.preventDefault();
    event.stopPropagation();
    if (!(event instanceof KeyboardEvent && event.repeat)) open(link);
  };
  const events = ["click", "auxclick", "keydown"] as const;
  for (const name of events) host.addEventListener(name, press);
  return () => {
    for (const name of events) host.removeEventListener(name, press);
  };
}

function linkIn(event: Event): string | null {
  for (const target of event.composedPath())
    if (target instanceof Element && target.hasAttribute(LINK)) return target.getAttribute(LINK);
  return null;
}
