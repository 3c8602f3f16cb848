import { expect, test } from "vitest";
import { eventsByCard } from "../core/log/events-by-card.ts";
import { fold, retractedIn } from "../core/log/fold.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import { DEFAULT_WEIGHTS } from "../core/schedule/parameters.ts";
import { recomputed } from "../core/schedule/recompute.ts";
import { DAY_MS } from "../core/time.ts";
import { historyOfCards } from "./history.ts";
import { answeredDeck } from "./test-answered-deck.ts";
import { newMachine } from "./test-collection.ts";

test("ten thousand reviews with undos, redos and a change of parameters say just where every card stands", async () => {
  const machine = newMachine();
  // Every twentieth answer of its past was taken back, and half of those were done again.
  const deck = await answeredDeck(machine, { cards: 1_300, days: 160 });
  const { store, collection } = deck;
  const { database } = collection;
  const answers = async () => {
    for (const grade of ["good", "again", "hard", "easy", "good"] as const) await deck.answer(grade);
    await store.undo();
    await store.undo();
    await store.redo();
  };
  await answers();
  const [preset] = (await store.settings()).presets;
  if (!preset) throw new Error("no preset");
  const weights = DEFAULT_WEIGHTS.with(2, 3.5).with(8, 2.1).with(20, 0.2);
  const { cards } = await store.applyParameters({ preset: { ...preset, weights }, reschedule: true });
  expect(cards).toBeGreaterThan(1_000);
  machine.now += DAY_MS;
  await answers();
  await answers();

  const rows = await database.cards.toArray();
  const events = await historyOfCards(database, new Set(rows.map(({ id }) => id)));
  const kinds = (kind: string) => events.filter((event) => event.kind === kind).length;
  expect(kinds("review")).toBeGreaterThan(10_000);
  expect(kinds("retract")).toBeGreaterThan(500);
  expect(kinds("reschedule")).toBe(cards);

  const histories = eventsByCard(events);
  for (const { id, schedule, lastEventId } of rows) {
    expect({ schedule, lastEventId }).toEqual(fold(histories.get(id) ?? []));
  }

  const sets = new Map((await database.parameterSets.toArray()).map((set) => [set.id, set]));
  let [checked, worst] = [0, 0];
  for (const history of histories.values()) {
    const retracted = retractedIn(history);
    let before = NEW_SCHEDULE;
    for (const event of history) {
      if (!("after" in event) || retracted.has(event.id)) continue;
      if (event.kind === "review") {
        const parameters = sets.get(event.parameterSetId);
        if (!parameters) throw new Error(`the set ${event.parameterSetId} is not kept`);
        const { stability, difficulty } = recomputed(before, event, parameters);
        worst = Math.max(
          worst,
          Math.abs(stability - event.after.stability),
          Math.abs(difficulty - event.after.difficulty),
        );
        checked++;
      }
      before = event.after;
    }
  }
  expect(checked).toBeGreaterThan(9_500);
  expect(worst).toBeLessThanOrEqual(1e-8);
  expect(sets.size).toBe(2);
}, 40_000);
