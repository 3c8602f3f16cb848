import { normalisedKey } from "../normalised-key.ts";
import { answerList } from "./answer-list.ts";

/**
 * The options that an answer names: the answer is one of them, begins with one and goes on with the reason, or lists
 * several ("Delta; Estuary", "Delta and estuary").
 * @returns empty when it names none, so that nothing is said to be right that is not known to be
 */
export function rightChoices(choices: readonly string[], answer: string): readonly string[] {
  const named = beginsWith(choices, answer);
  if (named.length > 0) return choices.filter((choice) => named.includes(choice));
  const listed = (answerList("", answer)?.items ?? []).map((item) =>
    choices.find((choice) => normalisedKey(choice) === normalisedKey(item)),
  );
  if (listed.length === 0 || listed.includes(undefined)) return [];
  return choices.filter((choice) => listed.includes(choice));
}

/** The longest option first, as one may begin with another: "Delta", "Delta plain". */
function beginsWith(choices: readonly string[], answer: string): readonly string[] {
  const longest = [...choices].sort((a, b) => b.length - a.length);
  const named: string[] = [];
  let rest = answer;
  for (;;) {
    const choice = longest.find((one) => one !== "" && startsWith(rest, one));
    if (choice === undefined) return named;
    named.push(choice);
    rest = rest.slice(choice.length);
    if (!rest.startsWith("; ")) return named;
    rest = rest.slice(2);
  }
}

/** Whether a text begins with an option, and the option ends there: with the text, a sentence, or the next option. */
function startsWith(text: string, choice: string): boolean {
  if (text.slice(0, choice.length).toLowerCase() !== choice.toLowerCase()) return false;
  const rest = text.slice(choice.length);
  return /^(?:$|; |[.!?](?:\s|$))/.test(rest) || (/[.!?]$/.test(choice) && /^\s/.test(rest));
}
