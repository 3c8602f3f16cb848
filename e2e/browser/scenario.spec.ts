import { expect, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";

test("the satellite scenario is decided by keyboard, and the broken limits stand there in numbers", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/scenarios`);
    await page.getByRole("link", { name: /image/i }).first().press("Enter");
    await expect(page.getByRole("radio")).toHaveCount(4);
    await page.keyboard.press("a");
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("ruled out");
    await expect(page.getByText("20 times")).toBeVisible();
    await expect(page.getByText("125 times")).toBeVisible();
    await expect(page.getByText(/of 100/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("1 time", { exact: true })).toBeVisible();
  });
});
