import type { Token } from "./tokens.ts";

/**
 * A phrase to look for, as a pack writes it: words in lower case, `a|b` for either, `word*` for any ending, `?word`
 * where it may be missing, `..` for up to five words in between, `#` for any number. It has no repetition and few
 * gaps, so that no pack can make looking for it slow.
 */
export interface Phrase {
  readonly parts: readonly Part[];
  /** How many words it asks for: the more, the surer. */
  readonly weight: number;
  /** Whether it asks for a negation itself, as "no GPU" does. */
  readonly negative: boolean;
}

const NEGATIONS = new Set([
  "not",
  "no",
  "never",
  "without",
  "nobody",
  "none",
  "neither",
  "nor",
  "hardly",
  "cannot",
  "nothing",
]);

export function isNegation(word: string): boolean {
  return NEGATIONS.has(word);
}

type Part =
  | { readonly kind: "gap" }
  | { readonly kind: "number" }
  | {
      readonly kind: "word";
      readonly optional: boolean;
      readonly words: ReadonlySet<string>;
      readonly stems: readonly string[];
    };

export interface PhraseMatch {
  /** Indices of its first token and of the one after its last. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

const LONGEST_GAP = 5;
const MOST_GAPS = 3;

/** Null for a phrase without a word, or with more gaps than are looked for. */
export function readPhrase(text: string): Phrase | null {
  const parts = (text.toLowerCase().match(/[^\s-]+/g) ?? []).map(readPart);
  const gaps = parts.filter((part) => part.kind === "gap").length;
  const weight = parts.filter((part) => part.kind === "word" && !part.optional).length;
  if (weight === 0 || gaps > MOST_GAPS || parts[0]?.kind === "gap" || parts.at(-1)?.kind === "gap")
    return null;
  const negative = parts.some((part) => part.kind === "word" && [...part.words].some(isNegation));
  return { parts, weight, negative };
}

function readPart(text: string): Part {
  if (text === "..") return { kind: "gap" };
  if (text === "#") return { kind: "number" };
  const optional = text.startsWith("?");
  const choices = text.replace(/^\?/, "").split("|");
  return {
    kind: "word",
    optional,
    words: new Set(choices.filter((one) => !one.endsWith("*"))),
    stems: choices.flatMap((one) => (one.endsWith("*") ? [one.slice(0, -1)] : [])),
  };
}

/** Every place where a phrase stands within one sentence; of several readings from one word, the shortest. */
export function phraseMatches(phrase: Phrase, tokens: readonly Token[]): PhraseMatch[] {
  const found: PhraseMatch[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const to = matchFrom(phrase.parts, 0, tokens, from, tokens[from]?.sentence ?? 0);
    if (to !== null && to > from) found.push({ from, to, weight: phrase.weight });
  }
  return found;
}

function matchFrom(
  parts: readonly Part[],
  part: number,
  tokens: readonly Token[],
  at: number,
  sentence: number,
): number | null {
  const wanted = parts[part];
  if (wanted === undefined) return at;
  if (wanted.kind === "gap") {
    for (let gap = 0; gap <= LONGEST_GAP; gap++) {
      const to = matchFrom(parts, part + 1, tokens, at + gap, sentence);
      if (to !== null) return to;
    }
    return null;
  }
  const token = tokens[at];
  if (token?.sentence === sentence && isPart(wanted, token.text)) {
    const to = matchFrom(parts, part + 1, tokens, at + 1, sentence);
    if (to !== null) return to;
  }
  return wanted.kind === "word" && wanted.optional ? matchFrom(parts, part + 1, tokens, at, sentence) : null;
}

function isPart(part: Exclude<Part, { kind: "gap" }>, text: string): boolean {
  if (part.kind === "number") return /^\d/.test(text);
  return part.words.has(text) || part.stems.some((stem) => text.startsWith(stem));
}
