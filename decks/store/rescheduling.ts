import type { CardId, DeviceId, EventId } from "../core/ids.ts";
import { eventId, type Reading, readEventId, tick } from "../core/log/clock.ts";
import { NO_PAST_REVIEWS } from "../core/log/past-reviews.ts";
import type {
  ParameterSet,
  RescheduleReason,
  Schedule,
  ScheduleEvent,
  StandingEvent,
} from "../core/schedule/types.ts";
import { rowChanges } from "../formats/changes.ts";
import { writeHistory } from "../formats/history-file.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { editEvent } from "./editing.ts";

/** A card that is to stand elsewhere, and the parameters that this goes by. */
export interface Move {
  readonly cardId: CardId;
  readonly after: Schedule;
  readonly parameters: ParameterSet;
}

/**
 * Many cards moved at once, as one event: the moves are a history file, which is folded into the history of their
 * cards, and taken out of it again by an undo. An event a card would cost as many writes as there are cards.
 */
export async function rescheduleEvent(
  collection: Collection,
  name: string,
  moves: readonly Move[],
  reason: RescheduleReason,
): Promise<NewEvent> {
  const { lastEventId } = await collection.meta();
  let at: Reading | undefined = lastEventId === null ? undefined : readEventId(lastEventId);
  const next = (device: DeviceId): EventId => {
    at = tick(at, collection.clock.now(), device);
    return eventId(at);
  };
  const events = moves.map(({ cardId, after, parameters }): StandingEvent => ({
    kind: "reschedule",
    id: next(collection.device),
    cardId,
    parameterSetId: parameters.id,
    after,
    reason,
  })) satisfies readonly ScheduleEvent[];
  const parameterSets = [...new Map(moves.map(({ parameters }) => [parameters.id, parameters])).values()];
  const history = await collection.journal.putFile(
    writeHistory({ past: NO_PAST_REVIEWS, events, parameterSets }),
  );
  return editEvent(collection, "reschedule", name, null, { ...rowChanges({}), history });
}
