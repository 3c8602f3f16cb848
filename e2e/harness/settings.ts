import type { Page } from "@playwright/test";
import { DEFAULT_SETTINGS } from "../../decks/core/settings/settings.ts";

/** Has the learner asked how sure they are, as the setting would, and shows the screen anew. */
export async function askForConfidence(page: Page): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, review: { ...DEFAULT_SETTINGS.review, confidence: true } };
  await page.evaluate(async (wanted) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      if (database.objectStoreNames.contains("meta")) {
        const meta = database.transaction("meta", "readwrite").objectStore("meta");
        for (const row of await done(meta.getAll())) await done(meta.put({ ...row, settings: wanted }));
      }
      database.close();
    }
  }, settings);
  await page.reload();
}
