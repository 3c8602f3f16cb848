import type { CardId, EventId } from "../core/ids.ts";
import { readEventId } from "../core/log/clock.ts";
import type { EpochMs } from "../core/time.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import type { Database } from "./database.ts";
import { packSegment, type ReviewSegment, unpackSegment } from "../core/log/review-segments.ts";

/** Sealing begins when the tail is longer than this, and leaves the newest events where an undo finds them. */
const LONGEST_TAIL = 2_000;
const KEPT_IN_TAIL = 500;

/** Every event of one card, in order. */
export async function historyOf(database: Database, cardId: CardId): Promise<ScheduleEvent[]> {
  const sealed = (await database.reviewSegments.toArray()).flatMap((segment) =>
    unpackSegment(segment, cardId),
  );
  return inOrder([...sealed, ...(await database.reviewTail.where("cardId").equals(cardId).toArray())]);
}

/** Every event of every card, in order. */
export async function allHistory(database: Database): Promise<ScheduleEvent[]> {
  const sealed = (await database.reviewSegments.toArray()).flatMap((segment) => unpackSegment(segment));
  return inOrder([...sealed, ...(await database.reviewTail.toArray())]);
}

/** Every event of some cards, in order; reads each segment once. */
export async function historyOfCards(
  database: Database,
  cardIds: ReadonlySet<CardId>,
): Promise<ScheduleEvent[]> {
  const events: ScheduleEvent[] = [];
  await database.reviewSegments.each((segment) => {
    if (!segment.cardIds.some((id) => cardIds.has(id))) return;
    for (const event of unpackSegment(segment)) if (cardIds.has(event.cardId)) events.push(event);
  });
  await database.reviewTail.each((event) => {
    if (cardIds.has(event.cardId)) events.push(event);
  });
  return inOrder(events);
}

/**
 * Packs the older part of a long tail into a segment a month. Run at start, never between two cards.
 * @param recent events from then on stay in the tail: the day's own answers are looked for there
 */
export async function sealTail(
  database: Database,
  recent: EpochMs,
  longest = LONGEST_TAIL,
  kept = KEPT_IN_TAIL,
): Promise<void> {
  await database.transaction("rw", database.reviewTail, database.reviewSegments, async () => {
    const length = await database.reviewTail.count();
    if (length <= longest) return;
    const old = await database.reviewTail
      .orderBy("id")
      .limit(length - kept)
      .until(({ id }) => readEventId(id).wall >= recent)
      .toArray();
    if (old.length === 0) return;
    await database.reviewSegments.bulkPut(segmentsOf(old));
    await database.reviewTail.bulkDelete(old.map((event) => event.id));
  });
}

/** Keeps events that an import brought; many of them are sealed at once, for rows of their own would take minutes. */
export async function putEvents(database: Database, events: readonly ScheduleEvent[]): Promise<void> {
  if (events.length <= KEPT_IN_TAIL) await database.reviewTail.bulkPut(events);
  else await database.reviewSegments.bulkPut(segmentsOf(inOrder([...events])));
}

/** Takes events of some cards out of the history, wherever they are kept. */
export async function removeEvents(
  database: Database,
  ids: ReadonlySet<EventId>,
  cardIds: ReadonlySet<CardId>,
): Promise<void> {
  await database.reviewTail.bulkDelete([...ids]);
  for (const segment of await database.reviewSegments.toArray()) {
    if (!segment.cardIds.some((id) => cardIds.has(id))) continue;
    const events = unpackSegment(segment);
    const kept = events.filter((event) => !ids.has(event.id));
    if (kept.length === events.length) continue;
    await database.reviewSegments.delete(segment.id);
    if (kept.length > 0) await database.reviewSegments.put(packSegment(kept));
  }
}

/** A segment a month. @param events in order */
function segmentsOf(events: readonly ScheduleEvent[]): ReviewSegment[] {
  const months = new Map<string, ScheduleEvent[]>();
  for (const event of events) {
    const month = new Date(readEventId(event.id).wall).toISOString().slice(0, 7);
    const there = months.get(month);
    if (there) there.push(event);
    else months.set(month, [event]);
  }
  return [...months.values()].map(packSegment);
}

function inOrder(events: ScheduleEvent[]): ScheduleEvent[] {
  return events.sort((a, b) => (a.id < b.id ? -1 : 1));
}
