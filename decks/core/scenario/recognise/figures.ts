import { fits } from "../fact-values.ts";
import type { PackFact, RulePack } from "../pack.ts";
import type { FactId } from "../types.ts";
import { type FactPhrases, factPhrases } from "./pack-phrases.ts";
import { phraseMatches } from "./phrase.ts";
import { type Quantity, unitOf } from "./quantities.ts";
import type { Recognised } from "./recognise.ts";
import type { Token } from "./tokens.ts";

type NumberFact = Extract<PackFact, { kind: "number" }>;

/** A cue in the text: a phrase of a fact that stands from one token to another. */
interface Cue {
  readonly fact: FactId;
  readonly from: number;
  readonly to: number;
  /** Below zero for what tells that a figure is not this fact's. */
  readonly weight: number;
}

/** A figure given to a fact. */
interface Claim {
  readonly quantity: Quantity;
  readonly value: number;
  readonly score: number;
}

/**
 * Which figure of a text belongs to which number fact: each goes to the fact of its dimension whose cues stand
 * nearest, and of several figures of a fact the largest or smallest counts, as the pack says. A phrase that stands
 * for a figure ("sub-second") speaks only where none is given.
 */
export function readFigures(
  pack: RulePack,
  phrases: ReadonlyMap<FactId, FactPhrases>,
  words: readonly Token[],
  found: readonly Quantity[],
): Recognised[] {
  const facts = pack.facts.filter((fact) => fact.kind === "number");
  const cues = facts.flatMap((fact) => cuesOf(fact, phrases.get(fact.id), words));
  const claims = new Map<FactId, Claim[]>();
  for (const quantity of found) {
    let best: { readonly fact: NumberFact; readonly score: number } | null = null;
    for (const fact of facts) {
      if (unitOf(fact.unit).dimension !== quantity.dimension) continue;
      // What the fact cannot be, such as days of computing for one request, is a figure of something else.
      if (!fits(fact, valueFor(fact, quantity))) continue;
      const score = nearness(cues, fact.id, quantity, words);
      if (score > 0 && score > (best?.score ?? 0)) best = { fact, score };
    }
    if (best === null) continue;
    const claim = { quantity, value: valueFor(best.fact, quantity), score: best.score };
    claims.set(best.fact.id, [...(claims.get(best.fact.id) ?? []), claim]);
  }
  return facts.flatMap((fact) => {
    const claim = chosen(fact, claims.get(fact.id) ?? []);
    if (!claim) return meant(fact, phrases.get(fact.id), words);
    const { from, to, vague } = claim.quantity;
    const span = { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
    return [{ fact: fact.id, value: claim.value, ...span, sure: !vague && claim.score >= SURE }];
  });
}

/** How much the words near a figure speak for a fact; above 0 for, below against. */
export function cueScore(
  pack: RulePack,
  fact: NumberFact,
  figure: Quantity,
  words: readonly Token[],
): number {
  return nearness(cuesOf(fact, factPhrases(pack).get(fact.id), words), fact.id, figure, words);
}

/** A score that one cue of a word gives at a distance of a few words. */
const SURE = 0.3;

function cuesOf(fact: NumberFact, phrases: FactPhrases | undefined, words: readonly Token[]): Cue[] {
  const all = (list: FactPhrases["near"], times: number) =>
    list.flatMap((phrase) =>
      phraseMatches(phrase, words).map(({ from, to, weight }): Cue => ({
        fact: fact.id,
        from,
        to,
        weight: times * weight,
      })),
    );
  // A word against a figure tells more than one for it, which may belong to another figure nearby.
  return [...all(phrases?.near ?? [], 1), ...all(phrases?.notNear ?? [], -2)];
}

/** The weight of a fact's cues in the sentence of a figure, each divided by how far it stands off. */
function nearness(
  cues: readonly Cue[],
  fact: FactId,
  { from, to }: Quantity,
  words: readonly Token[],
): number {
  const sentence = words[from]?.sentence ?? -1;
  let score = 0;
  for (const cue of cues) {
    if (cue.fact !== fact) continue;
    const apart = sentence - (words[cue.from]?.sentence ?? -1);
    if (apart !== 0 && !(apart === 1 && cue.weight > 0)) continue;
    const gap = Math.max(0, cue.from - to, from - cue.to);
    // A cue right before or in the figure is worth most; one of the sentence before is a last resort.
    score += (cue.weight / (1 + gap / 2)) * (apart === 0 ? 1 : 0.25);
  }
  return score;
}

function chosen({ takes }: NumberFact, claims: readonly Claim[]): Claim | null {
  const [first, ...others] = claims;
  if (!first) return null;
  const better = (a: Claim, b: Claim) =>
    takes === "largest" ? a.value > b.value : takes === "smallest" ? a.value < b.value : a.score > b.score;
  return others.reduce((best, claim) => (better(claim, best) ? claim : best), first);
}

function meant(fact: NumberFact, phrases: FactPhrases | undefined, words: readonly Token[]): Recognised[] {
  const matches = (phrases?.means ?? []).flatMap(({ value, phrase }) =>
    phraseMatches(phrase, words).map((match) => ({ value, ...match })),
  );
  const [first, ...others] = matches;
  if (!first) return [];
  const { from, to, value } = others.reduce((best, one) => (one.weight > best.weight ? one : best), first);
  return [
    { fact: fact.id, value, start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0, sure: false },
  ];
}

/** A figure in the fact's unit. Six digits are more than anybody means; they end what fractions of a GB leave behind. */
function valueFor(fact: NumberFact, quantity: Quantity): number {
  return Number((quantity.value / unitOf(fact.unit).factor).toPrecision(6));
}
