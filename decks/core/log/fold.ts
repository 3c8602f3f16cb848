import type { EventId } from "../ids.ts";
import { NEW_SCHEDULE } from "../schedule/new-schedule.ts";
import type { Schedule, ScheduleEvent } from "../schedule/types.ts";

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
  const retracted = new Set(events.flatMap((event) => (event.kind === "retract" ? [event.of] : [])));
  let last: Exclude<ScheduleEvent, { kind: "retract" }> | null = null;
  let lastEventId: EventId | null = null;
  for (const event of events) {
    if (lastEventId === null || event.id > lastEventId) lastEventId = event.id;
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    if (last === null || event.id > last.id) last = event;
  }
  return { schedule: last === null ? NEW_SCHEDULE : last.after, lastEventId };
}
