import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { answer, answeredCount, goTo, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";
import { deleteDatabases, type Desktop, test } from "../harness/desktop.ts";

test("an answer is in the journal on disk when it shows as confirmed, and there after quitting", async ({
  launchDesktop,
}) => {
  const first = await launchDesktop();
  const page = await first.window();
  await expect(page.getByRole("heading", { name: "Bring a study guide" })).toBeVisible();
  await importSampleGuide(page);
  await page.keyboard.press("Enter");
  for (const key of ["3", "4", "1"] as const) {
    const before = await first.journal();
    await answer(page, key);
    const after = await first.journal();
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length).split("\n").filter(Boolean)).toHaveLength(1);
  }
  await first.quit();

  const second = await launchDesktop();
  expect(await reviewsDoneToday(await second.window())).toBe(3);
});

test("quitting takes a last snapshot, which brings the collection back without its journal", async ({
  launchDesktop,
  userData,
}) => {
  const first = await launchDesktop();
  await studied(first, 2);
  await first.quit();
  const collection = path.join(userData, "collection");
  expect((await readdir(path.join(collection, "snapshots"))).at(-1)).toMatch(/-quit-\d+\.snapshot$/);
  await deleteDatabases(userData);
  await rm(path.join(collection, "logs"), { recursive: true });

  const second = await launchDesktop();
  expect(await reviewsDoneToday(await second.window())).toBe(2);
});

test("a data folder that cannot be written is told of in a sentence", async ({ launchDesktop, userData }) => {
  await writeFile(path.join(userData, "collection"), "in the way");
  const page = await (await launchDesktop()).window();
  await expect(page.getByRole("alert")).toContainText(/cannot use its data folder, .*Nothing was changed/);
});

test("a profile that a newer Chromium has written is left as it is, and the app ends", async ({
  launchDesktop,
  userData,
}) => {
  const first = await launchDesktop();
  await studied(first, 1);
  await first.quit();
  const note = path.join(userData, "chromium.json");
  const own = await readFile(note, "utf8");
  await writeFile(note, JSON.stringify({ version: 1, chromium: 9_999 }));
  expect(await (await launchDesktop()).ended).toBe(1);

  await writeFile(note, own);
  expect(await reviewsDoneToday(await (await launchDesktop()).window())).toBe(1);
});

test("what was confirmed is there after all of it is killed", async ({ launchDesktop }) => {
  const first = await launchDesktop();
  await studied(first, 2);
  await first.kill();
  const second = await launchDesktop();
  expect(await reviewsDoneToday(await second.window())).toBe(2);
});

test("quitting while an answer is on its way keeps the collection, with that answer or without", async ({
  launchDesktop,
}) => {
  const first = await launchDesktop();
  const page = await studied(first, 1);
  const before = await first.journal();
  await page.keyboard.press("Space");
  await expect(page.getByRole("group", { name: "Grade your recall" })).toBeVisible();
  await Promise.all([page.keyboard.press("3").catch(() => {}), first.quit()]);
  const written = (await first.journal()).slice(before.length).split("\n").filter(Boolean).length;

  const second = await launchDesktop();
  const again = await second.window();
  // What the journal holds is what counts.
  expect(await reviewsDoneToday(again)).toBe(1 + written);
  await again.keyboard.press("Enter");
  await answer(again, "3");
});

test("closing the window quits, and a start after it shows Today", async ({ launchDesktop }) => {
  const first = await launchDesktop();
  await studied(first, 1);
  await first.closeWindow();
  const second = await launchDesktop();
  const page = await second.window();
  expect(await reviewsDoneToday(page)).toBe(1);
  await expect(page).toHaveTitle(/^Today/);
});

test("a database that is gone comes back from the journal, and the learner is told", async ({
  launchDesktop,
  userData,
}) => {
  const first = await launchDesktop();
  await studied(first, 2);
  await first.quit();
  await deleteDatabases(userData);

  const second = await launchDesktop();
  const page = await second.window();
  expect(await reviewsDoneToday(page)).toBe(2);
  await expect(page.getByRole("status").filter({ hasText: "restored" })).toBeVisible();
});

async function studied(desktop: Desktop, answers: number) {
  const page = await desktop.window();
  await importSampleGuide(page);
  await goTo(page, "#/review");
  for (let count = 0; count < answers; count++) await answer(page, "3");
  expect(await answeredCount(page)).toBe(answers);
  return page;
}
