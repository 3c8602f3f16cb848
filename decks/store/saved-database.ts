/**
 * A database as JSON, so that the one of every released version can be kept beside the tests and opened by the code
 * of today. Typed arrays are written as their name and numbers.
 */
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

export async function saveDatabase(indexedDB: IDBFactory, name: string): Promise<SavedDatabase> {
  const database = await settled(indexedDB.open(name));
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
      return { name: storeName, keyPath: store.keyPath ?? "", indexes, rows: rows.map(toJson) };
    }),
  );
  const { version } = database;
  database.close();
  return { name, version, stores };
}

export async function restoreDatabase(indexedDB: IDBFactory, saved: SavedDatabase): Promise<void> {
  const request = indexedDB.open(saved.name, saved.version);
  request.onupgradeneeded = () => {
    for (const { name, keyPath, indexes, rows } of saved.stores) {
      const store = request.result.createObjectStore(name, { keyPath: pathOf(keyPath) });
      for (const index of indexes) store.createIndex(index.name, pathOf(index.keyPath));
      for (const row of rows) store.put(fromJson(row));
    }
  };
  (await settled(request)).close();
}

const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;

function toJson(value: unknown): unknown {
  for (const [name, type] of Object.entries(ARRAYS)) {
    // JSON has no NaN, and a column uses it for null.
    if (value instanceof type)
      return { $array: name, values: [...value].map((item) => (Number.isNaN(item) ? null : item)) };
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== "object" || value === null) return value;
  if ("$array" in value && "values" in value) {
    const type = ARRAYS[value.$array as keyof typeof ARRAYS];
    return type.from((value.values as (number | null)[]).map((item) => item ?? Number.NaN));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
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
