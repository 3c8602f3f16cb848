import type {
  PackDecision,
  PackFact,
  PackLimit,
  PackOption,
  PackPreference,
  PackSource,
  RulePack,
} from "../../../decks/core/scenario/pack.ts";
import { assumptionWords, valuesWords } from "./fact-words.ts";
import { limitWords, whenWords } from "./rule-words.ts";

/** The part of a pack that a filter leaves. */
export interface NarrowedPack {
  readonly decisions: readonly NarrowedDecision[];
  readonly facts: readonly PackFact[];
  /** Those that the filter finds, and those behind the rules that are left. */
  readonly sources: readonly PackSource[];
  /** Limits and preferences that are left. */
  readonly rules: number;
}

export interface NarrowedDecision {
  readonly decision: PackDecision;
  readonly options: readonly NarrowedOption[];
}

export interface NarrowedOption {
  readonly option: PackOption;
  readonly limits: readonly PackLimit[];
  readonly preferences: readonly PackPreference[];
}

/**
 * Gives the part of the pack in whose texts every word of a filter occurs, whatever its case; all of it for an empty
 * one. The texts are gathered once, so that typing stays quick.
 */
export function packFilter(pack: RulePack): (filter: string) => NarrowedPack {
  const sourceTitles = new Map(pack.sources.map((source) => [source.id, source.title]));
  const texts = new Map<object, string>();
  const index = (item: object, parts: readonly (string | undefined)[]) =>
    texts.set(item, parts.join("\n").toLowerCase());

  for (const decision of pack.decisions) {
    for (const option of decision.options) {
      const of = [decision.label, option.label];
      index(option, [...of, decision.question, option.summary, option.cost, option.wouldWin]);
      for (const limit of option.limits) {
        index(limit, [...of, limitWords(pack, limit), limit.broken, sourceTitles.get(limit.source)]);
      }
      for (const one of option.preferences) {
        index(one, [...of, one.reason, whenWords(pack, one), sourceTitles.get(one.source)]);
      }
    }
  }
  for (const fact of pack.facts) {
    const assumptions = assumptionWords(pack, fact).flatMap(({ text, because }) => [text, because ?? ""]);
    index(fact, [fact.label, ...valuesWords(pack, fact), ...assumptions]);
  }
  for (const source of pack.sources) index(source, [source.title, source.url, source.asOf]);

  return (filter) => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const isFound = (item: object) => words.every((word) => texts.get(item)?.includes(word));
    return narrowed(pack, isFound);
  };
}

function narrowed(pack: RulePack, isFound: (item: object) => boolean): NarrowedPack {
  const decisions = pack.decisions.flatMap((decision) => {
    const options = decision.options.flatMap((option) => {
      const limits = option.limits.filter(isFound);
      const preferences = option.preferences.filter(isFound);
      const isLeft = limits.length + preferences.length > 0 || isFound(option);
      return isLeft ? [{ option, limits, preferences }] : [];
    });
    return options.length > 0 ? [{ decision, options }] : [];
  });
  const rules = decisions.flatMap(({ options }) =>
    options.flatMap(({ limits, preferences }) => [...limits, ...preferences]),
  );
  const cited = new Set(rules.map((rule) => rule.source));
  return {
    decisions,
    facts: pack.facts.filter(isFound),
    sources: pack.sources.filter((source) => cited.has(source.id) || isFound(source)),
    rules: rules.length,
  };
}
