const NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A list to be named: any `wanted` of the `items` are a full answer. */
export interface AnswerList {
  readonly wanted: number;
  readonly items: readonly string[];
}

/**
 * "Name two …" with its answer as the items that count. All are wanted where the question says no number.
 * @returns null when the answer does not name at least two things
 */
export function answerList(question: string, answer: string): AnswerList | null {
  const items = itemsIn(answer);
  if (items.length < 2) return null;
  const said = /\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b/i.exec(question)?.[1];
  const number = said === undefined ? 0 : NUMBER_WORDS.indexOf(said.toLowerCase()) + 1 || Number(said);
  return { wanted: number >= 1 && number < items.length ? number : items.length, items };
}

/** Bullets, lines, or what commas, semicolons and the last "and" or "or" keep apart; brackets are left whole. */
function itemsIn(answer: string): string[] {
  const lines = answer
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)]|\(?[a-z][.)])\s+/i, "").trim())
    .filter((line) => line !== "");
  if (lines.length > 1) return lines;
  const text = (lines[0] ?? "").replace(/\.$/, "");
  const separator = /;/.test(text) ? /;\s*/ : /,\s*/;
  const parts = outsideBrackets(text, separator);
  const last = parts.at(-1) ?? "";
  const ending = /^(?:(.*\S)\s+)?(?:and\/or|and|or|&)\s+(.+)$/i.exec(last);
  const tail = ending ? [ending[1] ?? "", ending[2] ?? ""] : [last];
  return [...parts.slice(0, -1), ...(parts.length > 1 || ending ? tail : [last])]
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function outsideBrackets(text: string, separator: RegExp): string[] {
  const hidden: string[] = [];
  const flat = text.replace(/\([^)]*\)/g, (part) => `\uE000${hidden.push(part) - 1}\uE000`);
  return flat
    .split(separator)
    .map((part) => part.replace(/\uE000(\d+)\uE000/g, (_, index: string) => hidden[Number(index)] ?? ""));
}
