import type { Clock, EpochMs } from "../decks/core/time.ts";

/** The machine's clock, in the zone that it is set to. */
export const systemClock: Clock = {
  now: () => Date.now() as EpochMs,
  offsetMinutesAt: (at) => -new Date(at).getTimezoneOffset(),
};
