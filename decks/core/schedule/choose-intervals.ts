import { type Choice, chooseDay, intervalSpan, isSwept, type Span } from "./choose-day.ts";
import { type Grade, GRADES } from "./types.ts";

/** Whole days for the grades that lead to a day; the others lead to a learning step. */
export type Intervals = Readonly<Partial<Record<Grade, number>>>;

/**
 * The intervals behind the buttons. Good, the usual answer, takes the day that suits it best; Hard takes one before it,
 * Easy one after it. A better grade never comes sooner, and later wherever FSRS has it later, but for the maximum
 * interval and the last sweep before an exam, where there may be no later day.
 * @param wished by FSRS; Easy is taken to be at least a day more than Good
 * @param previousDays the interval before the answer, 0 when there was none
 */
export function chooseIntervals(wished: Intervals, previousDays: number, choice: Choice): Intervals {
  const intervals = inOrder(wished, choice.maximumIntervalDays);
  const grades = GRADES.filter((grade) => intervals[grade] !== undefined);
  const days = grades.map((grade) => intervals[grade] ?? 1);
  const spans = apart(
    days.map((interval, index) =>
      intervalSpan(interval, grades[index] === "again" ? 0 : previousDays, choice),
    ),
    days.map((interval, index) => gap(interval, days[index + 1], choice)),
  );

  const chosen: number[] = [];
  const pivot = Math.max(0, grades.indexOf("good"));
  const order = [...grades.keys()].sort((a, b) => Math.abs(a - pivot) - Math.abs(b - pivot));
  for (const index of order) {
    const { first, last } = spans[index] ?? { first: 1, last: 1 };
    const below = chosen[index - 1];
    const above = chosen[index + 1];
    const least = below === undefined ? first : below + gap(days[index - 1], days[index], choice);
    const most = above === undefined ? last : above - gap(days[index], days[index + 1], choice);
    const lowest = Math.min(Math.max(first, least), last);
    chosen[index] = chooseDay({ first: lowest, last: Math.max(lowest, Math.min(last, most)) }, choice);
  }
  return Object.fromEntries(grades.map((grade, index) => [grade, chosen[index]]));
}

function inOrder({ again, hard, good, easy }: Intervals, most: number): Intervals {
  const capped = (...days: (number | undefined)[]) =>
    Math.max(1, Math.min(most, ...days.filter((day) => day !== undefined)));
  return {
    ...(again === undefined ? {} : { again: capped(again, hard, good) }),
    ...(hard === undefined ? {} : { hard: capped(hard, good) }),
    ...(good === undefined ? {} : { good: capped(good) }),
    ...(easy === undefined ? {} : { easy: capped(Math.max(easy, good === undefined ? 1 : good + 1)) }),
  };
}

/** Days that have to lie between two intervals that follow each other. */
function gap(sooner: number | undefined, later: number | undefined, choice: Choice): number {
  if (sooner === undefined || later === undefined || sooner === later) return 0;
  return isSwept(sooner, choice) ? 0 : 1;
}

/** The spans narrowed so that whatever is chosen in one leaves a day to the next. */
function apart(spans: readonly Span[], gaps: readonly number[]): Span[] {
  const firsts: number[] = [];
  spans.forEach(({ first, last }, index) => {
    const least = (firsts[index - 1] ?? -Infinity) + (gaps[index - 1] ?? 0);
    firsts.push(Math.min(last, Math.max(first, least)));
  });
  const lasts: number[] = [];
  for (const index of [...spans.keys()].reverse()) {
    const most = (lasts[index + 1] ?? Infinity) - (gaps[index] ?? 0);
    lasts[index] = Math.max(firsts[index] ?? 1, Math.min(spans[index]?.last ?? 1, most));
  }
  return spans.map((_, index) => ({ first: firsts[index] ?? 1, last: lasts[index] ?? 1 }));
}
