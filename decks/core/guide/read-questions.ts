import { choiceIn } from "./choices.ts";
import {
  isAnswerLine,
  isNumberedQuestion,
  isQuestion,
  QUESTION_LABEL,
  questionIn,
  withAnswer,
  kindOf,
} from "./questions.ts";
import { type GuideDraft, leaveUnread } from "./section.ts";
import { sectionKindOf } from "./section-kinds.ts";
import { normalisedKey } from "../normalised-key.ts";
import { joined } from "./joined.ts";
import type { Block, Item } from "./tree.ts";
import type { GuideQuestion } from "./types.ts";

interface Asked {
  readonly letter: null;
  number: number | null;
  text: string;
  rest: string;
  children: readonly Item[];
  line: number;
  /** What stands below it without a label: its answer, if it has no other. */
  below: string[];
  /** A list below it whose items carry no letters: options, if the key names one of them, else its answer. */
  listed: readonly Item[];
}

/** Questions with their answers, wherever the answers stand: beside each, below each, or in a list further down. */
export function readQuestions(blocks: readonly Block[], guide: GuideDraft): void {
  const asked: Asked[] = [];
  const answers: Item[] = [];
  /** Where the next text belongs: to a key, as the one answer of the latest question, or below a heading that asks. */
  let place: "questions" | "key" | "answer" | "below" = "questions";
  let follows: Block["type"] | null = null;
  for (const block of blocks) {
    const latest = asked.at(-1);
    const before = follows;
    follows = block.type;
    switch (block.type) {
      case "heading": {
        const kind = sectionKindOf(block.text);
        if (kind === "answers") {
          const one = /\b(?:answer|solution)$/i.test(block.text.replace(/[*_:]/g, "").trim());
          place = one && latest && !hasAnswer(latest) ? "answer" : "key";
        } else if ((kind === null && isQuestion(block.text)) || isNumberedQuestion(block.text)) {
          asked.push(question(block.text, numberOf(block.text), block.line));
          place = "below";
        } else if (place !== "key" || kind !== null) place = "questions";
        break;
      }
      case "list":
        if (place === "key") answers.push(...block.items);
        else if (place === "answer" && latest) {
          latest.below.push(asAnswer(block.items));
          place = "questions";
        } else if (isListedBelow(block, latest, before)) latest.listed = block.items;
        else readList(block.items, asked, place === "below");
        break;
      case "paragraph":
        if (place === "key") {
          const open = asked.filter((one) => !hasAnswer(one)).length;
          // A page goes on after its key.
          if (answers.length < open) answers.push(...keyItems(block));
          else leaveUnread(guide, block, "Text after the answers.");
        } else if (/^[*_]*Answer key[*_]*\s*:/i.test(block.text)) {
          answers.push(...keyItems(block));
        } else if (place === "answer" && latest) {
          latest.below.push(block.text);
          place = "questions";
        } else readLines(block, asked, place === "below", guide);
        break;
      default:
        leaveUnread(guide, { line: block.line }, "Neither a question nor an answer.");
    }
  }
  guide.questions.push(...matched(asked, answers, guide));
}

function question(text: string, number: number | null, line: number, item?: Item): Asked {
  return {
    letter: null,
    number,
    text,
    rest: item?.rest ?? "",
    children: item?.children ?? [],
    line,
    below: [],
    listed: [],
  };
}

/** Bullets right below a question that is numbered, or stands by itself. */
function isListedBelow(
  { ordered, items }: Extract<Block, { type: "list" }>,
  latest: Asked | undefined,
  before: Block["type"] | null,
): latest is Asked {
  if (!latest || ordered || (before !== "paragraph" && before !== "list")) return false;
  if (before === "list" && latest.number === null) return false;
  const isFree = latest.listed.length === 0 && latest.children.length === 0 && !hasAnswer(latest);
  return (
    isFree && !items.some((item) => isQuestion(item.text) || item.letter !== null || choiceIn(item.text))
  );
}

function hasAnswer(one: Asked): boolean {
  return one.below.length > 0 || questionIn(one).answer !== null;
}

