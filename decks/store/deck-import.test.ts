import { describe, expect, test } from "vitest";
import type { DeckPlan, ImportRequest } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import { DAY_MS } from "../core/time.ts";
import { CREATED, reviewLog, SMALL } from "../formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../formats/anki/write-package.ts";
import { noteIdOf } from "../formats/contents.ts";
import type { OpenStore } from "./study-store.ts";
import { ALL, answerNext, newMachine, wholeDeck, withRivers } from "./test-collection.ts";

const picture = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);
const NOON_OF_DAY_10 = CREATED * 1000 + 10 * DAY_MS + 8 * 3_600_000;

const ankiFile = async (collection = SMALL, media = [{ name: "map.png", bytes: picture }]) => ({
  name: "rivers.apkg",
  bytes: await writeAnkiPackage(collection, media),
});
const textFile = (name: string, text: string): NamedFile => ({ name, bytes: new TextEncoder().encode(text) });

async function planOf({ store }: OpenStore, file: NamedFile, more: Partial<ImportRequest> = {}) {
  const plan = await store.planImport({ source: { kind: "file", file }, ...more });
  if (plan.format === "guide") throw new Error("taken for a guide");
  return plan;
}

async function bringIn(open: OpenStore, file: NamedFile, more: Partial<ImportRequest> = {}) {
  const plan = await planOf(open, file, more);
  const source = { kind: "file", file } as const;
  return open.store.applyImport({ source, ...more, planId: plan.planId });
}

/** All that an import may change. */
async function pictureOf({ collection: { database } }: OpenStore) {
  const { decks, noteTypes, notes, cards, deckCounts, days, media, pastReviews, reviewTail } = database;
  const tables = { decks, noteTypes, notes, cards, deckCounts, days, media, pastReviews, reviewTail };
  const rows = await Promise.all(
    Object.entries(tables).map(async ([name, table]) => [name, await table.toArray()] as const),
  );
  const isCounted = (row: object) => !("answers" in row) || row.answers !== 0;
  const isNone = (row: object) =>
    "reviewsByDay" in row && Object.keys(row.reviewsByDay as object).length === 0;
  return Object.fromEntries(
    rows.map(([name, found]) => [name, found.filter((row) => isCounted(row) && !isNone(row))]),
  );
}

async function machineAt(now = NOON_OF_DAY_10) {
  const machine = newMachine();
  machine.now = now;
  return { machine, open: await machine.open() };
}

const cardOf = async ({ collection: { database } }: OpenStore, guid: string, template: string) =>
  (await database.cards.where("noteId").equals(noteIdOf(guid)).toArray()).find(
    (row) => row.template === template,
  );

