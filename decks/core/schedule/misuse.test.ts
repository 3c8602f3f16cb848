import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId, DeviceId, EventId } from "../ids.ts";
import { eventId } from "../log/clock.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../time.ts";
import { hardMisuse, intervalsAboveCap } from "./misuse.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { parameterSet } from "./parameters.ts";
import { scheduler } from "./scheduler.ts";
import { START, UTC } from "./test-histories.ts";
import type { Grade, Schedule, ScheduleEvent } from "./types.ts";

const parameters = parameterSet();
const fsrs = scheduler(parameters, UTC);

interface Learner {
  /** The chance of saying Hard to a card that was recalled. */
  readonly hardWhenRecalled: number;
  /** The chance of saying Hard to a card that was forgotten. */
  readonly hardWhenForgotten: number;
}

/** A year of a learner whose memory is as FSRS has it, whatever is pressed: what was forgotten is forgotten. */
function yearOf({ hardWhenRecalled, hardWhenForgotten }: Learner, seed: number, cards = 60): ScheduleEvent[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const events: ScheduleEvent[] = [];
  for (let card = 0; card < cards; card++) {
    const cardId = `card-${card}` as CardId;
    let said: Schedule = NEW_SCHEDULE;
    let real: Schedule = NEW_SCHEDULE;
    let now = (START + HOUR_MS) as EpochMs;
    while (now < START + 365 * DAY_MS) {
      const recalled = random() < (fsrs.retrievability(real, now) ?? 1);
      const hard = random() < (recalled ? hardWhenRecalled : hardWhenForgotten);
      const grade: Grade = hard ? "hard" : recalled ? "good" : "again";
      said = fsrs.reschedule(cardId, said, grade, now);
      real = fsrs.reschedule(cardId, real, recalled ? grade : "again", now);
      events.push(reviewOf(cardId, grade, now, said));
      now = Math.max(said.due + HOUR_MS, now) as EpochMs;
    }
  }
  return events;
}

function reviewOf(cardId: CardId, grade: Grade, answeredAt: EpochMs, after: Schedule): ScheduleEvent {
  const device = cardId.padStart(8, "0").slice(-8).replace("-", "0") as DeviceId;
  const id = eventId({ wall: answeredAt, counter: after.reps, device });
  return {
    kind: "review",
    id,
    cardId,
    grade,
    answeredAt,
    durationMs: 5000,
    parameterSetId: parameters.id,
    after,
  };
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe("Hard pressed where recall failed is suspected", () => {
  test.each(seeds)("of who never says Again, year %d", (seed) => {
    const found = hardMisuse(yearOf({ hardWhenRecalled: 0.05, hardWhenForgotten: 1 }, seed));
    expect(found.suspected).toBe(true);
    expect(found.again).toBe(0);
  });

  test.each(seeds.slice(0, 4))("of who says Hard to most of what was forgotten, year %d", (seed) => {
    const found = hardMisuse(yearOf({ hardWhenRecalled: 0, hardWhenForgotten: 0.7 }, seed, 1000));
    expect(found.suspected).toBe(true);
    expect(found.sentenceFacts.againAfterHard).toBeGreaterThan(found.sentenceFacts.againAfterGood);
  });
});

describe("Hard that is honest is not suspected", () => {
  test.each(seeds)("of who seldom presses it, year %d", (seed) => {
    expect(hardMisuse(yearOf({ hardWhenRecalled: 0.1, hardWhenForgotten: 0 }, seed)).suspected).toBe(false);
  });

  test.each(seeds.slice(0, 4))("of who presses it for half of what is recalled, year %d", (seed) => {
    expect(hardMisuse(yearOf({ hardWhenRecalled: 0.5, hardWhenForgotten: 0 }, seed, 300)).suspected).toBe(
      false,
    );
  });

  test("of who has hardly reviewed anything", () => {
    const few = yearOf({ hardWhenRecalled: 0, hardWhenForgotten: 1 }, 1, 5);
    expect(hardMisuse(few).reviews).toBeLessThan(100);
    expect(hardMisuse(few).suspected).toBe(false);
    expect(hardMisuse([])).toMatchObject({ suspected: false, hard: 0, again: 0, reviews: 0 });
  });
});

test("the order of the events does not matter, and what was taken back does not count", () => {
  const events = yearOf({ hardWhenRecalled: 0.2, hardWhenForgotten: 0.5 }, 3, 20);
  const found = hardMisuse(events);
  expect(hardMisuse(events.toReversed())).toEqual(found);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: events.length - 1 }), (index) => {
      const event = events[index];
      if (event?.kind !== "review") return;
      // A later answer by mistake, taken back at once.
      const mistake = { ...event, id: `zzzzzzzzz-0000-${event.id.slice(-8)}` as EventId };
      const retraction = { kind: "retract", cardId: event.cardId, of: mistake.id } as const;
      const undone = { ...retraction, id: `zzzzzzzzz-0001-${event.id.slice(-8)}` as EventId };
      expect(hardMisuse([...events, mistake, undone])).toEqual(found);
    }),
  );
});

test("answers while learning and on the day of the last one tell nothing of recall", () => {
  const id = "card" as CardId;
  const first = fsrs.reschedule(id, NEW_SCHEDULE, "easy", START);
  const again = fsrs.reschedule(id, first, "hard", (START + HOUR_MS) as EpochMs);
  const events = [
    reviewOf(id, "easy", START, first),
    reviewOf(id, "hard", (START + HOUR_MS) as EpochMs, again),
  ];
  expect(hardMisuse(events)).toMatchObject({ reviews: 0, hard: 0 });
});

test("intervals above the maximum are those of cards in review, longest first", () => {
  const row = (id: string, intervalDays: number, state: Schedule["state"] = "review") => ({
    id: id as CardId,
    schedule: { ...NEW_SCHEDULE, state, intervalDays },
  });
  const rows = [row("a", 366), row("b", 365), row("c", 2555), row("d", 0, "learning")];
  expect(intervalsAboveCap(rows, 365).map(({ id }) => id)).toEqual(["c", "a"]);
  expect(intervalsAboveCap(rows, 36_500)).toEqual([]);
});
