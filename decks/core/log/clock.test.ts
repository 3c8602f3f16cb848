import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeviceId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import { eventId, type Reading, readEventId, tick } from "./clock.ts";

const DEVICE = "abcdefgh" as DeviceId;

test("ids of one device rise, whatever its clock does", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 44)), (walls) => {
      let last: Reading | undefined;
      for (const wall of walls) {
        const next = tick(last, wall as EpochMs, DEVICE);
        if (last) expect(eventId(next) > eventId(last)).toBe(true);
        last = next;
      }
    }),
  );
});

test("a counter that runs over moves the wall on", () => {
  const last: Reading = { wall: 7 as EpochMs, counter: 36 ** 4 - 1, device: DEVICE };
  expect(tick(last, 3 as EpochMs, DEVICE)).toEqual({ wall: 8, counter: 0, device: DEVICE });
});

test("an id reads back as its reading", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 44), fc.nat(36 ** 4 - 1), (wall, counter) => {
      const reading = { wall: wall as EpochMs, counter, device: DEVICE };
      expect(readEventId(eventId(reading))).toEqual(reading);
    }),
  );
});

test("what is no id is refused", () => {
  for (const text of ["", "1-2-3", "000000001-0000-ABCDEFGH"])
    expect(() => readEventId(text)).toThrow(RangeError);
});
