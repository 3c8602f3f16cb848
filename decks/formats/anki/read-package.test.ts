import { expect, test } from "vitest";
import { fileHash } from "../../core/digest.ts";
import type { AnkiCollection } from "./anki-collection.ts";
import { type AnkiGeneration, type AnkiPackage, readAnkiPackage } from "./read-package.ts";
import { BASIC, CLOZE, packageOf, type RawCollection, SAMPLE, schema11, schema18 } from "./test-packages.ts";

const GENERATIONS: readonly AnkiGeneration[] = ["anki2", "anki21", "anki21b"];
const PICTURE = { name: "one.png", bytes: Uint8Array.from({ length: 150_000 }, (_, at) => (at * 7) % 251) };
const SOUND = { name: "a.mp3", bytes: Uint8Array.of(1, 2, 3) };

async function packed(raw: RawCollection, generation: AnkiGeneration): Promise<Uint8Array> {
  const database = generation === "anki21b" ? await schema18(raw) : await schema11(raw);
  return await packageOf({ generation, database, media: [PICTURE, SOUND] });
}

async function read(bytes: Uint8Array): Promise<AnkiPackage> {
  const result = await readAnkiPackage(bytes);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const SAMPLE_READ: AnkiCollection = {
  createdAt: 1_600_000_000,
  noteTypes: [BASIC, CLOZE],
  decks: SAMPLE.decks,
  notes: [
    {
      id: 1001,
      guid: "guid-a",
      typeId: BASIC.id,
      modifiedAt: 1_600_000_100,
      tags: ["verb", "irregular"],
      fields: ['uno<img src="one.png">', "one"],
    },
    {
      id: 1002,
      guid: "guid-b",
      typeId: CLOZE.id,
      modifiedAt: 1_600_000_200,
      tags: [],
      fields: ["{{c1::Bern}} liegt an der {{c2::Aare}}", ""],
    },
    {
      id: 1003,
      guid: "guid-c",
      typeId: BASIC.id,
      modifiedAt: 1_600_000_300,
      tags: ["x"],
      fields: ["日本語 🎌", "[sound:a.mp3]"],
    },
  ],
  cards: [
    {
      id: 2001,
      noteId: 1001,
      deckId: 1_550_000_000_000,
      ordinal: 0,
      modifiedAt: 1_600_000_110,
      type: 2,
      queue: 2,
      due: 40,
      interval: 12,
      factor: 2500,
      reps: 5,
      lapses: 1,
      left: 0,
      originalDue: 0,
      originalDeckId: 0,
      flags: 3,
      memory: { stability: 12.5, difficulty: 4.25, desiredRetention: 0.9 },
    },
    {
      id: 2002,
      noteId: 1001,
      deckId: 1_550_000_000_001,
      ordinal: 1,
      modifiedAt: 1_600_000_120,
      type: 1,
      queue: 1,
      due: 1_600_000_900,
      interval: -600,
      factor: 0,
      reps: 1,
      lapses: 0,
      left: 2002,
      originalDue: 0,
      originalDeckId: 1_550_000_000_000,
      flags: 0,
      memory: null,
    },
    {
      id: 2003,
      noteId: 1002,
      deckId: 1,
      ordinal: 1,
      modifiedAt: 1_600_000_130,
      type: 0,
      queue: -1,
      due: 7,
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
    {
      id: 2004,
      noteId: 1003,
      deckId: 1,
      ordinal: 0,
      modifiedAt: 1_600_000_140,
      type: 3,
      queue: -2,
      due: 1_600_000_950,
      interval: 1,
      factor: 2300,
      reps: 9,
      lapses: 2,
      left: 1001,
      originalDue: 0,
      originalDeckId: 0,
      flags: 0,
      memory: null,
    },
  ],
  reviews: {
    id: Float64Array.of(1_600_000_400_000, 1_600_000_500_000, 1_600_000_600_000),
    cardId: Float64Array.of(2002, 2001, 2001),
    ease: Uint8Array.of(1, 3, 0),
    interval: Int32Array.of(-60, 12, 12),
    lastInterval: Int32Array.of(-600, 5, 12),
    factor: Int32Array.of(0, 2500, 0),
    durationMs: Uint32Array.of(8000, 4200, 0),
    kind: Uint8Array.of(0, 1, 4),
  },
};

test.each(GENERATIONS)(
  "a package of generation %s gives every note, card, answer and medium",
  async (generation) => {
    const result = await read(await packed(SAMPLE, generation));
    expect(result.generation).toBe(generation);
    expect(result.schema).toBe(generation === "anki21b" ? 18 : 11);
    expect(result.collection).toEqual(SAMPLE_READ);
    expect(result.warnings).toEqual([]);
    expect(result.media.map(({ name, size }) => ({ name, size }))).toEqual([
      { name: "one.png", size: 150_000 },
      { name: "a.mp3", size: 3 },
    ]);
    const bytes = await Promise.all(result.media.map((medium) => medium.read()));
    expect(bytes.map(fileHash)).toEqual([PICTURE, SOUND].map((medium) => fileHash(medium.bytes)));
  },
);

test.each(["anki21", "anki21b"] as const)(
  "of a package %s without meta the stub beside it is not read",
  async (generation) => {
    const database = generation === "anki21b" ? await schema18(SAMPLE) : await schema11(SAMPLE);
    const result = await read(await packageOf({ generation, database, meta: null }));
    expect(result.generation).toBe(generation);
    expect(result.collection.notes).toHaveLength(3);
  },
);

test("a database that was copied out of a running Anki is read without its log", async () => {
  const database = await schema11(SAMPLE);
  database[18] = 2;
  database[19] = 2;
  const result = await read(await packageOf({ generation: "anki21", database }));
  expect(result.collection.cards).toHaveLength(4);
});

test("a review log that is not in order is sorted with all its columns", async () => {
  const database = await schema11(SAMPLE, (open) => {
    open.run("ALTER TABLE revlog RENAME TO old");
    open.run("CREATE TABLE revlog AS SELECT * FROM old ORDER BY id DESC");
  });
  const result = await read(await packageOf({ generation: "anki21", database }));
  expect(result.collection.reviews).toEqual(SAMPLE_READ.reviews);
});
