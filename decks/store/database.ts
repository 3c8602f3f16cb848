import Dexie, { type Table, type Transaction } from "dexie";
import { StoreError } from "../contract.ts";
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
const VERSIONS: readonly {
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

export interface OpenDatabase {
  readonly database: Database;
  /** Whether the database was made just now, and whether the browser had thrown an older one away. */
  readonly created: boolean;
  readonly discarded: boolean;
}

/**
 * Opens the database, or makes it.
 * @throws StoreError `newer-version` when a newer Cardinal made it, `unavailable` when it cannot be opened
 */
export async function openDatabase(
  name: string,
  factory: IDBFactory,
  keyRange: typeof IDBKeyRange,
): Promise<OpenDatabase> {
  const rotated = await rotateLog(factory, name);
  const seen = { created: false, discarded: false, newer: false };
  const database = new Dexie(name, {
    chromeTransactionDurability: "strict",
    indexedDB: watched(factory, seen),
    IDBKeyRange: keyRange,
    autoOpen: false,
  }) as Database;
  for (const { version, stores, upgrade } of VERSIONS) {
    const declared = database.version(version).stores(stores);
    if (upgrade) declared.upgrade(upgrade);
  }
  // Another tab wants a newer version: let go, or it waits for ever.
  database.on("versionchange", () => database.close());
  try {
    await database.open();
  } catch {
    database.close();
    throw new StoreError(seen.newer ? "newer-version" : "unavailable");
  }
  return { database, created: seen.created, discarded: seen.discarded || rotated.discarded };
}

/**
 * Making and deleting an empty database forces LevelDB to begin a new log. Chromium tolerates a record that a kill
 * tore only while it is the last one; appending behind it would make the next start throw everything away.
 */
async function rotateLog(factory: IDBFactory, name: string): Promise<{ readonly discarded: boolean }> {
  const scratch = `${name}-scratch`;
  // As the first database that is opened, it is also the one that Chromium tells what it threw away.
  const seen = { created: false, discarded: false, newer: false };
  await settled(watched(factory, seen).open(scratch, 1), (database) => database.close());
  await settled(factory.deleteDatabase(scratch));
  return seen;
}

function settled<T>(request: IDBRequest<T>, onSuccess: (result: T) => void = () => {}): Promise<void> {
  return new Promise((resolve) => {
    request.onsuccess = () => {
      onSuccess(request.result);
      resolve();
    };
    request.onerror = () => resolve();
  });
}

interface Seen {
  created: boolean;
  discarded: boolean;
  newer: boolean;
}

/** IndexedDB counts in tenths of Dexie's versions. */
const NATIVE_VERSION = 10 * Math.max(...VERSIONS.map(({ version }) => version));

/**
 * The factory, telling whether an open made the database anew and whether data was lost before it. It refuses what
 * Dexie tries by itself after a VersionError, which is to open the newer database as it is, and to raise the version
 * of one whose tables are not the expected ones.
 */
function watched(factory: IDBFactory, seen: Seen): IDBFactory {
  return {
    cmp: (first, second) => factory.cmp(first, second),
    databases: () => factory.databases(),
    deleteDatabase: (name) => factory.deleteDatabase(name),
    open(name, version) {
      if (version === undefined || version > NATIVE_VERSION) {
        seen.newer = version === undefined;
        throw new DOMException(`${name} is not of version ${NATIVE_VERSION}`, "VersionError");
      }
      const request = factory.open(name, version);
      request.addEventListener("upgradeneeded", (event) => {
        if (event.oldVersion === 0) seen.created = true;
        if ("dataLoss" in event && event.dataLoss === "total") seen.discarded = true;
      });
      return request;
    },
  };
}
