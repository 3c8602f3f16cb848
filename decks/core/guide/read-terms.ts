import { choiceIn } from "./choices.ts";
import { definitionIn, exampleIn, isAboutTheNotes, isSetApart } from "./definition.ts";
import { entriesOf } from "./entries.ts";
import { isAnswerLine, isNumberedQuestion, isQuestion, kindOf, QUESTION_LABEL } from "./questions.ts";
import { isContrast } from "./read-muddy.ts";
import { readQuestions } from "./read-questions.ts";
import { titleText } from "./section-kinds.ts";
import { type GuideDraft, leaveUnread, type Section } from "./section.ts";
import { joined } from "./joined.ts";
import type { Block, Item, Line } from "./tree.ts";
import { isLeadIn, leaveRest } from "./unread.ts";

/** A term longer than this, in words, is half a sentence. */
const LONGEST_TERM_WORDS = 6;
const LONGEST_CONTRAST = 700;
/** Paragraphs that are looked at together; each one of a long row asks anew, so the whole row would cost its square. */
const LONGEST_RUN = 40;

/** In a glossary everything with a colon is a term; elsewhere it has to look like one. */
type Place = "glossary" | "pairs" | "other";

/** Glossaries, pairs, and everything whose heading says nothing: terms, pairs and questions are known by their shape. */
export function readTerms(blocks: readonly Block[], guide: GuideDraft, { kind }: Section): void {
  const place: Place = kind === "glossary" || kind === "pairs" ? kind : "other";
  const named = place !== "other";
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (!block) continue;
    switch (block.type) {
      case "heading":
        index += readHeading(block, blocks, index, place, guide);
        break;
      case "list":
        if (!named && asksMostly(block.items)) index += readAsked(blocks, index, guide);
        else if (named || looksLikeTerms(block.items)) readItems(block.items, place, guide);
        else readGroups(block, guide);
        break;
      case "paragraph":
        if (!named && (asksIn(block) || hasOptions(block, blocks[index + 1])))
          index += readAsked(blocks, index, guide);
        else index += readParagraphs(block, blocks, index, { kind, place }, guide);
        break;
      default:
        leaveRest(block, guide);
    }
  }
}

/** A heading with its text: a term in a glossary, a question, a contrast. @returns how many more blocks it took */
function readHeading(
  block: Extract<Block, { type: "heading" }>,
  blocks: readonly Block[],
  index: number,
  place: Place,
  guide: GuideDraft,
): number {
  const named = place !== "other";
  let end = index + 1;
  while (end < blocks.length && blocks[end]?.type !== "heading") end++;
  const below = blocks.slice(index + 1, end);
  if (below.length === 0) {
    leaveUnread(guide, block, "A heading without anything below it.");
    return 0;
  }
  const texts = below.filter((one) => one.type === "paragraph");
  const title = titleText(block.text);
  if (isNumberedQuestion(block.text) || (isQuestion(block.text) && isShortAnswer(below))) {
    readQuestions([block, ...below], guide);
    return below.length;
  }
  if (
    !isQuestion(block.text) &&
    readDescribed(title.replace(/^(?:concept|term|topic)\s*\d*\s*[:–—-]\s*/i, ""), block, below, guide)
  )
    return below.length;
  const [first] = texts;
  const isProse = first !== undefined && texts.length === below.length && entriesOf(first.lines).length < 2;
  if (named && isProse && !definitionIn(first.text)) {
    readTerm(`**${title}**: ${texts.map(({ text }) => text).join("\n")}`, block, guide, place);
    return below.length;
  }
  const length = texts.reduce((total, { text }) => total + text.length, 0);
  if (isContrast(title) && isProse && length <= LONGEST_CONTRAST) {
    guide.muddyPoints.push({ title, text: texts.map(({ text }) => text).join("\n\n"), line: block.line });
    return below.length;
  }
  return 0;
}

const DEFINITION =
  /^[*_]*(?:Definition|Def\.?|Meaning|What it is|What it means)[*_]*\s*[:–—-][*_]*\s*(?=\S)/i;
