import type { Page } from "@playwright/test";

/** Has the learner asked how sure they are, and comes back to the screen. */
export async function askForConfidence(page: Page): Promise<void> {
  const back = page.url();
  await page.goto(`${back.replace(/#.*$/, "")}#/settings/reviews`);
  await page.getByLabel("Ask how sure I am before the answer is shown").check();
  await page.goto(back);
}
