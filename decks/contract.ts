/**
 * The boundary between the decks and everything that shows them. The renderer and the shell see this file, the
 * pure core, and nothing else of `decks/`. Verbs are the learner's; every call is one transaction; arguments and
 * results are plain data that can be cloned.
 */
import type { CardFace, FieldValue, NoteKind, SourceLine, Template } from "./core/cards/types.ts";
import type { EditSummary } from "./contract/edit-summary.ts";
import type {
  ExportRequest,
  ImportPlan,
  ImportReport,
  ImportRequest,
  SampleGuide,
} from "./contract/importing.ts";
import type { FittingVerbs } from "./contract/fitting.ts";
import type { NamedFile } from "./contract/named-file.ts";
import type { ExamVerbs } from "./contract/exams.ts";
import type { Counts, ReviewVerbs } from "./contract/reviewing.ts";
import type { SafetyVerbs } from "./contract/safety.ts";
import type { ScenarioVerbs } from "./contract/scenarios.ts";
import type { SettingsVerbs } from "./contract/settings.ts";
import type { UndoVerbs } from "./contract/undo.ts";
import type { CardId, DeckId, EventId, NoteId, PresetId } from "./core/ids.ts";
import type { CardState } from "./core/schedule/types.ts";
import type { EpochMs, StudyDay } from "./core/time.ts";

export interface StudyStore
  extends ScenarioVerbs, ReviewVerbs, UndoVerbs, SettingsVerbs, ExamVerbs, FittingVerbs, SafetyVerbs {
  /** Everything Today and the sidebar show. */
  today(): Promise<Today>;
  /** @throws StoreError `not-found` */
  deck(input: { readonly deckId: DeckId }): Promise<DeckDetail>;
  /** A page of a deck's cards (subdecks included) in the order of the guide. */
  deckCards(input: {
    readonly deckId: DeckId;
    readonly offset: number;
    readonly limit: number;
  }): Promise<{ readonly total: number; readonly cards: readonly DeckCard[] }>;

  /** Guides that ship with Cardinal. */
  sampleGuides(): Promise<readonly SampleGuide[]>;
  /** What an import would do; writes nothing. Never fails for a text that can be decoded: see `issues`. */
  planImport(input: ImportRequest): Promise<ImportPlan>;
  /**
   * Does what the plan of the same request shows, in one transaction.
   * @throws StoreError `stale` when the collection or the reading has changed since the plan was made
   */
  applyImport(input: ImportRequest & { readonly planId: string }): Promise<ImportReport>;
  /** The latest edit that can be taken back: an import of a guide, or a card edited by hand; null for none. */
  lastEdit(): Promise<EditSummary | null>;
  /**
   * Takes an edit back, in one transaction. Reviews given since stay with their cards.
   * @throws StoreError `stale` when it is not the latest any more
   */
  undoEdit(input: { readonly editId: EventId }): Promise<EditSummary>;
  /** What a card was made from, to be edited. @throws StoreError `not-found` */
  note(input: { readonly cardId: CardId }): Promise<NoteDetail>;
  /** Changes the texts and tags of a note, or nothing: then null. Schedules stay. @throws StoreError `not-found`, `invalid-input` */
  editNote(input: {
    readonly noteId: NoteId;
    readonly fields: Readonly<Record<string, FieldValue>>;
    readonly tags: readonly string[];
  }): Promise<EditSummary | null>;
  /** The guide that a deck was made from, to be read. @throws StoreError `not-found` */
  guide(input: { readonly deckId: DeckId }): Promise<GuideView>;
  /** Decks, or everything, as a file that Cardinal, Anki or a spreadsheet opens. @throws StoreError `not-found` */
  exportDecks(input: ExportRequest): Promise<NamedFile>;
  /** A picture or sound that a card names; null when there is none. */
  media(input: { readonly name: string }): Promise<Uint8Array | null>;
}

/** Forgetting or inventing a method does not compile. */
export const STORE_METHODS = {
  today: true,
  deck: true,
  deckCards: true,
  session: true,
  answerCard: true,
  changeCards: true,
  deleteCards: true,
  cardInfo: true,
  studyChoices: true,
  steps: true,
  undo: true,
  redo: true,
  sampleGuides: true,
  planImport: true,
  applyImport: true,
  lastEdit: true,
  undoEdit: true,
  note: true,
  editNote: true,
  guide: true,
  exportDecks: true,
  media: true,
  settings: true,
  changeSettings: true,
  savePreset: true,
  removePreset: true,
  usePreset: true,
  exams: true,
  planExam: true,
  examRemedies: true,
  saveExam: true,
  removeExam: true,
  fitParameters: true,
  cancelFitting: true,
  previewParameters: true,
  applyParameters: true,
  workload: true,
  misuse: true,
  packs: true,
  pack: true,
  planPack: true,
  importPack: true,
  removePack: true,
  exportPack: true,
  situations: true,
  situation: true,
  saveSituation: true,
  removeSituation: true,
  practiceOverview: true,
  nextSituation: true,
  answerSituation: true,
  bringForward: true,
  disputes: true,
  settleDispute: true,
  storageReport: true,
  snapshots: true,
  takeSnapshot: true,
  planRestore: true,
  restore: true,
  checkCollection: true,
} as const satisfies Record<keyof StudyStore, true>;

