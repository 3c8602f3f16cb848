import type { DeckPlan, GuidePlan } from "../contract/importing.ts";
import type { DeckId } from "../core/ids.ts";
import type { Changes } from "../formats/changes.ts";
import type { DeckContents } from "../formats/contents.ts";
import type { Merged } from "../formats/merge.ts";

/** What a request comes down to against the collection as it is. */
export type Planned = PlannedGuide | PlannedDeck;

export interface PlannedGuide {
  readonly plan: Omit<GuidePlan, "planId" | "disputes">;
  readonly deckId: DeckId;
  readonly changes: Changes;
}

export interface PlannedDeck {
  readonly plan: Omit<DeckPlan, "planId">;
  readonly contents: DeckContents;
  readonly merged: Merged;
}

export function isGuide(planned: Planned): planned is PlannedGuide {
  return "changes" in planned;
}
