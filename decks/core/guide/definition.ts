import { joined } from "./joined.ts";

export interface Definition {
  readonly term: string;
  readonly definition: string;
  /** Set apart by bold type alone: in a glossary a term, elsewhere only the first word of a sentence. */
  readonly loose: boolean;
}

const LONGEST_TERM = 80;

/** Between a term and its meaning, where no colon stands. */
const DASH = "(?:--?|[–—→⇒=]|::|=>|->)";
const MARKED = new RegExp(`^(\\*\\*|__)(.+?)\\1\\s*(?:\\(([^)]+)\\)\\s*)?(:+|${DASH})?\\s*(.+)$`);
const CODED = new RegExp(`^\`([^\`]+)\`\\s*(?::|${DASH})\\s+(.+)$`);
const DOUBLE = /^(.{1,80}?)\s*::\s*(.+)$/;
const COLON = /^([^:]{1,80}?)\s*:\s+(.+)$/;
const DASHED = new RegExp(`^(.{1,80}?)\\s+${DASH}\\s+(.+)$`);

/** What stands before a colon in notes and is no term. */
const NO_TERM =
  /^(?:note|nb|n\.b|tip|exam tip|pro tip|hint|warning|caution|important|remember|reminder|attention|todo|to do|see|see also|example|e\.g|answer|ans|question|q|a|ps|p\.s|fun fact|jump to|go to|on this page|key point|takeaway|heads up|disclaimer)s?$/i;

/** What stands before a colon at the head of notes: facts about the notes, not about the subject. */
const ABOUT_THE_NOTES =
  /^(?:sources?|references?|links?|url|solution|fig(?:ure)?|image|table|credits?|edit|update|quote|mnemonic|up|related|parent|child|children|siblings?|aliases|authors?|made by|last edit|by|written by|instructor|professor|lecturer|teacher|course|class|module|unit|chapter|week|lecture|lesson|date|created|created by|created time|updated|last updated|last edited|last edited time|last modified|modified|due|due date|deadline|time|time allowed|time limit|duration|length|pages|exam|exam code|exam date|test|format|passing score|pass mark|score|price|cost|fee|level|difficulty|status|tags?|type|version|licen[cs]e|copyright|contact|email|website|room|where|when|who|location|semester|term|year|grade|subject|topic|estimated time|reading time|prerequisites?|languages?|registration|provider|validity|name|publisher|isbn|posted|posted by|reading|homework|assignment|next|previous|prev|back|home|priority|category|property|owner|assignee|what it is|what it does|why it matters|why|how it works|how|how it relates(?: to)?|when to use(?: it)?|when|where used|use cases?|pros|cons|advantages?|disadvantages?|strengths?|weakness(?:es)?|key points?|purpose|definition|meaning|description|syntax|usage|features?|benefits?|limitations?|best practices?|overview|summary|formula|steps?|input|output|result|scenario|approach|outcome|problem|context|goals?|objectives?|tasks?|common pitfalls?|pitfalls?|in short|bottom line|analogy|intuition|before you (?:start|begin)|situation|question to settle|resolution|challenge|decision|answer key|topics?(?: covered)?|further reading|next lesson|more|cross ?-?references?|covers|covered|scope|audience|exam topics|number of questions|questions|marks|total marks)$/i;

/**
 * A term and what it means, as notes write it.
 *
 *     **Cold start**: the wait while an environment is made ready
 *     Cold start - the wait …      Cold start — the wait …      Cold start :: the wait …
 *     ^^^^^^^^^^   ^^^^^^^^^^^^
 */
export function definitionIn(text: string): Definition | null {
  const line = withoutMarks(joined(text).replace(/\s{2,}/g, " "));
  const marked = MARKED.exec(line);
  if (marked) {
    const [, , bold = "", aside, separator, definition = ""] = marked;
    const ended = /\s*(?:(?<!:):+|[–—-]|(?<!\bvs)\.)\s*$/;
    const name = bold.replace(ended, "") + (aside === undefined ? "" : ` (${aside})`);
    const loose = separator === undefined && !ended.test(bold);
    // "**RBAC** vs. **Policy**: …" has its separator further on.
    const further = loose ? plainDefinition(line.replace(/\*\*|__/g, "")) : null;
    if (further && /\b(?:vs\.?|versus|and|or)\s|[/&]/.test(further.term)) return further;
    return named(name, definition, loose);
  }
  const coded = CODED.exec(line) ?? DOUBLE.exec(line);
  if (coded) return named(coded[1] ?? "", coded[2] ?? "", false);
  return plainDefinition(line);
}

