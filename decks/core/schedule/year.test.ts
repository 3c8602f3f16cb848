import { expect, test } from "vitest";
import type { CardId, NoteId } from "../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, HOUR_MS, MINUTE_MS, studyDay } from "../time.ts";
import { uniform } from "./exam/uniform.ts";
import { NEW_SCHEDULE } from "./new-schedule.ts";
import { DEFAULT_PRESET, parametersOf, type Preset } from "./preset.ts";
import { cardsOfDay, LEARN_AHEAD_MS, nextCards, type WaitingLearning } from "./queue.ts";
import { scheduler } from "./scheduler.ts";
import type { Grade, Schedule } from "./types.ts";

const RULE: DayRule = { rolloverHour: 4, offsetMinutesAt: () => 0 };
const START = Date.UTC(2026, 0, 1, 9) as EpochMs;
const DAYS = 365;

interface Card extends WaitingLearning {
  readonly position: number;
  readonly schedule: Schedule;
}

interface Year {
  /** By day: reviews and new cards got, and what the day's start said of them. */
  readonly got: { readonly reviews: number; readonly news: number }[];
  readonly counted: { readonly reviews: number; readonly news: number }[];
  /** Of reviews on a later day than the last answer. */
  readonly foretold: number;
  readonly recalled: number;
}

/** Cards that are asked for at once: the day's rest is reckoned anew only after them, as a session's head is. */
const HEAD = 5;

/** A learner whose recall is drawn from FSRS does all that each day brings. */
function yearOf(preset: Preset, days = DAYS): Year {
  const { reschedule, retrievability } = scheduler(parametersOf(preset), RULE);
  const cards: Card[] = Array.from({ length: days * preset.newCardsPerDay }, (_, position) => ({
    id: `card-${position}` as CardId,
    noteId: `note-${position}` as NoteId,
    position,
    due: 0 as EpochMs,
    schedule: NEW_SCHEDULE,
  }));
  const load = new Map<number, number>();
  const count = ({ state, dueDay }: Schedule, by: number) => {
    if (state === "review") load.set(dueDay, (load.get(dueDay) ?? 0) + by);
  };
  const placing = {
    load: preset.balance ? (day: number) => load.get(day) ?? 0 : null,
    easyDays: preset.easyDays,
    sweep: null,
  };
  const year = { got: [], counted: [] } as Pick<Year, "got" | "counted">;
  const sum = { foretold: 0, recalled: 0, reviews: 0 };
  let begun = 0;

  for (let index = 0; index < days; index++) {
    let now = (START + index * DAY_MS) as EpochMs;
    const startOfDay = (START - 5 * HOUR_MS + index * DAY_MS) as EpochMs;
    const day = studyDay(now, RULE);
    const got = { reviews: 0, news: 0 };
    let learning = cards
      .slice(0, begun)
      .filter(({ schedule }) => schedule.state === "learning" || schedule.state === "relearning");
    let reviews = cards
      .slice(0, begun)
      .filter(({ schedule }) => schedule.state === "review" && schedule.dueDay <= day)
      .sort((a, b) => a.schedule.dueDay - b.schedule.dueDay);
    let news = cards.slice(begun, begun + 2 * preset.newCardsPerDay);
    const rest = () =>
      cardsOfDay(
        {
          learning: learning.toSorted((a, b) => a.due - b.due),
          reviews: reviews.slice(0, preset.reviewsPerDay),
          news,
        },
        () => preset,
        () => ({
          reviews: preset.reviewsPerDay - got.reviews,
          news: preset.newCardsPerDay - got.news,
        }),
        new Map(),
        startOfDay,
      );
    const morning = rest();
    year.counted.push({ reviews: morning.reviews.length, news: morning.news.length });

    for (;;) {
      const left = rest();
      const progress = {
        reviewsDone: got.reviews,
        newDone: got.news,
        reviewsLeft: left.reviews.length,
        newLeft: left.news.length,
      };
      const head = nextCards<Card, Card>(left, progress, preset.mix, now, [], HEAD);
      if (head.length === 0) {
        const next = Math.min(...learning.map(({ due }) => due));
        if (!Number.isFinite(next)) break;
        now = Math.max(now, next - LEARN_AHEAD_MS) as EpochMs;
      }
      for (const card of head) {
        const { schedule: before, id, position } = card;
        const recall = retrievability(before, now);
        const drawn = uniform(7, position, before.reps);
        const grade: Grade = drawn < (recall ?? 0.75) ? "good" : "again";
        if (before.state === "review") {
          got.reviews++;
          sum.reviews++;
          sum.foretold += recall ?? 0;
          sum.recalled += grade === "good" ? 1 : 0;
        } else if (before.state === "new") {
          got.news++;
          begun++;
        }
        const after = reschedule(id, before, grade, now, placing);
        count(before, -1);
        count(after, 1);
        const moved: Card = { ...card, schedule: after, due: after.due };
        cards[position] = moved;
        const others = <Row extends Card>(rows: readonly Row[]) => rows.filter((row) => row.id !== id);
        [learning, reviews, news] = [others(learning), others(reviews), others(news)];
        if (after.state === "learning" || after.state === "relearning") learning.push(moved);
        now = (now + MINUTE_MS / 10) as EpochMs;
      }
    }
    year.got.push(got);
  }
  return { ...year, foretold: sum.foretold / sum.reviews, recalled: sum.recalled / sum.reviews };
}

/** How far days are from the mean of the week around them: the root mean square of their relative distance. */
function unevenness(loads: readonly number[]): number {
  // The first weeks have hardly any reviews, and a mean of three cards says nothing.
  const days = loads.slice(60, -3).map((load, index) => {
    const week = loads.slice(index + 57, index + 64);
    const mean = week.reduce((total, one) => total + one, 0) / week.length;
    return (load / mean - 1) ** 2;
  });
  return Math.sqrt(days.reduce((total, square) => total + square, 0) / days.length);
}

const preset: Preset = { ...DEFAULT_PRESET, newCardsPerDay: 20, reviewsPerDay: 400 };
const balanced = yearOf(preset);

test("over a simulated year no day goes over its limits, and all of them have reviews to the end", () => {
  for (const { reviews, news } of balanced.got) {
    expect(reviews).toBeLessThanOrEqual(preset.reviewsPerDay);
    expect(news).toBeLessThanOrEqual(preset.newCardsPerDay);
  }
  expect(balanced.got.at(-1)?.reviews).toBeGreaterThan(50);
});

test("what a day's start counts is what the day brings", () => {
  expect(balanced.got).toEqual(balanced.counted);
});

test("cards are recalled as often as FSRS foretells, to a point", () => {
  expect(Math.abs(balanced.recalled - balanced.foretold)).toBeLessThan(0.01);
  expect(balanced.foretold).toBeGreaterThan(0.88);
});

test("with balance days part from their week by at least 30% less than without", () => {
  const unbalanced = yearOf({ ...preset, balance: false });
  const of = (year: Year) => unevenness(year.got.map(({ reviews }) => reviews));
  expect(of(balanced)).toBeLessThan(0.7 * of(unbalanced));
}, 60_000);

test("under a limit that is too low, no day goes over it and the counts keep their promise", () => {
  const { got, counted } = yearOf({ ...preset, reviewsPerDay: 40 }, 150);
  expect(got.every(({ reviews }) => reviews <= 40)).toBe(true);
  expect(got.filter(({ reviews }) => reviews === 40).length).toBeGreaterThan(100);
  expect(got).toEqual(counted);
});
