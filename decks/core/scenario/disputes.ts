import { boundOf } from "./condition.ts";
import { valueText } from "./fact-text.ts";
import type { PackFact, PackLimit, PackOption, PackSource, RulePack } from "./pack.ts";
import { cueScore } from "./recognise/figures.ts";
import { type Phrase, phraseMatches, readPhrase } from "./recognise/phrase.ts";
import { type Quantity, quantities, unitOf } from "./recognise/quantities.ts";
import { type Token, tokens } from "./recognise/tokens.ts";

/** Something that a text states and a pack states otherwise. */
export interface Dispute {
  /** Names the pack and what is in dispute; the same for every text that states it. */
  readonly id: string;
  /** "Real-time endpoint, payload" */
  readonly about: string;
  /** The words of the text: "6MB". */
  readonly textSays: string;
  /** "25 MB", or a sentence. */
  readonly packSays: string;
  readonly source: PackSource;
  /** The words can be put right by putting the pack's figure in their place. */
  readonly isFigure: boolean;
}

/** Without one of these a figure near an option is not its limit. */
const LIMIT_WORDS: readonly Phrase[] = [
  "limit*|max|maximum|timeout*|cap|capped|quota*|ceiling|restricted",
  "time|times out",
  "up to|under",
  "at|no|not most|more|larger|longer",
  "support*|allows|accepts|handles",
  "exceed*",
].flatMap((text) => readPhrase(text) ?? []);

/**
 * What a text says against a pack: a limit of an option with another figure, and what the pack lists as often said
 * and not so. A text that names no option, or gives no figure, disputes nothing.
 */
export function disputes(pack: RulePack, text: string): Dispute[] {
  if (!namesIn(pack).test(text)) return [];
  const words = tokens(text);
  const figures = quantities(words);
  const limits = figures.length === 0 ? [] : limitDisputes(pack, text, words, figures);
  const corrected = (pack.corrections ?? []).flatMap((correction, index) => {
    const match = correction.phrases
      .flatMap((phrase) => readPhrase(phrase) ?? [])
      .flatMap((phrase) => phraseMatches(phrase, words))[0];
    const source = pack.sources.find((one) => one.id === correction.source);
    if (!match || !source) return [];
    const said = text.slice(words[match.from]?.start, words[match.to - 1]?.end);
    return [
      {
        id: `${pack.id}/correction/${index}`,
        about: correction.about,
        textSays: said,
        packSays: correction.truth,
        source,
        isFigure: false,
      },
    ];
  });
  return [...new Map([...limits, ...corrected].map((one) => [one.id, one])).values()];
}

const made = new WeakMap<RulePack, RegExp>();

/** Most texts name nothing of a pack, and a guide has thousands of them: this tells at a glance. */
function namesIn(pack: RulePack): RegExp {
  const known = made.get(pack);
  if (known) return known;
  const phrases = [
    ...pack.decisions.flatMap(({ options }) => options.flatMap(namesOf)),
    ...(pack.corrections ?? []).flatMap((correction) => correction.phrases),
  ];
  const words = phrases.flatMap((phrase) => phrase.split(/\s+/)[0]?.split("|") ?? []);
  const stems = [...new Set(words.map((word) => word.replace(/[^\p{L}\d]/gu, "")))].filter(
    (stem) => stem !== "",
  );
  const names = new RegExp(stems.length === 0 ? "$^" : `(?<!\\p{L})(?:${stems.join("|")})`, "iu");
  made.set(pack, names);
  return names;
}

function namesOf(option: PackOption): readonly string[] {
  return option.names ?? [option.id.replaceAll("-", " ")];
}

interface Mention {
  readonly option: PackOption;
  readonly decision: string;
  readonly from: number;
}

function limitDisputes(
  pack: RulePack,
  text: string,
  words: readonly Token[],
  figures: readonly Quantity[],
): Dispute[] {
  const mentions = mentionsOf(pack, words);
  if (mentions.length === 0) return [];
  const limiting = new Set(
    LIMIT_WORDS.flatMap((phrase) => phraseMatches(phrase, words)).map(({ from }) => words[from]?.sentence),
  );
  return figures.flatMap((figure) => {
    if (figure.vague || !limiting.has(words[figure.from]?.sentence)) return [];
    return nearest(mentions, figure, words).flatMap(({ option, decision }) => {
      const fact = limitedFact(pack, option, figure, words);
      const bounds = limitsOn(option, fact);
      const [limit] = bounds;
      if (!fact || !limit) return [];
      const value = Number((figure.value / unitOf(fact.unit).factor).toPrecision(6));
      const source = pack.sources.find((one) => one.id === limit.source);
      if (!source || bounds.some(({ needs }) => isAbout(value, boundOf(needs)))) return [];
      return [
        {
          id: `${pack.id}/${decision}/${option.id}/${limit.id}`,
          about: `${option.label}, ${fact.label.toLowerCase()}`,
          textSays: text.slice(words[figure.from]?.start, words[figure.to - 1]?.end),
          packSays: valueText(pack, fact.id, boundOf(limit.needs)),
          source,
          isFigure: true,
        },
      ];
    });
  });
}

/** Where options are named, by the names the pack gives them, or by their ids. */
function mentionsOf(pack: RulePack, words: readonly Token[]): Mention[] {
  return pack.decisions.flatMap((decision) =>
    decision.options.flatMap((option) => {
      return namesOf(option)
        .flatMap((name) => readPhrase(name) ?? [])
        .flatMap((phrase) => phraseMatches(phrase, words))
        .map(({ from }) => ({ option, decision: decision.id, from }));
    }),
  );
}

/**
 * The options whose name stands last before the figure in its sentence; else the first that follows in it; else those
 * of the sentence before, where it names no more than one.
 */
function nearest(mentions: readonly Mention[], { from }: Quantity, words: readonly Token[]): Mention[] {
  const sentence = words[from]?.sentence ?? 0;
  const within = (wanted: number) => mentions.filter((one) => words[one.from]?.sentence === wanted);
  const here = within(sentence);
  if (here.length === 0) {
    const previous = within(sentence - 1);
    return new Set(previous.map((one) => one.option.id)).size === 1 ? previous.slice(0, 1) : [];
  }
  const before = here.filter((one) => one.from < from);
  const at = before.length > 0 ? Math.max(...before.map((one) => one.from)) : (here[0]?.from ?? 0);
  return here.filter((one) => one.from === at);
}

/** The number fact that a figure of an option's limit is about: by the words near it, where several are possible. */
function limitedFact(
  pack: RulePack,
  option: PackOption,
  figure: Quantity,
  words: readonly Token[],
): Extract<PackFact, { kind: "number" }> | null {
  const possible = pack.facts.filter(
    (fact): fact is Extract<PackFact, { kind: "number" }> =>
      fact.kind === "number" &&
      unitOf(fact.unit).dimension === figure.dimension &&
      limitsOn(option, fact).length > 0,
  );
  const scored = possible.map((fact) => ({ fact, score: cueScore(pack, fact, figure, words) }));
  return scored.sort((a, b) => b.score - a.score)[0]?.fact ?? null;
}

function limitsOn(option: PackOption, fact: PackFact | null): PackLimit[] {
  return option.limits.filter(
    ({ needs }) => fact !== null && needs.fact === fact.id && !("is" in needs || "isNot" in needs),
  );
}

/** 1 GB is 1,000 MB to some and 1,024 to others; both say the same. */
function isAbout(value: number, bound: unknown): boolean {
  return typeof bound === "number" && Math.abs(value - bound) <= 0.05 * Math.abs(bound);
}
