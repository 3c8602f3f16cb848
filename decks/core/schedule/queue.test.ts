import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardId, NoteId } from "../ids.ts";
import type { EpochMs } from "../time.ts";
import { DEFAULT_PRESET, type Preset } from "./preset.ts";
import { cardsOfDay, type Heads, LEARN_AHEAD_MS, nextCards, type WaitingLearning } from "./queue.ts";

const NOW = 1_000_000_000 as EpochMs;
const START_OF_DAY = (NOW - 3_600_000) as EpochMs;

const card = (id: string, noteId = id) => ({ id: id as CardId, noteId: noteId as NoteId });
const learner = (id: string, inMs: number, noteId = id): WaitingLearning => ({
  ...card(id, noteId),
  due: (NOW + inMs) as EpochMs,
});
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => card(`${prefix}${i}`));
const ids = (cards: readonly { readonly id: string }[]) => cards.map(({ id }) => id);

const BURYING: Preset = { ...DEFAULT_PRESET, bury: { new: true, review: true, learning: true } };

function dayOf(
  heads: Partial<Heads<ReturnType<typeof card>, WaitingLearning>>,
  preset: Preset = BURYING,
  left = { news: 20, reviews: 200 },
  answered: ReadonlyMap<NoteId, ReadonlySet<CardId>> = new Map(),
) {
  const all = { learning: [], reviews: [], news: [], ...heads };
  return cardsOfDay(
    all,
    () => preset,
    () => left,
    answered,
    START_OF_DAY,
  );
}

describe("the cards of a day", () => {
  test("are no more than the limits leave, of each kind", () => {
    const day = dayOf({ reviews: names("r", 9), news: names("n", 9) }, DEFAULT_PRESET, {
      news: 2,
      reviews: 4,
    });
    expect(ids(day.reviews)).toEqual(["r0", "r1", "r2", "r3"]);
    expect(ids(day.news)).toEqual(["n0", "n1"]);
  });

  test("hold one card of a note: siblings wait, and make room for other notes", () => {
    const news = [card("a1", "a"), card("a2", "a"), card("b1", "b"), card("b2", "b"), card("c1", "c")];
    expect(ids(dayOf({ news }, BURYING, { news: 2, reviews: 0 }).news)).toEqual(["a1", "b1"]);
  });

  test("hold back the siblings of what was answered today, not the answered card itself", () => {
    const answered = new Map([["a" as NoteId, new Set(["a1" as CardId])]]);
    const day = dayOf({ reviews: [card("a1", "a"), card("a2", "a")] }, BURYING, undefined, answered);
    expect(ids(day.reviews)).toEqual(["a1"]);
  });

  test("keep siblings where the preset does not let them wait", () => {
    const siblings = [card("a1", "a"), card("a2", "a")];
    const day = dayOf({ reviews: siblings, news: [card("a3", "a")] }, DEFAULT_PRESET);
    expect([...ids(day.reviews), ...ids(day.news)]).toEqual(["a1", "a2", "a3"]);
  });

  test("keep every learning card whose step began today, and hold back one that waited over night", () => {
    const learning = [
      learner("a1", -7_200_000, "a"),
      learner("a2", -7_100_000, "a"),
      learner("a3", 60_000, "a"),
    ];
    expect(ids(dayOf({ learning }).learning)).toEqual(["a1", "a3"]);
  });

  test("give each preset its own limits", () => {
    const small = { ...DEFAULT_PRESET, id: "small" as Preset["id"] };
    const news = names("n", 6);
    const day = cardsOfDay<ReturnType<typeof card>, WaitingLearning>(
      { learning: [], reviews: [], news },
      ({ id }) => (Number(id.slice(1)) % 2 === 0 ? small : DEFAULT_PRESET),
      ({ id }) => ({ news: id === "small" ? 1 : 2, reviews: 0 }),
      new Map(),
      START_OF_DAY,
    );
    expect(ids(day.news)).toEqual(["n0", "n1", "n3"]);
  });
});

