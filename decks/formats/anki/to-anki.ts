import type { Note, NoteType, Template } from "../../core/cards/types.ts";
import type { CardId } from "../../core/ids.ts";
import { eventsByCard } from "../../core/log/events-by-card.ts";
import { fold } from "../../core/log/fold.ts";
import { NEW_SCHEDULE } from "../../core/schedule/new-schedule.ts";
import type { Schedule } from "../../core/schedule/types.ts";
import { DAY_MS, type DayRule, type EpochMs, startOfStudyDay, type StudyDay } from "../../core/time.ts";
import { type DeckContents, deckPaths } from "../contents.ts";
import type { FileCard } from "../deck-file.ts";
import type { AnkiCard, AnkiCollection, AnkiNote } from "./anki-collection.ts";
import { ankiReviews } from "./log-rows.ts";
import { OWN_NOTE_TYPE, ownFields } from "./own-notes.ts";

/** What an export to Anki goes by. */
export interface AnkiExportRules {
  readonly rule: DayRule;
  readonly now: EpochMs;
  readonly desiredRetention: number;
  /** Steps of learning and of relearning, for cards that are in them. */
  readonly steps: { readonly learning: number; readonly relearning: number };
}

/**
 * Contents as an Anki collection. Notes of a type go as they are; Cardinal's own become a note a card. Ids are counted
 * from the time of the export: Anki knows notes by their guid, and gives ids of its own where one is taken.
 */
export function toAnki(contents: DeckContents, rules: AnkiExportRules): AnkiCollection {
  const paths = [...deckPaths(contents.decks)];
  const deckIds = new Map(paths.map(([id], index) => [id, FIRST_DECK + index]));
  const typed = new Map(contents.notes.map((note) => [note.id, note]));
  const typeIds = new Map(contents.noteTypes.map((type, index) => [type.id as string, rules.now + index]));
  const ownTypeId = rules.now + contents.noteTypes.length;
  const histories = eventsByCard(contents.history.events);
  const schedules = new Map(
    contents.cards.map((card) => [card.id, fold(histories.get(card.id) ?? []).schedule] as const),
  );
  const firstDay = firstDayOf([...schedules.values()], rules);

  const noteIds = new Map<string, number>();
  const notes: AnkiNote[] = [];
  const cards: AnkiCard[] = [];
  const cardIds = new Map<CardId, number>();
  for (const card of contents.cards) {
    const note = typed.get(card.noteId);
    if (!note) continue;
    const key = note.kind === "typed" ? note.id : card.id;
    let noteId = noteIds.get(key);
    if (noteId === undefined) {
      noteId = rules.now + notes.length;
      noteIds.set(key, noteId);
      notes.push(ankiNote(noteId, note, card, { typeIds, ownTypeId }));
    }
    const id = rules.now + cards.length;
    cardIds.set(card.id, id);
    const schedule = schedules.get(card.id) ?? NEW_SCHEDULE;
    const deckId = deckIds.get(card.deckId) ?? DEFAULT_DECK;
    cards.push({
      id,
      noteId,
      deckId,
      ...ordinalOf(note, card),
      ...standing(card, schedule, firstDay, rules),
    });
  }
  const hasOwn = contents.cards.some((card) => typed.get(card.noteId)?.kind !== "typed");
  return {
    createdAt: startOfStudyDay(firstDay, rules.rule) / 1000,
    noteTypes: [
      ...contents.noteTypes.map((type) => ({ ...shape(type), id: typeIds.get(type.id) ?? 0 })),
      ...(hasOwn ? [{ ...shape(OWN_NOTE_TYPE), id: ownTypeId }] : []),
    ],
    decks: paths.map(([id, path]) => ({ id: deckIds.get(id) ?? 0, path, isFiltered: false })),
    notes,
    cards,
    reviews: ankiReviews(contents.history, cardIds),
  };
}

/** Anki's own default deck has the id 1. */
const DEFAULT_DECK = 1;
const FIRST_DECK = 1_600_000_000_000;

function shape({ name, kind, fields, templates, css }: Omit<NoteType, "id">) {
  return { name, kind, fields, templates, css };
}

function ankiNote(
  id: number,
  note: Note,
  card: FileCard,
  types: { readonly typeIds: ReadonlyMap<string, number>; readonly ownTypeId: number },
): AnkiNote {
  const isTyped = note.kind === "typed";
  return {
    id,
    guid: isTyped ? (note.guid ?? note.id) : card.id,
    typeId: isTyped ? (types.typeIds.get(note.typeId ?? "") ?? 0) : types.ownTypeId,
    modifiedAt: Math.floor((note.changedAt ?? 0) / 1000),
    tags: note.tags.map((tag) => tag.replace(/\s+/g, "_")),
    fields: isTyped ? (note.fields["values"] as readonly string[]) : ownFields(note, card.template),
  };
}

function ordinalOf(
  { kind }: Note,
  { template }: { readonly template: Template },
): { readonly ordinal: number } {
  if (kind !== "typed") return { ordinal: 0 };
  const [name, number = "0"] = template.split(":");
  return { ordinal: Number(number) - (name === "cloze" ? 1 : 0) };
}

function standing(card: FileCard, schedule: Schedule, firstDay: StudyDay, rules: AnkiExportRules) {
  const { state } = schedule;
  const isReview = state === "review";
  const type = { new: 0, learning: 1, review: 2, relearning: 3 }[state];
  const buried = card.buriedUntil === null ? null : -3;
  const steps = state === "relearning" ? rules.steps.relearning : rules.steps.learning;
  const left = Math.max(1, steps - schedule.step);
  return {
    modifiedAt: Math.floor((schedule.lastReviewedAt ?? 0) / 1000),
    type,
    queue: card.suspended ? -1 : (buried ?? (state === "relearning" ? 1 : type)),
    due:
      state === "new"
        ? card.position
        : isReview
          ? schedule.dueDay - firstDay
          : Math.round(schedule.due / 1000),
    interval: schedule.intervalDays,
    // FSRS does not use it; SM-2 begins with it, should the learner go back.
    factor: state === "new" ? 0 : 2500,
    reps: schedule.reps,
    lapses: schedule.lapses,
    left: state === "learning" || state === "relearning" ? left * 1000 + left : 0,
    originalDue: 0,
    originalDeckId: 0,
    flags: card.flag,
    memory:
      state === "new"
        ? null
        : {
            stability: schedule.stability,
            difficulty: schedule.difficulty,
            desiredRetention: rules.desiredRetention,
          },
  };
}

/** Due days are counted from a day on which nothing is due yet. */
function firstDayOf(schedules: readonly Schedule[], { now }: AnkiExportRules): StudyDay {
  const days = schedules.filter(({ state }) => state === "review").map(({ dueDay }) => dueDay as number);
  return days.reduce((first, day) => Math.min(first, day), Math.floor(now / DAY_MS)) as StudyDay;
}
