import { expect, test } from "vitest";
import type { DeckId } from "../core/ids.ts";
import { DEFAULT_WEIGHTS } from "../core/schedule/parameters.ts";
import type { Preset } from "../core/schedule/preset.ts";
import { answerDay } from "../core/schedule/scheduler.ts";
import { DAY_MS } from "../core/time.ts";
import type { Optimiser } from "./optimiser.ts";
import { type Machine, newMachine } from "./test-collection.ts";
import { type AnsweredDeck, answeredDeck } from "./test-answered-deck.ts";

const EASIER: readonly number[] = DEFAULT_WEIGHTS.with(2, 4).with(8, 2.2);

async function presetOf({ store }: AnsweredDeck): Promise<Preset> {
  const [preset] = (await store.settings()).presets;
  if (!preset) throw new Error("no preset");
  return preset;
}

async function standing({ collection }: AnsweredDeck) {
  const rows = await collection.database.cards.toArray();
  return new Map(rows.map((row) => [row.id, row]));
}

const fitter = (weights: readonly number[]): Optimiser => ({ fit: async () => weights });

async function fitted(machine: Machine, optimiser: Optimiser, days = 80) {
  machine.optimiser = optimiser;
  const deck = await answeredDeck(machine, { cards: 200, days });
  return deck.store.fitParameters({ presetId: (await presetOf(deck)).id });
}

test("too few reviews are not fitted to, and it is said how many there are", async () => {
  const fit = await fitted(newMachine(), fitter(DEFAULT_WEIGHTS), 4);
  expect(fit).toMatchObject({ kind: "too-few", needed: 400 });
});

test("weights that foretell no better are not offered, and none is saved in any case", async () => {
  const machine = newMachine();
  expect((await fitted(machine, fitter(DEFAULT_WEIGHTS))).kind).toBe("no-better");
  const worse = await fitted(newMachine(), fitter(DEFAULT_WEIGHTS.with(20, 0.8)));
  expect(worse.kind).toBe("no-better");
});

test("better weights come with how well both foretell, within their ranges, and progress is told", async () => {
  const machine = newMachine();
  machine.optimiser = {
    async fit(_items, { onProgress }) {
      onProgress(0.5);
      return Array.from(Float32Array.from(DEFAULT_WEIGHTS.with(20, 0.1)));
    },
  };
  // Fitted to the learner of the simulation, who is drawn from the default weights, a bad set is no start.
  const deck = await answeredDeck(machine, { cards: 200, days: 80 });
  const preset = { ...(await presetOf(deck)), weights: DEFAULT_WEIGHTS.with(0, 50).with(2, 90) };
  await deck.store.savePreset({ preset });
  const fit = await deck.store.fitParameters({ presetId: preset.id });
  if (fit.kind !== "better") throw new Error(fit.kind);
  expect(fit.after.logLoss).toBeLessThan(fit.before.logLoss);
  expect(fit.weights).toEqual(DEFAULT_WEIGHTS.with(20, 0.1));
  const told = machine.changes.flatMap((change) => (change.kind === "fitting" ? [change.done] : []));
  expect(told).toEqual([0, 0.5, 1]);
  expect((await presetOf(deck)).weights).toEqual(preset.weights);
});

