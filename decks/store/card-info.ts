import { StoreError, type StudyStore } from "../contract.ts";
import type { CardHistoryEntry, CardInfo } from "../contract/reviewing.ts";
import type { CardId } from "../core/ids.ts";
import { readEventId } from "../core/log/clock.ts";
import { retractedIn } from "../core/log/fold.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import type { Scheduler } from "../core/schedule/scheduler.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { Collection } from "./collection.ts";
import { historyOf } from "./history.ts";
import { topDeckName } from "./queued-cards.ts";
import { dayView } from "./scope.ts";

/** The place of the weight that shapes FSRS-6's forgetting curve. */
const DECAY_WEIGHT = 20;

export function cardInfoVerbs(collection: Collection): Pick<StudyStore, "cardInfo"> {
  return { cardInfo: ({ cardId }) => cardInfo(collection, cardId) };
}

async function cardInfo(collection: Collection, cardId: CardId): Promise<CardInfo> {
  const { database, clock } = collection;
  const row = await database.cards.get(cardId);
  const note = row && (await database.notes.get(row.noteId));
  if (!row || !note) throw new StoreError("not-found");
  const view = await dayView(collection);
  const preset = view.presetOf(row.deckId);
  const { scheduler } = collection.scheduler(view.settings, preset);
  return {
    cardId,
    deckName: topDeckName(view, row.deckId),
    presetName: preset.name,
    schedule: row.schedule,
    suspended: row.suspended,
    flag: row.flag,
    tags: note.tags,
    retrievability: scheduler.retrievability(row.schedule, clock.now()),
    decay: preset.weights[DECAY_WEIGHT] ?? 0,
    history: entries(scheduler, await historyOf(database, cardId)),
    pastReviews: await pastReviewsOf(collection, cardId),
  };
}

/** What happened and counts, each with where the card stood before it. */
function entries(scheduler: Scheduler, events: readonly ScheduleEvent[]): CardHistoryEntry[] {
  const retracted = retractedIn(events);
  let before: Schedule = NEW_SCHEDULE;
  const made: CardHistoryEntry[] = [];
  for (const event of events) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    const at = event.kind === "reschedule" ? readEventId(event.id).wall : event.answeredAt;
    const after = event.kind === "cram" ? before : event.after;
    made.push({
      kind: event.kind,
      at,
      grade: event.kind === "reschedule" ? null : event.grade,
      reason: event.kind === "reschedule" ? (event.reason ?? null) : null,
      confidence: event.kind === "reschedule" ? null : (event.confidence ?? null),
      picked: event.kind === "reschedule" ? null : (event.picked ?? null),
      durationMs: event.kind === "reschedule" ? 0 : event.durationMs,
      intervalDays: after.intervalDays,
      stability: after.stability,
      difficulty: after.difficulty,
      retrievability: scheduler.retrievability(before, at),
    });
    before = after;
  }
  return made;
}

async function pastReviewsOf({ database }: Collection, cardId: CardId): Promise<number> {
  let reviews = 0;
  await database.pastReviews.each(({ cardIds, card, grade }) => {
    const place = cardIds.indexOf(cardId);
    if (place < 0) return;
    for (const [index, of] of card.entries()) if (of === place && grade[index] !== 0) reviews++;
  });
  return reviews;
}
