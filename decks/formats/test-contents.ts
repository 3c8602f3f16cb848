import fc from "fast-check";
import type { Note, NoteType, Template } from "../core/cards/types.ts";
import type { CardId, DeviceId, NoteId, NoteTypeId } from "../core/ids.ts";
import { eventId } from "../core/log/clock.ts";
import { columnsOf } from "../core/log/past-reviews.ts";
import { parameterSet } from "../core/schedule/parameters.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs, StudyDay } from "../core/time.ts";
import { noteTypeIdOf } from "./anki/from-anki.ts";
import {
  cardIdOf,
  type DeckContents,
  deckIdOf,
  namedDecks,
  NO_CONTENTS,
  noteIdOf,
  textDigest,
} from "./contents.ts";
import type { FileCard } from "./deck-file.ts";

/** Generated collections: what the formats have to bring back. */

const BASIC = withId({
  name: "Basic",
  kind: "normal",
  fields: ["Front", "Back"],
  templates: [
    { name: "Card 1", front: "{{Front}}", back: "{{Back}}" },
    { name: "Card 2", front: "{{Back}}", back: "{{Front}}" },
  ],
  css: ".card { color: teal; }",
});
const CLOZE = withId({
  name: "Cloze",
  kind: "cloze",
  fields: ["Text", "Extra"],
  templates: [{ name: "Cloze", front: "{{cloze:Text}}", back: "{{cloze:Text}}{{Extra}}" }],
  css: "",
});

function withId(type: Omit<NoteType, "id">): NoteType {
  return { id: noteTypeIdOf(type), ...type };
}

/** Midnight UTC of a day on which the rows of a test begin. */
export const FIRST_DAY = 20_000;
export const NOW = ((FIRST_DAY + 400) * 86_400_000) as EpochMs;
const PARAMETERS = parameterSet();

// Lone surrogates and control characters are no text that a file could hold.
const text = fc.string({ unit: "grapheme", maxLength: 30 }).map((value) => value.replace(/\p{Cc}/gu, " "));
const word = fc.stringMatching(/^[a-zäßé]{1,8}$/u);
const second = fc.integer({ min: 1, max: 399 * 86_400 }).map((at) => FIRST_DAY * 86_400 + at);

const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    lastReviewed: second,
    intervalDays: fc.integer({ min: 1, max: 2_000 }),
    stability: fc.double({ min: 0.01, max: 3_000, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    reps: fc.integer({ min: 1, max: 99 }),
    lapses: fc.nat(20),
    isLearning: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ lastReviewed, intervalDays, isLearning, minutes, ...rest }) => {
    const day = Math.floor(lastReviewed / 86_400);
    const dueDay = (isLearning ? day : day + intervalDays) as StudyDay;
    const lastReviewedAt = (lastReviewed * 1000) as EpochMs;
    return {
      ...rest,
      lastReviewedAt,
      state: isLearning ? "learning" : "review",
      step: 0,
      due: (isLearning ? lastReviewedAt + minutes * 60_000 : dueDay * 86_400_000) as EpochMs,
      dueDay,
      intervalDays: isLearning ? 0 : intervalDays,
    };
  });

const log = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: FIRST_DAY * 86_400_000, max: NOW }),
    ease: fc.nat(4),
    interval: fc.integer({ min: -600, max: 900 }),
  }),
  { maxLength: 5, selector: ({ at }) => at },
);

interface Drawn {
  readonly values: readonly [string, string];
  readonly tags: readonly string[];
  readonly path: readonly string[];
  readonly kind: "typed" | "cloze" | "own";
  readonly schedule: Schedule | null;
  readonly log: readonly { readonly at: number; readonly ease: number; readonly interval: number }[];
  readonly marks: { readonly suspended: boolean; readonly flag: number };
  readonly changedAt: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  values: fc.tuple(text, text),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  path: fc.array(word, { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom("typed", "cloze", "own"),
  schedule: fc.option(schedule),
  log,
  marks: fc.record({ suspended: fc.boolean(), flag: fc.nat(7) }),
  changedAt: second,
});

/** A collection with notes of a type, clozes and notes of Cardinal's own, some reviewed, some not. */
export const collections: fc.Arbitrary<DeckContents> = fc
  .array(drawn, { minLength: 1, maxLength: 8 })
  .map((rows) => {
    const made = rows.map(cardOf);
    const usedTypes = new Set(made.map(({ note }) => note.typeId));
    const events = made.flatMap(({ event }) => (event ? [event] : [])).sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      ...NO_CONTENTS,
      decks: namedDecks(rows.map(({ path }) => path)),
      noteTypes: [BASIC, CLOZE].filter(({ id }) => usedTypes.has(id)),
      notes: made.map(({ note }) => note),
      cards: made.map(({ card }) => card),
      history: { past: pastOf(rows, made), events, parameterSets: events.length > 0 ? [PARAMETERS] : [] },
    };
  });

function cardOf(row: Drawn, index: number) {
  const note = noteOf(row, index);
  const template = { typed: "card:0", cloze: "cloze:1", own: "forward" }[row.kind] as Template;
  const id = cardIdOf(note.id, template);
  const card: FileCard = {
    ...{ id, noteId: note.id, deckId: deckIdOf(row.path), template, position: index, buriedUntil: null },
    ...row.marks,
  };
  const event: ScheduleEvent | null = row.schedule && {
    kind: "reschedule",
    id: eventId({
      wall: row.schedule.lastReviewedAt ?? NOW,
      counter: index,
      device: "testtest" as DeviceId,
    }),
    cardId: id,
    parameterSetId: PARAMETERS.id,
    after: row.schedule,
  };
  return { note, card, event };
}

function noteOf({ values, tags, kind, changedAt }: Drawn, index: number): Note {
  const shared = { tags, source: null, changedAt: (changedAt * 1000) as EpochMs };
  if (kind === "own") {
    const fields = { term: `Term ${index}`, definition: values[0] };
    return { ...shared, id: `own-${index}` as NoteId, kind: "glossary", fields };
  }
  const guid = `guid-${index}`;
  const fields = { values: kind === "cloze" ? [`{{c1::gap}}${values[0]}`, values[1]] : values };
  const typeId: NoteTypeId = kind === "cloze" ? CLOZE.id : BASIC.id;
  const importedDigest = textDigest({ kind: "typed", fields });
  return { ...shared, id: noteIdOf(guid), kind: "typed", fields, typeId, guid, importedDigest };
}

function pastOf(
  rows: readonly Drawn[],
  made: readonly { readonly card: FileCard }[],
): DeckContents["history"]["past"] {
  const all = rows
    .flatMap(({ log: own }, card) => own.map((review) => ({ ...review, card })))
    .sort((a, b) => a.at - b.at);
  const columns = columnsOf(all.length);
  const places = new Map<number, number>();
  for (const [index, { at, ease, interval, card }] of all.entries()) {
    places.set(card, places.get(card) ?? places.size);
    columns.card[index] = places.get(card) ?? 0;
    columns.answeredAt[index] = at;
    columns.day[index] = Math.floor(at / 86_400_000);
    columns.grade[index] = ease;
    columns.kind[index] = ease === 0 ? 4 : 1;
    columns.durationMs[index] = 1_000 + index;
    columns.interval[index] = interval;
    columns.lastInterval[index] = interval - 1;
    columns.factor[index] = 2_500;
  }
  const cardIds = [...places.keys()].map((card) => made[card]?.card.id as CardId);
  return { cardIds, ...columns };
}
