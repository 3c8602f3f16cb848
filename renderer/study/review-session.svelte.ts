import { StoreError, type QueuedCard, type Session, type StudyStore } from "../../decks/contract.ts";
import type { DeckId } from "../../decks/core/ids.ts";
import type { Grade } from "../../decks/core/schedule/types.ts";
import { wordsFor } from "../words.ts";

export type ReviewPhase =
  | { readonly kind: "loading" }
  | { readonly kind: "front"; readonly card: QueuedCard }
  | { readonly kind: "revealed"; readonly card: QueuedCard }
  /** Nothing now, but a learning card comes back later today. */
  | { readonly kind: "waiting" }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string };

/** What was graded in this sitting, for the summary. */
export interface Tally {
  readonly answered: number;
  readonly recalled: number;
  readonly again: number;
}

/**
 * One sitting at the review screen. Keys are never lost: an action that arrives while an answer is being saved
 * waits for it and then applies to the card that is on screen by then. Nothing moves before the store confirmed.
 */
export class ReviewSession {
  phase = $state.raw<ReviewPhase>({ kind: "loading" });
  session = $state.raw<Session | null>(null);
  tally = $state.raw<Tally>({ answered: 0, recalled: 0, again: 0 });
  /** A sentence about the last action that did not work. */
  problem = $state.raw<string | null>(null);

  readonly #store: StudyStore;
  readonly #deckId: DeckId | null;
  readonly #now: () => number;
  #shownAt = 0;
  #busy: Promise<void> = Promise.resolve();

  constructor(store: StudyStore, deckId: DeckId | null, now: () => number) {
    this.#store = store;
    this.#deckId = deckId;
    this.#now = now;
  }

  /** Cards of this sitting, answered and still to come. */
  get total(): number {
    const counts = this.session?.counts;
    return this.tally.answered + (counts ? counts.due + counts.learning + counts.new : 0);
  }

  start(): Promise<void> {
    return this.#do(async () => this.#show(await this.#store.session({ deckId: this.#deckId })));
  }

  /** Shows the card anew, with what was edited in it. */
  refresh(): Promise<void> {
    return this.#do(async () => {
      const revealed = this.phase.kind === "revealed" ? this.phase.card.cardId : null;
      this.#show(await this.#store.session({ deckId: this.#deckId }));
      if (this.phase.kind === "front" && this.phase.card.cardId === revealed)
        this.phase = { kind: "revealed", card: this.phase.card };
    });
  }

  reveal(): Promise<void> {
    return this.#do(async () => {
      if (this.phase.kind === "front") this.phase = { kind: "revealed", card: this.phase.card };
    });
  }

  grade(grade: Grade): Promise<void> {
    return this.#do(async () => {
      if (this.phase.kind !== "revealed") return;
      const { session } = await this.#store.answerCard({
        deckId: this.#deckId,
        cardId: this.phase.card.cardId,
        version: this.phase.card.version,
        grade,
        durationMs: this.#now() - this.#shownAt,
      });
      this.#count(grade, 1);
      this.#show(session);
    });
  }

  /** Goes on after the situation of a rule was answered, which reviewed its card. */
  answeredSituation(grade: Grade): Promise<void> {
    return this.#do(async () => {
      const session = await this.#store.session({ deckId: this.#deckId });
      this.#count(grade, 1);
      this.#show(session);
    });
  }

  undo(): Promise<void> {
    return this.#do(async () => {
      const { undone, session } = await this.#store.undo({ deckId: this.#deckId });
      if (this.tally.answered > 0) this.#count(undone.grade, -1);
      this.#show(session);
    });
  }

  #count(grade: Grade, by: 1 | -1) {
    const { answered, recalled, again } = this.tally;
    const failed = grade === "again";
    this.tally = {
      answered: answered + by,
      recalled: recalled + (failed ? 0 : by),
      again: again + (failed ? by : 0),
    };
  }

  #show(session: Session) {
    this.session = session;
    const [card] = session.cards;
    this.#shownAt = this.#now();
    if (card) this.phase = { kind: "front", card };
    else this.phase = { kind: session.nextLearningAt === null ? "done" : "waiting" };
  }

  /** Runs actions one after another, in the order of the keys. */
  #do(action: () => Promise<void>): Promise<void> {
    this.#busy = this.#busy.then(async () => {
      try {
        this.problem = null;
        await action();
      } catch (error) {
        await this.#recover(error);
      }
    });
    return this.#busy;
  }

  async #recover(error: unknown) {
    const message = wordsFor(error);
    if (this.phase.kind === "loading") {
      this.phase = { kind: "failed", message };
      return;
    }
    this.problem = message;
    if (error instanceof StoreError && (error.code === "stale" || error.code === "not-found")) {
      this.#show(await this.#store.session({ deckId: this.#deckId }));
    }
  }
}