describe("an Anki package", () => {
  test("is shown before it is written, with what is in it", async () => {
    const { open } = await machineAt();
    const plan = await planOf(open, await ankiFile());
    expect(plan).toMatchObject({
      format: "anki",
      decks: [
        { path: ["Rivers"], cards: 3, isNew: true },
        { path: ["Rivers", "Deltas"], cards: 2, isNew: true },
      ],
      notes: { new: 3, updated: 0, identical: 0, conflicting: 0, dropped: 0 },
      cards: 5,
      reviews: 6,
      media: { files: 1, bytes: picture.length },
      scheduling: { inFile: true, laterHere: 0 },
    } satisfies Partial<DeckPlan>);
    expect(plan.samples.new.map(({ title }) => title)).toEqual(["Mouth", "Source", "A delta is silt"]);
    expect((await open.store.today()).decks).toEqual([]);
  });

  test("comes with its schedules, marks and whole log", async () => {
    const { open } = await machineAt();
    await bringIn(open, await ankiFile());
    const day0 = Math.floor(CREATED / 86_400);
    expect(await cardOf(open, "g-mouth", "card:0")).toMatchObject({
      flag: 3,
      suspended: false,
      schedule: {
        state: "review",
        stability: 5.5,
        difficulty: 6.25,
        intervalDays: 4,
        dueDay: day0 + 14,
        reps: 3,
      },
    });
    const suspended = await cardOf(open, "g-mouth", "card:1");
    expect(suspended).toMatchObject({ suspended: true, schedule: { state: "review", intervalDays: 10 } });
    // Anki had no memory for it: FSRS was run over its two answers, Good and a day later Easy.
    expect(suspended?.schedule.stability).toBeGreaterThan(2.3065);
    expect(await cardOf(open, "g-source", "card:0")).toMatchObject({
      schedule: { state: "new" },
      position: 7,
    });
    expect(await cardOf(open, "g-cloze", "cloze:1")).toMatchObject({
      schedule: { state: "learning", due: NOON_OF_DAY_10 + 600_000, step: 1 },
    });
    // Nobody knows how it was answered: SM-2's interval is its stability.
    expect(await cardOf(open, "g-cloze", "cloze:2")).toMatchObject({
      buriedUntil: day0 + 11,
      schedule: { state: "review", stability: 30, lapses: 1 },
    });
    const [past] = await open.collection.database.pastReviews.toArray();
    expect(past?.card.length).toBe(7);
    const days = await open.collection.database.days.toArray();
    // A due date that was set by hand is in the log, and no review.
    expect(days.reduce((sum, row) => sum + row.answers, 0)).toBe(6);
    expect(await open.store.media({ name: "map.png" })).toEqual(picture);
  });

  test("lets a buried card come back on the next day", async () => {
    const { machine, open } = await machineAt(NOON_OF_DAY_10 + 3 * DAY_MS);
    await bringIn(open, await ankiFile());
    const due = (await open.store.today()).counts.due;
    machine.now += DAY_MS;
    // One more has fallen due by then, and the buried one was due all along.
    expect((await open.store.today()).counts.due).toBe(due + 2);
    expect(await cardOf(open, "g-cloze", "cloze:2")).toMatchObject({ buriedUntil: null });
  });

  test("brought in twice changes nothing", async () => {
    const { open } = await machineAt();
    const file = await ankiFile();
    await bringIn(open, file);
    const before = await pictureOf(open);
    const again = await planOf(open, file);
    expect(again).toMatchObject({ notes: { new: 0, identical: 3 }, cards: 0, reviews: 0 });
    expect(await bringIn(open, file)).toMatchObject({ editId: null });
    expect(await pictureOf(open)).toEqual(before);
  });

  test("is taken back by one undo, the log and the days with it", async () => {
    const machine = newMachine();
    machine.now = NOON_OF_DAY_10;
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const before = await pictureOf(open);
    const { editId } = await bringIn(open, await ankiFile());
    if (editId === null) throw new Error("nothing came");
    await open.store.undoEdit({ editId });
    expect(await pictureOf(open)).toEqual(before);
    await bringIn(open, await ankiFile());
    expect(await cardOf(open, "g-mouth", "card:0")).toMatchObject({ schedule: { stability: 5.5 } });
  });

  test("comes back from the journal when the database is lost", async () => {
    const { machine, open } = await machineAt();
    const { editId } = await bringIn(open, await ankiFile());
    if (editId === null) throw new Error("nothing came");
    await answerNext(open, machine);
    const before = await pictureOf(open);
    open.close();
    machine.kill();
    machine.indexedDB = newMachine().indexedDB;
    const again = await machine.open();
    expect(await pictureOf(again)).toEqual(before);
  });

  test("keeps what was answered here since, unless the file's schedules are asked for", async () => {
    const { machine, open } = await machineAt(NOON_OF_DAY_10 + 20 * DAY_MS);
    const file = await ankiFile();
    await bringIn(open, file);
    const { answered } = await answerNext(open, machine, "good");
    const answeredHere = await open.collection.database.cards.get(answered.cardId);
    const plan = await planOf(open, file);
    expect(plan).toMatchObject({ reviews: 0, scheduling: { laterHere: 1 } });
    await bringIn(open, file);
    expect(await open.collection.database.cards.get(answered.cardId)).toEqual(answeredHere);
    const merge = { conflicts: "newer", scheduling: "theirs" } as const;
    await bringIn(open, file, { merge });
    const back = await open.collection.database.cards.get(answered.cardId);
    expect(back?.schedule.stability).not.toBe(answeredHere?.schedule.stability);
    // The answer stays in the history all the same.
    expect((await open.store.today()).reviewedToday).toBe(1);
  });

  test("takes over what was answered there since", async () => {
    const { open } = await machineAt(NOON_OF_DAY_10 + 3 * DAY_MS);
    await bringIn(open, await ankiFile());
    const at = NOON_OF_DAY_10 + 2 * DAY_MS;
    const [first] = SMALL.cards;
    if (!first) throw new Error("no card");
    const memory = { stability: 9, difficulty: 6, desiredRetention: 0.9 };
    const later = {
      ...SMALL,
      cards: [{ ...first, due: 21, interval: 9, modifiedAt: at / 1000, memory }, ...SMALL.cards.slice(1)],
      reviews: reviewLog([[at, 31, 3, 9]]),
    };
    await bringIn(open, await ankiFile(later));
    expect(await cardOf(open, "g-mouth", "card:0")).toMatchObject({
      schedule: { stability: 9, intervalDays: 9 },
    });
    const logs = await open.collection.database.pastReviews.toArray();
    expect(logs.reduce((sum, { card }) => sum + card.length, 0)).toBe(8);
  });

  test("leaves schedules out when that is asked", async () => {
    const { open } = await machineAt();
    await bringIn(open, await ankiFile(), { merge: { conflicts: "newer", scheduling: "without" } });
    const states = (await open.collection.database.cards.toArray()).map(({ schedule }) => schedule.state);
    expect(new Set(states)).toEqual(new Set(["new"]));
    expect(await open.collection.database.pastReviews.count()).toBe(0);
  });

  test("with another picture of a name that is taken keeps both", async () => {
    const { open } = await machineAt();
    await bringIn(open, await ankiFile());
    const other = new Uint8Array([1, 2, 3]);
    const [note] = SMALL.notes;
    if (!note) throw new Error("no note");
    const fields = ["Estuary", '<img src="map.png">'];
    const collection = {
      ...SMALL,
      notes: [{ ...note, guid: "g-estuary", fields }],
      cards: SMALL.cards.slice(0, 1),
    };
    await bringIn(open, await ankiFile(collection, [{ name: "map.png", bytes: other }]));
    const added = await open.collection.database.notes.get(noteIdOf("g-estuary"));
    const name = /src="([^"]+)"/.exec(String((added?.fields["values"] as string[])[1]))?.[1] ?? "";
    expect(name).not.toBe("map.png");
    expect(await open.store.media({ name })).toEqual(other);
    expect(await open.store.media({ name: "map.png" })).toEqual(picture);
  });

  test("comes out again for Anki with every field, interval and row of the log", async () => {
    const { machine, open } = await machineAt();
    await bringIn(open, await ankiFile());
    const out = await open.store.exportDecks({ deckIds: null, format: "anki", scheduling: true });
    expect(out.name).toMatch(/\.apkg$/);
    const other = newMachine();
    other.now = machine.now;
    const target = await other.open();
    await bringIn(target, out);
    const [here, there] = [await pictureOf(open), await pictureOf(target)];
    const plain = (rows: readonly object[] = []) =>
      rows.map((row) => ("schedule" in row ? row.schedule : null));
    expect(there["notes"]).toEqual(here["notes"]);
    expect(there["noteTypes"]).toEqual(here["noteTypes"]);
    expect(plain(there["cards"])).toEqual(plain(here["cards"]));
    expect(there["days"]).toEqual(here["days"]);
    expect((await planOf(open, out)).notes).toMatchObject({ new: 0, identical: 3 });
    expect(await planOf(open, out)).toMatchObject({ cards: 0, reviews: 0 });
  });
});

