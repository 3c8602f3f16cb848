import type { StepLabel } from "../decks/contract/undo.ts";
import type { Grade } from "../decks/core/schedule/types.ts";
import { counted } from "./words.ts";

const GRADES: Record<Grade, string> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };

/** What was done, as the subject of a sentence. */
export function deedWords(label: StepLabel): string {
  switch (label.kind) {
    case "answer":
      return `The grade “${GRADES[label.grade]}”`;
    case "forward":
      return `Bringing ${counted(label.cards, "card")} forward`;
    case "settings":
      return "The change of settings";
    case "restore":
      return "Restoring the snapshot";
    case "edit":
    case "import":
      return label.name;
    default:
      return `${DEEDS[label.kind]} ${label.name}`;
  }
}

const DEEDS: Record<
  Exclude<StepLabel["kind"], "answer" | "forward" | "settings" | "restore" | "edit" | "import">,
  string
> = {
  suspend: "Suspending",
  unsuspend: "Waking",
  bury: "Burying",
  flag: "The mark on",
  delete: "Deleting",
  leech: "Marking as a leech:",
  reschedule: "Rescheduling",
};

/** "The grade “Good” was undone." */
export function takenBack(label: StepLabel): string {
  return `${deedWords(label)} was undone.`;
}

/** "The grade “Good” was redone." */
export function doneAgain(label: StepLabel): string {
  return `${deedWords(label)} was redone.`;
}
