import { describe, expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { QueuedCard, Session } from "../../decks/contract/reviewing.ts";
import type { Steps } from "../../decks/contract/undo.ts";
import type { CardId, DeckId, EventId, NoteId } from "../../decks/core/ids.ts";
import type { Grade } from "../../decks/core/schedule/types.ts";
import { ReviewSession } from "./review-session.svelte.ts";

/** A store with a pile of cards that answers when the test lets it. */
function pileOf(ids: readonly string[]) {
  const answered: { readonly cardId: CardId; readonly grade: Grade }[] = [];
  let hold: Promise<void> = Promise.resolve();
  let failure: StoreError | null = null;
  const undone: { readonly cardId: CardId; readonly grade: Grade }[] = [];
  const stepOf = (one: (typeof answered)[number] | undefined) =>
    one ? { id: "e" as EventId, label: { kind: "answer", ...one } as const } : null;
  const steps = (): Steps => ({ undo: stepOf(answered.at(-1)), redo: stepOf(undone.at(-1)) });
  const session = (): Session => {
    const left = ids.slice(answered.length);
    return {
      counts: { due: left.length, learning: 0, new: 0 },
      minutes: left.length,
      answeredToday: answered.length,
      cards: left.slice(0, 3).map(queued),
      nextLearningAt: null,
      schedules: true,
      steps: steps(),
    };
  };
  const store = {
    session: async () => session(),
    answerCard: async (input) => {
      await hold;
      if (failure) throw failure;
      answered.push({ cardId: input.cardId, grade: input.grade });
      return {
        answered: { eventId: "e" as EventId, cardId: input.cardId, grade: input.grade, leech: null },
        session: session(),
      };
    },
    steps: async () => steps(),
    undo: async () => {
      const step = stepOf(answered.at(-1));
      const last = answered.pop();
      if (!step || !last) throw new StoreError("nothing-to-undo");
      undone.push(last);
      return step;
    },
    redo: async () => {
      const step = stepOf(undone.at(-1));
      const last = undone.pop();
      if (!step || !last) throw new StoreError("nothing-to-redo");
      answered.push(last);
      return step;
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
    noteId: id as NoteId,
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
      right: [],
      list: null,
      typed: null,
      contrast: null,
      html: null,
      label: "Basic",
    },
    source: null,
    situationId: null,
    version: `v-${id}`,
    lastReviewedAt: null,
    retrievability: null,
    next: { again: next, hard: next, good: next, easy: next },
    flag: 0,
    isLeech: false,
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
  const review = new ReviewSession(pile.store, { deckId: null }, () => 0);
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
    // The next card is there at once; what is pressed waits for the answer to be kept.
    expect(shown(review)).toBe("front b");
    expect(review.tally.answered).toBe(0);
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

  test("a grade that could not be saved brings its card back from behind the next one", async () => {
    const { review, failWith } = await started(["a", "b"]);
    await review.reveal();
    failWith(new StoreError("storage-full"));
    const graded = review.grade("good");
    expect(shown(review)).toBe("front b");
    await graded;
    expect(shown(review)).toBe("revealed a");
    expect(review.problem).toContain("disk is full");
    expect(review.tally.answered).toBe(0);
  });

  test("ends when its time is up, and says that cards are left", async () => {
    const { store } = pileOf(["a", "b", "c"]);
    let now = 0;
    const review = new ReviewSession(store, { deckId: null }, () => now, 5);
    await review.start();
    await review.reveal();
    now = 5 * 60_000;
    await review.grade("good");
    expect(review.phase).toEqual({ kind: "done", timeUp: true });
    expect(review.tally.answered).toBe(1);
  });

  test("a card that was answered in another window is shown as it is now", async () => {
    const { review, failWith } = await started(["a", "b"]);
    await review.reveal();
    failWith(new StoreError("stale"));
    await review.grade("good");
    expect(shown(review)).toBe("front a");
  });

  test("undo brings the card back and takes it off the tally, and redo puts it there again", async () => {
    const { review } = await started(["a", "b"]);
    await review.reveal();
    await review.grade("again");
    expect(review.tally).toMatchObject({ answered: 1, recalled: 0, again: 1, forgotten: [{ cardId: "a" }] });
    await review.undo();
    expect(shown(review)).toBe("front a");
    expect(review.said).toBe("The grade “Again” was undone.");
    expect(review.tally).toEqual({ answered: 0, recalled: 0, again: 0, forgotten: [] });
    await review.redo();
    expect(shown(review)).toBe("front b");
    expect(review.tally).toMatchObject({ answered: 1, again: 1 });
    await review.undo();
    await review.undo();
    expect(review.problem).toBe("There is nothing to undo.");
  });

  test("undo in a session takes back nothing that was done elsewhere, such as an import", async () => {
    const { store, review } = await started(["a"]);
    const label = { kind: "import", name: "Import of rivers.md" } as const;
    store.steps = async () => ({ undo: { id: "e" as EventId, label }, redo: null });
    await review.undo();
    expect(review.said).toBe("Nothing more to undo here.");
    expect(review.problem).toBeNull();
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
    const review = new ReviewSession(store, { deckId: null }, () => 0);
    await review.start();
    expect(review.phase).toMatchObject({ kind: "failed" });
  });
});
