import type { EventId } from "../core/ids.ts";

/** A change of cards that can be taken back. */
export interface EditSummary {
  readonly editId: EventId;
  /** "Import of guide.md", "Edit of Cold start" */
  readonly name: string;
}
