import type { AnkiCollection } from "./anki-collection.ts";

/** What is beside a newer collection for programs that cannot read it: one note that says so. */
export const STUB: AnkiCollection = {
  createdAt: 1_600_000_000,
  noteTypes: [
    {
      id: 1_600_000_000_000,
      name: "Basic",
      kind: "normal",
      fields: ["Front", "Back"],
      templates: [{ name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}<hr id=answer>{{Back}}" }],
      css: "",
    },
  ],
  decks: [{ id: 1, path: ["Default"], isFiltered: false }],
  notes: [
    {
      id: 1_600_000_000_001,
      guid: "cardinal-newer-anki",
      typeId: 1_600_000_000_000,
      modifiedAt: 1_600_000_000,
      tags: [],
      fields: ["This package needs Anki 2.1.28 or newer. Update Anki, then import the package again.", ""],
    },
  ],
  cards: [
    {
      id: 1_600_000_000_002,
      noteId: 1_600_000_000_001,
      deckId: 1,
      ordinal: 0,
      modifiedAt: 1_600_000_000,
      type: 0,
      queue: 0,
      due: 1,
      interval: 0,
      factor: 0,
      reps: 0,
      lapses: 0,
      left: 0,
      originalDue: 0,
      originalDeckId: 0,
      flags: 0,
      memory: null,
    },
  ],
  reviews: {
    id: new Float64Array(),
    cardId: new Float64Array(),
    ease: new Uint8Array(),
    interval: new Int32Array(),
    lastInterval: new Int32Array(),
    factor: new Int32Array(),
    durationMs: new Uint32Array(),
    kind: new Uint8Array(),
  },
};
