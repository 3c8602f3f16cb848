import type { AnkiCard, AnkiCollection, AnkiReviews } from "./anki-collection.ts";

/** A small Anki collection to test with: a note type of each kind, a subdeck, cards in every state, and a log. */

export const CREATED = Date.UTC(2026, 3, 1, 4) / 1000;

const BASIC = {
  id: 1_500_000_000_001,
  name: "Basic",
  kind: "normal",
  fields: ["Front", "Back"],
  templates: [
    { name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}<hr>{{Back}}" },
    { name: "Card 2", front: "{{Back}}", back: "{{FrontSide}}<hr>{{Front}}" },
  ],
  css: ".card { color: navy; }",
} as const;

const CLOZE = {
  id: 1_500_000_000_002,
  name: "Cloze",
  kind: "cloze",
  fields: ["Text", "Extra"],
  templates: [{ name: "Cloze", front: "{{cloze:Text}}", back: "{{cloze:Text}}<br>{{Extra}}" }],
  css: "",
} as const;

export const ankiCard = (values: Partial<AnkiCard> & Pick<AnkiCard, "id" | "noteId">): AnkiCard => ({
  deckId: 11,
  ordinal: 0,
  modifiedAt: CREATED,
  type: 0,
  queue: 0,
  due: 0,
  interval: 0,
  factor: 0,
  reps: 0,
  lapses: 0,
  left: 0,
  originalDue: 0,
  originalDeckId: 0,
  flags: 0,
  memory: null,
  ...values,
});

/** Rows of a log: when, of which card, the answer, the interval it led to. */
export function reviewLog(
  rows: readonly (readonly [at: number, cardId: number, ease: number, interval: number, kind?: number])[],
): AnkiReviews {
  return {
    id: Float64Array.from(rows, ([at]) => at),
    cardId: Float64Array.from(rows, ([, cardId]) => cardId),
    ease: Uint8Array.from(rows, ([, , ease]) => ease),
    interval: Int32Array.from(rows, ([, , , interval]) => interval),
    lastInterval: new Int32Array(rows.length),
    factor: Int32Array.from(rows, () => 2500),
    durationMs: Uint32Array.from(rows, () => 4_000),
    kind: Uint8Array.from(rows, ([, , , , kind = 1]) => kind),
  };
}

const DAY = 86_400_000;
/** Day 10 of the collection, noon. */
const TENTH = CREATED * 1000 + 10 * DAY + 8 * 3_600_000;

export const SMALL: AnkiCollection = {
  createdAt: CREATED,
  noteTypes: [BASIC, CLOZE],
  decks: [
    { id: 11, path: ["Rivers"], isFiltered: false },
    { id: 12, path: ["Rivers", "Deltas"], isFiltered: false },
  ],
  notes: [
    {
      id: 21,
      guid: "g-mouth",
      typeId: BASIC.id,
      modifiedAt: CREATED,
      tags: ["water"],
      fields: ["Mouth", "Where it ends"],
    },
    {
      id: 22,
      guid: "g-source",
      typeId: BASIC.id,
      modifiedAt: CREATED,
      tags: [],
      fields: ["Source", "Where it <b>begins</b>"],
    },
    {
      id: 23,
      guid: "g-cloze",
      typeId: CLOZE.id,
      modifiedAt: CREATED,
      tags: [],
      fields: ["A {{c1::delta}} is {{c2::silt}}", ""],
    },
  ],
  cards: [
    ankiCard({
      id: 31,
      noteId: 21,
      type: 2,
      queue: 2,
      due: 14,
      interval: 4,
      factor: 2500,
      reps: 3,
      memory: { stability: 5.5, difficulty: 6.25, desiredRetention: 0.9 },
      flags: 3,
    }),
    ankiCard({
      id: 32,
      noteId: 21,
      ordinal: 1,
      type: 2,
      queue: -1,
      due: 20,
      interval: 10,
      factor: 2500,
      reps: 2,
    }),
    ankiCard({ id: 33, noteId: 22, due: 7 }),
    ankiCard({
      id: 34,
      noteId: 23,
      deckId: 12,
      type: 1,
      queue: 1,
      due: Math.round(TENTH / 1000) + 600,
      reps: 1,
      left: 1001,
    }),
    ankiCard({
      id: 35,
      noteId: 23,
      deckId: 12,
      ordinal: 1,
      type: 2,
      queue: -2,
      due: 11,
      interval: 30,
      factor: 2500,
      reps: 9,
      lapses: 1,
    }),
  ],
  reviews: reviewLog([
    [TENTH - 6 * DAY, 31, 3, -600, 0],
    [TENTH - 6 * DAY + 600_000, 31, 3, 4],
    [TENTH - 5 * DAY, 32, 3, -600, 0],
    [TENTH - 4 * DAY, 32, 4, 10],
    [TENTH - 2 * DAY, 31, 3, 4],
    [TENTH - DAY, 31, 0, 4, 4],
    [TENTH, 34, 1, -60, 0],
  ]),
};
