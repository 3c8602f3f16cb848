import { type StorageReport, type StoreChange, StoreError, type StudyStore } from "../contract.ts";
import type { DeviceId } from "../core/ids.ts";
import { type Clock, DAY_MS, type EpochMs } from "../core/time.ts";
import { answerVerbs } from "./answer-situation.ts";
import { cardInfoVerbs } from "./card-info.ts";
import { cardVerbs } from "./changing-cards.ts";
import { type Collection, type Lock, openCollection } from "./collection.ts";
import { DATABASE_NAME, openDatabase } from "./database.ts";
import { disputeVerbs } from "./disputing.ts";
import { sealTail } from "./history.ts";
import { examVerbs } from "./exams.ts";
import { exportVerbs } from "./exporting.ts";
import { editVerbs } from "./editing.ts";
import { fittingVerbs } from "./fitting.ts";
import { guideVerbs } from "./guide-view.ts";
import { checkInput } from "./inputs.ts";
import { importVerbs, type ShippedGuide } from "./importing.ts";
import { type Journal, openJournal } from "./journal.ts";
import type { JournalFiles } from "./journal-files.ts";
import type { Optimiser } from "./optimiser.ts";
import { situationVerbs } from "./situations.ts";
import { packShelf, packVerbs } from "./packs.ts";
import { practiceVerbs } from "./practice.ts";
import { sessionVerbs } from "./session.ts";
import { settingsVerbs } from "./settings.ts";
import { todayVerbs } from "./today.ts";
import { undoVerbs } from "./undoing.ts";

export interface StoreInput {
  readonly journalFiles: JournalFiles;
  readonly clock: Clock;
  readonly lock: Lock;
  readonly optimiser: Optimiser;
  readonly newDeviceId: () => DeviceId;
  readonly content: {
    readonly guides: readonly ShippedGuide[];
    readonly packs: () => Promise<readonly unknown[]>;
  };
  /** Told after every committed change. */
  readonly onChange: (change: StoreChange) => void;
  /** What the browser says of its storage; nulls where the question makes no sense. */
  readonly storage: () => Promise<Pick<StorageReport, "persisted" | "usedBytes">>;
  readonly indexedDB: IDBFactory;
  readonly keyRange: typeof IDBKeyRange;
  readonly databaseName?: string;
}

export interface OpenStore {
  readonly store: StudyStore;
  readonly collection: Collection;
  close(): void;
}

/**
 * The learner's collection, open: what the journal has and the database lacks is applied first, which is also how a
 * database that was lost comes back.
 * @throws StoreError `newer-version`, `unavailable`, `write-failed`
 */
export async function openStudyStore(input: StoreInput): Promise<OpenStore> {
  const device = await deviceOf(input.journalFiles, input.newDeviceId);
  const count = (await input.journalFiles.logs()).length;
  const journal = await openJournal(input.journalFiles, `${device}-${count + 1}.log`);
  const opened = await openDatabase(input.databaseName ?? DATABASE_NAME, input.indexedDB, input.keyRange);
  const { database } = opened;
  const { clock, lock } = input;
  const collection = openCollection({
    database,
    journal,
    clock,
    lock,
    device,
    onReading: (reading) => input.onChange({ kind: "reading", ...reading }),
  });
  const { replayed, skipped } = await collection.catchUp();
  await sealTail(database, (clock.now() - 2 * DAY_MS) as EpochMs);
  const recovery: StorageReport["recovery"] =
    replayed === 0 && skipped === 0
      ? null
      : {
          at: clock.now(),
          cause: opened.discarded
            ? "database-discarded"
            : opened.created
              ? "database-missing"
              : "database-behind",
          replayedEvents: replayed,
          skippedRecords: skipped,
        };

  const shelf = packShelf(collection, input.content.packs);
  const store = telling(input.onChange, {
    ...todayVerbs(collection),
    ...sessionVerbs(collection, shelf),
    ...cardVerbs(collection),
    ...cardInfoVerbs(collection),
    ...undoVerbs(collection),
    ...examVerbs(collection),
    ...importVerbs(collection, shelf, input.content.guides),
    ...exportVerbs(collection),
    ...editVerbs(collection),
    ...guideVerbs(collection),
    ...settingsVerbs(collection),
    ...fittingVerbs(collection, input.optimiser, input.onChange),
    ...packVerbs(collection, shelf),
    ...situationVerbs(collection, shelf),
    ...practiceVerbs(collection, shelf),
    ...answerVerbs(collection, shelf),
    ...disputeVerbs(collection, shelf),
    storageReport: () => storageReport(input, collection, journal, recovery),
  });
  return { store, collection, close: () => database.close() };
}

/** The device is named in its logs, so that it stays the same when the database is lost. */
async function deviceOf(files: JournalFiles, newDeviceId: () => DeviceId): Promise<DeviceId> {
  const [first] = (await files.logs()).map((log) => log.name).sort();
  const known = first?.match(/^([0-9a-z]{8})-\d+\.log$/)?.[1];
  return (known as DeviceId | undefined) ?? newDeviceId();
}

async function storageReport(
  input: StoreInput,
  collection: Collection,
  journal: Journal,
  recovery: StorageReport["recovery"],
): Promise<StorageReport> {
  const { events } = await collection.meta();
  return { ...(await input.storage()), journal: { events, bytes: await journal.size() }, recovery };
}

const CHANGES: Partial<Record<keyof StudyStore, Exclude<StoreChange["kind"], "reading" | "fitting">>> = {
  answerCard: "cards",
  undo: "decks",
  redo: "decks",
  changeCards: "cards",
  deleteCards: "cards",
  savePreset: "settings",
  removePreset: "settings",
  usePreset: "settings",
  saveExam: "decks",
  removeExam: "decks",
  // Days as well as settings.
  applyParameters: "decks",
  applyImport: "decks",
  undoEdit: "decks",
  editNote: "cards",
  changeSettings: "settings",
  answerSituation: "scenarios",
  saveSituation: "scenarios",
  removeSituation: "scenarios",
  importPack: "packs",
  removePack: "packs",
  bringForward: "cards",
  settleDispute: "cards",
};

/** The store: checks every argument, tells of every change after it is committed, and turns faults into codes. */
function telling(onChange: (change: StoreChange) => void, verbs: StudyStore): StudyStore {
  const wrapped = Object.entries(verbs).map(([name, verb]) => [
    name,
    async (argument: unknown) => {
      try {
        checkInput(name as keyof StudyStore, argument);
        const result: unknown = await (verb as (argument: unknown) => Promise<unknown>)(argument);
        const kind = CHANGES[name as keyof StudyStore];
        if (kind) onChange({ kind });
        return result;
      } catch (error) {
        if (error instanceof StoreError) throw error;
        const closed = error instanceof Error && error.name === "DatabaseClosedError";
        throw closed ? new StoreError("unavailable") : error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as StudyStore;
}

/** Eight base-36 characters from the platform's randomness. */
export function randomDeviceId(): DeviceId {
  const values = crypto.getRandomValues(new Uint8Array(8));
  return [...values].map((value) => (value % 36).toString(36)).join("") as DeviceId;
}
