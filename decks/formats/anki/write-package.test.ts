import fc from "fast-check";
import { expect, test } from "vitest";
import { openZip } from "../zip.ts";
import type { AnkiCard, AnkiCollection, AnkiNoteType } from "./anki-collection.ts";
import { fieldChecksum, plainField } from "./field-text.ts";
import { readAnkiPackage } from "./read-package.ts";
import { loadSqlite } from "./sqlite.ts";
import { BASIC, CLOZE, packageOf, SAMPLE, schema11 } from "./test-packages.ts";
import { writeAnkiPackage } from "./write-package.ts";

async function sample(): Promise<AnkiCollection> {
  const read = await readAnkiPackage(
    await packageOf({ generation: "anki21", database: await schema11(SAMPLE) }),
  );
  if (!read.ok) throw new Error(read.reason);
  return read.collection;
}

async function filesOf(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await openZip(bytes, { entries: 100, entryBytes: 2 ** 24, totalBytes: 2 ** 24 });
  if (!zip.ok) throw new Error(zip.reason);
  return new Map(
    await Promise.all(zip.entries.map(async (entry) => [entry.name, await entry.read()] as const)),
  );
}

/** Rows of a database of the package, as objects. */
async function rowsOf(bytes: Uint8Array, file: string, sql: string) {
  const { Database } = await loadSqlite();
  const database = new Database((await filesOf(bytes)).get(file));
  try {
    const [result] = database.exec(sql);
    return (result?.values ?? []).map((values) =>
      Object.fromEntries(values.map((value, column) => [result?.columns[column] ?? "", value])),
    );
  } finally {
    database.close();
  }
}

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const html = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .map((text) => text.replaceAll("\x1f", "").replaceAll("\0", ""));
const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
const int32 = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });
const natural = fc.integer({ min: 0, max: 2_147_483_647 });
const millisecondId = fc.integer({ min: 1, max: 4_000_000_000_000 });

const noteType = fc
  .record({
    name,
    kind: fc.constantFrom("normal" as const, "cloze" as const),
    fields: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
    templates: fc.array(fc.record({ name, front: html, back: html }), { minLength: 1, maxLength: 3 }),
    css: html,
  })
  .map((type) => (type.kind === "cloze" ? { ...type, templates: type.templates.slice(0, 1) } : type));

const part = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => !text.includes(":") && !text.includes("\x1f"));

