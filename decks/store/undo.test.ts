import { describe, expect, test } from "vitest";
import type { StudyStore } from "../contract.ts";
import { fold } from "../core/log/fold.ts";
import { historyOf } from "./history.ts";
import type { OpenStore } from "./study-store.ts";
import {
  ALL,
  answerNext,
  changePreset,
  type Machine,
  newMachine,
  wholeDeck,
  withRivers,
} from "./test-collection.ts";

/** Everything a learner could notice, without what tells of the undoing itself. */
async function picture({ store, collection }: OpenStore) {
  const { cards, notes, decks, days, deckCounts } = collection.database;
  const rows = (await cards.toArray()).map(({ lastEventId: _last, ...row }) => row);
  const settings = await store.settings();
  const counted = (await days.toArray()).filter((day) => day.answers > 0);
  return {
    rows,
    notes: await notes.toArray(),
    decks: await decks.toArray(),
    counted,
    settings,
    counts: await deckCounts.toArray(),
  };
}

async function expectSound({ collection }: OpenStore): Promise<void> {
  for (const row of await collection.database.cards.toArray()) {
    const standing = fold(await historyOf(collection.database, row.id));
    expect({ schedule: row.schedule, lastEventId: row.lastEventId }).toEqual(standing);
  }
}

async function head(store: StudyStore) {
  const [card] = (await store.session(ALL)).cards;
  if (!card) throw new Error("no card");
  return card;
}

type Deed = (open: OpenStore, machine: Machine) => Promise<unknown>;
const change =
  (what: Parameters<StudyStore["changeCards"]>[0]["change"]): Deed =>
  async ({ store }) =>
    store.changeCards({ cardIds: [(await head(store)).cardId], change: what });

const DEEDS: readonly (readonly [string, object, Deed])[] = [
  ["a grade", { kind: "answer", grade: "hard" }, (open, machine) => answerNext(open, machine, "hard")],
  [
    "practice alone",
    { kind: "answer", grade: "again" },
    async ({ store }, machine) => {
      const filter = {
        which: { kind: "new" },
        limit: 5,
        schedules: false,
        startedAt: machine.now as never,
      } as const;
      const [card] = (await store.session({ ...ALL, filter })).cards;
      if (!card) throw new Error("no card");
      const { cardId, version } = card;
      return store.answerCard({ ...ALL, filter, cardId, version, grade: "again", durationMs: 10 });
    },
  ],
  ["a suspension", { kind: "suspend" }, change({ kind: "suspend", suspended: true })],
  ["a burial", { kind: "bury" }, change({ kind: "bury", siblings: true })],
  ["a flag", { kind: "flag" }, change({ kind: "flag", flag: 3 })],
  [
    "a deletion",
    { kind: "delete" },
    async ({ store }) => store.deleteCards({ cardIds: [(await head(store)).cardId] }),
  ],
  [
    "an edit",
    { kind: "edit" },
    async ({ store }) => {
      const note = await store.note({ cardId: (await head(store)).cardId });
      return store.editNote({ noteId: note.noteId, fields: {}, tags: ["mine"] });
    },
  ],
  ["a preset", { kind: "settings" }, ({ store }) => changePreset(store, { newCardsPerDay: 3 })],
  [
    "cards brought forward",
    { kind: "forward" },
    async ({ store, collection }) => {
      const due = await collection.database.cards
        .filter(({ schedule }) => schedule.state === "review")
        .first();
      if (!due) throw new Error("no card in review");
      return store.bringForward({ cardIds: [due.id] });
    },
  ],
];

describe("undo and redo", () => {
  test.each(DEEDS)("take back %s and do it again, and say what it was", async (_name, label, deed) => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine, "easy");
    const before = await picture(open);
    await deed(open, machine);
    const after = await picture(open);
    expect(after).not.toEqual(before);
    expect((await open.store.undo()).label).toMatchObject(label);
    expect(await picture(open)).toEqual(before);
    expect((await open.store.redo()).label).toMatchObject(label);
    expect(await picture(open)).toEqual(after);
    await open.store.undo();
    expect(await picture(open)).toEqual(before);
    await expectSound(open);
  });

  test("go back and forth over a hundred steps of every kind, also after a restart", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine, "easy");
    const pictures = [await picture(open)];
    const [{ id: cardId, noteId } = { id: "", noteId: "" }] = await open.collection.database.cards.toArray();
    for (let step = 0; step < 104; step++) {
      machine.now += 86_400_000;
      const { store } = open;
      if (step % 4 === 0) await answerNext(open, machine, step % 8 === 0 ? "good" : "again");
      if (step % 4 === 1)
        await store.changeCards({
          cardIds: [cardId as never],
          change: { kind: "flag", flag: (step % 7) + 1 },
        });
      if (step % 4 === 2)
        await store.editNote({ noteId: noteId as never, fields: {}, tags: [`tag-${step}`] });
      if (step % 4 === 3)
        await store.changeCards({
          cardIds: [cardId as never],
          change: { kind: "suspend", suspended: step % 8 === 3 },
        });
      pictures.push(await picture(open));
    }
    open.close();
    machine.kill();
    const again = await machine.open();
    const changed = pictures.filter(
      (one, index) => index === 0 || JSON.stringify(one) !== JSON.stringify(pictures[index - 1]),
    );
    expect(changed.length).toBeGreaterThan(100);
    for (const expected of changed.slice(0, -1).toReversed()) {
      await again.store.undo();
      expect(await picture(again)).toEqual(expected);
    }
    for (const expected of pictures.slice(1)) {
      await again.store.redo();
      expect(await picture(again)).toEqual(expected);
    }
    await expect(again.store.redo()).rejects.toMatchObject({ code: "nothing-to-redo" });
    await expectSound(again);
  }, 60_000);

  test("anything else that is done ends what could be done again", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine);
    await open.store.undo();
    await answerNext(open, machine, "again");
    await expect(open.store.redo()).rejects.toMatchObject({ code: "nothing-to-redo" });
  });

  test("an import is taken back and done again with all it brought", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const before = await picture(open);
    expect((await open.store.undo()).label).toMatchObject({ kind: "import" });
    expect((await open.store.today()).decks).toEqual([]);
    await open.store.redo();
    expect(await picture(open)).toEqual(before);
  });

  test("a rebuilt collection can take back and do again what the lost one could", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine, "good");
    await change({ kind: "flag", flag: 2 })(open, machine);
    await open.store.undo();
    const [steps, shown] = [await open.store.steps(), await picture(open)];
    open.close();
    machine.kill();
    machine.indexedDB = newMachine().indexedDB;
    const again = await machine.open();
    expect(await again.store.steps()).toEqual(steps);
    expect(await picture(again)).toEqual(shown);
    await again.store.redo();
    await again.store.undo();
    await again.store.undo();
    expect((await again.store.today()).reviewedToday).toBe(0);
  });

  test("what was taken back does not come along in an export, and what was done again does", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await answerNext(open, machine, "good");
    await open.store.undo();
    await open.store.redo();
    const file = await open.store.exportDecks(wholeDeck(open.deckId));
    const other = newMachine();
    other.now = machine.now;
    const target = await other.open();
    const source = { kind: "file", file } as const;
    const { planId } = await target.store.planImport({ source });
    await target.store.applyImport({ source, planId });
    expect((await target.store.today()).reviewedToday).toBe(1);
  });
});
