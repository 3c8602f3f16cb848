import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { CardChange, QueuedCard, Session, SessionScope } from "../../decks/contract/reviewing.ts";
import type { CardId } from "../../decks/core/ids.ts";
import type { AnswerDetails, Grade } from "../../decks/core/schedule/types.ts";
import { doneAgain, takenBack } from "../step-words.ts";
import { counted, wordsFor } from "../words.ts";

export type ReviewPhase =
  | { readonly kind: "loading" }
  | { readonly kind: "front"; readonly card: QueuedCard }
  | { readonly kind: "revealed"; readonly card: QueuedCard }
  /** Nothing now, but a learning card comes back later today. */
  | { readonly kind: "waiting" }
  /** `timeUp`: cards are left, and the time that was given to the session is over. */
  | { readonly kind: "done"; readonly timeUp: boolean }
  | { readonly kind: "failed"; readonly message: string };

/** What was graded in this sitting, for the summary. */
export interface Tally {
  readonly answered: number;
  readonly recalled: number;
  readonly again: number;
  /** The cards that were forgotten, each once, the latest last. */
  readonly forgotten: readonly { readonly cardId: CardId; readonly prompt: string }[];
}

/**
 * One sitting at the review screen. Keys are never lost: an action that arrives while an answer is being saved waits
 * for it and then applies to the card that is on screen by then. The next card is shown at once, as it was fetched
 * with the one before; nothing counts as answered before the store confirmed it, and where it does not, the card that
 * was answered comes back with the reason.
 */
export class ReviewSession {
  phase = $state.raw<ReviewPhase>({ kind: "loading" });
  session = $state.raw<Session | null>(null);
  tally = $state.raw<Tally>({ answered: 0, recalled: 0, again: 0, forgotten: [] });
  /** A sentence about the last action that did not work. */
  problem = $state.raw<string | null>(null);
  /** A sentence about the last action that did: what was undone, what became of a card. */
  said = $state.raw<string | null>(null);
  /** When the card on screen was shown, ms since the epoch. */
  shownAt = $state(0);
  /** Names one showing of a card: another number whenever a card comes to be asked, the same while it is on screen. */
  showing = $state(0);

  readonly scope: SessionScope;
  readonly #store: StudyStore;
  readonly #now: () => number;
  /** When the session is to end, whatever is left; null for never. */
  readonly #endsAt: number | null;
  #busy: Promise<void> = Promise.resolve();
  #waiting = 0;
  #showings = 0;

  constructor(store: StudyStore, scope: SessionScope, now: () => number, minutes: number | null = null) {
    this.#store = store;
    this.scope = scope;
    this.#now = now;
    this.#endsAt = minutes === null ? null : now() + minutes * 60_000;
  }

  /** Cards of this sitting, answered and still to come. */
  get total(): number {
    const counts = this.session?.counts;
    return this.tally.answered + (counts ? counts.due + counts.learning + counts.new : 0);
  }

  get card(): QueuedCard | null {
    return this.phase.kind === "front" || this.phase.kind === "revealed" ? this.phase.card : null;
  }

  start(): Promise<void> {
    return this.#do(async () => this.#show(await this.#store.session(this.scope)));
  }

  /** Shows the card anew, with what was edited in it. */
  refresh(): Promise<void> {
    return this.#do(() => this.#showAgain());
  }

