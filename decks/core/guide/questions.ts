import type { GuideQuestion, QuestionKind } from "./types.ts";
import { boldChoice, choiceIn, plainChoice, spelledOut } from "./choices.ts";
import { joined } from "./joined.ts";
import type { Item } from "./tree.ts";

type Draft = { -readonly [Key in keyof GuideQuestion]: GuideQuestion[Key] };

const WORD =
  "(?:(?:[Cc]orrect|[Rr]ight|[Mm]odel|[Ss]ample|[Ss]uggested)\\s+)?(?:[Aa]ns(?:wer)?s?|ANSWERS?|ANS|[Ss]olution|SOLUTION)";
const LABEL = `(?:[*_]{0,2})(?:A\\d*(?:[*_]{0,2})\\s*:|${WORD}\\s*\\d*(?:[*_]{0,2})\\s*(?:[:.)=]|\\bis\\b|[–—-](?=\\s)))(?:[*_]{0,2})`;
const ANSWER = new RegExp(`(?:^|\\n|(?<=[?.:)_*])\\s+|\\s{2,})${LABEL}\\s*(?=\\S)`);
const ANSWER_START = new RegExp(`^${LABEL}\\s*`);

/** Whether a line gives an answer: "Answer: B", "A: …", "**Correct answer** – …". */
export function isAnswerLine(text: string): boolean {
  return ANSWER_START.test(text);
}

/**
 * One question with whatever stands beside it: choices, and its answer where notes put it inline.
 *
 *     3. Which shifts all at once?  a) canary  **b) blue/green**
 *        Answer: b
 *        ^^^^^^
 */
export function questionIn(item: Item): GuideQuestion {
  const all = [item.text, item.rest].filter((part) => part !== "").join("\n");
  const [whole = "", ...why] = all.split(/\n(?=[*_]{0,2}(?:Explanation|Rationale|Reason)\b[*_]*\s*[:–—-])/i);
  const [asked = "", ...answers] = whole.split(ANSWER);
  const { question, options } = withoutChoices(asked);
  const below = item.children.map((child) => (child.letter ? `${child.letter}) ${child.text}` : child.text));
  const answerBelow = below.find(isAnswerLine);
  const others = below.filter((text) => text !== answerBelow);
  const listed = others.filter((text) => choiceIn(text) !== null);
  const isMarked = others.length >= 3 && boldChoice(others) !== null;
  const choices = [...options, ...(isMarked ? others : listed)];
  const rest =
    others.length > 0 && choices.length === 0 && answerBelow === undefined ? joined(others.join("; ")) : null;
  const said =
    answers.length > 0
      ? answers.map((answer) => answer.trim()).join("\n")
      : answerBelow !== undefined
        ? answerBelow.replace(ANSWER_START, "")
        : rest;
  const inline = said === null && choices.length === 0 ? inlineAnswer(question) : null;
  const text = stripped(inline?.question ?? question);
  const answer = inline?.answer ?? (said !== null && choices.length < 2 ? closed(joined(said)) : said);
  const draft: Draft = {
    question: text,
    answer: answer !== null && NO_ANSWER.test(answer) ? null : answer,
    kind: kindOf(text, answer),
    line: item.line,
  };
  if (choices.length < 2) return draft;
  return {
    ...draft,
    kind: "multiple-choice",
    answer: explained(answer === null ? boldChoice(choices) : spelledOut(answer, choices), why),
    choices: choices.map((choice) => plainChoice(choice)),
  };
}

const TRUE_OR_FALSE = /^\W*(?:true or false|true\s*\/\s*false|t\s*\/\s*f)\W*$/i;

/** Notes that hold the place of an answer. */
const NO_ANSWER =
  /^\W*(?:tb[ad]|to ?do|to be (?:discussed|announced|done|added)|will be discussed|ask (?:the )?(?:prof|teacher|instructor)|\?+)\b.*$/i;

/** The answer to a question that was found further down, such as in an answer key. */
export function withAnswer(question: GuideQuestion, answer: string): GuideQuestion {
  if (question.choices)
    return { ...question, answer: spelledOut(answer.trim().replace(ANSWER_START, ""), question.choices) };
  const text = closed((answer.includes("\n- ") ? answer.trim() : joined(answer)).replace(ANSWER_START, ""));
  return { ...question, answer: NO_ANSWER.test(text) ? null : text, kind: kindOf(question.question, text) };
}

const NUMBERS = "(?:two|three|four|five|six|seven|eight|nine|ten|\\d+)";
const LIST = new RegExp(
  `^\\W*(?:name|list|give|state|identify|mention|cite|enumerate|provide)\\s+(?:(?:at least|any|the|your|me|all)\\s+)?${NUMBERS}\\b|^\\W*(?:name|list|enumerate)\\s+(?:the|all|some|any|at least)\\s|^\\W*what\\s+are\\s+the\\s+${NUMBERS}\\s`,
  "i",
);

/** What kind of answer a question wants, by its words, and by the answer where it has one. */
export function kindOf(question: string, answer: string | null = null): QuestionKind {
  if (
    /^\W*(?:true or false|t\s*\/\s*f|true\s*\/\s*false|t or f)\b/i.test(question) ||
    /[([](?:true or false|true\/false|t\/f|t or f)[)\]]|\btrue or false\?$/i.test(question)
  ) {
    return "true-false";
  }
  if (
    answer !== null &&
    /^[*_]*(?:true|false|T|F)\b/i.test(answer) &&
    !/\?\W*$/.test(question) &&
    /^(?:true|false)\b|^[TF]\b/i.test(answer.replace(/^[*_]+/, ""))
  )
    return "true-false";
  return LIST.test(question) ? "list" : "open";
}

