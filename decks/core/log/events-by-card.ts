import type { CardId } from "../ids.ts";
import type { ScheduleEvent } from "../schedule/types.ts";

/** The events of each card, in the order given. */
export function eventsByCard(events: readonly ScheduleEvent[]): Map<CardId, ScheduleEvent[]> {
  const groups = new Map<CardId, ScheduleEvent[]>();
  for (const event of events) {
    const group = groups.get(event.cardId);
    if (group) group.push(event);
    else groups.set(event.cardId, [event]);
  }
  return groups;
}
