import { DAY_MS, HOUR_MS } from "../../core/time.ts";
import type { OpenStore } from "../study-store.ts";
import { answerNext, type Machine } from "../test-collection.ts";

/** Lets time go by, and everything that waits for it happen, in its order. */
export async function pass(machine: Machine, ms: number): Promise<void> {
  // What the last change set going has yet to ask for its time.
  await settled();
  const until = machine.now + ms;
  for (;;) {
    const next = [...machine.timers].sort((a, b) => a.at - b.at).find(({ at }) => at <= until);
    if (!next) break;
    machine.timers.delete(next);
    machine.now = Math.max(machine.now, next.at);
    next.run();
    await settled();
  }
  machine.now = until;
}

/** What was begun in the background is over when the platform has had some turns. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A day of a learner: some answers in the morning, then nothing until the next. */
export async function studyDays(open: OpenStore, machine: Machine, days: number, answers = 2): Promise<void> {
  for (let day = 0; day < days; day++) {
    for (let count = 0; count < answers; count++) {
      const { cards } = await open.store.session({ deckId: null });
      if (cards.length > 0) await answerNext(open, machine);
    }
    await settled();
    await pass(machine, 2 * HOUR_MS);
    machine.now += DAY_MS - 2 * HOUR_MS;
  }
}
