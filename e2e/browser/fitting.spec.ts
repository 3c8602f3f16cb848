import { test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";
import { answeredBundle, fits, LISTEN_IN } from "../harness/fitting.ts";

test("in the browser edition weights are fitted in a worker of the store's worker", async ({ page }) => {
  await withApp(async (address) => {
    await page.addInitScript(LISTEN_IN);
    await page.goto(`${address}#/import`);
    await fits(page, await answeredBundle());
  });
});
