import { expect, type Page, test } from "@playwright/test";
import { importSampleGuide } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

async function choose(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
}

const BAD: readonly { readonly what: string; readonly name: string; readonly bytes: Buffer }[] = [
  { what: "an empty file", name: "empty.txt", bytes: Buffer.alloc(0) },
  { what: "a zip archive", name: "notes.zip", bytes: Buffer.from("PK\u0003\u0004\u0000\u0000\u0000\u0000") },
  { what: "broken JSON", name: "deck.json", bytes: Buffer.from('{"format":"cardinal-deck","version":1,') },
  {
    what: "a deck of a newer version",
    name: "deck.json",
    bytes: Buffer.from('{"format":"cardinal-deck","version":99}'),
  },
];

for (const { what, name, bytes } of BAD) {
  test(`${what} is refused with one sentence and nothing is made`, async ({ page }) => {
    await withApp(async (address) => {
      await page.goto(address);
      await choose(page, name, bytes);
      const alert = page.getByRole("alert");
      await expect(alert).toBeVisible();
      await expect(alert).not.toContainText(/Error|undefined|\bat \w+\(/);
      await page.goto(`${address}#/today`);
      await expect(page.getByRole("heading", { name: "Bring a study guide" })).toBeVisible();
    });
  });
}

test("a text with nothing usable says so and offers no deck", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await choose(page, "letter.txt", Buffer.from("Dear aunt,\n\nthank you for the socks. They fit.\n"));
    await expect(page.getByText(/Nothing in this guide could be turned into cards/)).toBeVisible();
    await expect(page.getByRole("button", { name: /Create deck/ })).toBeDisabled();
  });
});

test("importing the same guide twice changes nothing", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    const cards = await page.getByText(/\d+ cards, \d+ reviews?/).innerText();
    await page.goto(`${address}#/import`);
    await page
      .getByRole("button", { name: /Open the sample guide/ })
      .first()
      .click();
    await expect(page.getByText(/0 new cards, \d+ unchanged/)).toBeVisible();
    await page.getByRole("button", { name: /Update deck/ }).click();
    await expect(page.getByText(/nothing changed/)).toBeVisible();
    await expect(page.getByText(cards)).toBeVisible();
  });
});

test("an impossible setting is said at once and not taken", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings`);
    const field = page.getByLabel("New cards a day");
    await field.fill("many");
    await field.press("Tab");
    await expect(page.getByRole("alert")).toContainText("whole number from 0 to 9999");
    await page.reload();
    await expect(page.getByLabel("New cards a day")).toHaveValue("20");
  });
});
