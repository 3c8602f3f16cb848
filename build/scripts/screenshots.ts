import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { answer, importSampleGuide } from "../../e2e/harness/app.ts";
import { chooseFile, RIVERS, RIVERS_EDITED } from "../../e2e/harness/guides.ts";
import { withApp } from "../../e2e/harness/edition.ts";
import { findChromium } from "./find-chromium.ts";

/** Pictures of every screen, light and dark, at 1200x800 and 800x600; the README's picture is one of them. */
const OUT = path.resolve(import.meta.dirname, "../../.cache/screenshots");
const README_PICTURE = "review-table-answer-1200x800-light.png";
const SIZES = [
  { width: 1200, height: 800 },
  { width: 800, height: 600 },
] as const;
const THEMES = ["light", "dark"] as const;

type Shoot = (name: string) => Promise<void>;

/** Walks through the app once, as a learner would, and calls `shoot` wherever there is something to see. */
async function tour(page: Page, address: string, shoot: Shoot): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading", { name: "Bring a study guide" }).waitFor();
  await page
    .getByRole("button", { name: /Open the sample guide/ })
    .first()
    .waitFor();
  await shoot("first-run");
  await page
    .getByRole("button", { name: /Open the sample guide/ })
    .first()
    .click();
  await page.getByRole("button", { name: /Create deck/ }).waitFor();
  await shoot("import");
  await page.goto(`${address}#/today`);
  await importSampleGuide(page);
  await shoot("deck");
  await page.getByRole("link", { name: "Read the guide" }).click();
  await page.getByRole("navigation", { name: "Outline of the guide" }).waitFor();
  await shoot("guide");
  await shootChanges(page, address, shoot);
  await shootDeckImport(page, address, shoot);
  await page.goto(`${address}#/review`);
  await page.locator("#prompt").waitFor();
  await shoot("review-front");
  await page.keyboard.press("Space");
  await shoot("review-answer");
  await page.keyboard.press("e");
  await page.getByRole("dialog").getByRole("textbox").first().waitFor();
  await shoot("edit");
  await page.keyboard.press("Escape");
  for (const key of ["3", "4", "2", "3", "1", "3", "3"] as const) {
    await page.goto(`${address}#/today`);
    await page.goto(`${address}#/review`);
    await page.locator("#prompt").waitFor();
    await answer(page, key);
  }
  // A day's 20 new cards need not reach a table.
  await page.goto(`${address}#/settings`);
  await page.getByLabel("New cards a day").fill("200");
  await page.getByLabel("New cards a day").press("Tab");
  await page.goto(`${address}#/review`);
  await page.locator("#prompt").waitFor();
  await untilTable(page);
  await shoot("review-table-front");
  await page.keyboard.press("Space");
  await shoot("review-table-answer");
  await page.goto(`${address}#/today`);
  await page.getByText(/reviews done/).waitFor();
  await page.locator(".toast").waitFor({ state: "detached", timeout: 15_000 });
  await shoot("today");
  await page.goto(`${address}#/scenarios`);
  await page.getByRole("heading", { name: "Situations" }).waitFor();
  await shoot("scenarios");
  await page.getByRole("link", { name: "Large images, quiet hours" }).click();
  await page.getByRole("radio").first().waitFor();
  await page.keyboard.press("b");
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  await shoot("scenario");
  await page.keyboard.press("Enter");
  await page.getByText("of 100").first().waitFor();
  await shoot("scenario-result");
  await shootScenarioMode(page, address, shoot);
  await shootSettings(page, address, shoot);
}

/** Every page of the settings, and the help over them. */
async function shootSettings(page: Page, address: string, shoot: Shoot): Promise<void> {
  const pages = [
    ["scheduling", "Memory model"],
    ["reviews", "Reviews"],
    ["appearance", "Appearance"],
    ["keyboard", "Keyboard"],
    ["data", "Snapshots"],
  ] as const;
  for (const [name, heading] of pages) {
    await page.goto(`${address}#/settings/${name}`);
    await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    await shoot(`settings-${name}`);
  }
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await shoot("keys");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "About Cardinal" }).click();
  await page.getByRole("heading", { name: "With the work of others" }).waitFor();
  await shoot("about");
}

