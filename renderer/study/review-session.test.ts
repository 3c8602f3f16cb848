import { describe, expect, test } from "vitest";
import { type QueuedCard, type Session, StoreError, type StudyStore } from "../../decks/contract.ts";
import type { CardId, DeckId, EventId } from "../../decks/core/ids.ts";
import type { Grade } from "../../decks/core/schedule/types.ts";
import { ReviewSession } from "./review-session.svelte.ts";

/** A store with a pile of cards that answers when the test lets it. */
function pileOf(ids: readonly string[]) {
  const answered: { readonly cardId: CardId; readonly grade: Grade }[] = [];
  let hold: Promise<void> = Promise.resolve();
  let failure: StoreError | null = null;
  const session = (): Session => {
    const left = ids.slice(answered.length);
    return {
      counts: { due: left.length, learning: 0, new: 0 },
      minutes: left.length,
      answeredToday: answered.length,
      cards: left.slice(0, 3).map(queued),
      nextLearningAt: null,
      canUndo: answered.length > 0,
    };
  };
  const store = {
    session: async () => session(),
    answerCard: async (input) => {
      await hold;
      if (failure) throw failure;
      answered.push({ cardId: input.cardId, grade: input.grade });
      return {
        answered: { eventId: "e" as EventId, cardId: input.cardId, grade: input.grade },
        session: session(),
      };
    },
    undo: async () => {
      const last = answered.pop();
      if (!last) throw new StoreError("nothing-to-undo");
      return { undone: { eventId: "e" as EventId, ...last }, session: session() };
    },
  } satisfies Partial<StudyStore> as unknown as StudyStore;
  return {
    store,
    answered,
    holdAnswers() {
      let release = () => {};
      hold = new Promise((resolve) => (release = resolve));
      return release;
    },
    failWith(error: StoreError | null) {
      failure = error;
    },
  };
}

function queued(id: string): QueuedCard {
  const next = { unit: "days", count: 1 } as const;
  return {
    cardId: id as CardId,
    deckId: "d" as DeckId,
    deckName: "Deck",
    state: "review",
    face: {
      cue: "",
      prompt: id,
      answer: id,
      example: null,
      table: null,
      choices: null,
      list: null,
      html: null,
      label: "Basic",
    },
    source: null,
    situationId: null,
    version: `v-${id}`,
    lastReviewedAt: null,
    retrievability: null,
    next: { again: next, hard: next, good: next, easy: next },
  };
}

function shown(review: ReviewSession): string {
  const { phase } = review;
  return phase.kind === "front" || phase.kind === "revealed"
    ? `${phase.kind} ${phase.card.cardId}`
    : phase.kind;
}

async function started(ids: readonly string[]) {
  const pile = pileOf(ids);
  const review = new ReviewSession(pile.store, null, () => 0);
  await review.start();
  return { ...pile, review };
}

describe("a review session", () => {
  test("shows the front, reveals, grades and goes on to the next card", async () => {
    const { review, answered } = await started(["a", "b"]);
    expect(shown(review)).toBe("front a");
    await review.reveal();
    expect(shown(review)).toBe("revealed a");
    await review.grade("good");
    expect(shown(review)).toBe("front b");
    expect(answered).toEqual([{ cardId: "a", grade: "good" }]);
  });

  test("keys pressed while an answer is saved apply to the card that follows", async () => {
    const { review, answered, holdAnswers } = await started(["a", "b"]);
    await review.reveal();
    const release = holdAnswers();
    void review.grade("good");
    void review.reveal();
    const last = review.grade("hard");
    expect(shown(review)).toBe("revealed a");
    release();
    await last;
    expect(answered).toEqual([
      { cardId: "a", grade: "good" },
      { cardId: "b", grade: "hard" },
    ]);
  });

  test("a second press of the same grade does not grade a card that was not revealed", async () => {
    const { review, answered } = await started(["a", "b"]);
    await review.reveal();
    void review.grade("easy");
    await review.grade("easy");
    expect(answered).toHaveLength(1);
    expect(shown(review)).toBe("front b");
  });

  test("a grade that could not be saved leaves the card on screen and says so", async () => {
    const { review, failWith } = await started(["a"]);
    await review.reveal();
    failWith(new StoreError("write-failed"));
    await review.grade("good");
    expect(shown(review)).toBe("revealed a");
    expect(review.problem).toContain("not made");
    expect(review.tally.answered).toBe(0);
    failWith(null);
    await review.grade("good");
    expect(review.problem).toBeNull();
    expect(shown(review)).toBe("done");
  });

  test("a card that was answered in another window is shown as it is now", async () => {
    const { review, failWith } = await started(["a", "b"]);
    await review.reveal();
    failWith(new StoreError("stale"));
    await review.grade("good");
    expect(shown(review)).toBe("front a");
  });

  test("undo brings the card back and takes it off the tally", async () => {
    const { review } = await started(["a", "b"]);
    await review.reveal();
    await review.grade("again");
    expect(review.tally).toEqual({ answered: 1, recalled: 0, again: 1 });
    await review.undo();
    expect(shown(review)).toBe("front a");
    expect(review.tally).toEqual({ answered: 0, recalled: 0, again: 0 });
    await review.undo();
    expect(review.problem).toBe("There is nothing to undo.");
  });

  test("the total stays the same while cards move from to-do to done", async () => {
    const { review } = await started(["a", "b", "c"]);
    expect(review.total).toBe(3);
    await review.reveal();
    await review.grade("good");
    expect(review.total).toBe(3);
  });

  test("a store that is out of reach at the start is said in words", async () => {
    const store = {
      session: async () => Promise.reject(new StoreError("unavailable")),
    } as unknown as StudyStore;
    const review = new ReviewSession(store, null, () => 0);
    await review.start();
    expect(review.phase).toMatchObject({ kind: "failed" });
  });
});
