/** Words that say nothing of a subject. */
const COMMON = new Set(
  "a an and are as at be between by can for from how in into is it its like of on or such than that the their them this to use using used via was when which while with explain describe identify select distinguish evaluate understand compare apply define list based appropriate benefits benefit".split(
    " ",
  ),
);

/** Gives "objective:2" for every objective that shares at least two telling words with a text, or all it has. */
export function objectiveTagger(objectives: readonly string[]): (text: string) => string[] {
  const wanted: number[] = [];
  const byWord = new Map<string, number[]>();
  for (const [index, objective] of objectives.entries()) {
    // One that is said again is the same one.
    if (objectives.indexOf(objective) < index) {
      wanted.push(0);
      continue;
    }
    const telling = tellingWords(objective);
    wanted.push(Math.min(2, telling.size));
    for (const word of telling) byWord.set(word, [...(byWord.get(word) ?? []), index]);
  }
  if (byWord.size === 0) return () => [];
  return (text) => {
    const shared = new Map<number, number>();
    for (const word of tellingWords(text)) {
      for (const index of byWord.get(word) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    return [...shared]
      .filter(([index, count]) => count >= (wanted[index] ?? 0))
      .sort(([a], [b]) => a - b)
      .map(([index]) => `objective:${index + 1}`);
  };
}

function tellingWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(
    words
      .map((word) => word.replace(/(?:ies|es|s)$/, ""))
      .filter((word) => !COMMON.has(word) && word.length > 2),
  );
}
