import { NATIVE_VERSION } from "../database.ts";
import { type Databases, deleteDatabase, openDatabase } from "../open-database.ts";
import { restoreDatabase, type SavedDatabase, saveDatabase } from "../saved-database.ts";

/**
 * The rows of a saved database as the present version has them: one of an older version goes through the same upgrades
 * that the learner's own database went through, in a database beside it.
 * @throws StoreError `newer-version`, `unavailable`
 */
export async function currentRows(databases: Databases, saved: SavedDatabase): Promise<SavedDatabase> {
  if (saved.version === NATIVE_VERSION) return saved;
  const { factory } = databases;
  const name = "cardinal-upgrading";
  await deleteDatabase(factory, name);
  try {
    await restoreDatabase(factory, { ...saved, name });
    (await openDatabase(name, databases)).database.close();
    return await saveDatabase(factory, name);
  } finally {
    await deleteDatabase(factory, name);
  }
}
