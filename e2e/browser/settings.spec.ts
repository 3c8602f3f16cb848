import { expect, type Page, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";

/** Every field that is typed into, what it says it takes, and what it does not take. */
const FIELDS = [
  {
    page: "scheduling",
    fields: [
      { label: "Name", takes: "1 to 100", wrong: ["", "  "] },
      { label: "New cards a day", takes: "0 to 9999", wrong: ["", "-1", "10000", "many", "1.5"] },
      { label: "Reviews a day", takes: "0 to 9999", wrong: ["", "-1", "99999999999999999999", "many"] },
      { label: "Longest interval, days", takes: "1 to 36500", wrong: ["", "0", "-5", "36501", "1e3"] },
      { label: "Learning steps, minutes", takes: "minutes", wrong: ["-1", "0", "9999999", "soon"] },
      { label: "Relearning steps, minutes", takes: "minutes", wrong: ["-1", "0", "24h", "1 ten"] },
      { label: "Forgotten so often, a card is a leech", takes: "1 to 99", wrong: ["", "0", "100", "often"] },
    ],
  },
  {
    page: "reviews",
    fields: [
      { label: "Show the answer after, seconds", takes: "0 to 600", wrong: ["", "-1", "601", "soon"] },
      { label: "Then grade Again after, seconds", takes: "0 to 600", wrong: ["", "-1", "601", "later"] },
      { label: "A day begins at, hour", takes: "0 to 23", wrong: ["", "-1", "24", "four"] },
    ],
  },
] as const;

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

test("every field keeps what is wrong, says beside it what it takes, and saves nothing", async ({ page }) => {
  await withApp(async (address) => {
    for (const { page: name, fields } of FIELDS) {
      await page.goto(`${address}#/settings/${name}`);
      for (const { label, takes, wrong } of fields) {
        const input = field(page, label);
        const saved = await input.inputValue();
        for (const text of wrong) {
          await input.fill(text);
          await input.press("Enter");
          await expect(input).toHaveAttribute("aria-invalid", "true");
          await expect(input).toHaveAccessibleDescription(new RegExp(takes));
          await expect(input).toHaveValue(text);
        }
        await expect(input).toHaveAccessibleDescription(new RegExp(`It stays ${saved}\\.`));
        // Leaving the field and coming back changes nothing about it; Escape gives up.
        await input.blur();
        await expect(input).toHaveValue(wrong.at(-1) ?? "");
        await input.press("Escape");
        await expect(input).toHaveValue(saved);
        await expect(input).not.toHaveAttribute("aria-invalid");
      }
      await field(page, fields[1].label).fill("-1");
      await field(page, fields[1].label).press("Tab");
      await page.reload();
      await expect(field(page, fields[1].label)).not.toHaveValue("-1");
    }
  });
});

test("weights that are none are said to be so beside them, until they are put right", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings`);
    await page.getByText("Type weights in").click();
    const weights = page.getByLabel(/^21 numbers/);
    await weights.fill("1 2 3");
    await page.getByRole("button", { name: "See what they change" }).click();
    await expect(weights).toHaveAccessibleDescription(/21 weights .* here are 3/);
    await expect(weights).toHaveValue("1 2 3");
    await weights.fill(
      await page
        .getByRole("list", { name: "Weights" })
        .getByRole("listitem")
        .allInnerTexts()
        .then((all) => all.join(" ")),
    );
    await expect(weights).not.toHaveAttribute("aria-invalid");
  });
});

test("what is changed in another tab, taken back or restored is shown without a reload", async ({
  context,
}) => {
  await withApp(async (address) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto(`${address}#/settings`);
    await second.goto(`${address}#/settings`);
    await field(second, "Reviews a day").fill("many");
    await field(second, "Reviews a day").press("Tab");
    await field(first, "New cards a day").fill("33");
    await field(first, "New cards a day").press("Enter");
    await expect(field(second, "New cards a day")).toHaveValue("33");
    // What is being typed there stays.
    await expect(field(second, "Reviews a day")).toHaveValue("many");

    await first.getByRole("heading", { name: "Settings" }).click();
    await first.keyboard.press("Control+z");
    for (const page of [first, second]) await expect(field(page, "New cards a day")).toHaveValue("20");

    await first.goto(`${address}#/settings/appearance`);
    await first.getByRole("radio", { name: "Dark" }).click();
    await expect(second.locator("html")).toHaveAttribute("data-theme", "dark");
    await first.goto(`${address}#/settings/data`);
    await first.getByRole("button", { name: "Take a snapshot now" }).click();
    await expect(first.getByText("A snapshot was taken.")).toBeVisible();
    await field(second, "New cards a day").fill("44");
    await field(second, "New cards a day").press("Enter");
    await first.getByRole("button", { name: /^Restore….*asked for by you/ }).click();
    await first.getByRole("button", { name: "Restore this snapshot" }).click();
    await expect(field(second, "New cards a day")).toHaveValue("20");
  });
});
