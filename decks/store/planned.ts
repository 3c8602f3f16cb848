import type { ImportPlan, ImportReport } from "../contract/importing.ts";
import type { Changes } from "../formats/changes.ts";
import type { DeckFile } from "../formats/deck-file.ts";

/** What a request comes down to against the collection as it is. */
export type Planned = {
  readonly plan: Omit<ImportPlan, "planId" | "disputes">;
  readonly deckId: ImportReport["deckId"];
} & (
  | { readonly changes: Changes }
  /** A deck with its history; `events` of it are new. */
  | { readonly contents: DeckFile; readonly events: number }
);
