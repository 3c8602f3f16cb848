import type { QueuedCard } from "../../decks/contract/reviewing.ts";
import type { TypedSettings } from "../../decks/core/cards/answer-text.ts";
import { type AnswerComparison, compareAnswer } from "../../decks/core/cards/compare-answer.ts";
import type { CardFace } from "../../decks/core/cards/types.ts";
import type { AnswerDetails, Confidence, Grade } from "../../decks/core/schedule/types.ts";
import { namedItems } from "./named-items.ts";

/** What the learner did with a card before grading it. */
interface Given {
  /** The showing of the card that this belongs to. */
  readonly showing: number;
  /** Whether there is a field to type in; null where the card decides. */
  readonly isTyping: boolean | null;
  readonly text: string;
  readonly lines: readonly string[];
  readonly picked: readonly string[];
  /** Items ticked by hand, by index; null while what was typed decides. */
  readonly ticked: readonly number[] | null;
  readonly confidence: Confidence | null;
}

const NOTHING = {
  isTyping: null,
  text: "",
  lines: [],
  picked: [],
  ticked: null,
  confidence: null,
} as const;

/** What a card is being asked with: the card on screen, and which showing of it this is. */
export interface Asked {
  readonly card: QueuedCard | null;
  readonly showing: number;
}

/**
 * How the card on screen is being answered: what is typed, picked, ticked and said about it before it is graded, and
 * the grade that follows. Everything belongs to one showing of one card, so that the next card begins with nothing and
 * a card that comes back because its answer could not be saved still has all.
 */
export class Answering {
  #given = $state.raw<Given>({ ...NOTHING, showing: -1 });
  readonly #asked: () => Asked;
  readonly #settings: () => TypedSettings;

  constructor(asked: () => Asked, settings: () => TypedSettings) {
    this.#asked = asked;
    this.#settings = settings;
  }

  get #now(): Given {
    const { showing } = this.#asked();
    return this.#given.showing === showing ? this.#given : { ...NOTHING, showing };
  }

  get #face(): CardFace | null {
    return this.#asked().card?.face ?? null;
  }

  #change(changed: Partial<Given>) {
    this.#given = { ...this.#now, ...changed };
  }

  /** Whether there is something that could be typed. */
  get canType(): boolean {
    return (this.#face?.typed ?? this.#face?.list ?? null) !== null;
  }

  get isTyping(): boolean {
    return this.canType && (this.#now.isTyping ?? this.#face?.typed?.atOnce ?? false);
  }

  get text(): string {
    return this.#now.text;
  }

  set text(text: string) {
    this.#change({ text });
  }

  /** A line for every item that is wanted. */
  get lines(): readonly string[] {
    const wanted = this.#face?.list?.wanted ?? 0;
    return Array.from({ length: wanted }, (_, index) => this.#now.lines[index] ?? "");
  }

  get picked(): readonly string[] {
    return this.#now.picked;
  }

  get confidence(): Confidence | null {
    return this.#now.confidence;
  }

  /** The items of a list that were named: ticked by hand, else those that the typed lines match. */
  get ticked(): readonly number[] {
    const list = this.#face?.list;
    return this.#now.ticked ?? (list ? namedItems(this.lines, list.items, this.#settings()) : []);
  }

  /** What was typed beside the answer; null when nothing was. */
  get comparison(): AnswerComparison | null {
    const expected = this.#face?.typed?.expected;
    const { text } = this.#now;
    return expected === undefined || text.trim() === ""
      ? null
      : compareAnswer(text, expected, this.#settings());
  }

  /** The grade that what was done speaks for; null when it says nothing. */
  get suggested(): Grade | null {
    const face = this.#face;
    if (face?.choices && face.right.length > 0 && this.picked.length > 0) {
      const isRight = face.right.length === this.picked.length;
      return isRight && face.right.every((option) => this.picked.includes(option)) ? "good" : "again";
    }
    if (face?.list) {
      const isAnswered = this.#now.ticked !== null || this.lines.some((line) => line.trim() !== "");
      return isAnswered ? (this.ticked.length >= face.list.wanted ? "good" : "again") : null;
    }
    return this.comparison?.suggested ?? null;
  }

  /** What is recorded with the grade. */
  details(): AnswerDetails {
    const { confidence, picked } = this;
    return {
      ...(confidence === null ? {} : { confidence }),
      ...(picked.length === 0 ? {} : { picked: [...picked] }),
    };
  }

  startTyping() {
    if (this.canType) this.#change({ isTyping: true });
  }

  stopTyping() {
    this.#change({ isTyping: false });
  }

  write(index: number, text: string) {
    this.#change({ lines: this.lines.map((line, at) => (at === index ? text : line)) });
  }

  /** Picks an option by its place, or lets go of it; where one alone is right, another pick takes its place. */
  pick(index: number) {
    const face = this.#face;
    const option = face?.choices?.[index];
    if (!face || option === undefined) return;
    const { picked } = this;
    if (picked.includes(option)) this.#change({ picked: picked.filter((one) => one !== option) });
    else this.#change({ picked: face.right.length > 1 ? [...picked, option] : [option] });
  }

  tick(index: number, on: boolean) {
    const others = this.ticked.filter((one) => one !== index);
    this.#change({ ticked: on ? [...others, index] : others });
  }

  say(confidence: Confidence) {
    this.#change({ confidence: this.confidence === confidence ? null : confidence });
  }
}
