import { describe, expect, test } from "vitest";
import type { StudyStore } from "../contract.ts";
import type { FilterKind, SessionFilter } from "../contract/reviewing.ts";
import type { CardId } from "../core/ids.ts";
import { DAY_MS, type EpochMs } from "../core/time.ts";
import { ALL, answerNext, changePreset, type Machine, newMachine, withRivers } from "./test-collection.ts";

const filterOf = (
  machine: Machine,
  which: FilterKind,
  changed: Partial<SessionFilter> = {},
): SessionFilter => ({
  which,
  limit: 100,
  schedules: false,
  startedAt: machine.now as EpochMs,
  ...changed,
});

/** Goes through a session of chosen cards, each answered as asked. @returns the cards in their order */
async function through(
  store: StudyStore,
  machine: Machine,
  filter: SessionFilter,
  grade: (cardId: CardId, times: number) => "again" | "good" = () => "good",
): Promise<CardId[]> {
  const seen: CardId[] = [];
  for (;;) {
    const [card] = (await store.session({ ...ALL, filter })).cards;
    if (!card || seen.length > 60) return seen;
    machine.now += 1_000;
    seen.push(card.cardId);
    const times = seen.filter((id) => id === card.cardId).length;
    const { cardId, version } = card;
    await store.answerCard({
      ...ALL,
      filter,
      cardId,
      version,
      grade: grade(cardId, times),
      durationMs: 1_000,
    });
  }
}

describe("a session of chosen cards", () => {
  test("as practice alone moves no card, counts as reviews of the day, and takes nothing from the day's queue", async () => {
    const machine = newMachine();
    const { store, collection } = await withRivers(machine);
    const [before, schedules] = [await store.today(), await collection.database.cards.toArray()];
    const seen = await through(store, machine, filterOf(machine, { kind: "new" }, { limit: 5 }));
    expect(seen).toHaveLength(5);
    const after = await store.today();
    expect(after.counts).toEqual(before.counts);
    expect(after.reviewedToday).toBe(5);
    const standing = (rows: typeof schedules) => rows.map(({ schedule }) => schedule);
    expect(standing(await collection.database.cards.toArray())).toEqual(standing(schedules));
  });

  test("as practice alone brings what was forgotten again, until it is recalled", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    const seen = await through(
      store,
      machine,
      filterOf(machine, { kind: "new" }, { limit: 4 }),
      (id, times) => (id === undefined || times > 1 ? "good" : "again"),
    );
    expect(seen).toHaveLength(8);
    expect(seen.slice(4)).toEqual(seen.slice(0, 4));
  });

  test("where answers count moves cards as a review would, beyond the limits of the day", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    await changePreset(store, { newCardsPerDay: 0 });
    expect((await store.session(ALL)).cards).toEqual([]);
    const filter = filterOf(machine, { kind: "new" }, { limit: 3, schedules: true });
    const [card] = (await store.session({ ...ALL, filter })).cards;
    if (!card) throw new Error("no card");
    const { cardId, version } = card;
    await store.answerCard({ ...ALL, filter, cardId, version, grade: "easy", durationMs: 10 });
    expect((await store.cardInfo({ cardId })).schedule).toMatchObject({ state: "review", reps: 1 });
    expect((await store.session({ ...ALL, filter })).counts.new).toBe(2);
  });

  test("is about what was forgotten today, what is hard, a leech, ahead, tagged, or named", async () => {
    const machine = newMachine();
    const { store, collection } = await withRivers(machine);
    const { answered } = await answerNext({ store }, machine, "again");
    for (let count = 0; count < 3; count++) await answerNext({ store }, machine, "easy");
    const heads = async (which: FilterKind) =>
      through(store, machine, filterOf(machine, which)).then((ids) => [...new Set(ids)]);
    expect(await heads({ kind: "forgotten-today" })).toEqual([answered.cardId]);
    expect(await heads({ kind: "ahead", days: 30 })).toHaveLength(3);
    const [row] = await collection.database.cards.toArray();
    if (!row) throw new Error("no card");
    expect(await heads({ kind: "cards", cardIds: [row.id] })).toEqual([row.id]);
    const note = await store.note({ cardId: row.id });
    await store.editNote({ noteId: note.noteId, fields: {}, tags: ["leech", "rivers"] });
    expect(await heads({ kind: "leech" })).toContain(row.id);
    expect(await heads({ kind: "tag", tag: "rivers" })).toContain(row.id);
    const choices = await store.studyChoices({ deckId: null });
    expect(choices.counts).toMatchObject({
      "forgotten-today": 1,
      leech: (await heads({ kind: "leech" })).length,
    });
    expect(choices.tags.map(({ tag }) => tag)).toContain("rivers");
  });

  test("goes on where it was after a restart", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const filter = filterOf(machine, { kind: "new" }, { limit: 4 });
    const [first] = (await open.store.session({ ...ALL, filter })).cards;
    if (!first) throw new Error("no card");
    const { cardId, version } = first;
    machine.now += 1_000;
    await open.store.answerCard({ ...ALL, filter, cardId, version, grade: "good", durationMs: 10 });
    open.close();
    machine.kill();
    const again = await machine.open();
    const session = await again.store.session({ ...ALL, filter });
    expect(session).toMatchObject({ answeredToday: 1, counts: { new: 3 }, schedules: false });
    expect(session.cards.map((card) => card.cardId)).not.toContain(cardId);
  });
});

