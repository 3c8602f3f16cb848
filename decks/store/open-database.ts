import Dexie from "dexie";
import { StoreError } from "../contract.ts";
import { type Database, NATIVE_VERSION, tablesOf, VERSIONS } from "./database.ts";

/** Where databases are, passed in so that a test can bring its own. */
export interface Databases {
  readonly factory: IDBFactory;
  readonly keyRange: typeof IDBKeyRange;
}

export interface OpenDatabase {
  readonly database: Database;
  /** Whether the database was made just now, and whether the browser had thrown an older one away. */
  readonly created: boolean;
  readonly discarded: boolean;
}

/**
 * Opens the database, or makes it; an older one is upgraded.
 * @throws StoreError `newer-version` when a newer Cardinal made it, `unavailable` when it cannot be opened
 */
export async function openDatabase(name: string, { factory, keyRange }: Databases): Promise<OpenDatabase> {
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
  return { database, created: seen.created, discarded: seen.discarded };
}

/**
 * Making and deleting an empty database forces LevelDB to begin a new log. Chromium tolerates a record that a kill
 * tore only while it is the last one; appending behind it would make the next start throw everything away.
 */
export async function rotateLog(factory: IDBFactory, name: string): Promise<{ readonly discarded: boolean }> {
  const scratch = `${name}-scratch`;
  // As the first database that is opened, it is also the one that Chromium tells what it threw away.
  const seen = { created: false, discarded: false, newer: false };
  await attempted(watched(factory, seen).open(scratch, 1), (database) => database.close());
  await attempted(factory.deleteDatabase(scratch));
  return seen;
}

/** What is there under a name, before anything is done to it. */
export type Found =
  /** `discarded` when the browser says that it threw one away. */
  | { readonly kind: "absent"; readonly discarded: boolean }
  | { readonly kind: "newer" }
  /** It has its tables, and they can be read. */
  | { readonly kind: "sound" | "empty" | "older" }
  | { readonly kind: "damaged" | "unreadable" };

/** Looks without making, upgrading or changing anything. */
export async function inspectDatabase(factory: IDBFactory, name: string): Promise<Found> {
  let absent: Found | null = null;
  const request = factory.open(name);
  request.onupgradeneeded = (event) => {
    absent = { kind: "absent", discarded: "dataLoss" in event && event.dataLoss === "total" };
    request.transaction?.abort();
  };
  const database = await new Promise<IDBDatabase | null>((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });
  if (absent !== null) return absent;
  if (database === null) return { kind: "unreadable" };
  try {
    if (database.version > NATIVE_VERSION) return { kind: "newer" };
    const tables = tablesOf(database.version);
    if (!tables.every((table) => database.objectStoreNames.contains(table))) return { kind: "damaged" };
    const counts = await countRows(database, tables);
    if (counts === null) return { kind: "unreadable" };
    if (counts.get("meta") === 0) return { kind: "empty" };
    return { kind: database.version < NATIVE_VERSION ? "older" : "sound" };
  } finally {
    database.close();
  }
}

/** Deletes a database. @throws StoreError `unavailable` when another window holds it or it cannot be deleted */
export async function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new StoreError("unavailable"));
    request.onblocked = () => reject(new StoreError("unavailable"));
  });
}

/** Null when they cannot be counted. */
async function countRows(
  database: IDBDatabase,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number> | null> {
  const counts = new Map<string, number>();
  try {
    const transaction = database.transaction([...tables], "readonly");
    await Promise.all(
      tables.map(
        (table) =>
          new Promise<void>((resolve, reject) => {
            const request = transaction.objectStore(table).count();
            request.onsuccess = () => {
              counts.set(table, request.result);
              resolve();
            };
            request.onerror = () => reject(request.error ?? new Error("not counted"));
          }),
      ),
    );
    return counts;
  } catch {
    return null;
  }
}

function attempted<T>(request: IDBRequest<T>, onSuccess: (result: T) => void = () => {}): Promise<void> {
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
