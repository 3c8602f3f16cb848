import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "../harness/axe.ts";
import { withApp } from "../harness/edition.ts";

const about = (page: Page) => page.getByRole("dialog", { name: "About Cardinal" });

test("About names version, licence and everything that ships, and is closed by Escape", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/data`);
    await page.getByRole("button", { name: "About Cardinal" }).press("Enter");
    await expect(about(page)).toContainText(/Cardinal \d+\.\d+\.\d+, browser edition/);
    for (const name of ["svelte", "dexie", "ts-fsrs", "dompurify", "jszip", "source-serif-4 (font)"])
      await expect(about(page).getByText(name, { exact: false }).first()).toBeVisible();
    await about(page)
      .getByText(/^ts-fsrs/)
      .click();
    const item = about(page).getByRole("listitem").filter({ hasText: "ts-fsrs" });
    await expect(item.getByText("Permission is hereby granted")).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(about(page)).toHaveCount(0);
  });
});

test("in the browser, a report has what went wrong on the page, without the words of a card", async ({
  context,
  page,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/data`);
    await expect(page.getByRole("button", { name: "Show data folder" })).toHaveCount(0);
    await page.evaluate(() => {
      setTimeout(() => JSON.parse("The Treaty of Vienna"));
      void Promise.reject(new Error('no card "The Treaty of Vienna"'));
    });
    await page.getByRole("button", { name: "Copy error report" }).click();
    await expect(page.getByRole("status").filter({ hasText: "The error report is copied" })).toBeVisible();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toMatch(/^Cardinal \d+\.\d+\.\d+, browser edition\nMozilla/);
    expect(report).toMatch(/ui: uncaught SyntaxError/);
    expect(report).toMatch(/ui: unhandled Error: no card …/);
    expect(report).not.toContain("Vienna");
  });
});

test("the browser edition has no reminder", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/reviews`);
    await page.getByLabel("A day begins at, hour").waitFor();
    await expect(page.getByText("Remind me")).toHaveCount(0);
  });
});