const EXAMPLE = /^[*_]*(?:Examples?|Ex\.?|E\.g\.|For instance)[*_]*\s*[:–—-][*_]*\s*(?=\S)/i;

/** "Definition: …" and "Example: …" below the heading that names the term. @returns whether there were any */
function readDescribed(
  term: string,
  { line }: { readonly line: number },
  below: readonly Block[],
  guide: GuideDraft,
): boolean {
  const lines = below.flatMap((block): readonly { readonly text: string; readonly line: number }[] => {
    if (block.type === "list") return block.items.map((item) => ({ text: termText(item), line: item.line }));
    return block.type === "paragraph" ? block.lines : [];
  });
  const said = (label: RegExp) => lines.find(({ text }) => label.test(text));
  const [definition, example] = [said(DEFINITION), said(EXAMPLE)];
  if (!definition) return false;
  const meaning = joined(definition.text.replace(DEFINITION, ""));
  if (example)
    guide.pairs.push({ term, definition: meaning, example: joined(example.text.replace(EXAMPLE, "")), line });
  else guide.glossary.push({ term, definition: meaning, line });
  for (const one of lines) {
    if (one !== definition && one !== example)
      leaveUnread(guide, one, "Said of a term beside its definition.");
  }
  return true;
}

/** A term on a line of its own, with "Definition: …" and "Example: …" on the lines below. @returns whether all are so */
function readLabelled(lines: readonly Line[], guide: GuideDraft): boolean {
  const groups: { term: Line; below: string[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const isLabelled = DEFINITION.test(line.text) || EXAMPLE.test(line.text);
    if (last && (isLabelled || (last.below.length > 0 && line.indent > last.term.indent))) {
      if (isLabelled) last.below.push(line.text);
      else last.below[last.below.length - 1] += ` ${line.text}`;
    } else groups.push({ term: line, below: [] });
  }
  const isWhole = ({ below }: (typeof groups)[number]) => below.some((text) => DEFINITION.test(text));
  if (groups.length === 0 || !groups.every(isWhole)) return false;
  for (const { term, below } of groups) {
    const said = (label: RegExp) => below.find((text) => label.test(text))?.replace(label, "") ?? null;
    const [definition, example] = [said(DEFINITION) ?? "", said(EXAMPLE)];
    const name = titleText(term.text);
    if (example === null) guide.glossary.push({ term: name, definition, line: term.line });
    else guide.pairs.push({ term: name, definition, example, line: term.line });
  }
  return true;
}

/** Text that answers, rather than a chapter under a question: its lists and terms are read by themselves. */
function isShortAnswer(below: readonly Block[]): boolean {
  if (below.length > 3) return false;
  return below.every((block) => {
    if (block.type === "paragraph") return block.text.length <= 800;
    return block.type === "list" && block.items.length <= 8 && !looksLikeTerms(block.items);
  });
}

function asksMostly(items: readonly Item[]): boolean {
  return items.filter((item) => isQuestion(item.text)).length > items.length / 2;
}

function asksIn({ lines, text }: Extract<Block, { type: "paragraph" }>): boolean {
  if (QUESTION_LABEL.test(text)) return true;
  const [first, ...below] = lines;
  if (first && below.length > 0 && kindOf(first.text) === "list" && /[.:]$/.test(first.text)) return true;
  const asking = lines.filter((line) => /\?(?:[*_)"”]|\s|$)/.test(line.text) && !isAnswerLine(line.text));
  if (asking.length === 0) return false;
  // A question in running text asks nobody: an answer has to follow on its line or below it.
  return (
    lines.some((line) => isAnswerLine(line.text)) ||
    asking.filter((line) => /\?[*_)]*\s*(?:→|⇒|::|=>|->|–|—)\s*\S/.test(line.text)).length > 0
  );
}

/** A numbered question with lettered options right below it. */
function hasOptions({ text }: Extract<Block, { type: "paragraph" }>, next: Block | undefined): boolean {
  if (!/^[*_]*\d+[.)].*\?[*_]*$/s.test(text) || next?.type !== "list") return false;
  return next.items.every((item) => item.letter !== null || choiceIn(item.text) !== null);
}

/** Questions with the answers and options that follow them. @returns how many more blocks it took */
function readAsked(blocks: readonly Block[], index: number, guide: GuideDraft): number {
  let end = index + 1;
  for (; end < blocks.length; end++) {
    const next = blocks[end];
    const isKey =
      next?.type === "heading" &&
      /\b(?:answers?|solutions?|key)\b/i.test(next.text) &&
      !isQuestion(next.text);
    const goesOn =
      isKey ||
      (next?.type === "paragraph" &&
        (isAnswerLine(next.text) ||
          /^[*_]*Answer key\b/i.test(next.text) ||
          asksIn(next) ||
          hasOptions(next, blocks[end + 1]))) ||
      (next?.type === "list" && next.items.every((item) => choiceIn(item.text) !== null)) ||
      (next?.type === "list" &&
        (asksMostly(next.items) || next.items.every((item) => item.letter !== null))) ||
      (next?.type === "list" && blocks[end - 1]?.type === "heading");
    if (!goesOn) break;
  }
  readQuestions(blocks.slice(index, end), guide);
  return end - index - 1;
}

function readItems(items: readonly Item[], place: Place, guide: GuideDraft): void {
  for (const item of items) {
    const found = definitionIn(item.text);
    const [first] = item.children;
    if (place !== "other" && !found && first) {
      if (looksLikeTerms(item.children)) readItems(item.children, place, guide);
      else
        readTerm(
          `**${joined(item.text)}**: ${item.children.map((child) => child.text).join("\n")}`,
          item,
          guide,
          place,
        );
    } else {
      readTerm(termText(item), item, guide, place);
      readBelow(item, place, guide);
    }
  }
}

/** What stands below a term: terms of their own, or listed as left. */
function readBelow(item: Item, place: Place, guide: GuideDraft): void {
  const used = termText(item);
  const rest = item.children.filter((child) => !used.includes(child.text));
  if (rest.length > 1 && looksLikeTerms(rest)) readItems(rest, place, guide);
  else for (const child of rest) leaveUnread(guide, child, "Said below a term, beside its definition.");
}

/** A list that names no terms may still have lists of terms below its items. */
function readGroups(block: Extract<Block, { type: "list" }>, guide: GuideDraft): void {
  for (const item of block.items) {
    if (item.children.length > 1 && looksLikeTerms(item.children)) readItems(item.children, "other", guide);
    else leaveRest({ ...block, items: [item] }, guide);
  }
}

/** A paragraph, with those after it that are terms as it is. @returns how many more blocks it took */
function readParagraphs(
  block: Extract<Block, { type: "paragraph" }>,
  blocks: readonly Block[],
  index: number,
  { kind, place }: { readonly kind: Section["kind"]; readonly place: Place },
  guide: GuideDraft,
): number {
  const named = place !== "other";
  if (readLabelled(block.lines, guide)) return 0;
  const entries = entriesOf(block.lines);
  const terms = entries.filter(({ text }) => definitionIn(text) !== null);
  if (entries.length > 1 && terms.length === entries.length && (named || looksLikeTerms(entries))) {
    for (const entry of entries) readTerm(entry.text, entry, guide, place);
    return 0;
  }
  const hanging = named && terms.length === 0 ? hangingTerms(block.lines) : [];
  if (hanging.length > 0) {
    for (const { term, definition, line } of hanging) guide.glossary.push({ term, definition, line });
    return 0;
  }
  const run = !named && entries.length === 1 && terms.length === 1 ? termRun(blocks, index) : [];
  if (run.length > 1 && looksLikeTerms(run)) {
    for (const one of run) readTerm(one.text, one, guide, place);
    return run.length - 1;
  }
  if (named && definitionIn(block.text) && !isLeadIn(block)) readTerm(linesOf(block), block, guide, place);
  else if (kind === "visual" && block.text.length <= 100)
    leaveUnread(guide, block, "A title without a drawing below it.");
  else if (!named && terms.length === 1 && isStrongTerm(block.text))
    readTerm(linesOf(block), block, guide, place);
  else if (!isLeadIn(block) && !isAnswerLine(block.text)) leaveRest(block, guide);
  return 0;
}

/** Terms at the margin, each with its meaning set in on the lines below; none unless all lines are so. */
function hangingTerms(lines: readonly Line[]): { term: string; definition: string; line: number }[] {
  const base = lines[0]?.indent ?? 0;
  const terms: { term: string; definition: string; line: number }[] = [];
  for (const { text, line, indent } of lines) {
    const last = terms.at(-1);
    if (indent <= base)
      terms.push({ term: text.replace(/(?<![*_:])[*_:]+$/, "").replace(/^[*_]+/, ""), definition: "", line });
    else if (last) last.definition = [last.definition, text].filter((part) => part !== "").join(" ");
  }
  const isTerm = ({ term, definition }: (typeof terms)[number]) =>
    definition !== "" && term.split(/\s+/).length <= LONGEST_TERM_WORDS && !/[.?!]$/.test(term);
  return terms.every(isTerm) ? terms : [];
}

/** Paragraphs in a row that each name one term, as far as they are looked at together. */
function termRun(
  blocks: readonly Block[],
  index: number,
): { readonly text: string; readonly line: number }[] {
  const run: { readonly text: string; readonly line: number }[] = [];
  for (const block of blocks.slice(index, index + LONGEST_RUN)) {
    if (block.type !== "paragraph" || definitionIn(block.text) === null) break;
    if (entriesOf(block.lines).length !== 1 || asksIn(block)) break;
    run.push({ text: linesOf(block), line: block.line });
  }
  return run;
}

/** The text with its line ends: an example on a line of its own is set apart. */
function linesOf({ lines }: Extract<Block, { type: "paragraph" }>): string {
  return lines.map(({ text }) => text).join("\n");
}

/** A single paragraph outside a glossary is a definition only when it is set like one: "**Term** – meaning". */
function isStrongTerm(text: string): boolean {
  const found = definitionIn(text);
  if (!found || found.loose || isAboutTheNotes(found.term)) return false;
  return /^(?:\*\*|__)/.test(text) && found.term.split(/\s+/).length <= 4 && found.definition.length > 15;
}

/** At least two items, most of them "term: meaning" with a short term that is no label of the notes themselves. */
function looksLikeTerms(items: readonly Pick<Item, "text">[]): boolean {
  const terms = items.filter(({ text }) => {
    const found = definitionIn(text);
    // A bold term needs no long meaning: "**22** — SSH".
    const wanted = /^(?:\*\*|__)/.test(text) ? 1 : 2;
    return (
      found !== null &&
      !found.loose &&
      !isAboutTheNotes(found.term) &&
      found.term.split(/\s+/).length <= LONGEST_TERM_WORDS &&
      found.definition.split(/\s+/).length >= wanted
    );
  });
  return items.length >= 2 && terms.length > items.length * 0.6;
}

/** An item with what belongs to its definition below it: more text, and an example that stands as an item of its own. */
function termText(item: Item): string {
  const examples = item.children
    .map((child) => child.text)
    .filter((text) => /^(?:[*_]{0,2})(?:Example|E\.g|For example|For instance|Ex\b)/i.test(text));
  const isEmpty = /:\s*[*_]*$/.test(item.text) && item.rest === "" && examples.length === 0;
  const below = isEmpty ? item.children.map((child) => child.text) : examples;
  return [item.text, item.rest, ...below].filter((part) => part !== "").join("\n");
}

function readTerm(text: string, at: { readonly line: number }, guide: GuideDraft, place: Place): void {
  const named = place !== "other";
  const found = definitionIn(text);
  if (!found || (!named && (found.loose || isAboutTheNotes(found.term)))) {
    leaveUnread(guide, { line: at.line, text }, "No term and definition: write it as “Term: definition”.");
    return;
  }
  const { term, definition } = found;
  if (!named && isContrast(term)) {
    guide.muddyPoints.push({ title: term, text: definition, line: at.line });
    return;
  }
  const pair = exampleIn(definition);
  if (pair && (place === "pairs" || isSetApart(text))) guide.pairs.push({ term, ...pair, line: at.line });
  else guide.glossary.push({ term, definition, line: at.line });
}
