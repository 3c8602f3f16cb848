import type { StudyDay } from "../time.ts";
import type { Placing } from "./placing.ts";

/** What a review's day is chosen under. */
export interface Choice {
  /** The day of the answer. */
  readonly today: StudyDay;
  readonly maximumIntervalDays: number;
  /** Whether an interval may be a little shorter or longer than FSRS has it. */
  readonly fuzz: boolean;
  readonly placing: Placing | null;
  /** At least 0 and below 1, the same whenever it is asked for the same answer. */
  readonly draw: () => number;
}

/** Intervals in whole days, both ends within. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Where intervals start being fuzzed, and by how much of each day beyond. Source: Anki, `states/fuzz.rs`. */
const FUZZ = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Infinity, share: 0.05 },
] as const;

/**
 * The intervals a review may be given.
 *
 * Fuzz is a day to either side, and 15 % of the days from 2.5 to 7, 10 % of those to 20 and 5 % of those beyond; none
 * below 2.5 days. An interval that grows stays longer than the one before it. Before an exam a review that would come
 * after the first day of the last sweep comes within the sweep instead, fuzz or not, since that is what a sweep is; one
 * whose last day is not ahead is over.
 * @param intervalDays at the desired retention, 1 and up
 * @param previousDays the interval before the answer; 0 when there was none, or when recall failed
 * @returns never empty, from 1 to the maximum interval
 */
export function intervalSpan(intervalDays: number, previousDays: number, choice: Choice): Span {
  const most = Math.max(1, choice.maximumIntervalDays);
  const interval = Math.min(Math.max(1, intervalDays), most);
  const sweep = sweepSpan(choice);
  if (sweep && interval > sweep.first) return { first: sweep.first, last: Math.min(sweep.last, most) };
  if (!choice.fuzz || interval < FUZZ[0].from) return { first: interval, last: interval };

  const delta = FUZZ.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(0, Math.min(interval, to) - from),
    1,
  );
  const last = Math.min(Math.round(interval + delta), most, sweep?.last ?? most);
  const first = Math.max(2, Math.round(interval - delta), interval > previousDays ? previousDays + 1 : 0);
  return { first: Math.min(first, last), last };
}

/** Whether a review with that interval would come after the first day of a sweep that is ahead. */
export function isSwept(intervalDays: number, choice: Choice): boolean {
  const sweep = sweepSpan(choice);
  return sweep !== null && intervalDays > sweep.first;
}

function sweepSpan({ placing, today }: Choice): Span | null {
  const sweep = placing?.sweep;
  if (!sweep || sweep.last <= today) return null;
  return { first: Math.max(1, sweep.first - today), last: sweep.last - today };
}

/**
 * The interval of a span whose day suits best, given the cards that are due on each day for its weekday's share: on half
 * a share a card counts twice. Without loads every day is as likely as its share. A weekday without a share is taken only
 * where the span has no other.
 *
 * Within a sweep the least load wins, and the draw decides between equals. Elsewhere less load is only likelier, much
 * so, and shorter intervals are a little: later days are always emptier, so that the least load alone takes the end of
 * the span, which in 500 simulated days made intervals 12 % longer and recall 0.7 points lower. With the fourth power of
 * the load intervals are 1.5 % longer, and the days as even as with the least load (they part by 4 % from their month's
 * mean, 8.5 % without balance). Anki draws by the square.
 */
export function chooseDay(span: Span, choice: Choice): number {
  const { today, placing, draw } = choice;
  const days = Array.from({ length: span.last - span.first + 1 }, (_, index) => span.first + index);
  if (days.length === 1) return span.first;
  const share = (interval: number) => placing?.easyDays[weekday((today + interval) as StudyDay)] ?? 1;
  const open = days.filter((interval) => share(interval) > 0);
  const choices = open.length > 0 ? open : days;
  const shares = choices.map((interval) => (open.length > 0 ? share(interval) : 1));
  const load = placing?.load;
  if (!load) return drawn(choices, shares, draw());

  // The card itself counts, so that an empty day of half a share is no better than a whole one with a card.
  const rooms = choices.map(
    (interval, index) => (shares[index] ?? 1) / (load((today + interval) as StudyDay) + 1),
  );
  const most = Math.max(...rooms);
  const sweep = sweepSpan(choice);
  const weights = rooms.map((room, index) =>
    sweep && span.first >= sweep.first ? Number(room === most) : (room / most) ** 4 / (choices[index] ?? 1),
  );
  return drawn(choices, weights, draw());
}

/** 0 on Mondays to 6 on Sundays. */
export function weekday(day: StudyDay): number {
  // Day 0, 1970-01-01, was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** One of the values, as likely as its weight is of all weights. */
function drawn(values: readonly number[], weights: readonly number[], at: number): number {
  let left = at * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return values[index] ?? values[weights.findLastIndex((weight) => weight > 0)] ?? 1;
}
