import { expect, type Page, test } from "@playwright/test";
import { importSampleGuide } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

/** Lets files go over the middle of the window, on whatever is there. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const carried = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(all)) transfer.items.add(new File([text], name));
    if (Object.keys(all).length === 0) transfer.setData("text/uri-list", "https://away.example/");
    return transfer;
  }, files);
  const middle = await page.evaluateHandle(
    () => document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body,
  );
  await middle.asElement()?.dispatchEvent("dragover", { dataTransfer: carried });
  await middle.asElement()?.dispatchEvent("drop", { dataTransfer: carried });
}

const SCREENS = [
  ...["today", "review", "scenarios", "scenario/satellite-images", "practice/3", "what-if", "packs"],
  ...["exams", "settings", "settings/data", "import"],
];

test("a guide dropped on any screen is shown on the import screen", async ({ page }) => {
  test.setTimeout(120_000);
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    const deck = await page.evaluate(() => location.hash.slice(2));
    for (const [index, screen] of [...SCREENS, deck, deck.replace("deck", "guide")].entries()) {
      await page.goto(`${address}#/${screen}`);
      await page.locator("main, [role=main], h1").first().waitFor();
      const term = `Term ${index}`;
      await drop(page, { "dropped.md": `# Dropped\n\n## Key terms\n\n- ${term}: What was dropped.\n` });
      await expect(page, screen).toHaveURL(/#\/import$/);
      await expect(page.getByText(term).first(), screen).toBeVisible();
    }
  });
});

test("what is no guide or deck is said in a sentence, and the screen stays", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    for (const screen of ["today", "review", "settings"]) {
      await page.goto(`${address}#/${screen}`);
      await page.locator("main, [role=main], h1").first().waitFor();
      await drop(page, { "photo.png": "x" });
      const toast = page.locator(".toast");
      await expect(toast).toContainText("photo.png is not a guide or deck. Cardinal reads .cardinal");
      await drop(page, {});
      await expect(toast).toContainText("That is no file.");
      await expect(page).toHaveURL(new RegExp(`#/${screen}`));
      // The sentence leaves alone the buttons that a session has at the bottom.
      const isCovering = await page.evaluate(() => {
        const toast = document.querySelector(".toast")?.getBoundingClientRect();
        const dock = document.querySelector(".dock")?.getBoundingClientRect();
        return toast && dock ? toast.bottom > dock.top : false;
      });
      expect(isCovering).toBe(false);
    }
  });
});