/** The day as far as the lists say. */
const begun = (rest: Heads<ReturnType<typeof card>, WaitingLearning>, reviewsDone = 0, newDone = 0) => ({
  reviewsDone,
  newDone,
  reviewsLeft: rest.reviews.length,
  newLeft: rest.news.length,
});

/** Goes through a day, each card answered once, and gives the order. */
function wholeDay(reviews: number, news: number, mix: Preset["mix"]): string[] {
  const order: string[] = [];
  let rest = { learning: [] as WaitingLearning[], reviews: names("r", reviews), news: names("n", news) };
  const done = { reviewsDone: 0, newDone: 0 };
  for (;;) {
    const [next] = nextCards(rest, begun(rest, done.reviewsDone, done.newDone), mix, NOW, [], 1);
    if (!next) return order;
    order.push(next.id);
    if (next.id.startsWith("n")) done.newDone++;
    else done.reviewsDone++;
    const without = <T extends { readonly id: string }>(cards: readonly T[]) =>
      cards.filter(({ id }) => id !== next.id);
    rest = { learning: [], reviews: without(rest.reviews), news: without(rest.news) };
  }
}

describe("what comes next", () => {
  test("is a learning card whose step is over before anything else", () => {
    const rest = { learning: [learner("l", -1)], reviews: names("r", 3), news: names("n", 3) };
    expect(ids(nextCards(rest, begun(rest), "interleave", NOW, [], 2))[0]).toBe("l");
  });

  test("is a learning card ahead of its time only when nothing else is left", () => {
    const soon = learner("l", LEARN_AHEAD_MS);
    const rest = { learning: [soon], reviews: names("r", 1), news: [] };
    expect(ids(nextCards(rest, begun(rest), "interleave", NOW, [], 3))).toEqual(["r0", "l"]);
    const later: Heads<ReturnType<typeof card>, WaitingLearning> = {
      learning: [learner("l", LEARN_AHEAD_MS + 1)],
      reviews: [],
      news: [],
    };
    expect(nextCards(later, begun(later), "interleave", NOW, [], 3)).toEqual([]);
  });

  test("mixes new cards into reviews in blocks that keep the order of the guide", () => {
    const order = wholeDay(40, 20, "interleave");
    const blocks = order.join(" ").match(/(?:n\d+ ?)+/g) ?? [];
    expect(blocks.map((block) => block.trim().split(" ").length)).toEqual([5, 5, 5, 5]);
    expect(order.filter((id) => id.startsWith("n"))).toEqual(ids(names("n", 20)));
    expect(order.at(0)).toMatch(/^r/);
  });

  test.each([
    ["reviews-first", "r0"],
    ["new-first", "n0"],
  ] as const)("with %s is all of one kind first", (mix, first) => {
    const order = wholeDay(12, 7, mix);
    const kinds = order.map((id) => id[0]).join("");
    expect(order[0]).toBe(first);
    expect(kinds).toMatch(mix === "new-first" ? /^n{7}r{12}$/ : /^r{12}n{7}$/);
  });

  test("keeps siblings apart while there is a choice", () => {
    const reviews = [card("a1", "a"), card("a2", "a"), card("b", "b")];
    const next = nextCards(
      { learning: [], reviews, news: [] },
      { reviewsDone: 0, newDone: 0, reviewsLeft: 3, newLeft: 0 },
      "interleave",
      NOW,
      [],
      3,
    );
    expect(ids(next)).toEqual(["a1", "b", "a2"]);
  });

  test("brings every card of the day once, whatever the mix", () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(30),
        fc.constantFrom<Preset["mix"]>("interleave", "reviews-first", "new-first"),
        (reviews, news, mix) => {
          const order = wholeDay(reviews, news, mix);
          expect(new Set(order).size).toBe(reviews + news);
          expect(order).toHaveLength(reviews + news);
        },
      ),
    );
  });
});
