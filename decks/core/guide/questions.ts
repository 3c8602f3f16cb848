import type { GuideQuestion, QuestionKind } from "./types.ts";
import { type Item, joined } from "./tree.ts";

type Draft = { -readonly [Key in keyof GuideQuestion]: GuideQuestion[Key] };

const ANSWER = /(?:^|\n|\s)(?:[*_]{0,2})(?:A|Ans|Answer|Solution)(?:[*_]{0,2})\s*[:.)](?:[*_]{0,2})\s+/;
const CHOICE = /^(?:[*_]{0,2})\(?([A-Ha-h])[.)]\s*(.+)$/s;

/**
 * One question with whatever stands beside it: choices, and its answer where notes put it inline.
 *
 *     3. Which shifts all at once?  a) canary  **b) blue/green**
 *        Answer: b
 *        ^^^^^^
 */
export function questionIn(item: Item): GuideQuestion {
  const whole = [item.text, item.rest].filter((part) => part !== "").join("\n");
  const [asked = "", ...answers] = whole.split(ANSWER);
  const { question, options } = withoutChoices(asked);
  const below = item.children.map((child) => child.text);
  const answerBelow = below.find((text) => /^(?:[*_]{0,2})(?:A|Ans|Answer)(?:[*_]{0,2})\s*[:.)]/.test(text));
  const choices = [...options, ...below.filter((text) => text !== answerBelow && CHOICE.test(text))];
  const rest =
    below.length > 0 && choices.length === 0 && answerBelow === undefined ? joined(below.join("; ")) : null;
  const said =
    answers.length > 0 ? joined(answers.join(" ")) : (answerBelow?.replace(/^[^:.)]*[:.)]\s*/, "") ?? rest);
  const inline = said === null ? inlineAnswer(question) : null;
  const text = stripped(inline?.question ?? question);
  const draft: Draft = {
    question: text,
    answer: inline?.answer ?? said,
    kind: kindOf(text),
    line: item.line,
  };
  if (choices.length < 2) return draft;
  return {
    ...draft,
    kind: "multiple-choice",
    answer: draft.answer === null ? boldChoice(choices) : spelledOut(draft.answer, choices),
    choices: choices.map((choice) => plainChoice(choice)),
  };
}

/** The answer to a question that was found further down, such as in an answer key. */
export function withAnswer(question: GuideQuestion, answer: string): GuideQuestion {
  const text = joined(answer).replace(/^(?:[*_]{0,2})(?:A|Ans|Answer)(?:[*_]{0,2})\s*[:.)]\s*/, "");
  return { ...question, answer: question.choices ? spelledOut(text, question.choices) : text };
}

/** What kind of answer a question wants, by its words. */
export function kindOf(question: string): QuestionKind {
  if (
    /^\W*(?:true or false|t\s*\/\s*f|true\s*\/\s*false)\b/i.test(question) ||
    /\((?:true or false|true\/false|t\/f)\)/i.test(question)
  ) {
    return "true-false";
  }
  return /^\W*(?:name|list|give|state|identify|mention)\s+(?:(?:at least|any|the)\s+)?(?:two|three|four|five|six|seven|\d+)\b/i.test(
    question,
  )
    ? "list"
    : "open";
}

/** Whether a line asks something. */
export function isQuestion(text: string): boolean {
  return /\?\s*(?:[*_)]|$)/.test(text) || kindOf(text) !== "open" || /^(?:[*_]{0,2})Q\d*\s*[:.)]/.test(text);
}

function stripped(question: string): string {
  return joined(question)
    .replace(/^(?:[*_]{0,2})(?:Q(?:uestion)?\s*\d*)\s*[:.)](?:[*_]{0,2})\s*/i, "")
    .replace(/^\*\*(.+)\*\*$/, "$1")
    .trim();
}

/** "What is X? It is Y." and "What is X? → It is Y": the answer follows its question on the line. */
function inlineAnswer(question: string): { question: string; answer: string } | null {
  const match = /^(.+?\?)(?:[*_]{0,2})\s+(?:[→⇒–—-]+\s*|\((?=.+\)$))?(\S.+)$/s.exec(joined(question));
  if (!match || isQuestion(match[2] ?? "")) return null;
  return { question: match[1] ?? "", answer: (match[2] ?? "").replace(/\)$/, "").trim() };
}

function withoutChoices(text: string): { question: string; options: string[] } {
  const lines = text.split("\n").map((line) => line.trim());
  const first = lines.findIndex((line, index) => index > 0 && CHOICE.test(line));
  if (first === -1) return { question: text, options: [] };
  return {
    question: lines.slice(0, first).join(" "),
    options: lines.slice(first).filter((line) => CHOICE.test(line)),
  };
}

function boldChoice(choices: readonly string[]): string | null {
  const bold = choices.filter((choice) => /^(?:\*\*|__)/.test(choice) || /[✓✔]/u.test(choice));
  return bold.length === 1 ? plainChoice(bold[0] ?? "") : null;
}

/** "b" as the option it stands for. */
function spelledOut(answer: string, choices: readonly string[]): string {
  const letter = /^\(?([A-Ha-h])\b[.)]?\s*(.*)$/s.exec(answer.replace(/[*_]/g, ""));
  const index = letter ? (letter[1] ?? "").toLowerCase().charCodeAt(0) - 97 : -1;
  const choice = choices[index];
  if (!letter || choice === undefined) return answer;
  const more = (letter[2] ?? "").replace(/^[:.,–—-]\s*/, "");
  const plain = plainChoice(choice);
  return more === "" || more.toLowerCase() === plain.toLowerCase() ? plain : `${plain}. ${more}`;
}

function plainChoice(choice: string): string {
  const text = choice
    .replace(/[✓✔]/gu, "")
    .replace(/^(?:\*\*|__)(.*?)(?:\*\*|__)$/s, "$1")
    .trim();
  return joined(CHOICE.exec(text)?.[2] ?? text).replace(/\*\*$/, "");
}
