import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import { answer } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";
import { chooseFile } from "../harness/guides.ts";

const CSV = "Front;Back;Label\nDelta;Land at a mouth;river\nMeander;A bend in soft ground;\n;nobody asks;\n";

const importButton = (page: Page) => page.getByRole("button", { name: /^Import\b/ });

async function openImport(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
}

async function chooseBytes(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  await page.locator("input[type=file]").first().setInputFiles(file);
}

/** Takes a deck out through the dialog. @returns the saved bytes */
async function exported(
  page: Page,
  format: RegExp,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  await page.keyboard.press("x");
  await page.getByRole("radio", { name: format }).check();
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+Enter");
  const saved = await download;
  await expect(page.getByText(`Saved as ${saved.suggestedFilename()}.`)).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Export" })).toHaveCount(0);
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
}

test("an Anki package is looked at, brought in by keyboard, studied, and taken back", async ({ page }) => {
  const bytes = await writeAnkiPackage(SMALL, []);
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseBytes(page, "rivers.apkg", bytes);
    await expect(importButton(page)).toBeEnabled();
    await expect(page.getByText("Anki package.")).toBeVisible();
    await expect(page.getByText("5 new cards, 6 reviews.")).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Rivers" })).toBeVisible();

    await page.goto(`${address}#/review`);
    await expect(page.getByRole("group", { name: "Question" })).toContainText("is silt");
    await answer(page, "3");

    await openImport(page, address);
    await chooseBytes(page, "rivers.apkg", bytes);
    await expect(page.getByText("1 card studied later here will keep their schedule.")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: /Undo|Take back/ }).click();
    await page.goto(`${address}#/today`);
    await expect(page.getByRole("link", { name: "Rivers", exact: true })).toHaveCount(0);
  });
});

test("a table is read as the learner says, over its first rows, and again changes nothing", async ({
  page,
}) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseFile(page, "terms.csv", CSV);
    await expect(page.getByText("2 new cards.")).toBeVisible();
    await expect(page.getByText("Line 4.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "Land at a mouth" })).toBeVisible();
    await page.getByLabel("Between columns").selectOption(",");
    await expect(page.getByRole("cell", { name: "Delta;Land at a mouth;river" })).toBeVisible();
    await page.getByLabel("Between columns").selectOption(";");
    await expect(page.getByRole("cell", { name: "Land at a mouth", exact: true })).toBeVisible();
    await page.getByLabel("Use of Label").selectOption("tags");
    await page.getByLabel("Note type").selectOption("Basic (and reversed card)");
    await expect(page.getByText("4 new cards.")).toBeVisible();
    await page.getByLabel("Deck", { exact: true }).fill("Geography::Rivers");
    await expect(page.getByRole("listitem").filter({ hasText: "Geography New" })).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Geography" })).toBeVisible();

    await openImport(page, address);
    await chooseFile(page, "terms.csv", CSV);
    await page.getByLabel("Use of Label").selectOption("tags");
    await page.getByLabel("Note type").selectOption("Basic (and reversed card)");
    await expect(page.getByText("All of it is here already.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
  });
});

test("files dropped together on any screen come one after another, and what waits can be left out", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/settings/data`);
    await page.getByRole("heading", { name: "Storage" }).waitFor();
    const carried = await page.evaluateHandle((csv) => {
      const dataTransfer = new DataTransfer();
      for (const name of ["first.csv", "second.csv", "third.csv"])
        dataTransfer.items.add(new File([csv.replaceAll("Delta", name)], name));
      return dataTransfer;
    }, CSV);
    await page.locator("body").dispatchEvent("dragover", { dataTransfer: carried });
    await expect(page.getByText("Drop it to see what it would become.")).toBeVisible();
    await page.locator("body").dispatchEvent("drop", { dataTransfer: carried });
    await expect(page.getByText("Drop it to see what it would become.")).toHaveCount(0);
    await expect(page.getByText("2 more files wait.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "first.csv" })).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("1 more file waits.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "second.csv" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("1 file waits.")).toBeVisible();
    await page.getByRole("button", { name: "Leave out" }).click();
    await expect(page.getByText("1 file waits.")).toHaveCount(0);
    await page.goto(`${address}#/today`);
    await expect(page.getByRole("link", { name: "first", exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "second", exact: true })).toHaveCount(0);
  });
});

test("a deck goes out in every format, and its bundle opens in another collection with its reviews", async ({
  browser,
  page,
}) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseBytes(page, "rivers.apkg", await writeAnkiPackage(SMALL, []));
    await page.getByText("5 new cards").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { level: 1, name: "Rivers" }).waitFor();
    const start = (file: { readonly bytes: Uint8Array }) =>
      new TextDecoder().decode(file.bytes.subarray(0, 400));
    expect(start(await exported(page, /^CSV/))).toContain("#separator:comma");
    expect(start(await exported(page, /^TSV/))).toContain("g-mouth\tBasic");
    expect(start(await exported(page, /^Markdown/))).toContain("Where it ends");
    expect((await exported(page, /^Anki package/)).name).toBe("rivers.apkg");
    const bundle = await exported(page, /^Cardinal bundle/);

    const other = await (await browser.newContext()).newPage();
    await openImport(other, address);
    await chooseBytes(other, bundle.name, bundle.bytes);
    await expect(other.getByText("5 new cards, 6 reviews.")).toBeVisible();
    await other.keyboard.press("Control+Enter");
    await expect(other.getByText(/5 cards, 6 reviews/)).toBeVisible();
    await other.context().close();
  });
});

test("a note whose type came with its deck is edited by the names of its fields", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseFile(page, "terms.csv", CSV);
    await page.getByText("2 new cards.").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { level: 1, name: "terms" }).waitFor();
    await page.goto(`${address}#/review`);
    await page.getByRole("group", { name: "Question" }).waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("e");
    await page.getByLabel("Back", { exact: true }).fill("Land that a river <b>made</b>");
    await page.keyboard.press("Control+Enter");
    // The answer is shown as it is now.
    await expect(page.getByRole("group", { name: "Answer" })).toContainText("Land that a river made");
  });
});

for (const [name, content, says] of [
  ["text.apkg", "Front,Back\n", /no zip archive/],
  ["empty.csv", "", /empty/],
  ["cut.cardinal", "PK\u0003\u0004", /ends in the middle/],
] as const) {
  test(`${name} is refused in one sentence`, async ({ page }) => {
    await withApp(async (address) => {
      await openImport(page, address);
      await chooseFile(page, name, content);
      await expect(page.getByText(says)).toBeVisible();
      await expect(importButton(page)).toHaveCount(0);
    });
  });
}
