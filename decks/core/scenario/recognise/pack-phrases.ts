import type { RulePack } from "../pack.ts";
import type { FactId, FactValue } from "../types.ts";
import { type Phrase, readPhrase } from "./phrase.ts";

/** What tells a fact in a text. */
export interface FactPhrases {
  /** Choice and yes-no facts: which value a phrase speaks for. */
  readonly settings: readonly { readonly value: FactValue; readonly phrase: Phrase }[];
  /** Number facts: what stands near their figures, and what near those of others. */
  readonly near: readonly Phrase[];
  readonly notNear: readonly Phrase[];
  /** Phrases that stand for a figure. */
  readonly means: readonly { readonly value: number; readonly phrase: Phrase }[];
}

const made = new WeakMap<RulePack, ReadonlyMap<FactId, FactPhrases>>();

/** The phrases of a pack by fact, those of its own clauses among them. Read once a pack. */
export function factPhrases(pack: RulePack): ReadonlyMap<FactId, FactPhrases> {
  const known = made.get(pack);
  if (known) return known;
  const phrases = new Map(pack.facts.map((fact) => [fact.id, phrasesOf(fact)]));
  made.set(pack, phrases);
  return phrases;
}

function phrasesOf(fact: RulePack["facts"][number]): FactPhrases {
  if (fact.kind === "number") {
    return {
      settings: [],
      near: [...read(fact.near), ...(fact.says ?? []).flatMap(aroundValue)],
      notNear: read(fact.notNear),
      means: (fact.means ?? []).flatMap(({ phrases, value }) =>
        read(phrases).map((phrase) => ({ value, phrase })),
      ),
    };
  }
  const of = (name: string): FactValue => (fact.kind === "yes-no" ? name === "yes" : name);
  const settings = [fact.reads, fact.says].flatMap((byName) =>
    Object.entries(byName ?? {}).flatMap(([name, texts]) =>
      texts.flatMap((text) => read(clausePhrases(text)).map((phrase) => ({ value: of(name), phrase }))),
    ),
  );
  return { settings, near: [], notNear: [], means: [] };
}

function read(texts: readonly string[] = []): Phrase[] {
  return texts.flatMap((text) => readPhrase(text) ?? []);
}

/** A clause as a phrase: its {nouns} are gaps, punctuation is dropped. */
function clausePhrases(clause: string): string[] {
  const words = clause
    .replaceAll(/\{\w+\}/g, "..")
    .replaceAll(/[,;:()"“”]/g, " ")
    .trim();
  return [words.replace(/^(?:\.\.\s+)+/, "").replace(/(?:\s+\.\.)+$/, "")];
}

/** The words on both sides of {value} in a clause, as many as stay within it. */
function aroundValue(clause: string): Phrase[] {
  const [before = "", after = ""] = clause.split("{value}");
  const last =
    before
      .split(/\{\w+\}/)
      .at(-1)
      ?.trim()
      .split(/\s+/)
      .slice(-4)
      .join(" ") ?? "";
  const next =
    after
      .split(/\{\w+\}/)[0]
      ?.trim()
      .split(/\s+/)
      .slice(0, 3)
      .join(" ") ?? "";
  return read([...clausePhrases(last), ...clausePhrases(next)].filter((text) => text !== ""));
}