/** Whether a line asks something. */
export function isQuestion(text: string): boolean {
  return /\?\s*(?:[*_)"”]|$)/.test(text) || kindOf(text) !== "open" || QUESTION_LABEL.test(text);
}

/** "Q3:", "**Question 3.**", "Exercise 2:" in front of what is asked. */
export const QUESTION_LABEL =
  /^(?:[*_]{0,2})(?:Q(?:uestion)?\s*#?\d*(?:[*_]{0,2})\s*[:.)]|(?:Exercise|Problem|Checkpoint|Item)\s*\d+(?:[*_]{0,2})\s*[:.)]|Q\d+\s)(?:[*_]{0,2})\s*/i;

/** "Question 3" as a heading of its own. */
export function isNumberedQuestion(heading: string): boolean {
  return /^[*_]*(?:question|q|exercise|problem)\s*#?\d+[.:]?[*_]*$/i.test(heading.trim());
}

function stripped(question: string): string {
  return joined(question)
    .replace(/^\*\*(.+)\*\*$/, "$1")
    .replace(QUESTION_LABEL, "")
    .replace(/^(\*\*)?\(?[A-Z]?\d+[.)]\s+/, "$1")
    .replace(/^\*\*([^*]+)\*\*$/, "$1")
    .replace(/^([^*]*)\*\*([^*]*)$/, "$1$2")
    .trim();
}

/** Without the end of an emphasis that began before the label: "*Answer: BLUE*". */
function closed(answer: string): string {
  const stars = answer.match(/\*/g)?.length ?? 0;
  return stars % 2 === 1 || /^[^*]*\*\*$/.test(answer) ? answer.replace(/\*+$/, "") : answer;
}

/** An answer with the explanation that stands below it. */
function explained(answer: string | null, why: readonly string[]): string | null {
  const reason = joined(why.join(" "))
    .replace(/^[*_]*(?:Explanation|Rationale|Reason)[*_]*\s*[:–—-][*_]*\s*/i, "")
    .replace(/(?<![*_])[*_]+$/, "");
  if (answer === null || reason === "") return answer;
  return `${answer}${/[.!?]$/.test(answer) ? "" : "."} ${reason}`;
}

/** "What is X? It is Y.", "What is X? → It is Y" and "It is so. (T)": the answer follows its question on the line. */
function inlineAnswer(text: string): { question: string; answer: string } | null {
  const line = joined(text);
  const judged = /^(.+?[.!?])\s+[*_(]*(true|false|T|F)[*_)]*(?:\s*(?:[.,:;]|[–—→-])\s*(\S.*))?[.!]?$/i.exec(
    line,
  );
  if (judged && (kindOf(line) === "true-false" || /[*_(](?:true|false|T|F)[*_)]/i.test(line))) {
    const said = /^t/i.test(judged[2] ?? "") ? "True" : "False";
    const why = judged[3] === undefined ? "" : `. ${judged[3]}`;
    return { question: judged[1] ?? "", answer: `${said}${why}` };
  }
  const verdict =
    /^(.+?[.!]?)\s*(?:[([]\s*(true|false|T|F)\s*[)\]]|(?:[–—→=-]|::)\s*(true|false))[.!]?$/i.exec(line);
  if (verdict) {
    const said = verdict[2] ?? verdict[3] ?? "";
    return { question: verdict[1] ?? "", answer: /^t/i.test(said) ? "True" : "False" };
  }
  const match =
    /^(.+?\?)(?:[*_)]{0,3})\s*(?:(?:[→⇒–—-]+|::|=>|->|==)\s*|\s(?:\((?=.+\)$))?)(\S.+)$/s.exec(line) ??
    /^(.+?)\s+(?:::|==)\s+(\S.+)$/s.exec(line);
  // "True or false? The sun is a star." asks with what follows.
  if (!match || isQuestion(match[2] ?? "") || TRUE_OR_FALSE.test(match[1] ?? "")) return null;
  const answer = (match[2] ?? "").replace(/^[*_]+\s*/, "").replace(/^[^(]*\)$/, (part) => part.slice(0, -1));
  // "(Choose two)" is part of the question.
  if (/^\(?(?:choose|select|pick|hint|there may|more than|\d+ (?:marks?|points?))\b/i.test(answer))
    return null;
  return { question: match[1] ?? "", answer: answer.trim() };
}

function withoutChoices(text: string): { question: string; options: string[] } {
  const lines = text.split("\n").map((line) => line.trim());
  const first = lines.findIndex((line, index) => index > 0 && choiceIn(line) !== null);
  if (first === -1) return inlineChoices(text);
  const options: string[] = [];
  for (const line of lines.slice(first)) {
    // A wrapped option goes on below its letter.
    if (choiceIn(line) !== null || options.length === 0) options.push(line);
    else options[options.length - 1] += ` ${line}`;
  }
  return { question: lines.slice(0, first).join(" "), options };
}

/** "Which is odd? a) 2 b) 3 c) 4": letters in their order on one line. */
function inlineChoices(text: string): { question: string; options: string[] } {
  const line = joined(text);
  const parts = line.split(/\s+(?=(?:[*_]{0,2})\(?[a-hA-H]\)\s*\S)/);
  const [question = "", ...options] = parts;
  const inOrder = options.every((option, index) => {
    const letter = /\(?([a-h])\)/i.exec(option)?.[1]?.toLowerCase();
    return letter === String.fromCharCode(97 + index);
  });
  return options.length >= 2 && inOrder ? { question, options } : { question: text, options: [] };
}
