import { StoreError } from "../contract.ts";

/** A database as it stands, rows and all, whatever version of Cardinal made it: what a snapshot holds. */
export interface SavedDatabase {
  readonly name: string;
  /** IndexedDB's own version number. */
  readonly version: number;
  readonly stores: readonly SavedStore[];
}

interface SavedStore {
  readonly name: string;
  readonly keyPath: string | readonly string[];
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | readonly string[] }[];
  readonly rows: readonly unknown[];
}

const UNREADABLE =
  "A part of the database cannot be read any more. Check the collection, which gets it from the journal.";

/** Chromium gives null for a row whose bytes are damaged, without an error. */
export const isUnreadable = (row: unknown): boolean => row === null || row === undefined;

/**
 * Reads a database in one transaction; it must be there. It is closed whatever happens.
 * @throws DOMException or StoreError `internal` when it cannot be read
 */
export async function saveDatabase(indexedDB: IDBFactory, name: string): Promise<SavedDatabase> {
  const database = await settled(indexedDB.open(name));
  try {
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, "readonly");
    const stores = await Promise.all(
      names.map(async (storeName): Promise<SavedStore> => {
        const store = transaction.objectStore(storeName);
        const indexes = [...store.indexNames].map((index) => ({
          name: index,
          keyPath: store.index(index).keyPath,
        }));
        const rows = (await settled(store.getAll())) as unknown[];
        if (rows.some(isUnreadable)) throw new StoreError("internal", UNREADABLE);
        return { name: storeName, keyPath: store.keyPath ?? "", indexes, rows };
      }),
    );
    return { name, version: database.version, stores };
  } finally {
    database.close();
  }
}

/** Makes a database that is not there, as it was saved. */
export async function restoreDatabase(indexedDB: IDBFactory, saved: SavedDatabase): Promise<void> {
  const request = indexedDB.open(saved.name, saved.version);
  request.onupgradeneeded = () => {
    for (const { name, keyPath, indexes, rows } of saved.stores) {
      const store = request.result.createObjectStore(name, { keyPath: pathOf(keyPath) });
      for (const index of indexes) store.createIndex(index.name, pathOf(index.keyPath));
      for (const row of rows) store.put(row);
    }
  };
  (await settled(request)).close();
}

const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;

/**
 * Rows as JSON. Typed arrays are written as their name and numbers; JSON has no NaN, and a column uses it for null.
 * They are made plain beforehand: a replacer is called for every number, which takes a minute for years of history.
 */
export function rowsAsJson(rows: unknown): string {
  return JSON.stringify(plain(rows));
}

/** What `rowsAsJson` wrote. @throws SyntaxError */
export function rowsFromJson(json: string): unknown {
  return withArrays(JSON.parse(json));
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const [name, type] of Object.entries(ARRAYS))
    if (value instanceof type) return { $array: name, values: Array.from(value) };
  return mapped(value, plain);
}

function withArrays(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$array" in value && "values" in value) {
    const { $array, values } = value;
    const type = (ARRAYS as Partial<Record<string, (typeof ARRAYS)[keyof typeof ARRAYS]>>)[String($array)];
    if (type !== undefined && Array.isArray(values))
      return type.from((values as (number | null)[]).map((item) => item ?? Number.NaN));
  }
  return mapped(value, withArrays);
}

function mapped(value: object, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, map(each)]));
}

function pathOf(keyPath: string | readonly string[]): string | string[] {
  return typeof keyPath === "string" ? keyPath : [...keyPath];
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("a request failed"));
  });
}
