import type { ReadWarning } from "../read-warning.ts";

/** Counts what was mended or left out, and keeps where it was first. */
export interface Tally {
  add(code: WarningCode, where: string): void;
  /** In the order in which each first came up. */
  warnings(): readonly ReadWarning[];
}

export type WarningCode = keyof typeof SENTENCES;

export function newTally(): Tally {
  const counts = new Map<WarningCode, { count: number; readonly first: string }>();
  return {
    add(code, where) {
      const counted = counts.get(code);
      if (counted) counted.count += 1;
      else counts.set(code, { count: 1, first: short(where) });
    },
    warnings: () =>
      [...counts].map(([code, { count, first }]) => ({ code, count, text: SENTENCES[code](count, first) })),
  };
}

/** One sentence a code: what, where first, and what became of it. What was left out has a code that says so at its end. */
const SENTENCES = {
  "media-name": (count, first) =>
    `${of(count, "media file")} had a name that is not safe, first "${first}"; they were renamed, and the notes still name them as before.`,
  "media-doubled-left-out": (count, first) =>
    `${of(count, "media file")} had the name of another one, first "${first}"; the later ones were left out.`,
  "media-missing": (count, first) =>
    `${of(count, "media file")} in the package's list are not in the package, first "${first}"; notes that show them show a gap.`,
  "media-too-large-left-out": (count, first) =>
    `${of(count, "media file")} are larger than 256 MB, first "${first}"; they were left out.`,
  "media-list": () =>
    "The package's list of media files could not be read; notes were read without pictures and sounds.",
  "broken-text": (count, first) =>
    `${of(count, "text")} held bytes that are no letters, first ${first}; each became the sign �.`,
  "type-empty-left-out": (count, first) =>
    `${of(count, "note type")} had no fields or no card templates, first "${first}"; they and their notes were left out.`,
  "type-id-left-out": (count, first) =>
    `${of(count, "note type")} had no usable number or one that another has, first "${first}"; they were left out.`,
  "type-too-large-left-out": (count, first) =>
    `${of(count, "note type")} had more than 500 fields or templates, first "${first}"; they and their notes were left out.`,
  "cloze-templates": (count, first) =>
    `${of(count, "cloze note type")} had more than one template, first "${first}"; only the first of them was kept.`,
  "field-name": (count, first) =>
    `${of(count, "field")} had no name or the name of another one, first in "${first}"; they were renamed.`,
  "deck-name": (count, first) =>
    `${of(count, "deck")} had a name that is empty in part or too long, first "${first}"; they were renamed.`,
  "deck-id": (count, first) =>
    `${of(count, "deck")} had no usable number or one that another has, first "${first}"; their cards are in Default.`,
  "note-id-left-out": (count, first) =>
    `${of(count, "note")} had no usable number or one that another has, first ${first}; they were left out.`,
  "note-type-unknown-left-out": (count, first) =>
    `${of(count, "note")} belonged to no note type, first note ${first}; they were left out.`,
  "note-too-large-left-out": (count, first) =>
    `${of(count, "note")} had a field of more than 1,000,000 characters, first note ${first}; they were left out.`,
  "note-fields": (count, first) =>
    `${of(count, "note")} had more or fewer fields than the note type, first note ${first}; what was over was joined to the last, what was missing is empty.`,
  "note-without-cards-left-out": (count, first) =>
    `${of(count, "note")} had no cards, first note ${first}; they were left out.`,
  "doubled-guid": (count, first) =>
    `${of(count, "note")} had no identifier or that of another note, first note ${first}; they got one of their own.`,
  "card-id-left-out": (count, first) =>
    `${of(count, "card")} had no usable number or one that another has, first ${first}; they were left out.`,
  "card-without-note-left-out": (count, first) =>
    `${of(count, "card")} belonged to no note, first card ${first}; they were left out.`,
  "card-without-template-left-out": (count, first) =>
    `${of(count, "card")} had no template in the note type, first card ${first}; they were left out.`,
  "card-doubled-left-out": (count, first) =>
    `${of(count, "card")} asked the same of a note as another one, first card ${first}; the later ones were left out.`,
  "card-deck-unknown": (count, first) =>
    `${of(count, "card")} belonged to a deck that is not there, first card ${first}; they are in Default.`,
  "card-numbers": (count, first) =>
    `${of(count, "card")} had numbers that cannot be, first card ${first}; they were set to the nearest that can.`,
  "review-without-card-left-out": (count, first) =>
    `${of(count, "answer")} in the review log belonged to no card, first of card ${first}; they were left out.`,
  "review-time-left-out": (count, first) =>
    `${of(count, "answer")} in the review log had a time that cannot be, first ${first}; they were left out.`,
  "review-numbers": (count, first) =>
    `${of(count, "answer")} in the review log had numbers that cannot be, first of card ${first}; they were set to the nearest that can.`,
} as const satisfies Record<string, (count: number, first: string) => string>;

function of(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

function short(text: string): string {
  const start = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return start.replace(/\p{C}/gu, "�");
}
