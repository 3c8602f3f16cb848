import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import {
  answer,
  gradeNames,
  importSampleGuide,
  promptText,
  queueText,
  reviewsDoneToday,
} from "../harness/app.ts";
import { openDesktopPages } from "../harness/desktop-pages.ts";

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-collection-"));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("over a handed port to the hidden page: import, ten reviews and a reload, the journal on disk", async ({
  context,
}) => {
  const { window, address, close } = await openDesktopPages(context, folder);
  await importSampleGuide(window);
  await window.keyboard.press("Enter");
  for (const key of ["3", "4", "2", "1", "3", "3", "4", "2", "3", "1"] as const) await answer(window, key);
  const prompt = await promptText(window);
  const intervals = await gradeNames(window);
  await window.goto(`${address}#/today`);
  const queue = await queueText(window);
  await window.reload();
  expect(await reviewsDoneToday(window)).toBe(10);
  expect(await queueText(window)).toBe(queue);
  await window.keyboard.press("Enter");
  await expect.poll(() => promptText(window)).toBe(prompt);
  expect(await gradeNames(window)).toEqual(intervals);
  expect((await readdir(path.join(folder, "logs"))).length).toBe(1);
  await close();
});

test("an Anki package is read within the hidden page's policy, and goes out again", async ({ context }) => {
  const { window, address, close } = await openDesktopPages(context, folder);
  await window.goto(`${address}#/import`);
  await window.getByLabel("Paste notes").waitFor();
  const buffer = Buffer.from(await writeAnkiPackage(SMALL, []));
  const file = { name: "rivers.apkg", mimeType: "application/octet-stream", buffer };
  await window.locator("input[type=file]").first().setInputFiles(file);
  await window.getByText("5 new cards").waitFor();
  await window.keyboard.press("Control+Enter");
  await window.getByRole("heading", { level: 1, name: "Rivers" }).waitFor();
  await window.getByRole("button", { name: /^Export/ }).click();
  await window.getByRole("radio", { name: /^Anki package/ }).check();
  const download = window.waitForEvent("download");
  await window.keyboard.press("Control+Enter");
  expect((await download).suggestedFilename()).toBe("rivers.apkg");
  await close();
});

test("a store page that was reloaded serves the window again, and nothing is lost", async ({ context }) => {
  const { window, hidden, close } = await openDesktopPages(context, folder);
  await importSampleGuide(window);
  await window.keyboard.press("Enter");
  await answer(window, "3");
  await hidden.reload();
  // Nobody tells the window that its port leads nowhere: it finds out by what it asks next.
  await window.keyboard.press("Escape");
  await window.goto(window.url().replace(/#.*/, "#/today"));
  expect(await reviewsDoneToday(window)).toBe(1);
  await window.keyboard.press("Enter");
  await answer(window, "4");
  await close();
});

test("a database that is gone comes back from the journal on disk", async ({ context, browser }) => {
  const first = await openDesktopPages(context, folder);
  await importSampleGuide(first.window);
  await first.window.keyboard.press("Enter");
  for (const key of ["3", "4"] as const) await answer(first.window, key);
  await first.close();
  // Another context is another profile: no database, the same journal.
  const fresh = await browser.newContext({ reducedMotion: "reduce" });
  const second = await openDesktopPages(fresh, folder);
  expect(await reviewsDoneToday(second.window)).toBe(2);
  await expect(second.window.getByRole("status").filter({ hasText: "restored" })).toBeVisible();
  await second.close();
  await fresh.close();
});
