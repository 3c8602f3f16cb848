import { expect, test } from "vitest";
import { uniform } from "../core/schedule/exam/uniform.ts";
import { DAY_MS, MINUTE_MS } from "../core/time.ts";
import { answeredDeck } from "./test-answered-deck.ts";
import { ALL, changePreset, newMachine } from "./test-collection.ts";

test("over thirty days of a store no day goes over its limits, and a day brings what its start counted", async () => {
  const machine = newMachine();
  const deck = await answeredDeck(machine, { cards: 80, days: 0 });
  const { store, collection } = deck;
  await changePreset(store, { newCardsPerDay: 2, reviewsPerDay: 4 });
  let fullDays = 0;
  for (let day = 0; day < 30; day++) {
    const morning = machine.now;
    let session = await store.session(ALL);
    const { due, new: fresh } = session.counts;
    while (session.cards.length > 0 || session.nextLearningAt !== null) {
      const [card] = session.cards;
      if (!card) {
        machine.now = session.nextLearningAt ?? machine.now;
        session = await store.session(ALL);
        continue;
      }
      machine.now += MINUTE_MS;
      const { cardId, version } = card;
      const grade = uniform(3, day, session.answeredToday) < 0.85 ? "good" : "again";
      ({ session } = await store.answerCard({ ...ALL, cardId, version, grade, durationMs: 5_000 }));
    }
    const today = (await store.today()).day;
    const done = await collection.database.days
      .where("[day+deckId]")
      .between([today, ""], [today, "\uffff"])
      .toArray();
    const got = {
      due: done.reduce((sum, { reviewCards }) => sum + reviewCards, 0),
      new: done.reduce((sum, { newCards }) => sum + newCards, 0),
    };
    expect(got).toEqual({ due, new: fresh });
    expect(got.due).toBeLessThanOrEqual(4);
    expect(got.new).toBeLessThanOrEqual(2);
    if (got.due === 4) fullDays++;
    machine.now = morning + DAY_MS;
  }
  expect(fullDays).toBeGreaterThan(5);
}, 60_000);