/** A table of text on its way in, and the ways out. */
async function shootDeckImport(page: Page, address: string, shoot: Shoot): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await chooseFile(
    page,
    "terms.csv",
    "Front,Back,Tags\nDelta,Land at a mouth,water\nMeander,A bend,\n,left out,\n",
  );
  await page.getByRole("heading", { name: "How the table is read" }).waitFor();
  await shoot("deck-import");
  await page.goto(`${address}#/settings/data`);
  await page.getByRole("button", { name: /^Export/ }).click();
  await shoot("export");
  await page.keyboard.press("Escape");
}

/** A second guide, edited: what an import of it would change. */
async function shootChanges(page: Page, address: string, shoot: Shoot): Promise<void> {
  const openImport = async () => {
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
  };
  await openImport();
  await shoot("import-empty");
  await chooseFile(page, "rivers.txt", RIVERS);
  await page.getByRole("button", { name: /Create deck/ }).click();
  await page.getByRole("link", { name: "Read the guide" }).waitFor();
  await openImport();
  await chooseFile(page, "rivers.txt", RIVERS_EDITED);
  await page.getByRole("heading", { name: "Changes" }).waitFor();
  await shoot("import-again");
  // Leaves the preview: the same address again would lead nowhere.
  await page.goto(`${address}#/today`);
}

/** What belongs to scenario mode besides a single situation. */
async function shootScenarioMode(page: Page, address: string, shoot: Shoot): Promise<void> {
  await page.keyboard.press("w");
  await page.getByRole("group", { name: "Decision tree" }).waitFor();
  await shoot("what-if");
  await page.goto(`${address}#/practice/0/aws-ml-deployment/inference`);
  const result = page.getByText("of 100").first();
  for (let tries = 0; tries < 12; tries++) {
    await page.getByRole("radio").first().waitFor();
    if (tries === 0) await shoot("practice");
    await page.keyboard.press("c");
    await page.keyboard.press("Enter");
    await result.waitFor();
    if ((await page.getByRole("button", { name: /near miss/ }).count()) > 0) break;
    await page.keyboard.press("Enter");
  }
  await shoot("practice-result");
  await page.keyboard.press("n");
  await page.getByRole("radio").first().waitFor();
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await result.waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "What changed?" }).waitFor();
  await shoot("near-miss");
  await page.keyboard.press("Enter");
  await shoot("near-miss-rule");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "By rule" }).waitFor();
  await shoot("practice-summary");
  await page.goto(`${address}#/packs`);
  await page.getByRole("link", { name: "AWS ML deployment" }).waitFor();
  await shoot("packs");
  await page.getByRole("link", { name: "AWS ML deployment" }).click();
  await page.getByRole("heading", { name: "AWS ML deployment" }).waitFor();
  await shoot("pack");
}

/** Answers cards until a table card is on screen. */
async function untilTable(page: Page): Promise<void> {
  for (let tries = 0; tries < 60 && (await page.locator("#prompt table").count()) === 0; tries++)
    await answer(page, "4");
}

async function shootAll(browser: Browser, address: string): Promise<void> {
  for (const viewport of SIZES) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await tour(page, address, async (name) => {
        await page.evaluate(() => document.fonts.ready);
        const file = `${name}-${viewport.width}x${viewport.height}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(OUT, file) });
      });
      await context.close();
    }
  }
}

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
try {
  await withApp((address) => shootAll(browser, address));
  await copyFile(path.join(OUT, README_PICTURE), path.resolve(import.meta.dirname, "../readme.png"));
  console.log(`pictures are in ${path.relative(process.cwd(), OUT)}`);
} finally {
  await browser.close();
}
