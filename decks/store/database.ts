import type { Dexie, Table, Transaction } from "dexie";
import type { Note, NoteType, Template } from "../core/cards/types.ts";
import type {
  CardId,
  DeckId,
  EventId,
  FileHash,
  GuideId,
  NoteId,
  NoteTypeId,
  PackId,
  SituationId,
} from "../core/ids.ts";
import type { Situation } from "../core/scenario/types.ts";
import type { ParameterSet, Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { EpochMs, StudyDay } from "../core/time.ts";
import type { FileMedia } from "../formats/changes.ts";
import type { FileDeck, FileGuide, FileImported } from "../formats/deck-file.ts";
import type { Applied } from "./journal.ts";
import type { PastReviews } from "../core/log/past-reviews.ts";
import type { ReviewSegment } from "../core/log/review-segments.ts";
import type { StepRow } from "./steps.ts";
import { toVersion2, toVersion3, toVersion4, toVersion5 } from "./upgrades.ts";

/** Which queue a card waits in; with `due` the one index that the day's queue is read from. */
export const QUEUE = { new: 0, learning: 1, review: 2, suspended: 3, buried: 4 } as const;
export type Queue = (typeof QUEUE)[keyof typeof QUEUE];

export interface CardRow {
  readonly id: CardId;
  readonly noteId: NoteId;
  readonly deckId: DeckId;
  readonly template: Template;
  readonly position: number;
  readonly queue: Queue;
  /** New: position. Learning: epoch ms. Review: study day. Suspended: 0. Buried: the study day it comes back on. */
  readonly due: number;
  readonly suspended: boolean;
  readonly buriedUntil: StudyDay | null;
  readonly flag: number;
  readonly schedule: Schedule;
  /** The card's latest event, retractions included; null before the first. */
  readonly lastEventId: EventId | null;
}

/** Kept inside the transaction of every answer, so that counts need no counting. */
export interface DeckCountsRow {
  readonly deckId: DeckId;
  readonly new: number;
  readonly learning: number;
  /** Review cards by the study day on which they fall due. */
  readonly reviewsByDay: Readonly<Record<number, number>>;
  /** Suspended and buried cards. */
  readonly resting: number;
}

/** What was done on a day in a deck. */
export interface DayRow {
  readonly day: StudyDay;
  readonly deckId: DeckId;
  readonly answers: number;
  /** Answers to cards that were new, and to cards in review: what the daily limits count. */
  readonly newCards: number;
  readonly reviewCards: number;
  readonly again: number;
  readonly durationMs: number;
}

export interface ScenarioAnswerRow {
  readonly id: EventId;
  readonly packId: PackId;
  readonly situationId: SituationId;
  readonly answeredAt: EpochMs;
  readonly score: number;
  /** Null for answers of before version 3. */
  readonly decision: string | null;
}

/** A pack that was imported, as its file had it. */
export interface PackRow {
  readonly id: PackId;
  readonly json: unknown;
}

/** Reviews of other programs that one import brought; its id is the digest of the file they came in. */
export interface PastReviewsRow extends PastReviews {
  readonly id: FileHash;
}

export interface MetaRow {
  readonly key: "state";
  readonly applied: Applied;
  /** The latest event of all writers that the database holds. */
  readonly lastEventId: EventId | null;
  readonly events: number;
  readonly settings: Settings | null;
}

export type Database = Dexie & {
  readonly decks: Table<FileDeck, DeckId>;
  readonly guides: Table<FileGuide, GuideId>;
  readonly notes: Table<Note, NoteId>;
  /** Notes as their guides gave them at the last import. */
  readonly imported: Table<FileImported, NoteId>;
  readonly cards: Table<CardRow, CardId>;
  readonly deckCounts: Table<DeckCountsRow, DeckId>;
  readonly days: Table<DayRow, [StudyDay, DeckId]>;
  /** The newest events; older ones are sealed into `reviewSegments`. */
  readonly reviewTail: Table<ScheduleEvent, EventId>;
  readonly reviewSegments: Table<ReviewSegment, string>;
  readonly pastReviews: Table<PastReviewsRow, FileHash>;
  readonly parameterSets: Table<ParameterSet, string>;
  readonly noteTypes: Table<NoteType, NoteTypeId>;
  readonly media: Table<FileMedia, string>;
  readonly scenarioAnswers: Table<ScenarioAnswerRow, EventId>;
  readonly packs: Table<PackRow, PackId>;
  /** Situations that the learner told, and worked examples whose facts the learner confirmed. */
  readonly situations: Table<Situation, SituationId>;
  /** What can be taken back or done again. */
  readonly steps: Table<StepRow, EventId>;
  readonly meta: Table<MetaRow, "state">;
};

export const DATABASE_NAME = "cardinal";

/**
 * Every version that was ever released, oldest first; none is changed once it is out. A new one adds its entry here,
 * with an upgrade where rows change, and a saved database of the version before to `fixtures/`.
 */
export const VERSIONS: readonly {
  readonly version: number;
  readonly stores: Record<string, string>;
  readonly upgrade?: (transaction: Transaction) => Promise<void>;
}[] = [
  {
    version: 1,
    stores: {
      decks: "id",
      guides: "id",
      notes: "id",
      cards: "id, noteId, [deckId+queue+due]",
      deckCounts: "deckId",
      days: "[day+deckId]",
      reviewTail: "id, cardId",
      reviewSegments: "id",
      parameterSets: "id",
      scenarioAnswers: "id, situationId",
      meta: "key",
    },
  },
  { version: 2, stores: { imported: "id, guideId" }, upgrade: toVersion2 },
  { version: 3, stores: { packs: "id", situations: "id" }, upgrade: toVersion3 },
  { version: 4, stores: { noteTypes: "id", media: "id", pastReviews: "id" }, upgrade: toVersion4 },
  { version: 5, stores: { steps: "id, undone" }, upgrade: toVersion5 },
];

/** IndexedDB counts in tenths of Dexie's versions. */
export const NATIVE_VERSION = 10 * Math.max(...VERSIONS.map(({ version }) => version));

/** The tables that a database of IndexedDB's version `native` has. */
export function tablesOf(native: number): readonly string[] {
  return VERSIONS.filter(({ version }) => version * 10 <= native).flatMap(({ stores }) =>
    Object.keys(stores),
  );
}