function plainDefinition(line: string): Definition | null {
  const [colon, dash] = [COLON.exec(line), DASHED.exec(line)];
  const plain =
    !colon || (dash && (dash[1]?.length ?? 0) < (colon[1]?.length ?? 0)) ? (dash ?? colon) : colon;
  return plain ? named(plain[1] ?? "", plain[2] ?? "", false) : null;
}

/** Whether a term is rather a label of the notes themselves, such as "Last updated". */
export function isAboutTheNotes(term: string): boolean {
  // A year at the head of a line belongs to a timeline.
  return ABOUT_THE_NOTES.test(term.trim()) || /^\d{3,4}(?:\s*[–-]\s*\d{2,4})?$/.test(term.trim());
}

/** Emoji, check boxes and links in front of what counts. */
function withoutMarks(line: string): string {
  return line
    .replace(/^(?:\[[ xX]\]\s+|(?:\p{Extended_Pictographic}|\uFE0F|\u200D|\u20E3)+\s*)/u, "")
    .replace(/\[\[(?:[^\]|]{0,100}\|)?([^\]]{0,100})\]\]/g, "$1");
}

function named(term: string, definition: string, loose: boolean): Definition | null {
  const name = term
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1")
    .replace(/^[*_`]+|(?<![*_`])[*_`]+$/g, "")
    .replace(/^(?:\(?\d+[.)]|\d+(?:\.\d+)+\.?)\s+/, "")
    .trim();
  const meaning = definition
    .replace(/^(?::+|[–—-]|::)\s*/, "")
    .replace(/^[*_]{1,2}\s+/, "")
    .trim();
  // A row of links, and a sentence before the colon, make no definition.
  const said = meaning.replace(/\[[^\]]{0,200}\]\([^)]{0,500}\)/g, "");
  if (
    name === "" ||
    /[‹›«»]/.test(name) ||
    !/[\p{L}\p{N}]/u.test(said) ||
    /(?<!\bvs)[.!?]\s+\p{Lu}/u.test(name)
  )
    return null;
  if (
    name.length > LONGEST_TERM ||
    /[.!?,;]$/.test(name.replace(/\b(?:vs|etc|[A-Z])\.$/, "")) ||
    NO_TERM.test(name)
  )
    return null;
  return { term: name, definition: meaning, loose };
}

const EXAMPLE =
  /^(.*?)\s*(?:[*_]{1,2})?(?<![\p{L}\p{N}])(?:Examples?|E\.g\.,?|Eg\.|For example|For instance|Ex\.)(?![\p{L}\p{N}])(?:[*_]{1,2})?\s*[:.,–—-]?(?:[*_]{1,2})?\s+(.+)$/isu;

/**
 * A definition with its example.
 *
 *     **Model Monitor**: watches for drift. Example: winter data meets summer.
 *                                           ^^^^^^^
 */
export function exampleIn(
  definition: string,
): { readonly definition: string; readonly example: string } | null {
  const match = EXAMPLE.exec(definition);
  if (!match) return null;
  const [, before = "", example = ""] = match;
  const opened = /\(\s*$/.test(before);
  const trimmed = before.replace(/[(;,–—-]+\s*$/, "").trim();
  const said = opened ? example.replace(/\)(\.?)$/, "$1") : example;
  return trimmed === "" ? null : { definition: trimmed, example: said.trim() };
}

/** Whether an example is set apart from its definition, as in a list of pairs, rather than named in passing. */
export function isSetApart(definition: string): boolean {
  return SET_APART.test(definition) || EXAMPLE_LINE.test(definition);
}

const SET_APART =
  /(?:^|[.;!?)—–-]\s*|\n\s*)(?:[*_]{1,2})?(?:Examples?|E\.g\.|For example|For instance|Ex\.?)(?:[*_]{1,2})?\s*[:–—-]/i;
/** A line of its own for the example; one in small letters was only wrapped there. */
const EXAMPLE_LINE =
  /\n\s*[-*•(]?\s*(?:[*_]{1,2})?(?:Examples?|E\.g\.|For example|For instance|Ex\.)(?:[*_]{1,2})?[\s:,–—-]/;
