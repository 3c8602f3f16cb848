/** Words that say nothing of a subject. */
const COMMON = new Set(
  "a an and are as at be between by can for from how in into is it its like of on or such than that the their them this to use using used via was when which while with explain describe identify select distinguish evaluate understand compare apply define list based appropriate benefits benefit".split(
    " ",
  ),
);

/** Gives "objective:2" for every objective that shares at least two telling words with a text, or all it has. */
export function objectiveTagger(objectives: readonly string[]): (text: string) => string[] {
  const wanted = objectives.map((objective) => [...tellingWords(objective)]);
  if (wanted.length === 0) return () => [];
  return (text) => {
    const words = tellingWords(text);
    return wanted.flatMap((telling, index) => {
      const shared = telling.filter((word) => words.has(word)).length;
      return telling.length > 0 && shared >= Math.min(2, telling.length) ? [`objective:${index + 1}`] : [];
    });
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
