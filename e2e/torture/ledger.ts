import type { StoreError } from "../../decks/contract.ts";
import type { EventId } from "../../decks/core/ids.ts";
import { readEventId } from "../../decks/core/log/clock.ts";
import type { FoundRows } from "../harness/page-store.ts";
import type { Phase } from "./deeds.ts";
import {
  changed,
  type Changes,
  difference,
  type Expected,
  explained,
  reversed,
  type State,
  stateOf,
  withReview,
} from "./model.ts";

/** Something that was begun. */
interface Deed {
  readonly phase: Phase;
  readonly expected: Expected;
  confirmed: boolean;
}

/** Everything that was confirmed, and what was under way; it outlives every kill. */
export class Ledger {
  state: State = new Map();
  /** The collection at each snapshot, by the name of its file. */
  readonly snapshots = new Map<string, State>();
  /** Codes that the store refused something with, and how often. */
  readonly refusals = new Map<string, number>();
  confirmedChanges = 0;
  /** Set while a row was taken out behind the store's back. */
  spoilt = false;
  readonly #open = new Set<Deed>();
  /** What each step did, to be taken back and done again. */
  readonly #steps = new Map<string, { readonly before: Changes; readonly after: Changes }>();

  begin(phase: Phase, expected: Expected): Deed {
    const deed: Deed = { phase, expected, confirmed: false };
    this.#open.add(deed);
    return deed;
  }

  /** What is under way, the heaviest first; null when nothing is. */
  phase(): Phase | null {
    const phases = [...this.#open].map(({ phase }) => phase);
    return phases.find((phase) => phase !== "grading" && phase !== "idle") ?? phases[0] ?? null;
  }

  /** It is over and changed nothing. */
  settle(deed: Deed): void {
    this.#open.delete(deed);
  }

  /** It is confirmed; what it did is not known yet in every detail. */
  confirmed(deed: Deed): void {
    deed.confirmed = true;
    this.confirmedChanges++;
  }

  happened(deed: Deed, changes: Changes): void {
    this.#lastBefore = reversed(this.state, changes);
    this.state = changed(this.state, changes);
    this.confirmedChanges++;
    this.#open.delete(deed);
  }
  #lastBefore: Changes = new Map();

  reviewed(deed: Deed, cardId: string, eventId: string, stepId: string | null): void {
    const changes = withReview(this.state, cardId, eventId);
    this.happened(deed, changes);
    this.stepOf(changes, stepId === eventId ? stepId : null);
  }

  restored(deed: Deed, state: State): void {
    this.happened(deed, difference(this.state, state));
  }

  /** Books what imports that were confirmed have brought. @throws Error when it is not what was promised */
  arrived(rows: FoundRows): Changes {
    const before = this.state;
    const trouble = this.reconcile(rows);
    if (trouble.length > 0) throw new Error(trouble.join("\n"));
    const changes = difference(before, this.state);
    this.#lastBefore = reversed(before, changes);
    return changes;
  }

  /** The changes just booked are what the step did. */
  stepOf(changes: Changes, stepId: string | null): void {
    if (stepId !== null && !this.#steps.has(stepId))
      this.#steps.set(stepId, { before: this.#lastBefore, after: changes });
  }

  changesOf(stepId: string, way: "undo" | "redo"): Changes | null {
    const step = this.#steps.get(stepId);
    return (way === "undo" ? step?.before : step?.after) ?? null;
  }

  /** Takes what is there as it is. */
  adopt(rows: FoundRows): void {
    this.state = stateOf(rows);
  }

  /** So many answers are confirmed on the screen, and the next is on its way. */
  atTheScreen(count: number): void {
    if (count > 0) this.confirmedChanges++;
    this.#open.clear();
    const deed = this.begin("grading", { kind: "answers", least: count, most: count + 1 });
    deed.confirmed = count > 0;
  }

  /** Answers that stand and were given from `at` on. */
  reviewsSince(at: number): number {
    const ids = [...this.state].flatMap(([key, value]) =>
      key.startsWith("reviews ") ? value.split(" ") : [],
    );
    return ids.filter((id) => readEventId(id as EventId).wall >= at).length;
  }

  snapshotTaken(name: string): void {
    this.snapshots.set(name, this.state);
  }

  spoil(spoilt: boolean): void {
    this.spoilt = spoilt;
  }

  refused({ code }: StoreError): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  /**
   * Holds what is there against what was confirmed, and goes on from it.
   * @returns what is missing or changed, one line each; empty when nothing was lost
   */
  reconcile(rows: FoundRows): readonly string[] {
    const found = stateOf(rows);
    let left = difference(this.state, found);
    const trouble: string[] = [];
    for (const deed of this.#open) {
      const { happened, left: rest } = explained(this.state, left, deed.expected);
      left = rest;
      if (deed.confirmed && !happened) trouble.push(`lost: a confirmed deed (${deed.phase})`);
    }
    for (const [key, value] of left) {
      const before = this.state.get(key);
      trouble.push(
        `${before === undefined ? "came from nowhere" : value === null ? "lost" : "changed"}: ${key} (${short(before)} → ${short(value)})`,
      );
    }
    this.#open.clear();
    this.state = found;
    return trouble;
  }
}

const short = (text: string | null | undefined): string => (text ?? "nothing").slice(-160);
