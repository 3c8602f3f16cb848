import { expect, type Page } from "@playwright/test";
import { answer, answeredCount, goTo, importSampleGuide } from "../harness/app.ts";
import { axeFindings } from "../harness/axe.ts";
import { type Desktop, test } from "../harness/desktop.ts";

const about = (page: Page) => page.getByRole("dialog", { name: "About Cardinal" });

test("the menu shows what Cardinal is, its keys, its folder, and what went wrong", async ({
  launchDesktop,
  userData,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await desktop.clickMenu("Help", "About Cardinal");
  await expect(about(page)).toContainText("desktop edition");
  await desktop.clickMenu("View", "Today");
  await expect(about(page)).toHaveCount(0);
  await desktop.clickMenu("Help", "Keyboard shortcuts");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");

  await desktop.clickMenu("Help", "Show data folder");
  await expect.poll(async () => (await desktop.recorded()).opened).toEqual([userData]);
  await page.evaluate(() => void setTimeout(() => JSON.parse("The Treaty of Vienna")));
  const copied = async () => {
    await desktop.clickMenu("Help", "Copy error report");
    return (await desktop.recorded()).copied.at(-1) ?? "";
  };
  await expect.poll(copied).toMatch(/ui: uncaught SyntaxError/);
  await expect(page.getByRole("status").filter({ hasText: "The error report is copied" })).toBeVisible();
  const report = await copied();
  expect(report).toMatch(/^Cardinal \d+\.\d+\.\d+/);
  // Neither the words of a card nor whose machine it is.
  expect(report).not.toContain("Vienna");
  expect(report).not.toContain(process.env["HOME"] ?? "no home");
});

test("undo of the menu takes back what the keys would", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await importSampleGuide(page);
  await goTo(page, "#/review");
  await answer(page, "3");
  await desktop.clickMenu("Edit", "Undo");
  await expect.poll(() => answeredCount(page)).toBe(0);

  // In a field it is the field's own.
  await goTo(page, "#/settings/reviews");
  const hours = page.getByLabel("A day begins at, hour");
  await hours.click();
  await page.keyboard.type("9");
  await desktop.clickMenu("Edit", "Undo");
  await expect(hours).toHaveValue("4");
});

test("the reminder is off, can be set to a time, and comes once when cards are due", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await importSampleGuide(page);
  await goTo(page, "#/settings/reviews");
  const time = page.getByLabel("Time of the reminder");
  await expect(time).toBeDisabled();
  await page.getByRole("checkbox", { name: /^Remind me/ }).check();
  await expect(time).toBeEnabled();
  expect(await axeFindings(page)).toEqual([]);
  await time.fill("");
  await time.press("Enter");
  await expect(time).toHaveAccessibleDescription(/time of the day, from 00:00 to 23:59\. It stays 18:00\./);
  await expect(time).toHaveValue("");
  await time.fill(await inMinutes(desktop, 2));
  await time.press("Tab");
  await goTo(page, "#/today");
  await goTo(page, "#/settings/reviews");
  await expect(time).toBeEnabled();
  // Main hears of the setting from the store, as the window does; nothing shows when it has.
  await desktop.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1_000)), null);
  // The machine sleeps through the time: it is looked at when it wakes.
  await setClockAhead(desktop, 3);
  await desktop.emit("powerMonitor", "resume");
  const notices = async () => (await desktop.recorded()).notifications.map(({ body }) => body);
  await expect.poll(notices).toEqual([expect.stringMatching(/\d+ cards/)]);
  await desktop.emit("powerMonitor", "resume");
  await desktop.clickNotification();
  await expect(page).toHaveTitle(/^Today/);
  expect(await notices()).toHaveLength(1);
});

/** A time of day, as the field takes it, by main's own clock. */
function inMinutes(desktop: Desktop, minutes: number): Promise<string> {
  return desktop.evaluate((_electron, ahead) => {
    const at = new Date(Date.now() + ahead * 60_000);
    return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  }, minutes);
}

function setClockAhead(desktop: Desktop, minutes: number): Promise<void> {
  return desktop.evaluate((_electron, ahead) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ahead * 60_000;
  }, minutes);
}
