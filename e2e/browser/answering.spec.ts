import { expect, type Page, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";
import { chooseFile } from "../harness/guides.ts";
import { axeFindings } from "../harness/axe.ts";
import { askForConfidence } from "../harness/settings.ts";

const QUIZ = `# Rivers

## Quiz

1. Which two of these are shapes of a mouth?
   a) Delta
   b) Gorge
   c) Estuary
   d) Spring

## Answers

1. A and C
`;

const CARDS = {
  typed: "# Rivers\n\nQ: What is a bend in soft ground called?\nA: Meander\n",
  cloze: "# Rivers\n\nWhere the tide widens a mouth, {{c1::an estuary::a shape}} is made of {{c1::mud}}.\n",
} as const;

const LIST = `# Rivers

## Quiz

1. Name two shapes of a mouth.

## Answers

1. Delta, estuary, lagoon.
`;

/** Brings a file in and opens the session, by keys but for choosing the file. */
async function study(page: Page, address: string, name: string, text: string): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await chooseFile(page, name, text);
  await expect(page.getByRole("button", { name: /^(?:Create deck|Import)\b/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Rivers" }).waitFor();
  await page.goto(`${address}#/review`);
  await page.locator("#prompt p").first().waitFor();
}

const grade = (page: Page, name: string) =>
  page
    .getByRole("group", { name: "Grade your recall" })
    .getByRole("button", { name: new RegExp(`^${name}`) });

/** The state as it stands has no barriers that axe knows of. */
async function accessible(page: Page, state: string): Promise<void> {
  // The answer fades in, and half a colour has no contrast of its own.
  await page.waitForTimeout(300);
  expect(await axeFindings(page), state).toEqual([]);
  const pictures = process.env["ANSWERING_PICTURES"];
  if (pictures === undefined) return;
  for (const [width, height] of [
    [1200, 800],
    [800, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    const scheme = test.info().title.includes("dark") ? "dark" : "light";
    await page.screenshot({ path: `${pictures}/${state.replaceAll(" ", "-")}-${scheme}-${width}.png` });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    // Evaluating axe is what the pages' own policy forbids, so these contexts set the policy aside.
    test.use({ colorScheme, bypassCSP: true });

    test(`a typed answer with a slip is compared letter by letter, ${colorScheme}`, async ({ page }) => {
      await withApp(async (address) => {
        await study(page, address, "rivers.md", CARDS.typed);
        await page.keyboard.press("t");
        await expect(page.getByRole("textbox", { name: "Your answer" })).toBeFocused();
        await page.keyboard.type("meender");
        await accessible(page, "typing");
        await page.keyboard.press("Enter");
        await expect(page.locator("del")).toHaveText("e");
        await expect(page.locator("ins")).toHaveText("a");
        await expect(page.getByText("One letter apart.")).toBeVisible();
        await expect(grade(page, "Good")).toHaveClass(/suggested/);
        await accessible(page, "typed");
        await page.keyboard.press("3");
        await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
      });
    });

    test(`options are picked by digits, several where several are right, ${colorScheme}`, async ({
      page,
    }) => {
      await withApp(async (address) => {
        await study(page, address, "rivers.txt", QUIZ);
        const options = page.getByRole("checkbox");
        await expect(options).toHaveCount(4);
        const digit = async (name: string) =>
          (await page.getByRole("checkbox", { name }).getAttribute("aria-keyshortcuts")) ?? "";
        await page.keyboard.press(await digit("Delta"));
        await page.keyboard.press(await digit("Gorge"));
        await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
        await accessible(page, "picking");
        await page.keyboard.press("Enter");
        const outcome = (name: string) => page.locator("#prompt li").filter({ hasText: name });
        await expect(outcome("Delta")).toContainText("right, you picked it");
        await expect(outcome("Estuary")).toContainText("right, missed");
        await expect(outcome("Gorge")).toContainText("you picked it");
        await expect(grade(page, "Again")).toHaveClass(/suggested/);
        await accessible(page, "picked");
        // Space takes what is outlined; the card comes again, and what was picked is remembered.
        await page.keyboard.press("Space");
        await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
        await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
        await page.keyboard.press("Enter");
        await expect(
          page.getByText(/^Picked in 1 answer before: .*“Gorge” catches most, in 100%\.$/),
        ).toBeVisible();
        await accessible(page, "lure");
      });
    });

    test(`a cloze asks for all gaps of its number, with a hint, ${colorScheme}`, async ({ page }) => {
      await withApp(async (address) => {
        await study(page, address, "rivers.md", CARDS.cloze);
        await expect(page.locator("#prompt")).toContainText("[a shape]");
        await expect(page.locator("#prompt")).toContainText("[…]");
        await page.keyboard.press("t");
        await page.keyboard.type("an estuary, mud");
        await page.keyboard.press("Enter");
        await expect(page.getByText("Letter for letter.")).toBeVisible();
        await expect(page.getByRole("region", { name: "Answer" })).toContainText("is made of mud.");
        await accessible(page, "cloze");
      });
    });

    test(`lines that are typed tick the items they name, ${colorScheme}`, async ({ page }) => {
      await withApp(async (address) => {
        await study(page, address, "rivers.txt", LIST);
        await page.keyboard.press("t");
        await page.keyboard.type("lagon");
        await page.keyboard.press("Enter");
        await page.keyboard.type("gorge");
        await accessible(page, "listing");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(1);
        await expect(page.getByText("1 of 2 named.")).toBeVisible();
        await expect(grade(page, "Again")).toHaveClass(/suggested/);
        await page.keyboard.press("Tab");
        await page.keyboard.press("Space");
        await expect(page.getByText("2 of 2 named, that is enough.")).toBeVisible();
        await expect(grade(page, "Good")).toHaveClass(/suggested/);
        await accessible(page, "listed");
      });
    });

    test(`how sure the learner is goes with the answer, ${colorScheme}`, async ({ page }) => {
      await withApp(async (address) => {
        await study(page, address, "rivers.md", CARDS.typed);
        await expect(page.getByRole("radiogroup", { name: "How sure are you?" })).toHaveCount(0);
        await askForConfidence(page);
        await page.locator("#prompt p").first().waitFor();
        await page.keyboard.press("w");
        await expect(page.getByRole("radio", { name: "Think so" })).toBeChecked();
        await accessible(page, "confidence");
        await page.keyboard.press("Space");
        await page.keyboard.press("1");
        await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
        await page.keyboard.press("i");
        await expect(page.getByRole("cell", { name: "Again, thought so" })).toBeVisible();
      });
    });
  });
}