describe("what is done to cards", () => {
  test("a suspended card is not asked and is counted as a card of its deck", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    const [card] = (await store.session(ALL)).cards;
    if (!card) throw new Error("no card");
    await store.changeCards({ cardIds: [card.cardId], change: { kind: "suspend", suspended: true } });
    const { counts, cards } = await store.session(ALL);
    expect(counts.new).toBe(13);
    expect(cards.map(({ cardId }) => cardId)).not.toContain(card.cardId);
    expect((await store.deck({ deckId })).cards).toBe(14);
  });

  test("a buried note waits with its siblings, and comes back on the next day", async () => {
    const machine = newMachine();
    const { store, collection } = await withRivers(machine);
    const [card] = (await store.session(ALL)).cards;
    if (!card) throw new Error("no card");
    const siblings = await collection.database.cards.where("noteId").equals(card.noteId).count();
    const { cards } = await store.changeCards({
      cardIds: [card.cardId],
      change: { kind: "bury", siblings: true },
    });
    expect(cards).toBe(siblings);
    expect((await store.today()).counts.new).toBe(14 - siblings);
    machine.now += DAY_MS;
    expect((await store.today()).counts.new).toBe(14);
  });

  test("a card forgotten as often as its preset allows becomes a leech, once, and undo takes that back with the answer", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { store, collection } = open;
    await changePreset(store, { leechThreshold: 2, leechAction: "suspend", newCardsPerDay: 1 });
    const leeches: (string | null)[] = [];
    let cardId: CardId | null = null;
    for (let day = 0; day < 40 && !leeches.includes("suspend"); day++) {
      for (let guard = 0; guard < 10; guard++) {
        const { cards } = await store.session(ALL);
        const card = cards.find((one) => cardId === null || one.cardId === cardId);
        if (!card) break;
        cardId = card.cardId;
        machine.now += 700_000;
        const { version, state } = card;
        const grade = state === "review" ? "again" : "good";
        const { answered } = await store.answerCard({ ...ALL, cardId, version, grade, durationMs: 10 });
        leeches.push(answered.leech);
        if (answered.leech) break;
      }
      if (!leeches.includes("suspend")) machine.now += DAY_MS;
    }
    if (!cardId) throw new Error("no card");
    expect(leeches.filter((leech) => leech !== null)).toEqual(["suspend"]);
    expect(await store.cardInfo({ cardId })).toMatchObject({ suspended: true, schedule: { lapses: 2 } });
    expect((await store.cardInfo({ cardId })).tags).toContain("leech");
    await store.undo();
    const info = await store.cardInfo({ cardId });
    expect(info).toMatchObject({ suspended: false, schedule: { lapses: 1 } });
    expect(info.tags).not.toContain("leech");
    expect(await collection.database.steps.where("undone").equals(1).count()).toBe(1);
  });

  test("card info tells what happened, practice and moves included, without what was taken back", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    const { answered } = await answerNext({ store }, machine, "easy");
    const { cardId } = answered;
    machine.now += 2 * DAY_MS;
    await store.bringForward({ cardIds: [cardId] });
    const filter = filterOf(machine, { kind: "cards", cardIds: [cardId] });
    await through(store, machine, filter);
    await store.undo();
    const { history, retrievability, presetName } = await store.cardInfo({ cardId });
    expect(history.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["review", null],
      ["reschedule", "forward"],
    ]);
    expect(history[0]).toMatchObject({ grade: "easy", retrievability: null });
    expect(retrievability).toBeGreaterThan(0.9);
    expect(presetName).toBe("Default");
  });

  test("a deck goes by a preset of its own, whose limits hold for its subdecks together", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    const [preset] = (await store.settings()).presets;
    if (!preset) throw new Error("no preset");
    const slow = { ...preset, id: "slow" as never, name: "Slow", newCardsPerDay: 3 };
    await store.savePreset({ preset: slow });
    await store.usePreset({ deckId, presetId: slow.id });
    expect((await store.today()).counts.new).toBe(3);
    const { subdecks } = await store.deck({ deckId });
    for (const subdeck of subdecks) expect(subdeck.counts.new).toBeLessThanOrEqual(3);
    for (let count = 0; count < 2; count++) await answerNext({ store }, machine, "easy");
    expect((await store.today()).counts.new).toBe(1);
    await store.removePreset({ presetId: slow.id });
    expect((await store.today()).counts.new).toBe(12);
    await expect(store.removePreset({ presetId: preset.id })).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});