test("a cancelled fitting comes back as cancelled, and a second one ends the first", async () => {
  const machine = newMachine();
  machine.optimiser = {
    fit: (_items, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  };
  const deck = await answeredDeck(machine, { cards: 200, days: 80 });
  const { id: presetId } = await presetOf(deck);
  const first = deck.store.fitParameters({ presetId });
  const second = deck.store.fitParameters({ presetId });
  expect(await first).toEqual({ kind: "cancelled" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await deck.store.cancelFitting();
  expect(await second).toEqual({ kind: "cancelled" });
});

test("a preview writes nothing and says just what applying does", async () => {
  const machine = newMachine();
  const deck = await answeredDeck(machine, { cards: 120, days: 40 });
  const preset = { ...(await presetOf(deck)), weights: EASIER };
  const before = await standing(deck);
  const preview = await deck.store.previewParameters({ preset });
  expect(await standing(deck)).toEqual(before);
  expect(preview.replayed).toBe(preview.cards);
  expect(preview.cards).toBeGreaterThan(50);

  const { cards } = await deck.store.applyParameters({ preset, reschedule: true });
  expect(cards).toBeGreaterThan(50);
  const after = await standing(deck);
  const today = (await deck.store.today()).day;
  const dueToday = [...after.values()].filter(
    ({ schedule }) => schedule.state === "review" && schedule.dueDay <= today,
  );
  expect(preview.dueToday.then).toBe(dueToday.length);
  const longer = [...after.values()].filter(
    ({ id, schedule }) => schedule.intervalDays > (before.get(id)?.schedule.intervalDays ?? Infinity),
  );
  expect(preview.longer).toBe(longer.length);
  expect(preview.change?.median).toBeGreaterThan(0);
});

test("rescheduled cards keep their last answer's day, come on no day before today, and their deck's counts follow", async () => {
  const machine = newMachine();
  const deck = await answeredDeck(machine, { cards: 120, days: 40 });
  const preset: Preset = { ...(await presetOf(deck)), weights: DEFAULT_WEIGHTS.with(8, 0.8).with(2, 0.8) };
  const before = await standing(deck);
  const today = (await deck.store.today()).day;
  await deck.store.applyParameters({ preset, reschedule: true });
  for (const [id, { schedule }] of await standing(deck)) {
    const was = before.get(id)?.schedule;
    if (!was || was.state !== "review") continue;
    expect(answerDay(schedule)).toBe(answerDay(was));
    expect(schedule.dueDay).toBeGreaterThanOrEqual(Math.min(today, was.dueDay));
  }
  const counts = await deck.collection.database.deckCounts.toArray();
  const counted = counts.flatMap(({ reviewsByDay }) => Object.entries(reviewsByDay));
  const rows = [...(await standing(deck)).values()].filter(({ queue }) => queue === 2);
  for (const [day, count] of counted)
    expect(rows.filter(({ due }) => due === Number(day)).length).toBe(count);
});

test("one undo takes back the preset and every card, one redo does them again, and a rebuild gives the same", async () => {
  const machine = newMachine();
  const deck = await answeredDeck(machine, { cards: 120, days: 40 });
  const schedules = async (of: AnsweredDeck) =>
    [...(await standing(of)).values()].map(({ id, schedule, due }) => ({ id, schedule, due }));
  const counts = (of: AnsweredDeck) => of.collection.database.deckCounts.toArray();
  const was = { cards: await schedules(deck), preset: await presetOf(deck), counts: await counts(deck) };
  const preset = { ...was.preset, weights: EASIER };
  const { cards } = await deck.store.applyParameters({ preset, reschedule: true });
  const now = { cards: await schedules(deck), preset: await presetOf(deck), counts: await counts(deck) };
  expect(now.cards).not.toEqual(was.cards);

  const step = await deck.store.undo();
  expect(step.label).toEqual({ kind: "reschedule", name: `${cards} cards` });
  expect({ cards: await schedules(deck), preset: await presetOf(deck), counts: await counts(deck) }).toEqual(
    was,
  );
  await deck.store.redo();
  expect({ cards: await schedules(deck), preset: await presetOf(deck), counts: await counts(deck) }).toEqual(
    now,
  );

  deck.close();
  machine.kill();
  machine.indexedDB = newMachine().indexedDB;
  const rebuilt = { ...deck, ...(await machine.open()) };
  expect(await schedules(rebuilt)).toEqual(now.cards);
  expect(await presetOf(rebuilt)).toEqual(preset);
});

test("an answer given after a rescheduling stands when the rescheduling is no more", async () => {
  const machine = newMachine();
  const deck = await answeredDeck(machine, { cards: 60, days: 20 });
  const preset = { ...(await presetOf(deck)), weights: EASIER };
  await deck.store.applyParameters({ preset, reschedule: true });
  const { editId } = (await deck.store.lastEdit()) ?? {};
  if (!editId) throw new Error("no edit");
  machine.now += 40 * DAY_MS;
  const cardId = await deck.answer("good");
  const answered = (await standing(deck)).get(cardId)?.schedule;
  await deck.store.undoEdit({ editId });
  expect((await standing(deck)).get(cardId)?.schedule).toEqual(answered);
});

test("saving without rescheduling moves no card", async () => {
  const deck = await answeredDeck(newMachine(), { cards: 60, days: 20 });
  const before = await standing(deck);
  const preset = { ...(await presetOf(deck)), weights: EASIER };
  expect(await deck.store.applyParameters({ preset, reschedule: false })).toEqual({ cards: 0 });
  expect(await standing(deck)).toEqual(before);
  expect((await presetOf(deck)).weights).toEqual(EASIER);
});

test("the same weights leave every card the memory it has", async () => {
  const deck = await answeredDeck(newMachine(), { cards: 60, days: 40 });
  const before = await standing(deck);
  await deck.store.applyParameters({ preset: await presetOf(deck), reschedule: true });
  for (const [id, { schedule }] of await standing(deck)) {
    expect(schedule.stability).toBeCloseTo(before.get(id)?.schedule.stability ?? Number.NaN, 6);
    expect(schedule.difficulty).toBeCloseTo(before.get(id)?.schedule.difficulty ?? Number.NaN, 6);
  }
});

test("a workload counts the cards of the preset's decks alone", async () => {
  const deck = await answeredDeck(newMachine(), { cards: 60, days: 20 });
  const preset = await presetOf(deck);
  const { cards, points } = await deck.store.workload({ preset, days: 90 });
  expect(cards).toBe(60);
  expect(points).toHaveLength(28);
  const own = { ...preset, id: "own" as Preset["id"], name: "Own" };
  await deck.store.savePreset({ preset: own });
  const [only] = await deck.collection.database.decks.toArray();
  await deck.store.usePreset({ deckId: only?.id as DeckId, presetId: own.id });
  expect((await deck.store.workload({ preset, days: 90 })).cards).toBe(0);
  expect((await deck.store.workload({ preset: own, days: 90 })).cards).toBe(60);
});

test("intervals above a lowered maximum are told, the longest first", async () => {
  const deck = await answeredDeck(newMachine(), { cards: 60, days: 40 });
  expect((await deck.store.misuse()).aboveCap).toEqual({ total: 0, cards: [] });
  await deck.store.savePreset({ preset: { ...(await presetOf(deck)), maximumIntervalDays: 5 } });
  const { aboveCap, hard } = await deck.store.misuse();
  expect(aboveCap.total).toBeGreaterThan(10);
  const days = aboveCap.cards.map(({ intervalDays }) => intervalDays);
  expect(days).toEqual(days.toSorted((a, b) => b - a));
  expect(days.every((interval) => interval > 5)).toBe(true);
  expect(hard.reviews).toBeGreaterThan(50);
  expect(hard.suspected).toBe(false);
});

test("a preset that is not there is not fitted, and a broken one is not previewed", async () => {
  const { store } = await answeredDeck(newMachine(), { cards: 10, days: 1 });
  await expect(store.fitParameters({ presetId: "gone" as Preset["id"] })).rejects.toMatchObject({
    code: "not-found",
  });
  const [preset] = (await store.settings()).presets;
  const broken = { ...(preset as Preset), weights: [1, 2, 3] };
  await expect(store.previewParameters({ preset: broken })).rejects.toMatchObject({ code: "invalid-input" });
});