/** Items that ask; or, right below a question, its options or its answer. */
function readList(items: readonly Item[], asked: Asked[], isBelow: boolean): void {
  const latest = asked.at(-1);
  const isOptions = items.every((item) => item.letter !== null || choiceIn(item.text) !== null);
  const fits =
    latest !== undefined && latest.children.length === 0 && !items.some((item) => isQuestion(item.text));
  if (fits && (isOptions || (isBelow && latest.below.length === 0))) {
    const marked = items.length >= 3 && items.filter((item) => /^(?:\*\*|__)/.test(item.text)).length === 1;
    if (isOptions || marked) latest.children = items;
    else latest.below.push(asAnswer(items));
    return;
  }
  for (const item of items) {
    if (latest && isAnswerLine(item.text)) asked.at(-1)?.below.push(item.text);
    else asked.push(question(item.text, item.number, item.line, item));
  }
}

const START =
  /^(?:[*_]{0,2})(?:Q(?:uestion)?\s*#?(\d*)\s*[:.)]|(?:Exercise|Problem)\s*(\d+)\s*[:.)]|\(?[A-Z]?(\d+)[.)])(?:[*_]{0,2})\s+/i;

/** Lines of running text: those that begin a question, and what goes with the question before them. */
function readLines(
  block: Extract<Block, { type: "paragraph" }>,
  asked: Asked[],
  isBelow: boolean,
  guide: GuideDraft,
): void {
  const isStart = (text: string) =>
    !isAnswerLine(text) &&
    choiceIn(text) === null &&
    (START.test(text) ||
      QUESTION_LABEL.test(text) ||
      /\?(?:[*_)"”]|\s|$)/.test(text) ||
      (kindOf(text) !== "open" && isAsked(text)));
  const several = block.lines.filter(({ text }) => isStart(text)).length > 1;
  let current: Asked | null = null;
  for (const [index, { text: said, line }] of block.lines.entries()) {
    const latest: Asked | undefined = asked.at(-1);
    // "Q. …" is answered by "A. …", which elsewhere is the first option.
    const isPair = latest !== undefined && /^(?:[*_]{0,2})Q\d*[.)]/.test(latest.text);
    const text = isPair ? said.replace(/^(?:[*_]{0,2})A\d*[.)]\s+/, "A: ") : said;
    const isAnswer = isAnswerLine(text) || /^(?:[*_]{0,2})(?:Explanation|Rationale|Reason)\b/i.test(text);
    if (latest && (isAnswer || choiceIn(text) !== null)) {
      current = latest;
      latest.rest = [latest.rest, text].filter((part) => part !== "").join("\n");
    } else if (isBelow && latest && index === 0 && !START.test(text)) {
      if (!isNumberedQuestion(latest.text)) {
        latest.below.push(block.text);
        return;
      }
      latest.text = text;
      current = latest;
    } else if (isStart(text) && (current === null || several)) {
      current = question(text, numberOf(text), line);
      asked.push(current);
    } else if (current !== null) {
      if (current.rest === "" && (isAsked(current.text) || /^(?:TRUE|FALSE|True|False)\b/.test(text)))
        current.below.push(text);
      else if (current.rest === "") current.text += `\n${text}`;
      else current.rest += `\n${text}`;
    } else if (latest && index === 0 && latest.text.endsWith(":")) {
      latest.text += `\n${block.text}`;
      return;
    } else {
      if (!/:\s*$/.test(block.text)) leaveUnread(guide, block, "Running text among the questions.");
      return;
    }
  }
}

/** Whether a question is whole, so that what follows it is its answer. */
function isAsked(text: string): boolean {
  return /\?["”)*_]*$/.test(text) || (kindOf(text) !== "open" && /[.:]["”)*_]*$/.test(text));
}

