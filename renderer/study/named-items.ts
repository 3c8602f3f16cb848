import type { TypedSettings } from "../../decks/core/cards/answer-text.ts";
import { compareAnswer } from "../../decks/core/cards/compare-answer.ts";

const CLOSEST = ["exact", "folded", "typo"] as const;

/**
 * Which items of a list the typed lines name, by index, each line at most one and each item at most once. Lines that
 * name an item letter for letter go first, so that a slip of one item does not take the place of another.
 */
export function namedItems(
  lines: readonly string[],
  items: readonly string[],
  settings: TypedSettings,
): readonly number[] {
  const verdicts = lines.map((line) =>
    line.trim() === "" ? [] : items.map((item) => compareAnswer(line, item, settings).verdict),
  );
  const named = new Set<number>();
  const used = new Set<number>();
  for (const wanted of CLOSEST) {
    for (const [line, row] of verdicts.entries()) {
      if (used.has(line)) continue;
      const item = row.findIndex((verdict, at) => verdict === wanted && !named.has(at));
      if (item === -1) continue;
      named.add(item);
      used.add(line);
    }
  }
  return [...named].sort((a, b) => a - b);
}
