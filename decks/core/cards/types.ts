import type { AnswerList } from "./answer-list.ts";
import type { Contrast } from "./contrast.ts";
import type { CardId, NoteId, NoteTypeId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

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
  /** A note of a type that came with its deck: its fields, templates and looks are data. See `NoteType`. */
  "typed",
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** forward, reverse, example, cell:<row>:<column>, column, row, open, list, true-false, choice, contrast, members, group, cloze:<n>, card:<index>, decide */
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
  /** The type of a `typed` note, whose one field, `values`, holds HTML in the order of the type's fields. */
  readonly typeId?: NoteTypeId;
  /** What other programs know the note by, where it came from one. */
  readonly guid?: string;
  /** When its texts last changed, where that is known. */
  readonly changedAt?: EpochMs;
  /** Digest of its texts as the last import brought them: whether the learner has changed them since. */
  readonly importedDigest?: string;
}

/** What the notes of a type have in common. A normal one makes a card a template, a cloze one a card a blank. */
export interface NoteType {
  readonly id: NoteTypeId;
  readonly name: string;
  readonly kind: "normal" | "cloze";
  /** Names of the fields, at least one, in their order; the first tells notes apart. */
  readonly fields: readonly string[];
  /** At least one; a cloze type has just one. */
  readonly templates: readonly CardTemplate[];
  readonly css: string;
}

/** HTML with `{{Field}}` and the like; see `note-types/render.ts`. */
export interface CardTemplate {
  readonly name: string;
  readonly front: string;
  readonly back: string;
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

/** The sides of a card whose looks came with its deck. Hostile until the renderer has sanitised it. */
export interface CardHtml {
  readonly front: string;
  readonly back: string;
  readonly css: string;
  /** 1-based place of the template, or number of the cloze: `card1` and so on is a class that `css` may name. */
  readonly ordinal: number;
}

/** An answer that may be typed, and is compared then. */
export interface TypedFace {
  /** Plain words on one line. */
  readonly expected: string;
  /** Whether the card asks for typing, rather than the learner for a field to type in. */
  readonly atOnce: boolean;
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
  /** Those of the options that are right; empty where that is not known, and for other cards. */
  readonly right: readonly string[];
  /** What counts when things are to be named; null for other cards. */
  readonly list: AnswerList | null;
  /** What may be typed; null where the answer is too long or has another shape. */
  readonly typed: TypedFace | null;
  /** The answer in two columns, where it tells two things apart; null for other cards. */
  readonly contrast: Contrast | null;
  /** Shown instead of prompt and answer, which then are plain words for lists; null for other cards. */
  readonly html: CardHtml | null;
  /** The kind in words for the card's head: "Glossary term". */
  readonly label: string;
}