describe("Cardinal's own notes", () => {
  test("go to Anki as cards and come back as the notes they were", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    const out = await open.store.exportDecks({ deckIds: [open.deckId], format: "anki", scheduling: true });
    const other = newMachine();
    other.now = machine.now;
    const target = await other.open();
    await bringIn(target, out);
    const withoutTimes = async ({ collection: { database } }: OpenStore) =>
      (await database.notes.toArray()).map(({ id, kind, fields, tags }) => ({ id, kind, fields, tags }));
    expect(await withoutTimes(target)).toEqual(await withoutTimes(open));
    expect(await planOf(open, out)).toMatchObject({
      notes: { new: 0, conflicting: 0 },
      cards: 0,
      reviews: 0,
    });
  });
});

describe("a note that both sides changed", () => {
  const theirs = (back: string, modifiedAt = NOON_OF_DAY_10 / 1000 + 5_000) => {
    const [note, ...others] = SMALL.notes;
    if (!note) throw new Error("no note");
    return ankiFile({
      ...SMALL,
      notes: [{ ...note, fields: ["Mouth", back], modifiedAt, tags: ["sea"] }, ...others],
    });
  };
  const edited = async () => {
    const { machine, open } = await machineAt();
    await bringIn(open, await ankiFile());
    machine.now += 1_000_000;
    await open.store.editNote({
      noteId: noteIdOf("g-mouth"),
      fields: { values: ["Mouth", "Mine"] },
      tags: ["water"],
    });
    return open;
  };
  const backOf = async ({ collection: { database } }: OpenStore) =>
    ((await database.notes.get(noteIdOf("g-mouth")))?.fields["values"] as readonly string[])[1];

  test.each([
    ["mine", NOON_OF_DAY_10 / 1000 + 5_000, "Mine"],
    ["theirs", NOON_OF_DAY_10 / 1000 + 5_000, "Theirs"],
    ["newer", NOON_OF_DAY_10 / 1000 + 5_000, "Theirs"],
    ["newer", NOON_OF_DAY_10 / 1000 + 10, "Mine"],
  ] as const)("%s wins as the learner chose (changed there at %d)", async (conflicts, at, expected) => {
    const open = await edited();
    const file = await theirs("Theirs", at);
    const merge = { conflicts, scheduling: "latest" } as const;
    const plan = await planOf(open, file, { merge });
    expect(plan.notes).toMatchObject({ conflicting: 1, identical: 2 });
    expect(plan.samples.conflicting).toMatchObject([{ title: "Mouth", takesTheirs: expected === "Theirs" }]);
    await bringIn(open, file, { merge });
    expect(await backOf(open)).toBe(expected);
    const note = await open.collection.database.notes.get(noteIdOf("g-mouth"));
    expect(note?.tags).toEqual(["water", "sea"]);
    // What was decided is not asked again.
    expect((await planOf(open, file, { merge })).notes).toMatchObject({
      conflicting: 0,
      updated: 0,
      identical: 3,
    });
  });

  test("is updated without a question when the learner left it alone", async () => {
    const { open } = await machineAt();
    await bringIn(open, await ankiFile());
    const file = await theirs("Theirs");
    expect((await planOf(open, file)).notes).toMatchObject({ updated: 1, identical: 2, conflicting: 0 });
    await bringIn(open, file, { merge: { conflicts: "mine", scheduling: "latest" } });
    expect(await backOf(open)).toBe("Theirs");
  });
});

