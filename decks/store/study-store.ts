import { type StoreChange, StoreError, type StudyStore } from "../contract.ts";
import type { Recovery, StorageReport } from "../contract/safety.ts";
import type { DeviceId } from "../core/ids.ts";
import { DEFAULT_SETTINGS } from "../core/settings/settings.ts";
import { type Clock, DAY_MS, type EpochMs } from "../core/time.ts";
import { answerVerbs } from "./answer-situation.ts";
import { cardInfoVerbs } from "./card-info.ts";
import { cardVerbs } from "./changing-cards.ts";
import { type Collection, type Lock, openCollection } from "./collection.ts";
import { DATABASE_NAME } from "./database.ts";
import { disputeVerbs } from "./disputing.ts";
import { sealTail } from "./history.ts";
import { examVerbs } from "./exams.ts";
import { exportVerbs } from "./exporting.ts";
import { editVerbs } from "./editing.ts";
import { fittingVerbs } from "./fitting.ts";
import { guideVerbs } from "./guide-view.ts";
import { checkInput } from "./inputs.ts";
import { importVerbs, type ShippedGuide } from "./importing.ts";
import { type Journal, openJournal, writeError } from "./journal.ts";
import type { Optimiser } from "./optimiser.ts";
import { situationVerbs } from "./situations.ts";
import { packShelf, packVerbs } from "./packs.ts";
import { practiceVerbs } from "./practice.ts";
import { withSnapshotsBefore } from "./safety/before-changes.ts";
import { checkVerbs } from "./safety/checking.ts";
import { type Later, snapshotKeeper } from "./safety/keeper.ts";
import { forgetLostLogs, type Mended, openRecovered } from "./safety/recovery.ts";
import { restoreVerbs } from "./safety/restoring.ts";
import type { CollectionFiles } from "./snapshot-files.ts";
import { sessionVerbs } from "./session.ts";
import { settingsVerbs } from "./settings.ts";
import { todayVerbs } from "./today.ts";
import { undoVerbs } from "./undoing.ts";

export interface StoreInput {
  readonly files: CollectionFiles;
  readonly clock: Clock;
  readonly lock: Lock;
  readonly later: Later;
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
  /** It stands in for one that cannot be opened: what is not in it was lost. */
  readonly isSpare?: boolean;
  readonly keyRange: typeof IDBKeyRange;
  readonly databaseName?: string;
  readonly longestLogBytes?: number | undefined;
}

export interface OpenStore {
  readonly store: StudyStore;
  readonly collection: Collection;
  /** Resolves when no snapshot that was begun by itself is still being written. */
  settled(): Promise<void>;
  close(): void;
}

/**
 * The learner's collection, open. A database that is lost or broken is made anew from the newest snapshot; then what
 * the journal has and the database lacks is applied.
 * @throws StoreError `newer-version`, `unavailable`, `write-failed`, `storage-full`
 */
