import type { Database, MetaRow } from "../database.ts";
import type { SavedDatabase } from "../saved-database.ts";

/**
 * Makes the database what it was when the snapshot was taken; runs inside a transaction over all tables. How far the
 * journal was applied stays as it is: what came before the restore was seen, and counts no more.
 * @param saved rows of the present version
 */
export async function applySnapshot(database: Database, saved: SavedDatabase): Promise<void> {
  const now = await database.meta.get("state");
  await putRows(database, saved);
  const then = await database.meta.get("state");
  if (!now || !then) return;
  const { applied, lastEventId, events } = now;
  await database.meta.put({ ...then, applied, lastEventId, events } satisfies MetaRow);
}

/** Every table as it was saved, and nothing else in it. */
export async function putRows(database: Database, { stores }: SavedDatabase): Promise<void> {
  for (const table of database.tables) {
    await table.clear();
    const saved = stores.find(({ name }) => name === table.name);
    if (saved && saved.rows.length > 0) await table.bulkPut([...saved.rows]);
  }
}