describe("a table of text", () => {
  const CSV = "Front,Back,Tags\nDelta,Land at a mouth,river\nMeander,A bend,\n";

  test("becomes notes of a type that is here, found again by their first field", async () => {
    const { open } = await machineAt();
    const report = await bringIn(open, textFile("terms.csv", CSV));
    expect(report).toMatchObject({ deckName: "terms", cards: { add: 2 } });
    const changed = textFile("terms.csv", CSV.replace("A bend", "A bend in a river"));
    expect((await planOf(open, changed)).notes).toMatchObject({ new: 0, updated: 1, identical: 1 });
    await bringIn(open, changed);
    expect(await open.collection.database.notes.count()).toBe(2);
    expect((await open.store.session(ALL)).cards[0]?.face.html?.front).toContain("Delta");
  });

  test("is taken back by one undo", async () => {
    const { open } = await machineAt();
    const { editId } = await bringIn(open, textFile("terms.csv", CSV));
    if (editId === null) throw new Error("nothing came");
    await open.store.undoEdit({ editId });
    expect((await open.store.today()).decks).toEqual([]);
    expect(await open.collection.database.noteTypes.count()).toBe(0);
  });
});

describe("a Markdown deck", () => {
  test("becomes cards in Cardinal's own words, clozes one a gap", async () => {
    const { open } = await machineAt();
    const text =
      "# Rivers\n\nQ: Where does it end?\nA: At its mouth.\n\nQ: Where does it begin?\nA: At its source.\n\nA {{delta}} is made of {{silt}}.\n";
    await bringIn(open, textFile("rivers.md", text));
    const { cards } = await open.store.deckCards({
      deckId: (await open.store.today()).decks[0]?.deckId as never,
      offset: 0,
      limit: 10,
    });
    expect(cards.map(({ face }) => [face.prompt, face.answer])).toEqual([
      ["Where does it end?", "At its mouth."],
      ["Where does it begin?", "At its source."],
      ["A **[…]** is made of silt.", "A **delta** is made of silt."],
      ["A delta is made of **[…]**.", "A delta is made of **silt**."],
    ]);
  });
});

describe("a file that cannot be trusted", () => {
  test.each([
    ["empty.apkg", new Uint8Array()],
    ["text.apkg", new TextEncoder().encode("Front,Back\n")],
    ["zip.cardinal", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])],
    ["picture.csv", picture],
  ])("%s is refused in a sentence, and nothing is written", async (name, bytes) => {
    const { open } = await machineAt();
    const before = await pictureOf(open);
    const error: unknown = await open.store
      .planImport({ source: { kind: "file", file: { name, bytes } } })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "unreadable-file",
      detail: expect.stringMatching(/^\S+: [A-Z].*\.$/),
    });
    expect(await pictureOf(open)).toEqual(before);
  });

  test("a bundle of a newer Cardinal is refused as that", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { bytes } = await open.store.exportDecks(wholeDeck(null));
    const { openZip, writeZip } = await import("../formats/zip.ts");
    const zip = await openZip(bytes, { entries: 100, entryBytes: 1e6, totalBytes: 1e6 });
    if (!zip.ok) throw new Error(zip.reason);
    const files = await Promise.all(
      zip.entries.map(async (entry) => ({ name: entry.name, bytes: await entry.read() })),
    );
    const newer = files.map((file) =>
      file.name === "manifest.json"
        ? { ...file, bytes: new TextEncoder().encode('{"format":"cardinal-bundle","version":99}') }
        : file,
    );
    const file = { name: "newer.cardinal", bytes: await writeZip(newer) };
    await expect(planOf(open, file)).rejects.toMatchObject({ code: "newer-version" });
  });
});
