import { questionIn, withAnswer } from "./questions.ts";
import { type GuideDraft, leaveUnread } from "./section.ts";
import { sectionKindOf } from "./section-kinds.ts";
import type { Block, Item } from "./tree.ts";
import type { GuideQuestion } from "./types.ts";

const ANSWER_LINE = /^(?:[*_]{0,2})(?:A|Ans|Answer|Solution)\d*(?:[*_]{0,2})\s*[:.)]/;

/** Questions with their answers, wherever the answers stand: beside each, below each, or in a list further down. */
export function readQuestions(blocks: readonly Block[], guide: GuideDraft): void {
  const asked: { question: GuideQuestion; number: number | null }[] = [];
  const answers: Item[] = [];
  let answering: "none" | "key" | "one" = "none";
  for (const block of blocks.flatMap(asList)) {
    const latest = asked.at(-1);
    if (answering === "one" && block.type !== "heading") {
      // "Answer", folded below its question: the next block is the answer, and questions go on after it.
      const text =
        block.type === "list"
          ? block.items.map(textOf).join("; ")
          : block.type === "paragraph"
            ? block.text
            : "";
      if (latest && text !== "") latest.question = withAnswer(latest.question, text);
      answering = "none";
      continue;
    }
    switch (block.type) {
      case "heading":
        if (sectionKindOf(block.text) !== "answers") answering = "none";
        else
          answering =
            /\b(?:answer|solution)$/i.test(block.text.trim()) && latest?.question.answer === null
              ? "one"
              : "key";
        break;
      case "list":
        if (answering === "key") answers.push(...block.items);
        else asked.push(...block.items.map((item) => ({ question: questionIn(item), number: item.number })));
        break;
      case "paragraph": {
        const last = asked.at(-1);
        if (ANSWER_LINE.test(block.text) && last && last.question.answer === null) {
          last.question = withAnswer(last.question, block.text);
        } else if (answering === "key") {
          answers.push({
            number: numberOf(block.text),
            text: unnumbered(block.text),
            rest: "",
            children: [],
            line: block.line,
          });
        } else if (
          /^(?:[*_]{0,2})(?:Q\d*\s*[:.)]|\d+[.)])/.test(block.text) ||
          /\?\s*[*_]*$|\?\s/.test(block.text)
        ) {
          const item = { number: null, text: block.text, rest: "", children: [], line: block.line };
          asked.push({ question: questionIn(item), number: numberOf(block.text) });
        } else if (!/:\s*$/.test(block.text)) {
          leaveUnread(guide, block, "Running text among the questions.");
        }
        break;
      }
      default:
        leaveUnread(guide, { line: block.line }, "Neither a question nor an answer.");
    }
  }
  guide.questions.push(...matched(asked, answers, guide));
}

/** Lines that begin like the items of a list, though Markdown sees a paragraph: "a) …", "Q: …" with "A: …" below. */
function asList(block: Block): Block[] {
  if (block.type !== "paragraph") return [block];
  const starts = block.lines.filter(({ text }) => ITEM.test(text));
  if (starts.length < 2 || !ITEM.test(block.text)) return [block];
  const items: { number: number | null; text: string; rest: string; children: Item[]; line: number }[] = [];
  for (const { text, line } of block.lines) {
    const last = items.at(-1);
    const start = ITEM.exec(text);
    if (start)
      items.push({
        number: orderOf(start[1] || start[2] || start[3] || ""),
        text: text.slice(start[0].length),
        rest: "",
        children: [],
        line,
      });
    else if (last) last.text += `\n${text}`;
  }
  return [{ type: "list", ordered: true, items, line: block.line }];
}

const ITEM = /^(?:[*_]{0,2})(?:Q(?:uestion)?\s*(\d*)\s*[:.)]|(\d+)[.)]|([a-h])[.)])(?:[*_]{0,2})\s+/;

/** "3" and "c" are both the third. */
function orderOf(mark: string): number | null {
  if (mark === "") return null;
  return /^\d+$/.test(mark) ? Number(mark) : mark.charCodeAt(0) - 96;
}

/** By number where both sides are numbered, else by order; answers that fit nowhere are listed. */
function matched(
  asked: readonly { readonly question: GuideQuestion; readonly number: number | null }[],
  answers: readonly Item[],
  guide: GuideDraft,
): GuideQuestion[] {
  const open = asked.filter(({ question }) => question.answer === null);
  const numbered =
    answers.length > 0 &&
    answers.every((answer) => answer.number !== null) &&
    asked.every((one) => one.number !== null);
  const used = new Set<Item>();
  const questions = asked.map(({ question, number }) => {
    if (question.answer !== null) return question;
    const place = open.findIndex((one) => one.question === question);
    const answer = numbered ? answers.find((candidate) => candidate.number === number) : answers[place];
    if (!answer) return question;
    used.add(answer);
    return withAnswer(question, textOf(answer));
  });
  for (const answer of answers) {
    if (!used.has(answer)) leaveUnread(guide, answer, "An answer without its question.");
  }
  for (const question of questions) {
    if (question.answer === null) {
      leaveUnread(guide, { line: question.line, text: question.question }, "A question without an answer.");
    }
  }
  return questions;
}

function textOf(item: Item): string {
  return [item.text, item.rest, ...item.children.map((child) => child.text)]
    .filter((text) => text !== "")
    .join("; ");
}

function numberOf(text: string): number | null {
  const match = /^(?:[*_]{0,2})(?:Q|A)?(\d+)/.exec(text);
  return match ? Number(match[1]) : null;
}

function unnumbered(text: string): string {
  return text.replace(/^(?:[*_]{0,2})(?:A)?\d+\s*[:.)]\s*/, "");
}
