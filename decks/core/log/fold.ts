import type { EventId } from "../ids.ts";
import { NEW_SCHEDULE } from "../schedule/new-schedule.ts";
import type { Schedule, ScheduleEvent, StandingEvent } from "../schedule/types.ts";

export interface Standing {
  readonly schedule: Schedule;
  /** The latest event, a retraction too, so that every change of the card changes it; null before the first. */
  readonly lastEventId: EventId | null;
}

/**
 * Where a card stands after its events, in whatever order they are given: the outcome of the latest one that was not
 * taken back. A retraction of an event that is not there changes nothing.
 */
export function fold(events: readonly ScheduleEvent[]): Standing {
  const retracted = retractedIn(events);
  let last: StandingEvent | null = null;
  let lastEventId: EventId | null = null;
  for (const event of events) {
    if (lastEventId === null || event.id > lastEventId) lastEventId = event.id;
    if (!("after" in event) || retracted.has(event.id)) continue;
    if (last === null || event.id > last.id) last = event;
  }
  return { schedule: last === null ? NEW_SCHEDULE : last.after, lastEventId };
}

/** Events that do not count, because a retraction that counts itself took them back. A retraction is later than what it takes back. */
export function retractedIn(events: readonly ScheduleEvent[]): ReadonlySet<EventId> {
  const retracted = new Set<EventId>();
  const retractions = events.flatMap((event) => (event.kind === "retract" ? [event] : []));
  for (const { id, of } of retractions.sort((a, b) => (a.id > b.id ? -1 : 1))) {
    if (!retracted.has(id)) retracted.add(of);
  }
  return retracted;
}
