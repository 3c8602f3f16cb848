import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { answer } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";
import { chooseFile, RIVERS, RIVERS_EDITED } from "../harness/guides.ts";

const DOCX = readFileSync(new URL("../../decks/formats/fixtures/volcanoes.docx", import.meta.url));
const PAGE = readFileSync(new URL("../../decks/formats/corpus/biology-page.html", import.meta.url));

async function openImport(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
}

/** Imports by keyboard and waits for the deck. */
async function create(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /(?:Create|Update) deck/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("link", { name: "Read the guide" })).toBeVisible();
}

/** Rows of the preview: "Glossary terms 3 terms 6 cards". */
async function sections(page: Page): Promise<string[]> {
  const rows = page.getByRole("region", { name: "Sections found" }).locator("tbody tr");
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim());
}

for (const { what, name, bytes, found } of [
  {
    what: "a Word document",
    name: "volcanoes.docx",
    bytes: DOCX,
    found: ["Glossary terms 3 terms 6 cards", "Two kinds of volcano 2 rows 4 cards"],
  },
  {
    what: "a saved page",
    name: "cells.html",
    bytes: PAGE,
    found: ["Glossary terms 3 terms 6 cards", "Ways across a membrane 2 rows 4 cards"],
  },
]) {
  test(`${what} is read in the window's own sandbox, without a word in the console`, async ({ page }) => {
    const said: string[] = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    await withApp(async (address) => {
      await openImport(page, address);
      await chooseFile(page, name, bytes);
      expect(await sections(page)).toEqual(expect.arrayContaining(found));
      await create(page);
    });
    expect(said).toEqual([]);
  });
}

test("pasted notes become a deck, and so does a copied page with its table", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await page
      .getByLabel("Paste notes")
      .fill("Osmosis: water moving through a membrane\nOsmosis club: a club\n");
    await page.keyboard.press("Control+Enter");
    expect(await sections(page)).toContain("Glossary terms 2 terms 4 cards");
    await page.keyboard.press("Escape");
    await page.getByLabel("Paste notes").evaluate((box) => {
      const data = new DataTransfer();
      data.setData(
        "text/html",
        "<h1>Ores</h1><table><tr><th>Ore</th><th>Metal</th></tr><tr><td>Bauxite</td><td>aluminium</td></tr></table>",
      );
      box.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    expect(await sections(page)).toContain("Ores 1 row 1 card");
  });
});

test("an edited guide is shown as a diff, taken by keyboard, keeps reviews, and goes back", async ({
  page,
}) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseFile(page, "rivers.txt", RIVERS);
    await create(page);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    for (let count = 0; count < 4; count++) await answer(page, "4");

    await openImport(page, address);
    await chooseFile(page, "rivers-2.txt", RIVERS_EDITED);
    await expect(page.getByRole("heading", { name: "Import again" })).toBeVisible();
    const changes = page.getByRole("region", { name: "Changes" }).getByRole("listitem");
    await expect(changes).toHaveCount(4);
    await expect(changes.filter({ hasText: "Spring or source" })).toContainText("2 cards, history kept");
    await expect(changes.filter({ hasText: "Oxbow" })).toContainText("Added");
    await expect(changes.filter({ hasText: "Mouth" }).first()).toContainText("suspended");
    // The learner keeps one of them as it was.
    await page
      .getByRole("radiogroup", { name: "Changed: Meander" })
      .getByRole("radio", { name: "Take" })
      .focus();
    await page.keyboard.press("ArrowRight");
    await expect(changes.filter({ hasText: "Meander" })).toContainText("left as yours");
    await create(page);
    await expect(page.getByText(/reviews?\./)).toContainText("4 reviews");
    await page.getByText("Spring or source", { exact: true }).first().waitFor();

    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText(/was taken back/)).toBeVisible();
    await expect(page.getByText("Last change: Import of rivers.txt.")).toBeVisible();
    await page.goto(`${address}#/today`);
    await page
      .getByRole("link", { name: /Rivers/ })
      .first()
      .click();
    await expect(page.getByText("Spring or source", { exact: true })).toHaveCount(0);
    await expect(page.getByText(/reviews?\./)).toContainText("4 reviews");
  });
});

