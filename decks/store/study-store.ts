import { type StorageReport, type StoreChange, StoreError, type StudyStore } from "../contract.ts";
import type { DeviceId } from "../core/ids.ts";
import { readPack } from "../core/scenario/pack.ts";
import type { Clock } from "../core/time.ts";
import { type Collection, type Lock, openCollection } from "./collection.ts";
import { DATABASE_NAME, openDatabase } from "./database.ts";
import { sealTail } from "./history.ts";
import { editVerbs } from "./editing.ts";
import { guideVerbs } from "./guide-view.ts";
import { checkInput } from "./inputs.ts";
import { importVerbs, type ShippedGuide } from "./importing.ts";
import { type Journal, openJournal } from "./journal.ts";
import type { JournalFiles } from "./journal-files.ts";
import { scenarioVerbs } from "./scenarios.ts";
import { sessionVerbs } from "./session.ts";
import { settingsVerbs } from "./settings.ts";
import { todayVerbs } from "./today.ts";

export interface StoreInput {
  readonly journalFiles: JournalFiles;
  readonly clock: Clock;
  readonly lock: Lock;
  readonly newDeviceId: () => DeviceId;
  readonly content: { readonly guides: readonly ShippedGuide[]; readonly packs: readonly unknown[] };
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
  await sealTail(database);
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

  const store = telling(input.onChange, {
    ...todayVerbs(collection),
    ...sessionVerbs(collection),
    ...importVerbs(collection, input.content.guides),
    ...editVerbs(collection),
    ...guideVerbs(collection),
    ...settingsVerbs(collection),
    ...scenarioVerbs(collection, readPacks(input.content.packs)),
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

function readPacks(packs: readonly unknown[]) {
  return packs.map((json) => {
    const read = readPack(json);
    if (!read.ok) throw new Error(`a shipped pack is broken: ${read.issues[0]?.reason}`);
    return read.pack;
  });
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

const CHANGES: Partial<Record<keyof StudyStore, Exclude<StoreChange["kind"], "reading">>> = {
  answerCard: "cards",
  undo: "cards",
  applyImport: "decks",
  undoEdit: "decks",
  editNote: "cards",
  changeSettings: "settings",
  answerSituation: "scenarios",
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
