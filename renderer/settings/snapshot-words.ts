import type {
  CollectionTotals,
  RestorePlan,
  SnapshotReason,
  SnapshotSummary,
} from "../../decks/contract/safety.ts";
import type { EpochMs } from "../../decks/core/time.ts";
import { calendarDay } from "../dates.ts";
import { counted } from "../words.ts";

/** Why a snapshot was taken. */
export const REASONS: Record<SnapshotReason, string> = {
  timed: "While you worked",
  quit: "When Cardinal was closed",
  asked: "Asked for by you",
  import: "Before an import",
  upgrade: "Before an upgrade of the database",
  restore: "Before a snapshot was restored",
  bulk: "Before cards were changed or deleted",
  damaged: "What a damaged database still held",
  journal: "To stand in for a part of the journal",
};

/** The rows of the table that holds now against then. */
export const TOTALS: Record<keyof CollectionTotals, string> = {
  decks: "Decks",
  notes: "Notes",
  cards: "Cards",
  reviews: "Answers",
};

export interface SnapshotDay {
  readonly day: string;
  readonly snapshots: readonly SnapshotSummary[];
}

/** Snapshots under the calendar days that they were taken on, in the order given. */
export function snapshotDays(snapshots: readonly SnapshotSummary[], now: EpochMs): readonly SnapshotDay[] {
  const days: { day: string; snapshots: SnapshotSummary[] }[] = [];
  for (const snapshot of snapshots) {
    const day = calendarDay(snapshot.savedAt, now);
    const last = days.at(-1);
    if (last?.day === day) last.snapshots.push(snapshot);
    else days.push({ day, snapshots: [snapshot] });
  }
  return days;
}

/** What restoring would change, one sentence each; what is lost stands first. Empty when no difference was found. */
export function differenceWords(plan: RestorePlan): readonly string[] {
  const { reviewsGone, cardsGone, cardsBack, cardsMoved, notesChanged, now, then } = plan;
  // Answers that both have are those of now that stay.
  const reviewsBack = then.reviews - (now.reviews - reviewsGone);
  return [
    reviewsGone > 0 ? `${counted(reviewsGone, "answer")} given since would count no more.` : "",
    deckWords(plan.decksGone, "would go."),
    cardsGone > 0 ? `${counted(cardsGone, "card")} would go.` : "",
    reviewsBack > 0 ? `${counted(reviewsBack, "answer")} would count again.` : "",
    deckWords(plan.decksBack, "would come back."),
    cardsBack > 0 ? `${counted(cardsBack, "card")} would come back.` : "",
    cardsMoved > 0
      ? `${counted(cardsMoved, "card")} would stand where ${cardsMoved === 1 ? "it" : "they"} stood in ${cardsMoved === 1 ? "its" : "their"} schedule then.`
      : "",
    notesChanged > 0
      ? `${counted(notesChanged, "note")} would read as ${notesChanged === 1 ? "it" : "they"} did then.`
      : "",
    plan.settingsChange ? "Your settings would be as they were then." : "",
  ].filter((sentence) => sentence !== "");
}

const MOST_NAMES = 5;

function deckWords(names: readonly string[], what: string): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, MOST_NAMES).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  return `The ${names.length === 1 ? "deck" : "decks"} ${listed(parts)} ${what}`;
}

function listed(parts: readonly string[]): string {
  const [last = "", ...others] = [...parts].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
