import type { DeviceId, EventId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

/**
 * A hybrid logical clock: wall time made monotonic by a counter, so that events of one device are totally
 * ordered even when its clock is set back, and events of two devices merge into one order without conflict.
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export interface Reading {
  readonly wall: EpochMs;
  readonly counter: number;
  readonly device: DeviceId;
}

const WALL_DIGITS = 9;
const COUNTER_DIGITS = 4;
const COUNTER_LIMIT = 36 ** COUNTER_DIGITS;

/** The reading after `last` at wall time `now`; strictly later than `last` in the order of `eventId`. */
export function tick(last: Reading | undefined, now: EpochMs, device: DeviceId): Reading {
  if (last === undefined || now > last.wall) return { wall: now, counter: 0, device };
  if (last.counter + 1 < COUNTER_LIMIT) return { wall: last.wall, counter: last.counter + 1, device };
  return { wall: (last.wall + 1) as EpochMs, counter: 0, device };
}

/** The reading as a string of 23 characters; strings compare as the readings do. */
export function eventId(reading: Reading): EventId {
  const wall = Math.max(0, Math.floor(reading.wall)).toString(36).padStart(WALL_DIGITS, "0");
  const counter = reading.counter.toString(36).padStart(COUNTER_DIGITS, "0");
  return `${wall}-${counter}-${reading.device}` as EventId;
}

/** @throws RangeError when the text is not an event id. */
export function readEventId(id: string): Reading {
  const match = /^([0-9a-z]{9})-([0-9a-z]{4})-([0-9a-z]{8})$/.exec(id);
  if (!match) throw new RangeError(`not an event id: ${JSON.stringify(id)}`);
  const [, wall = "", counter = "", device = ""] = match;
  return { wall: parseInt(wall, 36) as EpochMs, counter: parseInt(counter, 36), device: device as DeviceId };
}
