import createSanitiser from "dompurify";
import { takeLink } from "../links.ts";
import { idClass } from "./selectors.ts";
import { fileName, leadsElsewhere, MEDIA } from "./sources.ts";
import { filteredStyle, type SheetLook } from "./style-filter.ts";

/** What a deck's HTML is once it is safe. */
export interface SafeHtml {
  readonly content: DocumentFragment;
  /** The style sheets that stood within it, one after another, and not yet filtered. */
  readonly css: string;
}

/** Named in the pages' policy. The sanitiser parses with it; what it gives back is a tree, never a text. */
const policy = window.trustedTypes?.createPolicy("cardinal-cards", {
  createHTML: (html) => html,
  createScriptURL: () => {
    throw new TypeError("a card has no scripts");
  },
});

// Apart from the sanitiser of Markdown, whose cards may say nothing of their looks.
const sanitiser = createSanitiser(window);

const FORBIDDEN_TAGS =
  "script style link meta base title head template slot dialog iframe frame frameset object embed applet portal form input button select option optgroup textarea fieldset output datalist canvas noscript foreignObject use animate set animateTransform animateMotion image feImage marquee track map area".split(
    " ",
  );
const FORBIDDEN_ATTRIBUTES =
  "id name href xlink:href download target action formaction srcset sizes poster background ping popover popovertarget commandfor command autofocus autoplay contenteditable tabindex accesskey draggable is slot part exportparts nonce usemap ismap form inert hidden for role aria-live aria-owns aria-labelledby aria-controls aria-modal".split(
    " ",
  );
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
/** What every other attribute may hold: sizes, colours, words, but nothing that names a scheme. */
const NO_ADDRESS = /^(?:[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i;
/** Attributes of drawings that may hold an address as style sheets write it. */
const PAINT =
  /^(?:fill|stroke|filter|mask|clip-path|cursor|color-profile|marker|marker-start|marker-mid|marker-end)$/i;

let look: SheetLook = { isDark: false, address: () => null };
let sheets: string[] = [];

sanitiser.addHook("uponSanitizeElement", (node, { tagName }) => {
  if (tagName === "style") sheets.push(node.textContent ?? "");
});

sanitiser.addHook("beforeSanitizeAttributes", (node) => {
  if (!(node instanceof Element)) return;
  // The name of a file is read from `src` alone.
  node.removeAttribute(MEDIA);
  takeLink(node);
  const id = node.getAttribute("id");
  if (id !== null && /^[\w-]+$/.test(id)) node.classList.add(idClass(id));
});

sanitiser.addHook("uponSanitizeAttribute", (node, data) => {
  if (data.attrName === "style") data.attrValue = filteredStyle(data.attrValue, look);
  if (PAINT.test(data.attrName) && /url|src|image|\\/i.test(data.attrValue)) data.keepAttr = false;
  if (data.attrName !== "src") return;
  if (INLINE_PICTURE.test(data.attrValue) && node.nodeName === "IMG") return;
  data.keepAttr = false;
  if (!leadsElsewhere(data.attrValue)) node.setAttribute(MEDIA, fileName(data.attrValue));
});

sanitiser.addHook("afterSanitizeAttributes", (node) => {
  // What plays can be stopped.
  if (node instanceof HTMLMediaElement) node.setAttribute("controls", "");
  // A picture that was not let through leaves its words rather than a broken frame.
  if (node.nodeName === "IMG" && !node.hasAttribute("src") && !node.hasAttribute(MEDIA))
    node.replaceWith(node.ownerDocument.createTextNode(node.getAttribute("alt") ?? ""));
});

/**
 * HTML of a deck as a tree that is safe to show: nothing in it runs, loads, leads away, takes the keyboard or has a name
 * that the app could stumble over. Pictures and sounds have no address yet, and links only one to ask about.
 */
export function sanitised(html: string, cardLook: SheetLook): SafeHtml {
  look = cardLook;
  sheets = [];
  // A text that begins with a frameset would be a page without a body, and nothing would come back.
  const content = sanitiser.sanitize(`<body>${html}`, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, svg: true, mathMl: true },
    ADD_TAGS: ["ruby", "rt", "rp", "rb", "rtc"],
    ADD_ATTR: ["controls"],
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ALLOWED_URI_REGEXP: new RegExp(`${INLINE_PICTURE.source}|${NO_ADDRESS.source}`, "i"),
    ...(policy ? { TRUSTED_TYPES_POLICY: policy as never } : {}),
  });
  return { content, css: sheets.join("\n") };
}
