import { expect, test } from "vitest";
import { USUAL_HABITS } from "./exam/types.ts";
import { DEFAULT_PRESET } from "./preset.ts";
import { type SimulatedCard, workload } from "./simulate.ts";

const NEW_CARD: SimulatedCard = { stability: 0, difficulty: 0, answeredDaysAgo: 0, dueInDays: 0 };

function reviewCard(index: number): SimulatedCard {
  const stability = 1 + (index % 90);
  return {
    stability,
    difficulty: 1 + (index % 10),
    answeredDaysAgo: index % 7,
    dueInDays: (index % stability) - 2,
  };
}

const input = (cards: readonly SimulatedCard[]) => ({
  cards,
  preset: DEFAULT_PRESET,
  days: 365,
  habits: USUAL_HABITS,
  seed: 1,
});

test("a higher retention asks for more reviews and leaves more remembered", () => {
  const { points } = workload(input(Array.from({ length: 1_000 }, (_, index) => reviewCard(index))));
  expect(points.map(({ retention }) => retention)).toEqual(
    Array.from({ length: 28 }, (_, index) => (70 + index) / 100),
  );
  const at = (retention: number) => points.find((point) => point.retention === retention);
  const [low, usual, high] = [at(0.75), at(0.9), at(0.97)];
  expect(usual?.reviewsPerDay).toBeGreaterThan(1.5 * (low?.reviewsPerDay ?? Infinity));
  expect(high?.reviewsPerDay).toBeGreaterThan(1.5 * (usual?.reviewsPerDay ?? Infinity));
  expect(usual?.remembered).toBeGreaterThan(low?.remembered ?? Infinity);
  expect(high?.remembered).toBeGreaterThan(usual?.remembered ?? Infinity);
  for (const { remembered } of points) expect(remembered).toBeLessThanOrEqual(1_000);
});

test("no more new cards start than the preset allows a day", () => {
  const cards = Array.from({ length: 1_000 }, () => NEW_CARD);
  const preset = { ...DEFAULT_PRESET, newCardsPerDay: 2 };
  const [point] = workload({ ...input(cards), preset, days: 100 }).points;
  expect(point?.remembered).toBeGreaterThan(100);
  expect(point?.remembered).toBeLessThanOrEqual(200);
  const none = workload({ ...input(cards), preset: { ...preset, newCardsPerDay: 0 } }).points;
  expect(none.every(({ minutesPerDay, remembered }) => minutesPerDay === 0 && remembered === 0)).toBe(true);
});

test("the minutes are the learner's own", () => {
  const cards = Array.from({ length: 200 }, (_, index) => reviewCard(index));
  const slow = {
    ...USUAL_HABITS,
    secondsPerReview: 2 * USUAL_HABITS.secondsPerReview,
    secondsPerLearningAnswer: 2 * USUAL_HABITS.secondsPerLearningAnswer,
  };
  const usual = workload(input(cards)).points.map(({ minutesPerDay }) => 2 * minutesPerDay);
  const twice = workload({ ...input(cards), habits: slow }).points.map(({ minutesPerDay }) => minutesPerDay);
  usual.forEach((minutes, index) => expect(twice[index]).toBeCloseTo(minutes, 8));
});

test("a sample of a deck whose cards alternate says what all of them would", () => {
  const preset = { ...DEFAULT_PRESET, newCardsPerDay: 0 };
  const cards = Array.from({ length: 8_000 }, (_, index) => (index % 4 === 0 ? reviewCard(index) : NEW_CARD));
  const reviews = cards.filter(({ stability }) => stability > 0);
  const sampled = workload({ ...input(cards), preset });
  const whole = workload({ ...input(reviews), preset });
  expect(sampled.sampled).toBeLessThan(cards.length);
  expect(whole.sampled).toBe(reviews.length);
  sampled.points.forEach(({ reviewsPerDay }, index) => {
    const all = whole.points[index]?.reviewsPerDay ?? 0;
    expect(Math.abs(reviewsPerDay / all - 1)).toBeLessThan(0.15);
  });
});

test("the whole curve of ten thousand cards takes under a second and a half, and says it took a sample", () => {
  const cards = Array.from({ length: 10_000 }, (_, index) =>
    index % 2 === 0 ? NEW_CARD : reviewCard(index),
  );
  const start = performance.now();
  const made = workload(input(cards));
  const took = performance.now() - start;
  expect(made.cards).toBe(10_000);
  expect(made.sampled).toBe(2_500);
  expect(took).toBeLessThan(1_500);
});
