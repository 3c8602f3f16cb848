import { answerList } from "./answer-list.ts";
import { blankTerm } from "./blank-term.ts";
import { inShortPieces } from "./long-text.ts";
import { tableFace } from "./table-face.ts";
import { contrastOf } from "./contrast.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { rightChoices } from "./right-choices.ts";
import { typedAnswer, withTyping } from "./typing.ts";
import { listOf, textOf } from "./field-values.ts";
import { clozeContents, clozeText } from "../note-types/cloze.ts";
import { plainText } from "../note-types/plain-text.ts";
import { type TypedContext, typedFace } from "./typed-face.ts";
import type { CardFace, Note, Template } from "./types.ts";

/**
 * What the learner sees of a note by one of its templates. The words are the guide's own; the patterns are fixed.
 * @param seed decides the order of options: another seed, another order; the same one, the same
 * @param typed for a typed note, without which it has only its fields to show
 */
export function cardFace(
  note: Note,
  template: Template,
  seed = "",
  typed: TypedContext | null = null,
): CardFace {
  return withTyping(faceOf(note, template, seed, typed));
}

function faceOf(note: Note, template: Template, seed: string, typed: TypedContext | null): CardFace {
  const field = (name: string) => textOf(note.fields[name]);
  const choices = () => shuffled(listOf(note.fields["choices"]), seed);
  switch (note.kind) {
    case "glossary":
      return glossaryFace(template, field, choices);
    case "pair":
      return pairFace(template, field);
    case "table":
      return tableFace(note, template);
    case "question":
      return questionFace(template, field, choices, note.source?.section ?? "");
    case "muddy":
      return {
        ...PLAIN_FACE,
        label: "Muddy point",
        cue: contrastCue(field("title")),
        prompt: field("title"),
        answer: inShortPieces(field("text")),
        contrast: contrastOf(field("title"), field("text")),
      };
    case "outline":
      return outlineFace(template, field, listOf(note.fields["items"]));
    case "skill":
      return {
        ...PLAIN_FACE,
        label: field("label"),
        cue: "What does this rule decide, and why?",
        prompt: field("text"),
        answer: field("reason"),
      };
    case "typed":
      return typed ? typedFace(note, template, typed) : fieldsFace(listOf(note.fields["values"]));
    case "cloze":
      return clozeFace(template, field("text"));
    default: {
      const [front, back] = template === "reverse" ? ["back", "front"] : ["front", "back"];
      return { ...PLAIN_FACE, label: "Card", cue: "", prompt: field(front), answer: field(back) };
    }
  }
}

/** A typed note whose type is not at hand, as the command line has it: its first field asks for the others. */
function fieldsFace([first = "", ...others]: readonly string[]): CardFace {
  const answer = others.map(plainText).filter((text) => text !== "");
  return { ...PLAIN_FACE, label: "Card", cue: "", prompt: plainText(first), answer: answer.join("\n\n") };
}

/** A text with one of its clozes hidden: "cloze:2" asks for what `{{c2::…}}` has. */
function clozeFace(template: Template, text: string): CardFace {
  const ordinal = Number(template.split(":")[1] ?? 1);
  const shown = (isRevealed: boolean) =>
    clozeText(text, ordinal, {
      asked: (content, hint) => (isRevealed ? `**${content}**` : `**[${hint ?? "…"}]**`),
      other: (content) => content,
    });
  const gaps = clozeContents(text, ordinal);
  return {
    ...PLAIN_FACE,
    label: "Cloze",
    cue: gaps.length > 1 ? "Fill the gaps." : "Fill the gap.",
    prompt: shown(false),
    answer: shown(true),
    typed: typedAnswer(gaps.join(", "), false),
  };
}

/** Front and back as Markdown, for exports and the command line. */
export function faceMarkdown(card: CardFace): { readonly front: string; readonly back: string } {
  // The app shows a table's title in the head of the card; on paper it stands above the question.
  const cue = card.table ? card.label : card.cue;
  const front = [
    cue === "" ? null : `*${cue}*`,
    card.prompt,
    card.choices === null ? null : card.choices.map((choice) => `- ${choice}`).join("\n"),
    card.table ? blankedTable(card.table) : null,
  ];
  const back = [card.answer, card.example === null ? null : `> ${card.example}`];
  return { front: paragraphs(front), back: paragraphs(back) };
}

type Field = (name: string) => string;

