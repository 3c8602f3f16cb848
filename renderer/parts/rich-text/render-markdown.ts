import DOMPurify from "dompurify";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { takeLink } from "../links.ts";
import type { Highlighter } from "./highlighter.ts";
import { asWritten, withMath, withoutMath, type WrittenFormula } from "./math-spans.ts";
import { placeMedia, takeSource } from "./place-media.ts";
import { boxWideTables } from "./scrollers.ts";
import { nameTaskMarks, withTaskMarks } from "./task-lists.ts";
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
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
/** Attributes of lists, tables and words, none of which is an address. */
const TEXT_ATTRIBUTES = ["start", "align", "colspan", "rowspan", "dir", "lang"];
/** Classes that drawings, tasks and the words of code have from here; all that card text may say of its looks. */
const OWN_CLASS =
  /^(?:diagram(?:-[a-z]+)?|task(?:-done)?|code-[a-z_-]{1,30}|[a-z]{1,20}_|language-[\w+#.-]{1,30})$/;

DOMPurify.addHook("beforeSanitizeAttributes", (node) => {
  if (!(node instanceof Element)) return;
  takeSource(node);
  takeLink(node);
});
DOMPurify.addHook("uponSanitizeAttribute", (_node, data) => {
  if (data.attrName === "class") {
    data.attrValue = data.attrValue
      .split(/\s+/)
      .filter((name) => OWN_CLASS.test(name))
      .join(" ");
    data.keepAttr = data.attrValue !== "";
  }
  if (data.attrName === "role" && data.attrValue !== "img") data.keepAttr = false;
  // Pictures as data are let through by the sanitiser itself, drawings among them.
  if (data.attrName === "src" && !PICTURE.test(data.attrValue)) data.keepAttr = false;
  if (data.attrName === "fill" && data.attrValue !== "none") data.keepAttr = false;
});

/** A footnote would leave its card by a link, and its number means nothing on a card. */
const NO_FOOTNOTES = {
  disable: { null: ["gfmFootnoteDefinition", "gfmFootnoteCall", "gfmPotentialFootnoteCall"] },
};

/** What makes more of a text than Markdown does, once it is loaded. */
export interface Makers {
  readonly typesetter: Typesetter | null;
  readonly highlighter: Highlighter | null;
}

const NO_MAKERS: Makers = { typesetter: null, highlighter: null };

/**
 * Markdown as a tree that is safe to show: no scripts, handlers, frames, forms, styles or remote loads. Links
 * lose their target, because a card must not lead out of the app by a stray key; see `followLinks` for how they are
 * opened. Pictures and players have no address yet; see `fillMedia`.
 */
export function renderMarkdown(
  markdown: string,
  { typesetter, highlighter }: Makers = NO_MAKERS,
): DocumentFragment {
  const { text, formulas } = withoutMath(markdown);
  const read = withTaskMarks(
    micromark(text, {
      extensions: [gfm(), NO_FOOTNOTES],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    }),
  );
  const set = (formula: WrittenFormula) => typesetter?.formula(formula) ?? asWritten(formula);
  const drawn = typesetter?.diagrams(read) ?? read;
  const html = withMath(highlighter?.(drawn) ?? drawn, formulas, set);
  // A text that begins with a frameset would be a page without a body, and nothing would come back.
  const content = DOMPurify.sanitize(`<body>${html}`, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, mathMl: true },
    ADD_TAGS: DRAWING_TAGS,
    ADD_ATTR: DRAWING_ATTRIBUTES,
    ADD_URI_SAFE_ATTR: [...DRAWING_ATTRIBUTES, ...FORMULA_ATTRIBUTES, ...TEXT_ATTRIBUTES],
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
      "slot",
      "canvas",
      "marquee",
      "map",
      "area",
      "track",
    ],
    FORBID_ATTR: [
      "style",
      "href",
      "xlink:href",
      "id",
      "name",
      "target",
      "download",
      "action",
      "srcset",
      "poster",
      "background",
      "popover",
      "autoplay",
      "loop",
      "tabindex",
      "hidden",
      "inert",
      "for",
      "slot",
      "part",
      "usemap",
      "ismap",
    ],
    ALLOWED_URI_REGEXP: PICTURE,
    ALLOW_ARIA_ATTR: false,
  });
  placeMedia(content);
  boxWideTables(content);
  nameTaskMarks(content);
  return content;
}

/** What a text needs besides Markdown: a typesetter for formulas and fenced blocks that may be drawn, a highlighter. */
export function wantedMakers(markdown: string): { readonly [Maker in keyof Makers]: boolean } {
  const languages = [...markdown.matchAll(FENCE)].map(([, language = ""]) => DRAWN.test(language));
  return {
    typesetter: languages.includes(true) || withoutMath(markdown).formulas.length > 0,
    highlighter: languages.includes(false),
  };
}

/** A fence that names its language, in lists and quotations too. */
const FENCE = /^[ \t>*+\-\d.)]*(?:`{3,}|~{3,})[ \t]*([^\s`~]+)/gm;
const DRAWN = /^(?:mermaid|tikz|latex|tex)$/i;
