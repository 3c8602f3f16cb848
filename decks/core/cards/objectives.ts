/** Words that say nothing of a subject. */
const COMMON = new Set(
  "a an and are as at be between by can for from how in into is it its like of on or such than that the their them this to use using used via was when which while with explain describe identify select distinguish evaluate understand compare apply define list based appropriate benefits benefit".split(
    " ",
  ),
);

/** "objective:2" for every objective that shares at least two telling words with a text, or all it has. */
export function objectiveTags(objectives: readonly string[], text: string): string[] {
  const words = tellingWords(text);
  return objectives.flatMap((objective, index) => {
    const wanted = [...tellingWords(objective)];
    const shared = wanted.filter((word) => words.has(word)).length;
    return wanted.length > 0 && shared >= Math.min(2, wanted.length) ? [`objective:${index + 1}`] : [];
  });
}

function tellingWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(
    words
      .map((word) => word.replace(/(?:ies|es|s)$/, ""))
      .filter((word) => !COMMON.has(word) && word.length > 2),
  );
}
