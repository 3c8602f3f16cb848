import createSanitiser from "dompurify";
import { filteredStyle, type SheetLook } from "./style-filter.ts";

/** Where the name of a picture or sound waits for its address; see `fill-media.ts`. */
export const MEDIA = "data-media";

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
  "script style link meta base title head template slot dialog iframe frame frameset object embed applet portal form input button select option optgroup textarea fieldset output datalist canvas noscript foreignObject use animate set animateTransform animateMotion image feImage marquee".split(
    " ",
  );
const FORBIDDEN_ATTRIBUTES =
  "id name href xlink:href target action formaction srcset sizes poster background ping popover popovertarget commandfor command autofocus contenteditable tabindex accesskey draggable is slot part exportparts nonce usemap ismap form inert hidden for".split(
    " ",
  );
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;

let look: SheetLook = { isDark: false, address: () => null };

sanitiser.addHook("uponSanitizeAttribute", (node, data) => {
  if (data.attrName === "style") data.attrValue = filteredStyle(data.attrValue, look);
  if (data.attrName !== "src") return;
  if (INLINE_PICTURE.test(data.attrValue)) return;
  data.keepAttr = false;
  if (!/^[a-z][a-z\d+.-]*:|^\s*[\\/]{2}/i.test(data.attrValue))
    node.setAttribute(MEDIA, decoded(data.attrValue));
});

/**
 * HTML of a deck as a tree that is safe to show: nothing in it runs, loads, leads away, takes the keyboard or has a name
 * that the app could stumble over. Pictures and sounds have no address yet.
 */
export function sanitised(html: string, cardLook: SheetLook): DocumentFragment {
  look = cardLook;
  return sanitiser.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, svg: true, mathMl: true },
    ADD_TAGS: ["ruby", "rt", "rp", "rb", "rtc"],
    ADD_ATTR: ["controls"],
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ALLOWED_URI_REGEXP: INLINE_PICTURE,
    ...(policy ? { TRUSTED_TYPES_POLICY: policy as never } : {}),
  });
}

/** The style sheets that stand within the texts of a card: they go through the same filter as the deck's own. */
export function sheetsWithin(html: string): string {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)(?:<\/style\s*>|$)/gi)]
    .map(([, css = ""]) => css)
    .join("\n");
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.trim());
  } catch {
    return name.trim();
  }
}
