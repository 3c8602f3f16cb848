/** How often each kind of thing stands in a text that a card will not show. */
export interface Dangers {
  readonly scripts: number;
  readonly handlers: number;
  readonly frames: number;
  readonly forms: number;
  readonly remote: number;
}

const NONE: Dangers = { scripts: 0, handlers: 0, frames: 0, forms: 0, remote: 0 };

/** A tag as a browser would read it: quoted values may hold anything. */
const TAG = /<([a-z][^\s/>]*)(?:[^>"']+|"[^"]*"|'[^']*')*/gi;
const FRAMES = /^(?:iframe|frame|frameset|object|embed|applet|base|meta|link|portal)$/i;
const FORMS = /^(?:form|input|button|select|textarea)$/i;
/** Browsers pass over these within an address. */
const PASSED_OVER = /&(?:#0*(?:9|10|13)|#x0*[9ad]|tab|newline);?|[\t\n\r\0]/gi;
const SCRIPT_ADDRESS = /\bjavascript\s*(?::|&colon;)|\bvbscript\s*:|\bdata\s*:\s*text\/html/gi;
const HANDLER = /[\s"'/]on[a-z]{3,}\s*=/gi;
const ELSEWHERE = /(?:https?:|ftp:|wss?:|\/\/|\\\\)/.source;
const REMOTE_ATTRIBUTE = new RegExp(
  String.raw`\b(?:src|srcset|href|data|poster|background|action|formaction|ping)\s*=\s*(?:["']\s*)?${ELSEWHERE}`,
  "gi",
);
const REMOTE_ADDRESS = new RegExp(String.raw`\burl\(\s*(?:["']\s*)?${ELSEWHERE}`, "gi");

/**
 * What of a text will not be shown: a count for the report of an import. It is found by how things are usually written;
 * what keeps them from running is the sanitiser, which goes by what a browser makes of them. One pass, whatever the
 * text: no pattern here looks at a character for every other one.
 */
export function dangersIn(html: string): Dangers {
  if (!html.includes("<")) return NONE;
  let { scripts, handlers, frames, forms, remote } = NONE;
  for (const [tag, name = ""] of html.matchAll(TAG)) {
    if (/^script$/i.test(name)) scripts++;
    else if (FRAMES.test(name)) frames++;
    else if (FORMS.test(name)) forms++;
    if (!tag.includes("=")) continue;
    if (/script|text\/html/i.test(tag) || tag.includes("&"))
      scripts += count(tag.replace(PASSED_OVER, ""), SCRIPT_ADDRESS);
    handlers += count(tag, HANDLER);
    if (tag.includes("//") || tag.includes(":") || tag.includes("\\\\"))
      remote += count(tag, REMOTE_ATTRIBUTE);
  }
  if (html.includes("url(")) remote += count(html, REMOTE_ADDRESS);
  return { scripts, handlers, frames, forms, remote };
}

const IMPORTS = /@import\b/gi;
const FONTS = /@font-face\b/gi;
const REMOTE_IN_CSS = new RegExp(
  String.raw`${REMOTE_ADDRESS.source}|image-set\(|\bexpression\s*\(|-moz-binding|(?<![\w-])behavior\s*:`,
  "gi",
);
const FIXED = /\bposition\s*:\s*(?:fixed|sticky)/gi;

/** The same for a style sheet. */
export function dangersInCss(
  css: string,
): Readonly<Record<"imports" | "fonts" | "remote" | "fixed", number>> {
  return {
    imports: count(css, IMPORTS),
    fonts: count(css, FONTS),
    remote: count(css, REMOTE_IN_CSS),
    fixed: count(css, FIXED),
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
