import { expect, test } from "@playwright/test";
import { importSampleGuide } from "../harness/app.ts";
import { axeFindings } from "../harness/axe.ts";
import { chooseFile, RIVERS, RIVERS_EDITED } from "../harness/guides.ts";
import { withApp } from "../harness/edition.ts";

const SCREENS = [
  "#/today",
  "#/import",
  "#/review",
  "#/scenarios",
  "#/settings",
  "#/settings/reviews",
  "#/settings/keyboard",
  "#/settings/data",
  "#/exams",
  "#/packs",
  "#/pack/aws-ml-deployment",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any screen in the ${colorScheme} theme`, async ({ browser }) => {
    // Every screen once, each looked through by axe.
    test.setTimeout(240_000);
    // Evaluating axe is what the pages' own policy forbids, so this context sets the policy aside.
    const context = await browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await withApp(async (address) => {
      await page.goto(address);
      await page.getByRole("heading", { name: "Bring a study guide" }).waitFor();
      expect(await axeFindings(page), "first run").toEqual([]);
      await page
        .getByRole("button", { name: /Open the sample guide/ })
        .first()
        .click();
      await page.getByRole("button", { name: /Create deck/ }).waitFor();
      expect(await axeFindings(page), "import preview").toEqual([]);
      await page.goto(address);
      await importSampleGuide(page);
      expect(await axeFindings(page), "deck").toEqual([]);
      for (const screen of SCREENS) {
        await page.goto(`${address}${screen}`);
        await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
        expect(await axeFindings(page), screen).toEqual([]);
      }
      await page.goto(`${address}#/review`);
      await page.locator("#prompt p").first().waitFor();
      await page.keyboard.press("Space");
      await page.getByRole("group", { name: "Grade your recall" }).waitFor();
      expect(await axeFindings(page), "answer").toEqual([]);
      await page.keyboard.press("e");
      await page.getByRole("dialog", { name: "Edit card" }).getByRole("textbox").first().waitFor();
      expect(await axeFindings(page), "editing a card").toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("s");
      await page.locator(".target").waitFor();
      expect(await axeFindings(page), "guide").toEqual([]);
      await page.goto(`${address}#/import`);
      await page.getByLabel("Paste notes").waitFor();
      await chooseFile(page, "rivers.txt", RIVERS);
      await page.getByRole("button", { name: /Create deck/ }).click();
      await page.getByRole("link", { name: "Read the guide" }).waitFor();
      await page.goto(`${address}#/import`);
      await page.getByLabel("Paste notes").waitFor();
      await chooseFile(page, "rivers.txt", RIVERS_EDITED);
      await page.getByRole("heading", { name: "Changes" }).waitFor();
      expect(await axeFindings(page), "changes of a guide").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByLabel("Paste notes").waitFor();
      await chooseFile(page, "terms.csv", "Front,Back\n<b>Delta</b>,Land at a mouth\n,left out\n");
      await page.getByRole("heading", { name: "How the table is read" }).waitFor();
      expect(await axeFindings(page), "table and deck preview").toEqual([]);
      await page.keyboard.press("Control+Enter");
      await page.getByRole("heading", { level: 1, name: "terms" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("group", { name: "Question" }).waitFor();
      await page.keyboard.press("Space");
      await page.getByRole("group", { name: "Answer" }).waitFor();
      expect(await axeFindings(page), "a card with looks of its own").toEqual([]);
      await page.goto(`${address}#/settings/data`);
      await page.getByRole("button", { name: /^Export/ }).click();
      await page.getByRole("dialog", { name: "Export" }).waitFor();
      expect(await axeFindings(page), "export").toEqual([]);
      await page.keyboard.press("Escape");
      await page.goto(`${address}#/scenarios`);
      await page.getByRole("link", { name: "Large images, quiet hours" }).click();
      await page.getByRole("radio").first().waitFor();
      expect(await axeFindings(page), "scenario").toEqual([]);
      await page.keyboard.press("b");
      await page.keyboard.press("Enter");
      await page.getByText("of 100").first().waitFor();
      expect(await axeFindings(page), "scenario result").toEqual([]);
      await page.keyboard.press("w");
      await page.getByRole("group", { name: "Decision tree" }).waitFor();
      expect(await axeFindings(page), "what if").toEqual([]);
      await page.goto(`${address}#/practice/0/aws-ml-deployment/inference`);
      for (let tries = 0; tries < 12; tries++) {
        await page.getByRole("radio").first().waitFor();
        await page.keyboard.press("c");
        await page.keyboard.press("Enter");
        await page.getByText("of 100").first().waitFor();
        if ((await page.getByRole("button", { name: /near miss/ }).count()) > 0) break;
        await page.keyboard.press("Enter");
      }
      await page.keyboard.press("n");
      await page.getByRole("radio").first().waitFor();
      await page.keyboard.press("a");
      await page.keyboard.press("Enter");
      await page.getByText("of 100").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "What changed?" }).waitFor();
      expect(await axeFindings(page), "near miss").toEqual([]);
      await page.keyboard.press("Enter");
      expect(await axeFindings(page), "near miss with its rule").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "By rule" }).waitFor();
      expect(await axeFindings(page), "practice summary").toEqual([]);
    });
    await context.close();
  });
}