  reveal(): Promise<void> {
    return this.#do(async () => {
      if (this.phase.kind === "front") this.phase = { kind: "revealed", card: this.phase.card };
    });
  }

  grade(grade: Grade, details: AnswerDetails = {}): Promise<void> {
    // Before anything is waited for, so that the next card is there with the next frame.
    const ahead = this.#waiting === 0 ? this.#showAhead() : null;
    return this.#do(async () => {
      const card = ahead?.answered ?? (this.phase.kind === "revealed" ? this.phase.card : null);
      if (!card) return;
      const first = ahead?.next.cardId;
      try {
        const { answered, session } = await this.#store.answerCard({
          ...this.scope,
          ...details,
          cardId: card.cardId,
          version: card.version,
          grade,
          durationMs: ahead?.shownMs ?? this.#now() - this.shownAt,
          ...(first === undefined ? {} : { first }),
        });
        this.#count(card, grade, 1);
        if (answered.leech === "tag") this.said = "Forgotten often: the card is marked as a leech.";
        if (answered.leech === "suspend") this.said = "Forgotten often: the card is suspended as a leech.";
        this.#show(session, ahead !== null);
      } catch (error) {
        if (ahead) {
          this.phase = { kind: "revealed", card };
          this.showing = ahead.showing;
        }
        throw error;
      }
    });
  }

  /** Goes on after the situation of a rule was answered, which reviewed its card. */
  answeredSituation(grade: Grade): Promise<void> {
    return this.#do(async () => {
      const card = this.card;
      const session = await this.#store.session(this.scope);
      if (card) this.#count(card, grade, 1);
      this.#show(session);
    });
  }

  /** Takes back what was done last to cards; what is not a session's business is left to its own screen. */
  undo(): Promise<void> {
    return this.#do(async () => {
      const step = (await this.#store.steps()).undo;
      if (step && !OF_A_SESSION.has(step.label.kind)) {
        this.said = "Nothing more to undo here.";
        return;
      }
      const { label } = await this.#store.undo();
      this.said = takenBack(label);
      if (label.kind !== "answer") return this.#showAgain();
      this.#uncount(label.cardId, label.grade);
      this.#show(await this.#store.session({ ...this.scope, first: label.cardId }));
    });
  }

  redo(): Promise<void> {
    return this.#do(async () => {
      const { label } = await this.#store.redo();
      this.said = doneAgain(label);
      if (label.kind !== "answer") return this.#showAgain();
      if (this.card?.cardId === label.cardId) this.#count(this.card, label.grade, 1);
      this.#show(await this.#store.session(this.scope));
    });
  }

  /** Suspends, buries or marks the card on screen. */
  change(change: CardChange): Promise<void> {
    return this.#do(async () => {
      const card = this.card;
      if (!card) return;
      await this.#store.changeCards({ cardIds: [card.cardId], change });
      if (change.kind === "flag") return this.#showAgain();
      this.said = change.kind === "suspend" ? "The card is suspended." : "The note waits until tomorrow.";
      this.#show(await this.#store.session(this.scope));
    });
  }

  /** Deletes the note of the card on screen, with all its cards. */
  remove(): Promise<void> {
    return this.#do(async () => {
      const card = this.card;
      if (!card) return;
      const { cards } = await this.#store.deleteCards({ cardIds: [card.cardId] });
      this.said = `${counted(cards, "card")} deleted.`;
      this.#show(await this.#store.session(this.scope));
    });
  }

  /** The card that was fetched with the one that is graded takes its place. */
  #showAhead(): {
    readonly answered: QueuedCard;
    readonly next: QueuedCard;
    readonly shownMs: number;
    readonly showing: number;
  } | null {
    if (this.phase.kind !== "revealed" || this.#isTimeUp()) return null;
    const answered = this.phase.card;
    const next = this.session?.cards.find(({ cardId }) => cardId !== answered.cardId);
    // A situation takes keys of its own, and has to be the one that is due when they come.
    if (!next || next.situationId !== null) return null;
    const shownMs = this.#now() - this.shownAt;
    const { showing } = this;
    this.phase = { kind: "front", card: next };
    this.#begin();
    return { answered, next, shownMs, showing };
  }

  async #showAgain(): Promise<void> {
    const shown = this.card;
    const revealed = this.phase.kind === "revealed";
    const { shownAt, showing } = this;
    this.#show(await this.#store.session({ ...this.scope, ...(shown ? { first: shown.cardId } : {}) }));
    if (this.phase.kind !== "front" || this.phase.card.cardId !== shown?.cardId) return;
    this.shownAt = shownAt;
    this.showing = showing;
    if (revealed) this.phase = { kind: "revealed", card: this.phase.card };
  }

  #count({ cardId, face }: QueuedCard, grade: Grade, by: 1 | -1) {
    const failed = grade === "again";
    const others = this.tally.forgotten.filter((one) => one.cardId !== cardId);
    this.tally = {
      answered: this.tally.answered + by,
      recalled: this.tally.recalled + (failed ? 0 : by),
      again: this.tally.again + (failed ? by : 0),
      forgotten: failed && by === 1 ? [...others, { cardId, prompt: face.prompt }] : this.tally.forgotten,
    };
  }

  #uncount(cardId: CardId, grade: Grade) {
    if (this.tally.answered === 0) return;
    const failed = grade === "again";
    const { answered, recalled, again, forgotten } = this.tally;
    this.tally = {
      answered: answered - 1,
      recalled: recalled - (failed ? 0 : 1),
      again: again - (failed ? 1 : 0),
      forgotten: failed ? forgotten.filter((one) => one.cardId !== cardId) : forgotten,
    };
  }

  /** @param isAhead the first card is on screen already, and stays as it is but for what was computed anew */
  #show(session: Session, isAhead = false) {
    this.session = session;
    const [card] = session.cards;
    if (isAhead && this.card && card?.cardId === this.card.cardId) {
      this.phase = { kind: "front", card };
      return;
    }
    this.#begin();
    if (card && !this.#isTimeUp()) this.phase = { kind: "front", card };
    else if (!card && session.nextLearningAt !== null) this.phase = { kind: "waiting" };
    else this.phase = { kind: "done", timeUp: card !== undefined };
  }

  #begin() {
    this.shownAt = this.#now();
    this.showing = ++this.#showings;
  }

  #isTimeUp(): boolean {
    return this.#endsAt !== null && this.#now() >= this.#endsAt;
  }

  /** Runs actions one after another, in the order of the keys. */
  #do(action: () => Promise<void>): Promise<void> {
    this.#waiting++;
    this.#busy = this.#busy.then(async () => {
      try {
        this.problem = null;
        this.said = null;
        await action();
      } catch (error) {
        await this.#recover(error);
      }
      this.#waiting--;
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
      this.#show(await this.#store.session(this.scope));
    }
  }
}

/** What the undo of a session takes back: what is done to cards, one after another. */
const OF_A_SESSION: ReadonlySet<string> = new Set([
  "answer",
  "edit",
  "suspend",
  "unsuspend",
  "bury",
  "flag",
  "delete",
  "leech",
  "forward",
]);
