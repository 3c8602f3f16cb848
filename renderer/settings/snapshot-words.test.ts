import { expect, test } from "vitest";
import {
  type RestorePlan,
  SNAPSHOT_REASONS,
  type SnapshotName,
  type SnapshotSummary,
} from "../../decks/contract/safety.ts";
import { DAY_MS, type EpochMs } from "../../decks/core/time.ts";
import { differenceWords, REASONS, snapshotDays } from "./snapshot-words.ts";

const NOW = Date.UTC(2026, 4, 12, 14, 5) as EpochMs;
const snapshotAt = (savedAt: number): SnapshotSummary => ({
  name: String(savedAt) as SnapshotName,
  savedAt: savedAt as EpochMs,
  reason: "timed",
  bytes: 1,
  events: 1,
});
const TOTALS = { decks: 1, notes: 5, cards: 10, reviews: 8 };
const plan = (difference: Partial<RestorePlan> = {}): RestorePlan => ({
  planId: "p",
  snapshot: snapshotAt(NOW),
  now: TOTALS,
  then: TOTALS,
  decksBack: [],
  decksGone: [],
  cardsBack: 0,
  cardsGone: 0,
  cardsMoved: 0,
  notesChanged: 0,
  reviewsGone: 0,
  settingsChange: false,
  ...difference,
});

test("every reason is told apart from the others", () => {
  expect(new Set(SNAPSHOT_REASONS.map((reason) => REASONS[reason])).size).toBe(SNAPSHOT_REASONS.length);
});

test("snapshots stand under their days, newest first, with the year where it is another one", () => {
  const taken = [0, 3_600_000, DAY_MS, 2 * DAY_MS, 400 * DAY_MS].map((ago) => snapshotAt(NOW - ago));
  expect(snapshotDays(taken, NOW).map(({ day, snapshots }) => [day, snapshots.length])).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["Sunday 10 May", 1],
    ["Monday 7 April 2025", 1],
  ]);
});

test("a plan without a difference has nothing to say", () => {
  expect(differenceWords(plan())).toEqual([]);
});

test("what would be lost is said first, with its number", () => {
  const words = differenceWords(
    plan({
      reviewsGone: 3,
      then: { ...TOTALS, reviews: 5 },
      cardsMoved: 3,
      notesChanged: 1,
      cardsGone: 2,
      decksGone: ["Rivers"],
      settingsChange: true,
    }),
  );
  expect(words).toEqual([
    "3 answers given since would count no more.",
    "The deck “Rivers” would go.",
    "2 cards would go.",
    "3 cards would stand where they stood in their schedule then.",
    "1 note would read as it did then.",
    "Your settings would be as they were then.",
  ]);
});

test("answers that only the snapshot has would count again", () => {
  const words = differenceWords(plan({ reviewsGone: 1, then: { ...TOTALS, reviews: 9 } }));
  expect(words).toEqual(["1 answer given since would count no more.", "2 answers would count again."]);
});

test("a long list of decks is cut", () => {
  const names = Array.from({ length: 10 }, (_, index) => `D${index}`);
  expect(differenceWords(plan({ decksBack: names }))).toEqual([
    "The decks “D0”, “D1”, “D2”, “D3”, “D4” and 5 more would come back.",
  ]);
  expect(differenceWords(plan({ decksBack: ["A", "B"] }))).toEqual([
    "The decks “A” and “B” would come back.",
  ]);
});
