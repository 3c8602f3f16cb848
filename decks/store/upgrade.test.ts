import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { PACKS } from "../content/packs.ts";
import { same } from "../core/same.ts";
import { fold } from "../core/log/fold.ts";
import { historyOf } from "./history.ts";
import { restoreDatabase, rowsFromJson, type SavedDatabase } from "./saved-database.ts";
import { answerNext, guidePlan, newMachine } from "./test-collection.ts";

/**
 * One row a released version, with what its saved database holds. A new version adds its file, saved by the code that
 * was released, and its row; files and rows of older versions never change.
 */
const RELEASED = [
  {
    file: "version-1.json",
    savedAt: Date.UTC(2026, 4, 15, 9),
    cards: 14,
    events: 12,
    inTail: 4,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
    edited: 0,
    suspended: 0,
    updated: 0,
    undoable: 0,
  },
  {
    file: "version-2.json",
    savedAt: Date.UTC(2026, 4, 15, 9),
    cards: 14,
    events: 9,
    inTail: 3,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
    edited: 1,
    suspended: 2,
    updated: 2,
    undoable: 3,
  },
  {
    file: "version-3.json",
    savedAt: 1_778_580_180_000,
    cards: 18,
    events: 11,
    inTail: 3,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
    edited: 1,
    suspended: 0,
    updated: 0,
    undoable: 2,
  },
  {
    file: "version-4.json",
    savedAt: 1_778_576_550_000,
    cards: 19,
    events: 10,
    inTail: 3,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
    edited: 0,
    suspended: 0,
    updated: 0,
    undoable: 2,
  },
  {
    file: "version-5.json",
    savedAt: 1_778_576_610_000,
    cards: 14,
    events: 8,
    inTail: 3,
    settings: { desiredRetention: 0.85, newCardsPerDay: 6 },
    edited: 0,
    suspended: 1,
    updated: 0,
    undoable: 10,
  },
] as const;

const PACK = "aws-ml-deployment";
const fixture = async (file: string) =>
  rowsFromJson(await readFile(new URL(`fixtures/${file}`, import.meta.url), "utf8")) as SavedDatabase;

describe.each(RELEASED)("a database of $file", (released) => {
  const { file, savedAt, cards, events, inTail, settings } = released;
  test("opens with everything that was in it, and goes on", async () => {
    const machine = newMachine();
    machine.now = savedAt;
    await restoreDatabase(machine.indexedDB, await fixture(file));
    const open = await machine.open();
    const { database } = open.collection;
    expect(await database.cards.count()).toBe(cards);
    expect(await database.reviewTail.count()).toBe(inTail);
    expect((await open.store.settings()).presets).toMatchObject([settings]);
    let found = 0;
    for (const row of await database.cards.toArray()) {
      const history = await historyOf(database, row.id);
      found += history.length;
      expect({ schedule: row.schedule, lastEventId: row.lastEventId }).toEqual(fold(history));
    }
    expect(found).toBe(events);
    const before = (await open.store.today()).reviewedToday;
    await answerNext(open, machine);
    expect((await open.store.today()).reviewedToday).toBe(before + 1);
    await open.store.undo();
    expect((await open.store.today()).reviewedToday).toBe(before);
  });
});

/** Decisions were answered since version 1, and their answers did not say which decision it was. */
test.each(["version-1.json", "version-2.json"])(
  "answers to situations in a database of %s are kept, and counted for their decision",
  async (file) => {
    const saved = await fixture(file);
    const answer = {
      id: "0mp2hiy9k-0000-testtest",
      packId: PACK,
      situationId: "satellite-images",
      answeredAt: 1,
      score: 70,
    };
    const stores = saved.stores.map((store) =>
      store.name === "scenarioAnswers" ? { ...store, rows: [answer] } : store,
    );
    const machine = newMachine(PACKS);
    await restoreDatabase(machine.indexedDB, { ...saved, stores } as SavedDatabase);
    const { store, collection } = await machine.open();
    expect(await collection.database.scenarioAnswers.toArray()).toMatchObject([
      { score: 70, decision: null },
    ]);
    const { decisions } = await store.practiceOverview();
    expect(decisions.find((one) => one.decision === "inference")).toMatchObject({
      answers: 1,
      meanScore: 70,
    });
    expect(decisions.every((one) => one.met === 0)).toBe(true);
  },
);

test("a database of version-3.json brings its packs, situations and rules", async () => {
  const machine = newMachine(PACKS);
  await restoreDatabase(machine.indexedDB, await fixture("version-3.json"));
  const { store } = await machine.open();
  expect((await store.packs()).map((pack) => pack.packId)).toContain("coats");
  expect((await store.situations()).filter((one) => one.from === "learner")).toMatchObject([
    { title: "My videos" },
  ]);
  const { decisions } = await store.practiceOverview();
  expect(decisions.find((one) => one.decision === "inference")).toMatchObject({ answers: 2, met: 4 });
});

test("a database of version-4.json brings a deck of another program, with its looks, log and files", async () => {
  const machine = newMachine(PACKS);
  await restoreDatabase(machine.indexedDB, await fixture("version-4.json"));
  const { store, collection } = await machine.open();
  const [deck] = (await store.today()).decks;
  if (!deck) throw new Error("no deck");
  const { cards } = await store.deckCards({ deckId: deck.deckId, offset: 0, limit: 100 });
  expect(cards.flatMap(({ face }) => face.html?.css ?? [])).toContain(".card { color: navy; }");
  expect((await collection.database.pastReviews.toArray())[0]?.card.length).toBe(7);
  expect(await collection.database.media.toArray()).toMatchObject([{ id: "map.png", size: 3 }]);
});

describe.each(RELEASED)(
  "the guide in a database of $file",
  ({ file, edited, suspended, updated, undoable }) => {
    test("is known as it was imported, so that an edition of it is a diff", async () => {
      const machine = newMachine();
      await restoreDatabase(machine.indexedDB, await fixture(file));
      const { store, collection } = await machine.open();
      const { database } = collection;
      const isOfGuide = (note: { readonly kind: string }) => note.kind !== "skill" && note.kind !== "typed";
      const ofGuides = (await database.notes.toArray()).filter(isOfGuide);
      const notes = new Map(ofGuides.map((note) => [note.id, note]));
      const rows = (await database.cards.toArray()).filter((row) => notes.has(row.noteId));
      expect(rows.filter((row) => row.suspended)).toHaveLength(suspended);
      const imported = await database.imported.toArray();
      expect(imported.map(({ id }) => id).sort()).toEqual([...notes.keys()].sort());
      const byHand = imported.filter(({ id, note }) => !same(notes.get(id)?.fields, note.fields));
      expect(byHand).toHaveLength(edited);
      expect(await collection.database.steps.count()).toBe(undoable);
      const plan = await guidePlan(store, { source: { kind: "sample", id: "rivers" } });
      expect(plan.cards).toEqual({
        add: 0,
        update: updated,
        unchanged: 14 - updated,
        remove: 0,
        conflicts: 0,
      });
    });
  },
);
