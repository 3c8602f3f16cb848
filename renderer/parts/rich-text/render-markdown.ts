import DOMPurify from "dompurify";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/**
 * Markdown as a tree that is safe to show: no scripts, handlers, frames, forms, styles or remote loads. Links keep
 * their text and lose their target, because a card must not lead out of the app by a stray key.
 */
export function renderMarkdown(markdown: string): DocumentFragment {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  return DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
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
      "id",
      "name",
      "class",
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
