import type { EventId } from "../ids.ts";
import { NEW_SCHEDULE } from "../schedule/new-schedule.ts";
import type { Schedule, ScheduleEvent } from "../schedule/types.ts";

export interface Standing {
  readonly schedule: Schedule;
  /** The event the schedule comes from; null for a card that is new. */
  readonly lastEventId: EventId | null;
}

/**
 * Where a card stands after its events, in whatever order they are given: the outcome of the latest one that was not
 * taken back. A retraction of an event that is not there changes nothing.
 */
export function fold(events: readonly ScheduleEvent[]): Standing {
  const retracted = new Set(events.flatMap((event) => (event.kind === "retract" ? [event.of] : [])));
  let last: Exclude<ScheduleEvent, { kind: "retract" }> | null = null;
  for (const event of events) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    if (last === null || event.id > last.id) last = event;
  }
  return last === null
    ? { schedule: NEW_SCHEDULE, lastEventId: null }
    : { schedule: last.after, lastEventId: last.id };
}
