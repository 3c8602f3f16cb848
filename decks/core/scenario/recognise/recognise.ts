import type { PackFact, RulePack } from "../pack.ts";
import type { FactId, Facts, FactValue } from "../types.ts";
import { readFigures } from "./figures.ts";
import { type FactPhrases, factPhrases } from "./pack-phrases.ts";
import { isNegation, phraseMatches } from "./phrase.ts";
import { quantities } from "./quantities.ts";
import { type Token, tokens } from "./tokens.ts";

/** What a text says of one fact. */
export interface Recognised {
  readonly fact: FactId;
  readonly value: FactValue;
  /** Character offsets of the words that say it. */
  readonly start: number;
  readonly end: number;
  /** False where the text speaks both ways, or leaves the figure open: to be confirmed by the person. */
  readonly sure: boolean;
}

/** The facts that a text states, in plain words. Total: a text that says nothing of them gives none. */
export function recognise(
  pack: RulePack,
  text: string,
): { readonly facts: Facts; readonly found: readonly Recognised[] } {
  const words = tokens(text.slice(0, LONGEST_TEXT));
  const phrases = factPhrases(pack);
  const figures = readFigures(pack, phrases, words, quantities(words));
  const found = pack.facts.flatMap((fact) => {
    if (fact.kind === "number") return figures.filter((figure) => figure.fact === fact.id);
    const said = readSettings(fact, phrases.get(fact.id), words);
    return said ? [said] : [];
  });
  found.sort((a, b) => a.start - b.start);
  return { facts: Object.fromEntries(found.map(({ fact, value }) => [fact, value])), found };
}

/** Longer than any situation; what stands behind is not looked at. */
const LONGEST_TEXT = 20_000;

interface Said {
  readonly value: FactValue;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Which value of a choice or yes-no fact the text speaks for, by the weight of the phrases on each side. */
function readSettings(
  fact: Exclude<PackFact, { kind: "number" }>,
  phrases: FactPhrases | undefined,
  words: readonly Token[],
): Recognised | null {
  const said = (phrases?.settings ?? []).flatMap(({ value, phrase }) =>
    phraseMatches(phrase, words).flatMap((match): Said[] => {
      if (phrase.negative || !isNegated(words, match.from, match.to)) return [{ value, ...match }];
      if (fact.kind !== "yes-no") return [];
      // "No GPU" says that there is none; "no uploads" does not say that all is there at once.
      return [
        { value: value !== true, ...match, weight: value === true ? match.weight + 1 : match.weight / 2 },
      ];
    }),
  );
  // Of matches that overlap, the one that asks for most says what is meant: "no GPU", not "GPU".
  const kept = said.filter(
    (one) =>
      !said.some(
        (other) => other !== one && other.weight > one.weight && other.from < one.to && one.from < other.to,
      ),
  );
  const weights = new Map<FactValue, number>();
  for (const { value, weight } of kept) weights.set(value, (weights.get(value) ?? 0) + weight);
  const [first, second] = [...weights].sort(([, a], [, b]) => b - a);
  if (!first) return null;
  const [value, weight] = first;
  const where = kept
    .filter((one) => one.value === value)
    .reduce((best, one) => (one.weight > best.weight ? one : best));
  return {
    fact: fact.id,
    value,
    ...spanOf(words, where.from, where.to),
    sure: (second?.[1] ?? 0) < weight / 2,
  };
}

/**
 * Whether the words are denied: by a negation among them, by one right before them but for words that carry it on
 * ("does not need a GPU"), or by one right behind them that ends the clause ("GPU: none"). A negation further off
 * denies something else ("has not become biased").
 */
function isNegated(words: readonly Token[], from: number, to: number): boolean {
  if (words.slice(from, to).some((word) => isNegation(word.text))) return true;
  const clause = words[from]?.clause;
  if (words.slice(0, from).some((word, at) => NOBODY.has(word.text) && reaches(words, at, from))) return true;
  for (let at = from - 1; at >= 0 && words[at]?.clause === clause; at--) {
    const word = words[at]?.text ?? "";
    if (isNegation(word)) return true;
    if (!CARRIES.has(word)) break;
  }
  const [next, after] = [words[to], words[to + 1]];
  return (
    next !== undefined &&
    DENIES.has(next.text) &&
    next.sentence === words[from]?.sentence &&
    (after === undefined || after.clause !== next.clause)
  );
}

/** Who does nothing at all: "nobody runs GPUs, chooses instances or hosts weights". */
const NOBODY = new Set(["nobody", "neither", "nor"]);
const ENDS = new Set(["and", "but", "while", "because", "so", "whereas", "although", "which", "that"]);

/** Whether what is said at `from` is still within what began at `at`. */
function reaches(words: readonly Token[], at: number, from: number): boolean {
  return (
    words[at]?.sentence === words[from]?.sentence &&
    !words.slice(at, from).some((word) => ENDS.has(word.text))
  );
}

/** Words between a negation and what it denies. */
const CARRIES = new Set(
  "a an any the to need needs needed require requires required want wants have has had use uses using be been is are such much really special of one will would shall ever wants longer".split(
    " ",
  ),
);
const DENIES = new Set(["no", "none", "nope", "not"]);

/** Character offsets of a run of tokens. */
function spanOf(words: readonly Token[], from: number, to: number): { start: number; end: number } {
  return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
}
