import type { CardId, EventId } from "../core/ids.ts";
import type { EditKind } from "../core/log/events.ts";
import type { Grade } from "../core/schedule/types.ts";

/** What was done, for the words that say it was taken back or done again. */
export type StepLabel =
  | { readonly kind: "answer"; readonly grade: Grade; readonly cardId: CardId }
  /** Cards that were brought forward to today. */
  | { readonly kind: "forward"; readonly cards: number }
  /** `name` says what of: "Edit of Delta", "Import of rivers.md", and for all others a note's title or "3 cards". */
  | { readonly kind: EditKind; readonly name: string }
  | { readonly kind: "settings" }
  /** A snapshot was restored. */
  | { readonly kind: "restore" };

/** What the next undo and the next redo would do; null where there is nothing. */
export interface Steps {
  readonly undo: Step | null;
  readonly redo: Step | null;
}

export interface Step {
  /** The first event of what was done. */
  readonly id: EventId;
  readonly label: StepLabel;
}

/** Taking back and doing again, for everything that changes the collection. */
export interface UndoVerbs {
  steps(): Promise<Steps>;
  /**
   * Takes back the latest thing done on this device that was not taken back, whatever it was.
   * @throws StoreError `nothing-to-undo`
   */
  undo(): Promise<Step>;
  /**
   * Does again what was taken back last; anything else that was done since ends that.
   * @throws StoreError `nothing-to-redo`
   */
  redo(): Promise<Step>;
}
