/** The part of the platform's storage buckets that is used; each keeps its databases in files of its own. */
export interface Buckets {
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

/** An error that passes by itself gets so long to pass. */
const PATIENCE_MS = 200;
const SPARE = "cardinal-spare";

/**
 * Where databases can be opened. Chromium throws away files that it finds corrupt, but where one is missing or cannot be
 * read it fails every open with "Internal error opening backing store", for ever, and deleting fails likewise
 * (dexie#1767). Then a bucket beside it takes its place, made anew if that one is broken too. The journal and the
 * snapshots, which are elsewhere, fill it.
 */
export async function openableDatabases(
  own: IDBFactory,
  buckets: Buckets | null,
): Promise<{ readonly factory: IDBFactory; readonly isSpare: boolean }> {
  if ((await canOpen(own)) || (await canOpenLater(own)) || buckets === null)
    return { factory: own, isSpare: false };
  const spare = await buckets.open(SPARE);
  if (await canOpen(spare.indexedDB)) return { factory: spare.indexedDB, isSpare: true };
  await buckets.delete(SPARE);
  return { factory: (await buckets.open(SPARE)).indexedDB, isSpare: true };
}

async function canOpenLater(factory: IDBFactory): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return canOpen(factory);
}

async function canOpen(factory: IDBFactory): Promise<boolean> {
  return factory.databases().then(
    () => true,
    () => false,
  );
}

/** The platform's own; null where it has none. */
export function platformBuckets(): Buckets | null {
  return "storageBuckets" in navigator ? (navigator.storageBuckets as Buckets) : null;
}
