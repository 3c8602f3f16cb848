import { expect, type Page, test } from "@playwright/test";
import { VECTORS } from "../fixtures/hostile/all-vectors.ts";
import * as files from "../fixtures/hostile/hostile-files.ts";
import { withApp } from "../harness/edition.ts";
import { appLook, watchPage, wrongOnScreen } from "../harness/watch.ts";

// One at a time would take minutes.
test.describe.configure({ mode: "parallel" });

/** Every vector through every importer, and what came of it on every screen that shows a card's texts. */
const IMPORTERS: Readonly<Record<string, () => Promise<files.HostileFile> | files.HostileFile>> = {
  "plain text guide": files.textGuide,
  "Markdown guide": files.markdownGuide,
  "saved page": files.savedPage,
  "Word document": files.wordDocument,
  "CSV with HTML": () => files.table(",", true),
  "TSV of plain text": () => files.table("\t", false),
  "Markdown deck": files.markdownDeck,
  "Anki package": files.ankiFile,
  "Cardinal bundle": () => files.bundle(true),
  "deck as JSON": () => files.deckFile(),
};

/** All of them take minutes: `npm run check:hostile`. */
const SHORT = ["CSV with HTML", "deck as JSON"];
const wanted = process.env["HOSTILE"] === "all" ? Object.keys(IMPORTERS) : SHORT;

for (const [name, file] of Object.entries(IMPORTERS).filter(([importer]) => wanted.includes(importer))) {
  test(`${VECTORS.length} vectors in a ${name} do nothing in its preview, on its deck's screen and in its guide`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await withApp(async (address) => {
      const seen = await watchPage(page, address);
      await page.goto(`${address}#/import`);
      await page.getByLabel("Paste notes").waitFor();
      const look = await appLook(page);
      await choose(page, await file());
      await expect(page.getByRole("button", { name: /^(?:Import|Create deck)/ })).toBeEnabled({
        timeout: 30_000,
      });
      await openAll(page);
      expect(await wrongOnScreen(page), "preview").toEqual([]);
      expect(await appLook(page), "preview").toBe(look);
      await page.keyboard.press("Control+Enter");
      await page.waitForURL(/#\/(?:deck|$)/, { timeout: 60_000 });
      await page.locator("#cards").waitFor({ timeout: 30_000 });
      const decks = await page
        .locator('main table a[href^="#/deck/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      const readerHref = await page
        .getByRole("link", { name: "Read the guide" })
        .evaluateAll((links) => links[0]?.getAttribute("href"));
      let shown = 0;
      for (const href of ["", ...decks]) {
        if (href !== "") await page.goto(address + href);
        await page.locator("#cards").waitFor();
        // The list comes after its frame, and a deck of decks alone has none.
        const first = page.locator(".card-html, .rich-text").first();
        await first.waitFor({ state: "attached", timeout: 3_000 }).catch(() => {});
        const before = await appLook(page);
        await openAll(page);
        shown += await page.locator(".card-html, .rich-text").count();
        expect(await wrongOnScreen(page), "deck").toEqual([]);
        expect(await appLook(page), "deck").toBe(before);
        if (shown >= VECTORS.length) break;
      }
      expect(shown).toBeGreaterThan(VECTORS.length / 2);
      let read = 0;
      if (readerHref) {
        await page.goto(address + readerHref);
        await page.locator(".reader").waitFor();
        await openAll(page);
        read = await page.locator(".reader .rich-text").count();
        expect(await wrongOnScreen(page), "guide").toEqual([]);
      }
      console.log(
        `hostile: ${VECTORS.length} vectors by ${name}, ${shown} texts of cards, ${read} of the guide`,
      );
      expect(seen).toEqual([]);
    });
  });
}

async function choose(page: Page, { name, bytes }: files.HostileFile): Promise<void> {
  const buffer = Buffer.from(bytes);
  const file = { name, mimeType: "application/octet-stream", buffer };
  await page.locator("input[type=file]").first().setInputFiles(file);
}

/** Shows all there is: further pages, folded parts, and what is typeset when it comes near the window. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const more = () =>
      [...document.querySelectorAll("button")].find((button) =>
        /^\s*Show (?:all )?\d+/.test(button.textContent),
      );
    for (let button = more(); button; button = more()) {
      const items = document.querySelectorAll("li").length;
      button.click();
      for (let tries = 0; tries < 100 && document.querySelectorAll("li").length === items; tries++)
        await turn(20);
    }
    for (const details of document.querySelectorAll("details")) details.open = true;
    const sections = document.querySelectorAll(".part");
    for (const section of sections) section.scrollIntoView();
    const cards = document.querySelectorAll("li > details").length;
    for (
      let tries = 0;
      tries < 500 && document.querySelectorAll("li > details > article").length < cards;
      tries++
    )
      await turn(20);
    await turn(sections.length > 0 ? 300 : 100);
    document.querySelector("main")?.scrollTo(0, 0);
    await turn(50);
  });
}
