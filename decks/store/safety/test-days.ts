import { DAY_MS, HOUR_MS } from "../../core/time.ts";
import type { OpenStore } from "../study-store.ts";
import { answerNext, type Machine } from "../test-collection.ts";

/** Lets time go by, and everything that waits for it happen, in its order. */
export async function pass(open: OpenStore, machine: Machine, ms: number): Promise<void> {
  const until = machine.now + ms;
  for (;;) {
    await open.settled();
    const next = [...machine.timers].sort((a, b) => a.at - b.at).find(({ at }) => at <= until);
    if (!next) break;
    machine.timers.delete(next);
    machine.now = Math.max(machine.now, next.at);
    next.run();
  }
  machine.now = until;
}

/** Days of a learner: some answers in the morning, then nothing until the next. */
export async function studyDays(open: OpenStore, machine: Machine, days: number, answers = 2): Promise<void> {
  for (let day = 0; day < days; day++) {
    for (let count = 0; count < answers; count++) {
      const { cards } = await open.store.session({ deckId: null });
      if (cards.length > 0) await answerNext(open, machine);
    }
    await pass(open, machine, 2 * HOUR_MS);
    machine.now += DAY_MS - 2 * HOUR_MS;
  }
}
