/** The part of the boundary that imports use; see `contract.ts`. */
import type { SectionPreview } from "../core/cards/sections.ts";
import type { Choice, NoteChange } from "../core/cards/three-way.ts";
import type { DeckId, EventId, FileHash } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import type { MergeChoices, Outcome } from "../formats/merge.ts";
import type { ReadWarning } from "../formats/read-warning.ts";
import type { TableReading } from "../formats/table-reading.ts";
import type { TableOptions } from "../formats/text-table/options.ts";
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
  /** The learner's choices for a study guide; absent ones take the plan's defaults. */
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
  /** The learner's choices for a deck of cards. */
  readonly merge?: MergeChoices;
  /** How a table is to be read, where the guess is not right. */
  readonly table?: TableOptions;
}

export type ImportPlan = GuidePlan | DeckPlan;

/** What an import of a study guide would do. */
export interface GuidePlan {
  /** Digest of everything the import would do. */
  readonly planId: string;
  readonly format: "guide";
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

/** What an import of a deck of cards would do: an Anki package, a table, a Markdown deck, or an export of Cardinal's. */
export interface DeckPlan {
  readonly planId: string;
  readonly format: DeckFormat;
  readonly fileName: string;
  /** "Anki package", "Table of text", in words. */
  readonly formatName: string;
  /** Every deck that cards go to, parents first. */
  readonly decks: readonly {
    readonly path: readonly string[];
    readonly cards: number;
    readonly isNew: boolean;
  }[];
  readonly noteTypes: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** Notes by what becomes of them; `dropped` counts the records that could not be read. */
  readonly notes: Readonly<Record<Outcome | "dropped", number>>;
  /** A few of each, to be looked at before anything is written. */
  readonly samples: Readonly<Record<Outcome, readonly NoteSample[]>>;
  /** Cards that come, reviews that are not here yet, files that come along. */
  readonly cards: number;
  readonly reviews: number;
  readonly media: { readonly files: number; readonly bytes: number };
  readonly packs: number;
  readonly situations: number;
  /** Whether the file has schedules at all, and how many cards stand later here than there. */
  readonly scheduling: { readonly inFile: boolean; readonly laterHere: number };
  readonly merge: MergeChoices;
  readonly warnings: readonly ReadWarning[];
  /** Records that were not read, by line; at most 2,000. */
  readonly issues: readonly Issue[];
  /** How the table was read, and its first rows; null for other formats. */
  readonly table: TableReading | null;
}

export type DeckFormat = "anki" | "bundle" | "deck-file" | "table" | "markdown-deck";

export interface NoteSample {
  readonly title: string;
  readonly deck: string;
  /** Texts of both sides in words; `mine` is null for a new note. */
  readonly theirs: string;
  readonly mine: string | null;
  readonly takesTheirs: boolean;
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
  /** Where the cards went; null when the file brought none. */
  readonly deckId: DeckId | null;
  readonly deckName: string;
  readonly cards: ImportChanges;
  readonly reviews: number;
  readonly sourceHash: FileHash;
  /** To take it back with; null when nothing changed. */
  readonly editId: EventId | null;
}

export interface ExportRequest {
  /** Null for everything. A deck brings its subdecks. */
  readonly deckIds: readonly DeckId[] | null;
  readonly format: "bundle" | "anki" | "csv" | "tsv" | "markdown";
  /** Schedules and reviews; not part of the text formats. */
  readonly scheduling: boolean;
}

export type { MergeChoices, Outcome, ReadWarning, TableOptions, TableReading };
