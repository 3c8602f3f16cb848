import { expect, test } from "@playwright/test";
import {
  answer,
  answeredCount,
  gradeNames,
  importSampleGuide,
  promptText,
  queueText,
  reviewsDoneToday,
} from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

test.use({ serviceWorkers: "allow" });

test("first run, import, ten reviews and a reload by keyboard alone, without a network after the first load", async ({
  context,
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "Bring a study guide" })).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);

    await importSampleGuide(page);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Review" })).toBeAttached();
    for (const key of ["3", "4", "2", "1", "3", "3", "4", "2", "3", "1"] as const) await answer(page, key);
    expect(await answeredCount(page)).toBe(10);

    const prompt = await promptText(page);
    const intervals = await gradeNames(page);
    await page.keyboard.press("Escape");
    await page.goto(`${address}#/today`);
    const queue = await queueText(page);
    expect(await reviewsDoneToday(page)).toBe(10);

    await page.reload();
    await expect(page.getByText(/^10 reviews done$/)).toBeVisible();
    expect(await queueText(page)).toBe(queue);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Review" })).toBeAttached();
    await expect.poll(() => promptText(page)).toBe(prompt);
    expect(await gradeNames(page)).toEqual(intervals);
  });
});

test("undo brings back the card and its intervals, also after a reload", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.keyboard.press("Enter");
    await expect(page.locator("#prompt")).toBeVisible();
    const prompt = await promptText(page);
    const intervals = await gradeNames(page);
    await page.keyboard.press("4");
    await expect.poll(() => promptText(page)).not.toBe(prompt);
    await page.reload();
    await expect(page.locator("#prompt")).toBeVisible();
    await page.keyboard.press("z");
    await expect.poll(() => promptText(page)).toBe(prompt);
    expect(await gradeNames(page)).toEqual(intervals);
  });
});

test("keys pressed in the help say nothing to the card behind it", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("3");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(await answeredCount(page)).toBe(0);
    await page.keyboard.press("3");
    await expect.poll(() => answeredCount(page)).toBe(1);
  });
});
