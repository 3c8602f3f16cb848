import type { AnswerList } from "./answer-list.ts";
import type { CardId, NoteId } from "../ids.ts";

/** Written down once, used everywhere. */
export const NOTE_KINDS = [
  "glossary",
  "pair",
  "table",
  "question",
  "muddy",
  "outline",
  "worked-example",
  "basic",
  "cloze",
  /** A rule of a decision, asked by situations; see `scenario/skills.ts`. */
  "skill",
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** forward, reverse, example, cell:<row>:<column>, column, row, open, list, true-false, choice, contrast, members, group, cloze:<n>, decide */
export type Template = string & { readonly __name: "template" };

export type FieldValue = string | readonly string[] | readonly (readonly string[])[];

export interface SourceLine {
  /** The section's heading as the guide spells it. */
  readonly section: string;
  /** 1-based line of the guide. */
  readonly line: number;
}

export interface Note {
  readonly id: NoteId;
  readonly kind: NoteKind;
  /** Markdown, except where a kind says otherwise. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly tags: readonly string[];
  readonly source: SourceLine | null;
}

export interface Card {
  readonly id: CardId;
  readonly noteId: NoteId;
  readonly template: Template;
}

/** A table card's picture: the whole grid, with one cell asked, its row shown and every other cell hidden. */
export interface TableFace {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indices into `rows` and `columns`. */
  readonly askedRow: number;
  readonly askedColumn: number;
}

/** What the learner sees of a card. All texts are Markdown. */
export interface CardFace {
  /** A short sans line above the prompt, such as "What does this term mean?"; may be empty. */
  readonly cue: string;
  readonly prompt: string;
  readonly answer: string;
  /** A second paragraph below the answer, such as the example of a pair; null when there is none. */
  readonly example: string | null;
  readonly table: TableFace | null;
  /** The options of a multiple choice, in the order to show them; null for other cards. */
  readonly choices: readonly string[] | null;
  /** What counts when things are to be named; null for other cards. */
  readonly list: AnswerList | null;
  /** The kind in words for the card's head: "Glossary term". */
  readonly label: string;
}
