import { joined } from "./tree.ts";

export interface Definition {
  readonly term: string;
  readonly definition: string;
}

const LONGEST_TERM = 80;

/**
 * A term and what it means, as notes write it.
 *
 *     **Cold start**: the wait while an environment is made ready
 *     Cold start - the wait …      Cold start — the wait …      Cold start: the wait …
 *     ^^^^^^^^^^   ^^^^^^^^^^^^
 */
export function definitionIn(text: string): Definition | null {
  const line = joined(text);
  const marked = /^(\*\*|__)(.+?)\1\s*(?:\(([^)]+)\)\s*)?(?::|[-–—=]|→)?\s*(.+)$/.exec(line);
  if (marked) {
    const [, , bold = "", aside, definition = ""] = marked;
    return named(bold.replace(/\s*[:–—-]\s*$/, "") + (aside === undefined ? "" : ` (${aside})`), definition);
  }
  const plain = /^([^:]{1,80}?)\s*:\s+(.+)$/.exec(line) ?? /^(.{1,80}?)\s+(?:[-–—]|→|=)\s+(.+)$/.exec(line);
  return plain ? named(plain[1] ?? "", plain[2] ?? "") : null;
}

function named(term: string, definition: string): Definition | null {
  const name = term.replace(/^[*_`]+|[*_`]+$/g, "").trim();
  const meaning = definition.replace(/^[:–—-]\s*/, "").trim();
  if (name === "" || meaning === "" || name.length > LONGEST_TERM || /[.!?]$/.test(name)) return null;
  return { term: name, definition: meaning };
}

/**
 * A definition with its example.
 *
 *     **Model Monitor**: watches for drift. Example: winter data meets summer.
 *                                           ^^^^^^^
 */
export function exampleIn(
  definition: string,
): { readonly definition: string; readonly example: string } | null {
  const match =
    /^(.*?)\s*(?:[*_]{1,2})?\b(?:Example|E\.g\.|For example|For instance|Ex)\b(?:[*_]{1,2})?\s*[:.,–—-]?(?:[*_]{1,2})?\s+(.+)$/is.exec(
      definition,
    );
  if (!match) return null;
  const [, before = "", example = ""] = match;
  const trimmed = before.replace(/[(;,–—-]+\s*$/, "").trim();
  return trimmed === "" ? null : { definition: trimmed, example: example.replace(/\)$/, "").trim() };
}
