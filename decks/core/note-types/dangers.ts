/** How often each kind of thing stands in a text that a card will not show. */
export interface Dangers {
  readonly scripts: number;
  readonly handlers: number;
  readonly frames: number;
  readonly forms: number;
  readonly remote: number;
}

const NONE: Dangers = { scripts: 0, handlers: 0, frames: 0, forms: 0, remote: 0 };

const SCRIPTS = /<script\b|\bjavascript\s*:|\bvbscript\s*:|\bdata\s*:\s*text\/html/gi;
const HANDLERS = /<[^>]*[\s"'/]on[a-z]{3,}\s*=/gi;
const FRAMES = /<(?:iframe|frame|frameset|object|embed|applet|base|meta|link|portal)\b/gi;
const FORMS = /<(?:form|input|button|select|textarea)\b/gi;
const REMOTE =
  /\b(?:src|srcset|href|xlink:href|data|poster|background|action|formaction)\s*=\s*["']?\s*(?:https?:|ftp:|wss?:|\/\/|\\\\)|url\(\s*["']?\s*(?:https?:|\/\/)/gi;

/**
 * What of a text will not be shown: a count for the report of an import. It is found by how things are usually written;
 * what keeps them from running is the sanitiser, which goes by what a browser makes of them.
 */
export function dangersIn(html: string): Dangers {
  if (!/[<:]/.test(html)) return NONE;
  const found = {
    scripts: count(html, SCRIPTS),
    handlers: count(html, HANDLERS),
    frames: count(html, FRAMES),
    forms: count(html, FORMS),
    remote: count(html, REMOTE),
  };
  return found;
}

const IMPORTS = /@import\b/gi;
const FONTS = /@font-face\b/gi;
const REMOTE_ADDRESS =
  /url\(\s*["']?\s*(?:https?:|\/\/)|image-set\(|expression\s*\(|-moz-binding|behavior\s*:/gi;
const FIXED = /position\s*:\s*(?:fixed|sticky)/gi;

/** The same for a style sheet. */
export function dangersInCss(
  css: string,
): Readonly<Record<"imports" | "fonts" | "remote" | "fixed", number>> {
  return {
    imports: count(css, IMPORTS),
    fonts: count(css, FONTS),
    remote: count(css, REMOTE_ADDRESS),
    fixed: count(css, FIXED),
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
