import { expect, type Page, test } from "@playwright/test";
import { SMALL } from "../../decks/formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../../decks/formats/anki/write-package.ts";
import { HOSTILE, MEDIA, RICH } from "../fixtures/rich-text.ts";
import { withApp } from "../harness/edition.ts";

async function importFile(page: Page, address: string, name: string, bytes: Uint8Array): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await expect(page.getByRole("button", { name: /^Import\b/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect(page).toHaveURL(/#\/deck/);
}

/** A collection that has files from a package of Anki's, and a deck of Markdown, which names them, under review. */
async function openDeck(page: Page, address: string, notes: readonly string[]): Promise<void> {
  await importFile(page, address, "media.apkg", await writeAnkiPackage(SMALL, MEDIA));
  await importFile(page, address, "rich.md", new TextEncoder().encode(`# Rich\n\n${notes.join("\n\n")}\n`));
  await page.goto(page.url().replace("#/deck", "#/review"));
  await page.locator("#prompt").waitFor();
}

/** What left the app, while it is watched. */
function requestsAway(page: Page, address: string): readonly string[] {
  const away: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(?:blob|data):/.test(url)) away.push(url);
  });
  return away;
}

test("a card of Markdown shows code, formulas, tables, tasks, pictures and sounds", async ({ page }) => {
  await withApp(async (address) => {
    const away = requestsAway(page, address);
    await openDeck(page, address, [RICH]);
    await page.keyboard.press("Space");
    const card = page.getByRole("region", { name: "Answer" });
    await expect(card.locator(".code-keyword").first()).toHaveText("function");
    await expect(card.locator("math")).toHaveCount(3);
    await expect(card).toContainText("\\(\\nope{x}\\)");
    await expect(card.getByRole("img", { name: "Done" })).toBeVisible();
    await expect(card.getByRole("img", { name: "To do" })).toBeVisible();
    await expect(card.getByRole("cell", { name: "1", exact: true })).toHaveCSS("text-align", "right");
    await expect(card.locator("pre").nth(1).locator("span")).toHaveCount(0);

    for (const name of ["A red dot", "A map"]) {
      const picture = card.getByRole("img", { name });
      await expect(picture).toHaveAttribute("src", /^blob:/);
      await expect
        .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
        .toBeGreaterThan(0);
    }
    for (const name of ["tone.wav", "A tone"]) {
      const player = card.locator(`audio[controls][aria-label="${name}"]`);
      await expect(player).toHaveAttribute("src", /^blob:/);
    }
    await expect(card).toContainText("A lost map (none.png, missing)");
    await expect(card).toContainText("none.mp3 (missing)");
    await expect(card).toContainText("Far (https://away.example/far.png, not loaded)");
    expect(away).toEqual([]);
  });
});

test("what is wider than its card scrolls within it and is reached by Tab, and nothing else is", async ({
  page,
}) => {
  await withApp(async (address) => {
    await openDeck(page, address, [RICH]);
    await page.keyboard.press("Space");
    const card = page.getByRole("region", { name: "Answer" });
    await expect(card.getByRole("group", { name: "Code, js" })).toHaveAttribute("tabindex", "0");
    await expect(card.getByRole("group", { name: "Table" })).toHaveAttribute("tabindex", "0");
    await expect(card.locator("[tabindex]")).toHaveCount(2);
    const [outer, picture] = await Promise.all([
      card.boundingBox(),
      card.getByRole("img", { name: "A map" }).boundingBox(),
    ]);
    expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThanOrEqual(
      (outer?.x ?? 0) + (outer?.width ?? 0),
    );
    const code = card.getByRole("group", { name: "Code, js" });
    await code.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => code.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

test("hostile Markdown runs nothing, loads nothing and keeps to its card", async ({ page }) => {
  test.setTimeout(120_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await withApp(async (address) => {
    const away = requestsAway(page, address);
    await page.goto(`${address}#/settings`);
    await page.getByLabel("New cards a day").fill("999");
    await page.getByLabel("New cards a day").press("Tab");
    await openDeck(page, address, HOSTILE);
    for (const index of HOSTILE.keys()) {
      await expect(page.locator("#prompt")).toContainText(`Hostile ${index}`);
      await page.keyboard.press("Space");
      const card = page.getByRole("region", { name: "Answer" });
      await expect(card, HOSTILE[index]).toContainText("after");
      await expect(card.locator("[data-media]"), HOSTILE[index]).toHaveCount(0);
      const seen = await page.evaluate(() => {
        const root = document.querySelector('[aria-label="Answer"] .rich-text')?.shadowRoot;
        const elements = [...(root?.querySelectorAll("*") ?? [])];
        const names = elements.flatMap((element) => element.getAttributeNames());
        return {
          ran: (window as { __ran?: number }).__ran ?? 0,
          forbidden: names.filter((name) => /^on|^(?:id|name|style|autoplay|loop|poster|srcset)$/.test(name)),
          sources: elements
            .flatMap((element) => element.getAttribute("src") ?? [])
            .filter((src) => !src.startsWith("blob:")),
          tags: elements
            .map(({ localName }) => localName)
            .filter((tag) => /^(?:script|iframe|input|style)$/.test(tag)),
        };
      });
      expect(seen, HOSTILE[index]).toEqual({ ran: 0, forbidden: [], sources: [], tags: [] });
      await page.keyboard.press("4");
    }
    expect({ away, errors }).toEqual({ away: [], errors: [] });
  });
});