function glossaryFace(template: Template, field: Field, choices: () => readonly string[]): CardFace {
  const label = "Glossary term";
  const [term, definition] = [field("term"), field("definition")];
  if (template === "forward") {
    return {
      ...PLAIN_FACE,
      label,
      cue: "What does this term mean?",
      prompt: term,
      answer: inShortPieces(definition),
    };
  }
  const which = { label, cue: "Which term is this?", prompt: blankTerm(definition, term), answer: term };
  return template === "choice"
    ? { ...PLAIN_FACE, ...which, choices: choices(), right: rightChoices(choices(), term) }
    : { ...PLAIN_FACE, ...which };
}

function pairFace(template: Template, field: Field): CardFace {
  const label = "Definition and example";
  if (template === "example") {
    const prompt = blankTerm(field("example"), field("term"));
    return {
      ...PLAIN_FACE,
      label,
      cue: "Which concept is this an example of?",
      prompt,
      answer: field("term"),
    };
  }
  const cue = "What is it? Give an example.";
  const answer = inShortPieces(field("definition"));
  return { ...PLAIN_FACE, label, cue, prompt: field("term"), answer, example: field("example") };
}

function questionFace(
  template: Template,
  field: Field,
  choices: () => readonly string[],
  section: string,
): CardFace {
  const label = "Checkpoint question";
  const [question, answer] = [field("question"), field("answer")];
  switch (template) {
    case "true-false": {
      const prompt = question.replace(
        /^\W*(?:true or false|true\s*\/\s*false|t\s*\/\s*f)\s*[:?.,–—-]?\s*/i,
        "",
      );
      return { ...PLAIN_FACE, label, cue: "True or false, and why?", prompt: prompt || question, answer };
    }
    case "list": {
      const list = answerList(question, answer);
      const some = list !== null && list.wanted < list.items.length;
      const cue = some ? `Name any ${list.wanted}.` : "Name them.";
      return { ...PLAIN_FACE, label, cue, prompt: question, answer, list };
    }
    case "choice": {
      const right = rightChoices(choices(), answer);
      const cue = right.length > 1 ? `Which ${right.length}?` : "Which one?";
      return { ...PLAIN_FACE, label, cue, prompt: question, answer, choices: choices(), right };
    }
    default:
      return {
        ...PLAIN_FACE,
        label,
        cue: context(question, section),
        prompt: question,
        answer: inShortPieces(answer),
      };
  }
}

/** "Why is it faster?" asks of something that only its section names. */
function context(question: string, section: string): string {
  const leans =
    /^(?:(?:and|but|so)\s+)?(?:why|how|what|when|where|which|is|are|does|do|can)\b.{0,20}\b(?:it|its|they|them|this|these|those)\b/i;
  return leans.test(question) ? section : "";
}

function contrastCue(title: string): string {
  return /\bvs\.?\b|\bversus\b|\bor\b/i.test(title)
    ? "What is the difference, and when do you use which?"
    : "What is easily got wrong here?";
}

function outlineFace(template: Template, field: Field, items: readonly string[]): CardFace {
  const label = "Outline";
  if (template === "members") {
    const answer = items.map((item) => `- ${item}`).join("\n");
    const list = { wanted: items.length, items };
    return {
      ...PLAIN_FACE,
      label,
      cue: `What belongs here? ${items.length} things.`,
      prompt: field("group"),
      answer,
      list,
    };
  }
  return {
    ...PLAIN_FACE,
    label,
    cue: "Where does this belong?",
    prompt: field("item"),
    answer: field("group"),
  };
}

/** Another order for another seed; "all of the above" stays the last. */
function shuffled(choices: readonly string[], seed: string): readonly string[] {
  const isLast = (choice: string) => /^(?:all|none|both|neither) of (?:the above|these)/i.test(choice);
  const placed = choices.map((choice) => ({
    choice,
    place: isLast(choice) ? Number.MAX_SAFE_INTEGER : mixed(`${seed}/${choice}`),
  }));
  return placed.sort((a, b) => a.place - b.place).map(({ choice }) => choice);
}

/** A number that differs for texts that differ (FNV-1a, 32 bits): enough to shuffle by, and cheap. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  // The last characters have to reach the high bits, by which the order is decided.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The table with the asked cell as a blank and the other rows' cells hidden, so that the position is the cue. */
function blankedTable({ columns, rows, askedRow, askedColumn }: NonNullable<CardFace["table"]>): string {
  const cell = (value: string, row: number, column: number) => {
    if (column === 0) return value;
    if (row !== askedRow) return "";
    return column === askedColumn ? "____" : value;
  };
  const line = (cells: readonly string[]) =>
    `| ${cells.map((value) => value.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map((row, at) => line(columns.map((_, column) => cell(row[column] ?? "", at, column)))),
  ].join("\n");
}

function paragraphs(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("\n\n");
}