export async function openStudyStore(input: StoreInput): Promise<OpenStore> {
  const { clock, lock, files } = input;
  const databases = { factory: input.indexedDB, keyRange: input.keyRange };
  const { database, mended } = await lock(() =>
    openRecovered({
      databases,
      name: input.databaseName ?? DATABASE_NAME,
      files,
      isSpare: input.isSpare ?? false,
      now: clock.now(),
      rule: { rolloverHour: DEFAULT_SETTINGS.rolloverHour, offsetMinutesAt: clock.offsetMinutesAt },
    }),
  );
  const device = await deviceOf(files, input.newDeviceId);
  const journal = await openJournal(files, device, input.longestLogBytes);
  const collection = openCollection({
    databases,
    database,
    journal,
    clock,
    lock,
    device,
    onReading: (reading) => input.onChange({ kind: "reading", ...reading }),
    onCommit: () => keeper.changed(),
  });
  const keeper = snapshotKeeper({ factory: input.indexedDB, collection, files, lock, later: input.later });
  const replay = await collection.catchUp().catch((error: unknown) => {
    throw writeError(error);
  });
  // Sealing makes nothing safer: what keeps it from being done, such as a full disk, is no reason not to open.
  await sealTail(database, (clock.now() - 2 * DAY_MS) as EpochMs).catch(() => {});
  const recovery = recoveryOf(clock.now(), mended, replay, journal);
  // The journal cannot give everything again: a snapshot has to. What keeps it from being taken is told beside them, and
  // the loss is told again at the next start.
  if (recovery?.cause === "journal-short") {
    await keeper.take("journal").then(
      () => forgetLostLogs(database, files),
      () => keeper.changed(),
    );
  }
  if (replay.replayed > 0) keeper.changed();

  const shelf = packShelf(collection, input.content.packs);
  const verbs: StudyStore = {
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
    ...checkVerbs({ collection, files, keeper, lock }),
    ...restoreVerbs({ databases, collection, files, keeper }),
    snapshots: () => keeper.shelf(),
    takeSnapshot: ({ reason }) => keeper.take(reason),
    storageReport: () => storageReport(input, collection, recovery),
  };
  return {
    store: telling(
      input.onChange,
      withSnapshotsBefore(verbs, files, (reason) => keeper.take(reason)),
    ),
    collection,
    settled: () => keeper.settled(),
    close() {
      keeper.close();
      database.close();
    },
  };
}

/** Null when the start found everything as it should be. */
function recoveryOf(
  at: EpochMs,
  { cause, ...kept }: Mended,
  { replayed, skipped }: { readonly replayed: number; readonly skipped: number },
  journal: Journal,
): Recovery | null {
  const aside = journal.torn === null ? kept.aside : [...kept.aside, journal.torn];
  const found = { ...kept, at, aside, replayedEvents: replayed, skippedRecords: skipped };
  // On the first starts, until something is done, there is nothing, and nothing to be missed.
  const isNew = cause === "database-missing" || cause === "database-empty";
  const isMissed = !isNew || replayed > 0 || skipped > 0 || kept.snapshot !== null;
  if (cause !== null && isMissed) return { ...found, cause };
  if (replayed > 0 || skipped > 0) return { ...found, cause: "database-behind" };
  return journal.torn === null ? null : { ...found, cause: "journal-torn" };
}

/** The device is named in its logs, so that it stays the same when the database is lost. */
async function deviceOf(files: CollectionFiles, newDeviceId: () => DeviceId): Promise<DeviceId> {
  const [first] = (await files.logs()).map((log) => log.name).sort();
  const known = first?.match(/^([0-9a-z]{8})-\d+\.log$/)?.[1];
  return (known as DeviceId | undefined) ?? newDeviceId();
}

async function storageReport(
  input: StoreInput,
  collection: Collection,
  recovery: Recovery | null,
): Promise<StorageReport> {
  const { events } = await collection.meta();
  const { freeBytes } = await input.files.room();
  const bytes = await collection.journal.size();
  return { ...(await input.storage()), freeBytes, journal: { events, bytes }, recovery };
}

type ChangeKind = Exclude<StoreChange["kind"], "reading" | "fitting">;
const CHANGES: Partial<Record<keyof StudyStore, ChangeKind | readonly ChangeKind[]>> = {
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
  restore: ["decks", "settings", "scenarios", "packs"],
  checkCollection: "decks",
};

/** The store: checks every argument, tells of every change after it is committed, and turns faults into codes. */
function telling(onChange: (change: StoreChange) => void, verbs: StudyStore): StudyStore {
  const wrapped = Object.entries(verbs).map(([name, verb]) => [
    name,
    async (argument: unknown) => {
      try {
        checkInput(name as keyof StudyStore, argument);
        const result: unknown = await (verb as (argument: unknown) => Promise<unknown>)(argument);
        for (const kind of [CHANGES[name as keyof StudyStore] ?? []].flat()) onChange({ kind });
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
