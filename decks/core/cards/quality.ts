import { normalisedKey } from "../normalised-key.ts";
import { cardFace, faceMarkdown } from "./card-face.ts";
import type { CardFace, Note, Template } from "./types.ts";

/** Why a card is not made, and the text that shows it. */
export interface Refusal {
  readonly reason: string;
  readonly text: string;
}

/**
 * What makes a card worth a place in the queue. Each rule names what it refuses; the other rules of the house (one
 * fact a card, questions that stand alone, long answers in pieces) are kept by how the faces are made.
 */
const RULES: readonly {
  readonly refuses: (note: Note, face: CardFace) => boolean;
  readonly reason: string;
}[] = [
  {
    refuses: (_, face) => !/[^\s*_`~.,;:!?-]/.test(face.answer),
    reason: "The answer has no words.",
  },
  {
    refuses: (_, face) => !/[^\s*_`~.,;:!?()/-]/.test(withoutBlanks(face.prompt)),
    reason: "Nothing is left of the question once its answer is taken out of it.",
  },
  {
    refuses: (note, face) => givesItselfAway(note, face),
    reason: "The question gives its answer away.",
  },
];

/** What is left to go by once the blanks are there, and the articles around them are not counted. */
function withoutBlanks(prompt: string): string {
  return prompt.includes("____")
    ? prompt.replaceAll("____", "").replace(/\b(?:an?|the|of|and|or)\b/gi, "")
    : prompt;
}

/** Checks the cards of one guide in their order; a question that was asked before is refused too. */
export function qualityCheck(): (note: Note, template: Template) => Refusal | null {
  const asked = new Set<string>();
  return (note, template) => {
    // A cell is asked by its row and column, which name it within its table.
    if (note.kind === "table" && template.startsWith("cell:")) return refusedCell(note, template, asked);
    const face = cardFace(note, template);
    const broken = RULES.find((rule) => rule.refuses(note, face));
    if (broken) return { reason: broken.reason, text: face.prompt };
    const { front } = faceMarkdown(face);
    return refusedTwice(`${note.kind}/${front.toLowerCase()}`, face.prompt, asked);
  };
}

function refusedCell(note: Note, template: Template, asked: Set<string>): Refusal | null {
  const title = String(note.fields["title"]);
  return refusedTwice(`table/${normalisedKey(title)}/${template}`, title, asked);
}

/** Two cards ask the same when their fronts are the same words. */
function refusedTwice(question: string, text: string, asked: Set<string>): Refusal | null {
  if (asked.has(question)) return { reason: "The same question is asked before.", text };
  asked.add(question);
  return null;
}

/** An answer that stands in its own question, word for word. Options and alternatives show theirs on purpose. */
function givesItselfAway(note: Note, { prompt, answer, choices }: CardFace): boolean {
  if (choices !== null || note.kind === "muddy" || /^(?:true|false|yes|no)\b/i.test(answer)) return false;
  // Most answers are longer than their question, and cannot be in it.
  if (answer.length > prompt.length + 20) return false;
  const [asked, said] = [normalisedKey(prompt), normalisedKey(answer)];
  if (note.kind === "question" && (!said.includes("-") || /\bor\b/i.test(prompt))) return false;
  return said.length >= 3 && `-${asked}-`.includes(`-${said}-`);
}
