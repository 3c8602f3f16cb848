import type { CardId, EventId } from "../core/ids.ts";
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

/** At most so many events are made together with a rescheduling. */
const EVENTS_OF_A_DEED = 2;

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
  const { clock, device } = collection;
  const now = clock.now();
  let at: Reading | undefined = lastEventId === null ? undefined : readEventId(lastEventId);
  const next = (): EventId => eventId((at = tick(at, now, device)));
  // Behind the events of the deed itself, which get their ids after these: this one, and the settings.
  for (let own = 0; own < EVENTS_OF_A_DEED; own++) next();
  const events = moves.map(({ cardId, after, parameters }): StandingEvent => ({
    kind: "reschedule",
    id: next(),
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
