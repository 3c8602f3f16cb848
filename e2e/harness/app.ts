import { expect, type Page } from "@playwright/test";

/** What a person does with Cardinal, by keyboard where a person would. */

/** From first run to a deck: opens the shipped guide and creates its deck. */
export async function importSampleGuide(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /Open the sample guide/ })
    .first()
    .press("Enter");
  await expect(page.getByRole("button", { name: /Create deck/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Import");
}

/** Answers the card on screen and waits until the answer is confirmed. */
export async function answer(page: Page, key: "1" | "2" | "3" | "4"): Promise<void> {
  const before = await answeredCount(page);
  await page.keyboard.press("Space");
  await expect(page.getByRole("group", { name: "Grade your recall" })).toBeVisible();
  await page.keyboard.press(key);
  await expect.poll(() => answeredCount(page)).toBe(before + 1);
}

/** Cards answered in this sitting, as the progress bar says. */
export async function answeredCount(page: Page): Promise<number> {
  return Number(await page.getByRole("progressbar").getAttribute("aria-valuenow"));
}

/** The prompt of the card on screen: its paragraphs, and the cells of a table. */
export async function promptText(page: Page): Promise<string> {
  return (await page.locator("#prompt p").allInnerTexts()).join("\n");
}

/** "7 reviews done" on Today, as a number. */
export async function reviewsDoneToday(page: Page): Promise<number> {
  const text = await page.getByText(/^[\d,]+ reviews? done$/).innerText();
  return Number(text.replace(/\D/g, ""));
}

/** What Today shows of the queue: "38 due, 7 learning, 12 new". */
export async function queueText(page: Page): Promise<string> {
  return page.getByText(/\d+ due, \d+ learning, \d+ new/).innerText();
}

/** The names of the four grade buttons, which hold the intervals. */
export async function gradeNames(page: Page): Promise<string[]> {
  await page.keyboard.press("Space");
  const buttons = page.getByRole("group", { name: "Grade your recall" }).getByRole("button");
  return buttons.allInnerTexts();
}

/** Goes to a screen within the app, as a link there does: `#/import`. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}
