import { appendFile, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { answer, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";
import { openBrowser, withProfile } from "../harness/chromium.ts";
import { withApp } from "../harness/edition.ts";
import { killAndReopen } from "../harness/kill.ts";

const INDEXED_DB = path.join("Default", "IndexedDB");
const TRIES = 3;

test("an answer that was confirmed is there after a kill and after each of the next two restarts", async () => {
  test.setTimeout(180_000);
  await withApp(async (address) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const outcome = await killAndReopen(address, 2 + attempt);
      expect(outcome.kept).toEqual([outcome.confirmed, outcome.confirmed]);
    }
  });
});

test("a database log torn by a kill comes back whole from the journal", async () => {
  test.setTimeout(120_000);
  await withApp((address) =>
    withProfile(async (profile) => {
      await studied(address, profile, 3);
      await appendTornRecord(profile);

      const second = await openBrowser(profile);
      await second.page.goto(`${address}#/review`);
      await answer(second.page, "3");
      await second.close();

      const third = await openBrowser(profile);
      await third.page.goto(address);
      expect(await reviewsDoneToday(third.page)).toBe(4);
      await third.close();
    }),
  );
});

test("a deleted database comes back whole from the journal, and the learner is told", async () => {
  test.setTimeout(120_000);
  await withApp((address) =>
    withProfile(async (profile) => {
      await studied(address, profile, 3);
      for (const name of await readdir(path.join(profile, INDEXED_DB))) {
        await rm(path.join(profile, INDEXED_DB, name), { recursive: true });
      }
      const { page, close } = await openBrowser(profile);
      await page.goto(address);
      expect(await reviewsDoneToday(page)).toBe(3);
      await expect(page.getByRole("status").filter({ hasText: "restored" })).toBeVisible();
      await close();
    }),
  );
});

/** A profile in which the sample guide was imported and some cards answered, closed in good order. */
async function studied(address: string, profile: string, answers: number): Promise<void> {
  const { page, close } = await openBrowser(profile);
  await page.goto(address);
  await importSampleGuide(page);
  await page.goto(`${address}#/review`);
  for (let count = 0; count < answers; count++) await answer(page, "3");
  await close();
}

/** What a kill in mid-write leaves: the header of a record whose body never came. */
async function appendTornRecord(profile: string): Promise<void> {
  const databases = await readdir(path.join(profile, INDEXED_DB));
  const database = databases.find((name) => name.endsWith(".indexeddb.leveldb"));
  if (!database) throw new Error("there is no database in the profile");
  const folder = path.join(profile, INDEXED_DB, database);
  const log = (await readdir(folder)).find((name) => name.endsWith(".log"));
  if (!log) throw new Error("the database has no log");
  await appendFile(path.join(folder, log), Buffer.from([1, 2, 3, 4, 40, 0, 1]));
}
