import { expect, type Page, test } from "@playwright/test";
import { answer, importSampleGuide, promptText } from "../harness/app.ts";
import { axeFindings } from "../harness/axe.ts";
import { withApp } from "../harness/edition.ts";

const grades = (page: Page) => page.getByRole("group", { name: "Grade your recall" });
const said = (page: Page) => page.getByRole("main").getByRole("status").first();

test("a whole session by keyboard alone, with undo and redo across a grade and an edit", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.keyboard.press("Enter");
    await page.locator("#prompt p").first().waitFor();
    const first = await promptText(page);
    await answer(page, "4");
    const second = await promptText(page);
    expect(second).not.toBe(first);

    await page.keyboard.press("e");
    const editor = page.getByRole("dialog", { name: "Edit card" });
    const tags = editor.getByLabel(/tags/i);
    await tags.fill("mine");
    await page.keyboard.press("Control+Enter");
    await expect(editor).toHaveCount(0);

    await page.keyboard.press("z");
    await expect(said(page)).toHaveText(/^Edit of .* was undone\.$/);
    expect(await promptText(page)).toBe(second);
    await page.keyboard.press("z");
    await expect(said(page)).toHaveText("The grade “Easy” was undone.");
    await expect.poll(() => promptText(page)).toBe(first);
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "0");
    await page.keyboard.press("Control+Shift+z");
    await expect(said(page)).toHaveText("The grade “Easy” was redone.");
    await page.keyboard.press("Control+Shift+z");
    await expect(said(page)).toHaveText(/^Edit of .* was redone\.$/);

    await page.keyboard.press("f");
    await expect(page.getByText("Flagged")).toBeVisible();
    await page.keyboard.press("b");
    await expect(said(page)).toHaveText("The note waits until tomorrow.");
    await page.keyboard.press("Shift+s");
    await expect(said(page)).toHaveText("The card is suspended.");
    await page.keyboard.press("Delete");
    const asked = page.getByRole("alertdialog", { name: "Delete this note?" });
    await expect(asked.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(asked).toHaveCount(0);

    for (let guard = 0; guard < 60; guard++) {
      if (await page.getByRole("button", { name: /^Finish/ }).isVisible()) break;
      await page.keyboard.press("Space");
      await grades(page).waitFor();
      await page.keyboard.press("4");
      await expect(grades(page)).toHaveCount(0);
    }
    await expect(page.getByRole("heading", { name: "Done for now" })).toBeVisible();
    await expect(page.getByText(/^Tomorrow: \d+ cards?$/)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("every control of a review has a name and its keys, in front and behind, and axe finds nothing", async ({
  browser,
}) => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    const show = page.getByRole("button", { name: "Show answer" });
    await expect(show).toHaveAttribute("aria-keyshortcuts", "Space Enter");
    await expect(page.getByRole("progressbar", { name: "Session progress" })).toHaveAttribute(
      "aria-valuenow",
      "0",
    );
    await page.keyboard.press("Space");
    for (const [index, name] of ["Again", "Hard", "Good", "Easy"].entries()) {
      const button = grades(page).getByRole("button", { name: new RegExp(`^${name} ?, next in \\d`) });
      await expect(button).toHaveAttribute("aria-keyshortcuts", String(index + 1));
    }
    await expect(page.getByRole("region", { name: "Answer" })).toBeFocused();
    await page.getByRole("button", { name: "More for this card" }).press("Enter");
    await expect(page.getByRole("menuitem", { name: "Edit" })).toBeFocused();
    expect(await axeFindings(page), "menu").toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
    await page.keyboard.press("i");
    await page.getByRole("dialog", { name: "Card info" }).getByText("Preset").waitFor();
    expect(await axeFindings(page), "card info").toEqual([]);
  });
  await context.close();
});

test("keys of one's own are used in a review, and single letters can be off", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.goto(`${address}#/settings/keyboard`);
    const good = page.getByRole("button", { name: /^Good: / });
    await good.press("Enter");
    await page.keyboard.press("4");
    await expect(good).toHaveAccessibleDescription(/“Good” and “Easy”.* It stays 3\./);
    await good.press("Enter");
    await page.keyboard.press("k");
    await expect(page.getByRole("button", { name: "Good: K" })).toBeVisible();
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("Space");
    await grades(page).waitFor();
    await page.keyboard.press("k");
    await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
    await page.goto(`${address}#/settings/keyboard`);
    await page.getByLabel("Single letters and digits are keys").uncheck();
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("Space");
    await grades(page).waitFor();
    await page.keyboard.press("k");
    await page.keyboard.press("1");
    await expect(grades(page)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(grades(page)).toHaveCount(0);
  });
});

test("practice of chosen cards leaves the day as it was, and an exam is simulated, kept and undone", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}`);
    await importSampleGuide(page);
    await page.goto(`${address}#/today`);
    await page.getByText("20 new").first().waitFor();
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog", { name: "Study more" });
    await dialog.getByLabel("At most so many cards").fill("2");
    await dialog.getByRole("button", { name: "Begin with 2 cards" }).press("Enter");
    await expect(page.getByText("0 of 2")).toBeVisible();
    for (const count of [1, 2]) {
      await page.keyboard.press("Space");
      await grades(page).getByRole("button", { name: "Good" }).waitFor();
      await page.keyboard.press("3");
      await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", String(count));
    }
    await expect(page.getByRole("heading", { name: "Done for now" })).toBeVisible();
    await page.goto(`${address}#/today`);
    await expect(page.getByText("0 due, 0 learning, 20 new")).toBeVisible();

    await page.goto(`${address}#/exams`);
    await page.getByRole("heading", { name: "Exams" }).waitFor();
    await page.keyboard.press("n");
    await expect(page.getByText(/you should recall \d+% on the day/)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: "56 days to Exam" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(page.getByText("The change of settings was undone.")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Set the day of your exam")).toBeVisible();
  });
});
