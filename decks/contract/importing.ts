/** The part of the boundary that imports use; see `contract.ts`. */
import type { SectionPreview } from "../core/cards/sections.ts";
import type { Choice, NoteChange } from "../core/cards/three-way.ts";
import type { DeckId, EventId, FileHash } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import type { NamedFile } from "./named-file.ts";
import type { DisputeView } from "./scenarios.ts";

export interface SampleGuide {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly fileName: string;
  readonly cards: number;
  readonly scenarios: number;
}

export interface ImportRequest {
  readonly source:
    { readonly kind: "file"; readonly file: NamedFile } | { readonly kind: "sample"; readonly id: string };
  /** The learner's choices; absent ones take the plan's defaults. */
  readonly deckName?: string;
  /** Ids of the plan's sections to leave out, and of those left out by default to take in. */
  readonly leaveOut?: readonly string[];
  readonly takeIn?: readonly string[];
  /** The deck whose guide this is an edition of, or "new"; absent lets the texts decide. */
  readonly into?: DeckId | "new";
  /** For single notes of the plan's `changes`: keep the learner's own version, or take the guide's. */
  readonly choices?: Readonly<Record<string, Choice>>;
  /** What becomes of cards that the guide no longer has; they are suspended unless asked otherwise. */
  readonly removed?: "suspend" | "delete";
}

export interface ImportPlan {
  /** Digest of everything the import would do. */
  readonly planId: string;
  readonly format: "guide" | "cardinal-deck";
  readonly fileName: string;
  readonly title: string;
  readonly deckName: string;
  readonly lines: number;
  readonly sections: readonly SectionPreview[];
  readonly cards: ImportChanges;
  readonly reviews: number;
  readonly scenarios: number;
  readonly objectives: number;
  /** The deck this would go into, when the collection already has it. */
  readonly existingDeckId: DeckId | null;
  /** Decks that it may be an edition of; while there are any, `into` must say which, or "new". */
  readonly candidates: readonly {
    readonly deckId: DeckId;
    readonly name: string;
    /** 0 to 1 */
    readonly shared: number;
  }[];
  /** What differs from the last import, note by note; empty on the first. At most 2,000 are listed. */
  readonly changes: readonly NoteChange[];
  readonly issues: readonly Issue[];
  /** What the guide states and an installed rule pack contradicts, in the order of the guide. */
  readonly disputes: readonly (DisputeView & { readonly line: number })[];
}

export interface ImportChanges {
  readonly add: number;
  readonly update: number;
  readonly unchanged: number;
  /** Cards that the guide no longer has. */
  readonly remove: number;
  /** Cards whose text both the learner and the guide changed. */
  readonly conflicts: number;
}

export interface ImportReport {
  readonly deckId: DeckId;
  readonly deckName: string;
  readonly cards: ImportChanges;
  readonly reviews: number;
  readonly sourceHash: FileHash;
  /** To take it back with; null when nothing changed, or for a deck file with its history. */
  readonly editId: EventId | null;
}
