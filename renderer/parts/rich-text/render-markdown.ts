import DOMPurify from "dompurify";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { asWritten, type Formula, withMath, withoutMath } from "./math-spans.ts";
import type { Typesetter } from "./typesetter.ts";

/** The tags and attributes of a drawing; nothing in them runs, loads or leads anywhere. */
const DRAWING_TAGS = ["svg", "g", "path", "rect", "circle", "ellipse", "polygon", "text", "tspan", "title"];
const DRAWING_ATTRIBUTES =
  "viewBox width height d points cx cy r rx ry x y fill stroke-dasharray font-size text-anchor role".split(
    " ",
  );
/** Attributes of MathML, none of which is an address. */
const FORMULA_ATTRIBUTES =
  "display displaystyle scriptlevel mathvariant stretchy symmetric largeop movablelimits lspace rspace minsize maxsize form fence separator accent accentunder linethickness columnalign columnspacing columnlines rowspacing rowlines rowalign voffset depth".split(
    " ",
  );
const DRAWING_CLASS = /^diagram(?:-[a-z]+)?$/;

DOMPurify.addHook("uponSanitizeAttribute", (_node, data) => {
  // The classes of drawings are all that card text may say of its looks.
  if (data.attrName === "class" && !DRAWING_CLASS.test(data.attrValue)) data.keepAttr = false;
  if (data.attrName === "fill" && data.attrValue !== "none") data.keepAttr = false;
});
DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  // A picture that was not let through leaves its words rather than a broken image.
  if (node.nodeName === "IMG" && !node.hasAttribute("src"))
    node.replaceWith(node.ownerDocument.createTextNode(node.getAttribute("alt") ?? ""));
});

/**
 * Markdown as a tree that is safe to show: no scripts, handlers, frames, forms, styles or remote loads. Links keep
 * their text and lose their target, because a card must not lead out of the app by a stray key.
 * @param typesetter what draws diagrams and sets formulas, once it is loaded
 */
export function renderMarkdown(markdown: string, typesetter: Typesetter | null = null): DocumentFragment {
  const { text, formulas } = withoutMath(markdown);
  const read = micromark(text, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  const set = (formula: Formula) => typesetter?.formula(formula) ?? asWritten(formula);
  const html = withMath(typesetter ? typesetter.diagrams(read) : read, formulas, set);
  return DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, mathMl: true },
    ADD_TAGS: DRAWING_TAGS,
    ADD_ATTR: DRAWING_ATTRIBUTES,
    ADD_URI_SAFE_ATTR: [...DRAWING_ATTRIBUTES, ...FORMULA_ATTRIBUTES],
    FORBID_TAGS: [
      "style",
      "form",
      "input",
      "button",
      "textarea",
      "select",
      "iframe",
      "object",
      "embed",
      "template",
      "dialog",
    ],
    FORBID_ATTR: [
      "style",
      "href",
      "xlink:href",
      "id",
      "name",
      "target",
      "action",
      "srcset",
      "poster",
      "background",
      "popover",
    ],
    ALLOWED_URI_REGEXP: /^(?:data:image\/(?:png|jpeg|gif|webp);base64,|blob:)/i,
  });
}

/** Whether a text has a fenced block that may be drawn, or a formula. */
export function wantsTypesetting(markdown: string): boolean {
  return (
    /^\s*(?:`{3,}|~{3,})\s*(?:mermaid|tikz|latex|tex)\b/m.test(markdown) ||
    withoutMath(markdown).formulas.length > 0
  );
}