test("a card is edited by hand, and the guide says both when it changed it too", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseFile(page, "rivers.txt", RIVERS);
    await create(page);
    await page.locator("summary", { hasText: "Meander" }).first().click();
    await page.getByRole("button", { name: "Edit" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Edit card" });
    await dialog.getByLabel("Definition").fill("A loop of a river.");
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("A loop of a river.").first()).toBeVisible();

    await openImport(page, address);
    await chooseFile(page, "rivers-2.txt", RIVERS_EDITED);
    const both = page.getByRole("listitem").filter({ hasText: "Both changed" });
    await expect(both).toContainText("A loop of a river.");
    await expect(both.getByRole("radio", { name: "Keep mine" })).toBeChecked();
  });
});

test("a card shows its line in the guide, where the drawing is drawn", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await chooseFile(page, "rivers.txt", RIVERS);
    await create(page);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("s");
    const target = page.locator(".target");
    await expect(target).toBeFocused();
    await expect(target.locator("li")).toContainText("Source: The place where a river begins.");
    await expect(page.locator("svg.diagram")).toContainText("90% of it");
    await expect(page.getByRole("navigation", { name: "Outline of the guide" })).toContainText(
      "Comparison Tables",
    );
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: "Read the guide" })).toBeVisible();
  });
});

test("things to be named are ticked off, any two of three", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await page
      .getByLabel("Paste notes")
      .fill("Rivers\n\nQuiz\n1. Name two shapes of a mouth.\n\nAnswers\n1. A delta, an estuary, a lagoon.\n");
    await page.getByRole("button", { name: "Read notes" }).click();
    await create(page);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("Space");
    await expect(page.getByText("Any 2 of these 3 are a full answer.")).toBeVisible();
    await page.getByLabel("an estuary").check();
    await page.getByLabel("a lagoon").check();
    await expect(page.getByText("2 of 2 named, that is enough.")).toBeVisible();
  });
});

test("reading a file can be given up, and another one read instead", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    const long = `# Long\n\n${Array.from({ length: 30_000 }, (_, index) => `## Part ${index}\n\n- Term ${index}: meaning ${index}\n`).join("\n")}`;
    await chooseFile(page, "long.md", long);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByLabel("Paste notes")).toBeVisible();
    await chooseFile(page, "rivers.txt", RIVERS);
    expect(await sections(page)).toContain("Glossary terms 3 terms 6 cards");
  });
});

test("formulas are set as mathematics, prices are not", async ({ page }) => {
  await withApp(async (address) => {
    await openImport(page, address);
    await page
      .getByLabel("Paste notes")
      .fill(
        "Statistics\n\nGlossary\n- Variance: the mean of $(x_i - \\bar{x})^2$ over all $x_i$\n- Stake: from $5 to $10 a game\n- Broken: what $\\frac{1$ means\n",
      );
    await page.getByRole("button", { name: "Read notes" }).click();
    await create(page);
    await page.getByRole("link", { name: "Read the guide" }).click();
    await expect(page.locator("math")).toHaveCount(2);
    await expect(page.locator("math").first()).toContainText("x");
    await expect(page.getByText("from $5 to $10 a game")).toBeVisible();
    await expect(page.getByText("$\\frac{1$")).toBeVisible();
  });
});

test("a saved page whose headings stand on one line is shown as a guide with its outline", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
    const html =
      "<!doctype html><h1>Dams</h1><h2>Glossary</h2><p><b>Weir</b>: a low dam</p><h2>More terms</h2><p><b>Sluice</b>: a gate</p>";
    await chooseFile(page, "dams.html", html);
    await page.getByRole("button", { name: /Create deck/ }).click();
    await page.getByRole("link", { name: "Read the guide" }).click();
    const outline = page.getByRole("navigation", { name: "Outline of the guide" });
    await expect(outline.getByRole("link")).toHaveCount(3);
  });
});
