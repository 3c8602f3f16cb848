import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { importSampleGuide } from "../harness/app.ts";
import { axeFindings } from "../harness/axe.ts";
import { openDesktopPages } from "../harness/desktop-pages.ts";
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

test("the desktop edition's window asks main, is told by it, and keeps the reminder", async ({ context }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "cardinal-help-"));
  const pages = await openDesktopPages(context, folder);
  const { window: page, address } = pages;
  const tell = (message: object) =>
    page.evaluate((one) => window.postMessage({ cardinal: "host", message: one }, location.origin), message);
  await page.evaluate(() => {
    const asked: unknown[] = [];
    Object.assign(window, { __asked: asked });
    window.addEventListener(
      "message",
      ({ data }) => data?.cardinal === "request" && asked.push(data.request),
    );
  });
  const asked = () => page.evaluate(() => (window as unknown as { __asked: unknown[] }).__asked.splice(0));
  await importSampleGuide(page);

  await tell({ kind: "command", id: "export" });
  await page.getByRole("button", { name: "Show data folder" }).click();
  await page.getByRole("button", { name: "Copy error report" }).click();
  expect(await asked()).toEqual([{ kind: "open-data-folder" }, { kind: "copy-report" }]);
  await tell({ kind: "say", text: "The error report is copied." });
  await expect(page.getByRole("status").filter({ hasText: "The error report is copied." })).toBeVisible();
  await tell({ kind: "command", id: "about" });
  await expect(about(page)).toContainText("desktop edition");
  await page.evaluate(() => void setTimeout(() => (null as never as { x: string }).x));
  await expect
    .poll(asked)
    .toEqual([{ kind: "log-error", text: expect.stringMatching(/^uncaught TypeError: /) }]);
  await tell({ kind: "command", id: "today" });
  await expect(about(page)).toHaveCount(0);
  await tell({ kind: "command", id: "keys" });
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`${address}#/settings/reviews`);
  const time = page.getByLabel("Time of the reminder");
  await expect(time).toBeDisabled();
  await page.getByRole("checkbox", { name: /^Remind me/ }).check();
  await time.fill("07:30");
  await time.press("Tab");
  await page.goto(`${address}#/today`);
  await page.goto(`${address}#/settings/reviews`);
  await expect(time).toHaveValue("07:30");
  await expect(page.getByRole("checkbox", { name: /^Remind me/ })).toBeChecked();
  expect(await axeFindings(page)).toEqual([]);

  // Undo of the menu: the field's own where one has the focus, else the app's.
  const hours = page.getByLabel("A day begins at, hour");
  await hours.click();
  await page.keyboard.type("9");
  await tell({ kind: "command", id: "undo" });
  await expect(hours).toHaveValue("4");
  await page.getByRole("heading", { name: "Settings" }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await tell({ kind: "command", id: "undo" });
  await expect(
    page
      .getByRole("status")
      .filter({ hasText: /Settings/i })
      .first(),
  ).toBeVisible();
  await page.goto(`${address}#/today`);
  await page.goto(`${address}#/settings/reviews`);
  await expect(time).toHaveValue("18:00");
  await pages.close();
});

test("undo of the menu takes back an answer within its session", async ({ context }) => {
  const pages = await openDesktopPages(context, await mkdtemp(path.join(tmpdir(), "cardinal-help-")));
  const { window: page, address } = pages;
  await importSampleGuide(page);
  await page.goto(`${address}#/review`);
  await page.locator("#prompt").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  const progress = page.getByRole("progressbar");
  await expect(progress).toHaveAttribute("aria-valuenow", "1");
  await page.evaluate(() =>
    window.postMessage({ cardinal: "host", message: { kind: "command", id: "undo" } }, location.origin),
  );
  await expect(progress).toHaveAttribute("aria-valuenow", "0");
  await pages.close();
});

test("Ctrl+Z in a field takes back what was typed there, and elsewhere the last change", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/reviews`);
    const hours = page.getByLabel("A day begins at, hour");
    await page.getByLabel("Show the time spent on a card").check();
    await hours.click();
    await page.keyboard.press("End");
    await page.keyboard.type("9");
    await page.keyboard.press("Control+z");
    await expect(hours).toHaveValue("4");
    await expect(page.locator(".toast")).toHaveCount(0);
    await page.getByRole("link", { name: "Reviews" }).focus();
    await page.keyboard.press("Control+z");
    await expect(page.locator(".toast")).toBeVisible();
  });
});

test("the browser edition has no reminder", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/reviews`);
    await page.getByLabel("A day begins at, hour").waitFor();
    await expect(page.getByText("Remind me")).toHaveCount(0);
  });
});
