import { studyDay, type StudyDay } from "../core/time.ts";
import { countsOf, withSchedule } from "./card-rows.ts";
import type { Collection } from "./collection.ts";
import { QUEUE } from "./database.ts";

/** The day whose cards were let back last; it need not be looked for twice. */
const done = new WeakMap<Collection, StudyDay>();

/**
 * Lets buried cards whose day has come back into their queues. That is no change of the learner's, and none that the
 * journal knows: until when a card is buried stands in the event that buried it.
 */
export async function unbury(collection: Collection): Promise<void> {
  const { database, clock } = collection;
  const day = studyDay(clock.now(), collection.dayRule(await collection.settings()));
  if (done.get(collection) === day) return;
  await database.transaction("rw", database.decks, database.cards, database.deckCounts, async () => {
    for (const { id: deckId } of await database.decks.toArray()) {
      const back = await database.cards
        .where("[deckId+queue+due]")
        .between([deckId, QUEUE.buried, 0], [deckId, QUEUE.buried, day], true, true)
        .toArray();
      if (back.length === 0) continue;
      await database.cards.bulkPut(back.map((row) => withSchedule({ ...row, buriedUntil: null }, row)));
      const rows = await database.cards
        .where("[deckId+queue+due]")
        .between([deckId, -1], [deckId, 9])
        .toArray();
      await database.deckCounts.put({ deckId, ...countsOf(rows) });
    }
  });
  done.set(collection, day);
}
