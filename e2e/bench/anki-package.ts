import type { AnkiCard, AnkiCollection } from "../../decks/formats/anki/anki-collection.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";

const CREATED = Date.UTC(2023, 0, 1, 4) / 1000;
const DAY = 86_400;

/**
 * A package as somebody has it after some years: notes with a card each, ten answers a card, memories kept by FSRS.
 * @param series packages of two series have no note in common
 */
export async function ankiPackage(notes: number, logRows: number, series = 0): Promise<Uint8Array> {
  const first = CREATED * 1000 + series * 100_000;
  const about = series === 0 ? "" : ` of series ${series}`;
  const typeId = 1_500_000_000_001;
  const perCard = Math.round(logRows / notes);
  const ids = Array.from({ length: notes }, (_, index) => index);
  const rows = ids.flatMap((index) => Array.from({ length: perCard }, (_, review) => ({ index, review })));
  const at = ({ index, review }: { index: number; review: number }) =>
    (CREATED + (review * 60 + (index % 50)) * DAY) * 1000 + index;
  rows.sort((a, b) => at(a) - at(b));
  const collection: AnkiCollection = {
    createdAt: CREATED,
    noteTypes: [
      {
        id: typeId,
        name: "Bench",
        kind: "normal",
        fields: ["Front", "Back"],
        templates: [{ name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}<hr id=answer>{{Back}}" }],
        css: ".card { font-size: 20px }",
      },
    ],
    decks: [{ id: 1_600_000_000_001, path: ["Bench"], isFiltered: false }],
    notes: ids.map((index) => ({
      id: first + index,
      guid: series === 0 ? `bench-${index}` : `bench-${series}-${index}`,
      typeId,
      modifiedAt: CREATED,
      tags: ["bench", `part-${index % 20}`],
      fields: [
        `What is the question of note ${index}${about}?`,
        `<p>The answer of note ${index}${about}, in <b>a sentence or two</b>.</p>`,
      ],
    })),
    cards: ids.map((index): AnkiCard => ({
      id: first + index,
      noteId: first + index,
      deckId: 1_600_000_000_001,
      ordinal: 0,
      modifiedAt: CREATED + (perCard * 60 + (index % 50)) * DAY,
      type: 2,
      queue: 2,
      due: 1_500 + (index % 400),
      interval: 100 + (index % 200),
      factor: 2500,
      reps: perCard,
      lapses: index % 3,
      left: 0,
      originalDue: 0,
      originalDeckId: 0,
      flags: 0,
      memory: { stability: 100 + (index % 200), difficulty: 5, desiredRetention: 0.9 },
    })),
    reviews: {
      id: Float64Array.from(rows, at),
      cardId: Float64Array.from(rows, ({ index }) => first + index),
      ease: Uint8Array.from(rows, ({ index, review }) => ((index + review) % 10 === 0 ? 1 : 3)),
      interval: Int32Array.from(rows, ({ review }) => 2 ** review),
      lastInterval: Int32Array.from(rows, ({ review }) => 2 ** Math.max(0, review - 1)),
      factor: Int32Array.from(rows, () => 550),
      durationMs: Uint32Array.from(rows, ({ index }) => 4_000 + (index % 5_000)),
      kind: Uint8Array.from(rows, ({ review }) => (review === 0 ? 0 : 1)),
    },
  };
  return writeAnkiPackage(collection, []);
}