const memory = fc.option(
  fc.record({
    stability: fc.double({ min: 1e-3, max: 36_500, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    desiredRetention: fc.option(fc.double({ min: 0.5, max: 0.99, noNaN: true })),
  }),
);

const scheduling = fc.record({
  modifiedAt: seconds,
  type: fc.integer({ min: 0, max: 3 }),
  queue: fc.integer({ min: -3, max: 4 }),
  due: int32,
  interval: int32,
  factor: natural,
  reps: natural,
  lapses: natural,
  left: natural,
  originalDue: int32,
  flags: fc.integer({ min: 0, max: 7 }),
  memory,
});

const answer = fc.record({
  ease: fc.integer({ min: 0, max: 4 }),
  interval: int32,
  lastInterval: int32,
  factor: int32,
  durationMs: fc.integer({ min: 0, max: 4_294_967_295 }),
  kind: fc.integer({ min: 0, max: 5 }),
});

const note = fc.record({
  type: fc.nat(),
  guid: name,
  modifiedAt: seconds,
  tags: fc.array(fc.stringMatching(/^[a-zäöü:_-]{1,8}$/), { maxLength: 3 }),
  texts: fc.array(html, { minLength: 5, maxLength: 5 }),
  places: fc.uniqueArray(fc.integer({ min: 0, max: 499 }), { minLength: 1, maxLength: 4 }),
});

const ids = (count: number) =>
  fc
    .uniqueArray(millisecondId, { minLength: count, maxLength: count })
    .map((some) => some.sort((a, b) => a - b));

/** Collections as Anki could have them: every note has a card, every card a note, a deck and a place in its type. */
const collection: fc.Arbitrary<AnkiCollection> = fc
  .record({
    createdAt: seconds,
    types: fc.array(noteType, { minLength: 1, maxLength: 3 }),
    typeIds: ids(3),
    decks: fc.array(
      fc.record({ path: fc.array(part, { minLength: 1, maxLength: 4 }), isFiltered: fc.boolean() }),
      {
        maxLength: 3,
      },
    ),
    deckIds: ids(4),
    notes: fc.uniqueArray(note, { selector: ({ guid }) => guid, maxLength: 6 }),
    noteIds: ids(6),
    cardIds: ids(24),
    scheduling: fc.array(scheduling, { minLength: 24, maxLength: 24 }),
    deckOfCard: fc.array(fc.nat(), { minLength: 48, maxLength: 48 }),
    answers: fc.array(answer, { maxLength: 8 }),
    answerIds: ids(8),
    cardOfAnswer: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  })
  .map((made) => {
    const noteTypes: readonly AnkiNoteType[] = made.types.map((type, index) => ({
      id: made.typeIds[index] ?? 0,
      ...type,
    }));
    const others = made.decks.map((deck, index) => ({ id: (made.deckIds[index] ?? 0) + 1, ...deck }));
    const decks = [{ id: 1, path: ["Default"], isFiltered: false }, ...others];
    const notes = made.notes.map(({ type, guid, modifiedAt, tags, texts }, index) => {
      const { id: typeId, fields } = noteTypes[type % noteTypes.length] as AnkiNoteType;
      return {
        id: made.noteIds[index] ?? 0,
        guid,
        typeId,
        modifiedAt,
        tags,
        fields: texts.slice(0, fields.length),
      };
    });
    const cards: AnkiCard[] = [];
    for (const [index, { type, places }] of made.notes.entries()) {
      const { kind, templates } = noteTypes[type % noteTypes.length] as AnkiNoteType;
      for (const ordinal of kind === "cloze"
        ? places
        : places.slice(0, templates.length).map((_, at) => at)) {
        const place = cards.length;
        const deck = (at: number) => decks[(made.deckOfCard[at] ?? 0) % decks.length]?.id ?? 1;
        cards.push({
          id: made.cardIds[place] ?? 0,
          noteId: notes[index]?.id ?? 0,
          deckId: deck(place),
          originalDeckId: place % 3 === 0 ? deck(place + 24) : 0,
          ordinal,
          ...(made.scheduling[place] as (typeof made.scheduling)[number]),
        });
      }
    }
    const answers = cards.length === 0 ? [] : made.answers;
    const column = (key: keyof (typeof answers)[number]) => answers.map((row) => row[key]);
    return {
      createdAt: made.createdAt,
      noteTypes,
      decks,
      notes,
      cards,
      reviews: {
        id: Float64Array.from(made.answerIds.slice(0, answers.length)),
        cardId: Float64Array.from(
          answers,
          (_, at) => cards[(made.cardOfAnswer[at] ?? 0) % cards.length]?.id ?? 0,
        ),
        ease: Uint8Array.from(column("ease")),
        interval: Int32Array.from(column("interval")),
        lastInterval: Int32Array.from(column("lastInterval")),
        factor: Int32Array.from(column("factor")),
        durationMs: Uint32Array.from(column("durationMs")),
        kind: Uint8Array.from(column("kind")),
      },
    };
  });

test("any collection that is written is read again as it was, without a warning", async () => {
  await fc.assert(
    fc.asyncProperty(collection, async (written) => {
      const read = await readAnkiPackage(await writeAnkiPackage(written, []));
      expect(read).toMatchObject({ ok: true, generation: "anki21", schema: 11, warnings: [] });
      if (read.ok) expect(read.collection).toEqual(written);
    }),
    { numRuns: 60, seed: 20_260 },
  );
});

test("media are read again under their names", async () => {
  const media = [
    { name: "日本 🎌.png", bytes: Uint8Array.of(1, 2) },
    { name: "__proto__", bytes: Uint8Array.of(3) },
  ];
  const read = await readAnkiPackage(await writeAnkiPackage(await sample(), media));
  if (!read.ok) throw new Error(read.reason);
  expect(
    await Promise.all(read.media.map(async (file) => ({ name: file.name, bytes: await file.read() }))),
  ).toEqual(media);
});

test("the same collection gives the same bytes", async () => {
  const media = [{ name: "a.png", bytes: Uint8Array.of(1) }];
  const first = await writeAnkiPackage(await sample(), media);
  expect(Buffer.compare(first, await writeAnkiPackage(await sample(), media))).toBe(0);
});

test("the package says that it is of the second generation, and its stub tells older programs so", async () => {
  const written = await writeAnkiPackage(await sample(), []);
  const files = await filesOf(written);
  expect([...files.keys()]).toEqual(["meta", "collection.anki21", "collection.anki2", "media"]);
  expect(files.get("meta")).toEqual(Uint8Array.of(8, 2));
  const notes = await rowsOf(written, "collection.anki2", "SELECT flds FROM notes");
  expect(notes).toHaveLength(1);
  expect(notes[0]?.["flds"]).toContain("needs Anki 2.1.28 or newer");
});

test("the collection has the row, the tables and the indexes of schema 11", async () => {
  const written = await writeAnkiPackage(await sample(), []);
  const [row] = await rowsOf(written, "collection.anki21", "SELECT * FROM col");
  expect(row).toMatchObject({
    id: 1,
    crt: 1_600_000_000,
    mod: 1_600_000_300_000,
    ver: 11,
    dty: 0,
    tags: "{}",
  });
  expect(JSON.parse(String(row?.["conf"]))).toMatchObject({
    schedVer: 2,
    nextPos: 8,
    activeDecks: [1],
    curDeck: 1,
  });
  const names = await rowsOf(
    written,
    "collection.anki21",
    "SELECT name FROM sqlite_master WHERE type = 'index'",
  );
  expect(names.map(({ name }) => name).sort()).toEqual([
    "ix_cards_nid",
    "ix_cards_sched",
    "ix_cards_usn",
    "ix_notes_csum",
    "ix_notes_usn",
    "ix_revlog_cid",
    "ix_revlog_usn",
  ]);
});

test("note types have every key that Anki reads", async () => {
  const [row] = await rowsOf(
    await writeAnkiPackage(await sample(), []),
    "collection.anki21",
    "SELECT models FROM col",
  );
  const models = JSON.parse(String(row?.["models"]));
  expect(models[BASIC.id]).toMatchObject({
    id: BASIC.id,
    type: 0,
    usn: -1,
    sortf: 0,
    did: null,
    vers: [],
    tags: [],
    latexPost: "\\end{document}",
    req: [
      [0, "any", [0]],
      [1, "any", [1]],
    ],
    flds: [
      { name: "Front", ord: 0, sticky: false, rtl: false, font: "Arial", size: 20 },
      { name: "Back", ord: 1 },
    ],
    tmpls: [
      { name: "Card 1", ord: 0, qfmt: "{{Front}}", bqfmt: "", bafmt: "", did: null },
      { name: "Card 2", ord: 1, qfmt: "{{Back}}" },
    ],
  });
  expect(models[CLOZE.id]).toMatchObject({ type: 1 });
});

test("decks have every key that Anki reads, and the default one is always there", async () => {
  const { decks, ...rest } = await sample();
  const written = await writeAnkiPackage({ ...rest, decks: decks.filter(({ id }) => id !== 1) }, []);
  const [row] = await rowsOf(written, "collection.anki21", "SELECT decks, dconf FROM col");
  const made = JSON.parse(String(row?.["decks"]));
  expect(made["1"]).toMatchObject({
    id: 1,
    name: "Default",
    dyn: 0,
    conf: 1,
    newToday: [0, 0],
    extendRev: 0,
  });
  expect(made[1_550_000_000_000]).toMatchObject({ name: "Languages::Español", collapsed: false, desc: "" });
  expect(made[1_550_000_000_001]).toMatchObject({ dyn: 1, resched: true });
  expect(JSON.parse(String(row?.["dconf"]))).toMatchObject({ 1: { id: 1, rev: { maxIvl: 36_500 } } });
});

test("a name with colons makes no deck that was not there", async () => {
  const { decks: _, ...rest } = await sample();
  const decks = [{ id: 1, path: ["a::b:", "::", "c"], isFiltered: false }];
  const [row] = await rowsOf(
    await writeAnkiPackage({ ...rest, decks }, []),
    "collection.anki21",
    "SELECT decks FROM col",
  );
  expect(JSON.parse(String(row?.["decks"]))["1"].name).toBe("a:b::Unnamed::c");
});

test("notes carry their sort text and checksum, cards their memory", async () => {
  const written = await writeAnkiPackage(await sample(), []);
  const [note] = await rowsOf(
    written,
    "collection.anki21",
    "SELECT sfld, csum, tags FROM notes WHERE id = 1001",
  );
  expect(note).toEqual({
    sfld: "uno one.png ",
    csum: fieldChecksum("uno one.png "),
    tags: " verb irregular ",
  });
  const [card] = await rowsOf(written, "collection.anki21", "SELECT data FROM cards WHERE id = 2001");
  expect(JSON.parse(String(card?.["data"]))).toEqual({ s: 12.5, d: 4.25, dr: 0.9 });
});

test("answers of one millisecond are kept, the later one a millisecond on", async () => {
  const { reviews, ...rest } = await sample();
  const id = Float64Array.of(5, 5, 6);
  const read = await readAnkiPackage(await writeAnkiPackage({ ...rest, reviews: { ...reviews, id } }, []));
  expect(read.ok && [...read.collection.reviews.id]).toEqual([5, 6, 7]);
});

test("the checksum is the first 32 bits of SHA-1", () => {
  // SHA-1 of "abc" is a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d.
  expect(fieldChecksum("abc")).toBe(0xa9993e36);
});

test.each([
  ["a<br>b", "ab"],
  ["<!-- x -->a<!-- open", "a"],
  ["<style>p{}</style>a<script>x", "a"],
  ['<img class=x src="a b.png">', " a b.png "],
  ["<img src=a.png>", " a.png "],
  ["&lt;b&gt; &amp;&nbsp;&#65;&#x42; &unknown; &#0;", "<b> & AB &unknown; &#0;"],
])("%j is compared as %j", (field, plain) => {
  expect(plainField(field)).toBe(plain);
});

test.each(["<!--", "<style>", "<img ", '<img src="', "&#", "<", "{{"])(
  "a field of 400,000 times %j is made plain at once",
  (part) => {
    const before = performance.now();
    plainField(part.repeat(400_000));
    expect(performance.now() - before).toBeLessThan(1000);
  },
);