/** Told to every connected window after a change has been committed, its own included. */
export type StoreChange =
  | { readonly kind: "cards" }
  | { readonly kind: "decks" }
  | { readonly kind: "settings" }
  | { readonly kind: "scenarios" }
  | { readonly kind: "packs" }
  /** No change yet: how much of a long guide has been read, from 0 to 1. */
  | { readonly kind: "reading"; readonly name: string; readonly done: number }
  /** No change: how far the fitting of weights is, from 0 to 1. */
  | { readonly kind: "fitting"; readonly done: number };

export const STORE_ERROR_CODES = [
  /** The store is not there, or went away while the call was in flight. */
  "unavailable",
  "invalid-input",
  "not-found",
  /** The collection moved on since what the caller shows; ask again. */
  "stale",
  "nothing-to-undo",
  "nothing-to-redo",
  /** A file that cannot be read at all; `detail` says what and where. */
  "unreadable-file",
  /** The disk or the quota is full; nothing was changed. */
  "storage-full",
  /** The journal or the database refused the write; nothing was confirmed. */
  "write-failed",
  /** A newer Cardinal wrote this collection or file. */
  "newer-version",
  "internal",
] as const;
export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number];

/** Switch on `code`. `detail` is a sentence for the person, or empty. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  constructor(
    readonly code: StoreErrorCode,
    readonly detail = "",
  ) {
    super(detail === "" ? code : `${code}: ${detail}`);
  }
}

// What Today shows

export interface Today {
  readonly day: StudyDay;
  readonly now: EpochMs;
  readonly counts: Counts;
  /** Whole minutes at the learner's own pace; 0 when nothing is due. */
  readonly minutes: number;
  /** Cards that fall due tomorrow, new cards at the daily limit included. */
  readonly tomorrow: number;
  /** Consecutive study days up to today or yesterday. */
  readonly daysInARow: number;
  readonly reviewedToday: number;
  readonly decks: readonly DeckSummary[];
  /** Reviews of the past 42 days, oldest first, today last. */
  readonly reviewsPerDay: readonly number[];
  /** Review cards that fall due on each of the next 14 days, tomorrow first. */
  readonly forecast: readonly number[];
}

/** A top-level deck or a subdeck, counts including everything below it. */
export interface DeckSummary {
  readonly deckId: DeckId;
  readonly parentId: DeckId | null;
  readonly name: string;
  readonly counts: Counts;
  /** The preset of its own, if it has one. */
  readonly presetId: PresetId | null;
  readonly cards: number;
}

export interface DeckDetail extends DeckSummary {
  readonly subdecks: readonly DeckSummary[];
  readonly guide: { readonly title: string; readonly fileName: string; readonly importedAt: EpochMs } | null;
  readonly states: Readonly<Record<CardState, number>>;
  readonly reviews: number;
}

export interface DeckCard {
  readonly cardId: CardId;
  readonly kind: NoteKind;
  readonly template: Template;
  readonly face: CardFace;
  readonly source: SourceLine | null;
  readonly state: CardState;
  /** Null while new. */
  readonly due: EpochMs | null;
  readonly intervalDays: number;
  /** Kept with its history, and never asked. */
  readonly suspended: boolean;
}

// Import and export

export interface NoteDetail {
  readonly noteId: NoteId;
  readonly kind: NoteKind;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** What the `values` of a typed note are called, in their order; empty for other notes. */
  readonly fieldNames: readonly string[];
  readonly tags: readonly string[];
  /** The objectives of its guide, for the tags "objective:1" and so on. */
  readonly objectives: readonly string[];
  /** How many cards are made from it. */
  readonly cards: number;
}

/** A guide to be read, and how well it is known. Texts are Markdown. */
export interface GuideView {
  readonly deckId: DeckId;
  readonly title: string;
  readonly fileName: string;
  readonly sections: readonly GuideViewSection[];
}

export interface GuideViewSection {
  readonly heading: string;
  /** 1 to 6; 0 for what stands above the first heading. */
  readonly depth: number;
  /** Of the heading, 1-based, in the file. */
  readonly line: number;
  readonly isBigIdea: boolean;
  readonly blocks: readonly { readonly line: number; readonly markdown: string }[];
  /** Cards made from this section, those of deeper ones aside. */
  readonly cards: number;
  /** Mean retrievability of them now, new ones counting as 0; null without cards. */
  readonly known: number | null;
}