/** A paragraph of an answer key: a line an answer, or "1. b  2. d  3. a" on one. */
function keyItems(block: Extract<Block, { type: "paragraph" }>): Item[] {
  const items: Item[] = [];
  const item = (number: number | null, text: string, line: number): Item => ({
    number,
    letter: null,
    text,
    rest: "",
    children: [],
    line,
  });
  for (const { text: said, line } of block.lines) {
    const text = said
      .replace(/^(?:[*_]{0,2})(?:Section|Part|Set|Quiz)\s+\w+\s*[:.)–-]\s*/i, "")
      .replace(/^[*_]*Answer key[*_]*\s*:[*_]*\s*/i, "");
    const explained = [
      ...text.matchAll(/(?:^|[·;,|]\s*)(\d+)\s*[-–.:)]\s*([A-H])\s*(?:\(([^)]*)\))?(?=\s*(?:[·;,|]|$))/g),
    ];
    if (explained.length > 1) {
      items.push(
        ...explained.map(([, number, letter, why]) =>
          item(Number(number), [letter, why].filter(Boolean).join(". "), line),
        ),
      );
      continue;
    }
    const pairs = [
      ...text.matchAll(
        /(?:^|[\s,;|])(?:Q\s*)?(\d+)\s*[.):=–-]?\s*\(?([A-H]|True|False|T|F)\)?(?=$|[\s,;.|])/gi,
      ),
    ];
    if (pairs.length > 1 && pairs.map(([pair]) => pair).join("").length > text.length * 0.7) {
      items.push(...pairs.map(([, number, said]) => item(Number(number), said ?? "", line)));
      continue;
    }
    const start =
      /^(?:[*_]{0,2})(?:(?:Q|A|Answer|Question|[A-Z](?=\d))\s*)?(\d+)(?:[*_]{0,2})\s*[:.)–-]\s*(?:[*_]{0,2})/i.exec(
        text,
      );
    if (start) items.push(item(Number(start[1]), text.slice(start[0].length), line));
    else {
      const last = items.at(-1);
      if (last && block.lines.length > 1) items[items.length - 1] = { ...last, text: `${last.text} ${text}` };
      else items.push(item(null, text, line));
    }
  }
  return items;
}

/** By number where both sides are numbered, else by order; answers that fit nowhere are listed. */
function matched(asked: readonly Asked[], answers: readonly Item[], guide: GuideDraft): GuideQuestion[] {
  const read = asked.map((one) => {
    const found = questionIn(one);
    return found.answer === null && one.below.length > 0 ? withAnswer(found, one.below.join("\n")) : found;
  });
  const open = read.filter(({ answer }) => answer === null);
  const numbers = asked.map((one) => one.number);
  const numbered =
    answers.length > 0 &&
    answers.every((answer) => answer.number !== null) &&
    numbers.every((number) => number !== null) &&
    new Set(numbers).size === numbers.length;
  const used = new Set<Item>();
  const questions = read.map((found, index) => {
    if (found.answer !== null) return found;
    const answer = numbered
      ? answers.find((candidate) => candidate.number === asked[index]?.number)
      : answers[open.indexOf(found)];
    if (!answer) return found;
    used.add(answer);
    const listed = asked[index]?.listed ?? [];
    return withAnswer(amongListed(found, listed, textOf(answer)), textOf(answer));
  });
  for (const [index, found] of questions.entries()) {
    const { listed = [] } = asked[index] ?? {};
    if (found.answer === null && listed.length > 0) questions[index] = withAnswer(found, asAnswer(listed));
  }
  for (const answer of answers) {
    if (!used.has(answer)) leaveUnread(guide, answer, "An answer without its question.");
  }
  for (const found of questions) {
    if (found.answer === null)
      leaveUnread(guide, { line: found.line, text: found.question }, "A question without an answer.");
  }
  return questions.filter(({ question: text }) => text !== "");
}

/** A question with a list below it, as a multiple choice when its answer is one of the items. */
function amongListed(question: GuideQuestion, listed: readonly Item[], answer: string): GuideQuestion {
  const texts = listed.map((item) => joined(item.text));
  const key = normalisedKey(answer);
  const isOne =
    texts.length > 1 && (texts.some((text) => normalisedKey(text) === key) || /^\W*[a-h]\W*$/i.test(answer));
  return isOne ? { ...question, kind: "multiple-choice", choices: texts } : question;
}

function asAnswer(items: readonly Item[]): string {
  const [only, ...more] = items;
  return only && more.length === 0
    ? textOf(only)
    : `\n${items.map((item) => `- ${joined(textOf(item))}`).join("\n")}`;
}

function textOf(item: Item): string {
  return [item.text, item.rest, ...item.children.map((child) => child.text)]
    .filter((text) => text !== "")
    .join("; ");
}

function numberOf(text: string): number | null {
  const match = START.exec(text) ?? /^(?:question|exercise|problem|q)?\s*#?(\d+)\b/i.exec(text);
  const digits = match?.slice(1).find((part) => part !== undefined && part !== "");
  return digits === undefined ? null : Number(digits);
}
