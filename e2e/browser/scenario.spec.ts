import { expect, type Page, test } from "@playwright/test";
import { withApp } from "../harness/edition.ts";
import { chooseFile } from "../harness/guides.ts";

/** Chooses an option by its letter, is fairly sure, and checks, all by keyboard. */
async function decide(page: Page, letter: string): Promise<void> {
  await page.getByRole("radio").first().waitFor();
  await page.keyboard.press(letter);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^of 100$/)).toBeVisible();
}

/** The letter of the option that the result on screen says is right. */
async function rightLetter(page: Page, options: readonly string[]): Promise<string> {
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  const [, right = heading] = /, (.+) is (?:right|better)$/.exec(heading) ?? [];
  const at = options.findIndex((option) => right.toLowerCase().startsWith(option.toLowerCase()));
  return String.fromCharCode(97 + at);
}

async function optionNames(page: Page): Promise<string[]> {
  return page.locator("fieldset label b").allInnerTexts();
}

test("the satellite scenario is decided by keyboard, and the broken limits stand there in numbers", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/scenarios`);
    await page.getByRole("link", { name: "Large images, quiet hours" }).press("Enter");
    await expect(page.getByRole("radio")).toHaveCount(4);
    await page.keyboard.press("1");
    await decide(page, "a");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("ruled out");
    await expect(page.getByText("20 times")).toBeVisible();
    await expect(page.getByText("125 times")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("1 time", { exact: true })).toBeVisible();
  });
});

test("a generated scenario is answered wrong, and its rule comes again today and in the review", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/practice/3/aws-ml-deployment/inference`);
    for (let tries = 0; tries < 3; tries++) {
      await decide(page, "b");
      if (/ruled out/.test(await page.getByRole("heading", { level: 1 }).innerText())) break;
      await page.keyboard.press("Enter");
    }
    await expect(page.getByRole("heading", { level: 1 })).toContainText("ruled out");
    await expect(page.getByText("Ruled out, your choice")).toBeVisible();
    await expect(page.getByRole("heading", { name: /behind it$/ })).toBeVisible();
    await expect(page.getByText("again today").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "By rule" })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.goto(`${address}#/review`);
    await expect(page.getByRole("radio").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /Undo/ })).toBeEnabled();
  });
});

test("a near miss is decided after its situation, what changed is asked, and then the rule is shown", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/practice/0/aws-ml-deployment/inference`);
    for (let tries = 0; tries < 12; tries++) {
      await decide(page, "c");
      if ((await page.getByRole("button", { name: /near miss/ }).count()) > 0) break;
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press("n");
    await decide(page, "a");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "What changed?" })).toBeVisible();
    await expect(page.locator("ins")).toHaveCount(0);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await expect(page.locator("ins").first()).toBeVisible();
    await expect(page.getByText(/of \d found/)).toBeVisible();
  });
});

test("a generated situation answered wrong and then right is scored for choice, facts and sureness", async ({
  page,
}) => {
  const made = "made:aws-ml-deployment:inference:serverless.payload:medium:1";
  await withApp(async (address) => {
    const open = async () => {
      await page.goto(`${address}#/today`);
      await page.goto(`${address}#/scenario/${encodeURIComponent(made)}`);
      await page.getByRole("radio").first().waitFor();
    };
    await open();
    const options = await optionNames(page);
    await decide(page, "b");
    await expect(page.getByText(/payload exceeds the 4 MB limit/).first()).toBeVisible();
    const letter = await rightLetter(page, options);
    await open();
    await decide(page, letter);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("is right");
    await expect(page.getByText("60 of 60")).toBeVisible();
    await page.keyboard.press("w");
    await expect(page).toHaveURL(/#\/what-if\/aws-ml-deployment\/inference/);
  });
});

test("a worked example of a guide whose facts are unsure is looked at, confirmed and decided", async ({
  page,
}) => {
  const guide =
    "# Hosting\n\n## Worked examples\n\nScenario: Films\n\nProblem: Each film is hundreds of megabytes and takes 20 minutes. Nobody waits for the result.\n\nSolution:\n- Choice: a queue\n";
  await withApp(async (address) => {
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
    await chooseFile(page, "hosting.md", guide);
    await page.getByRole("button", { name: /Create deck/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Import");
    await page.goto(`${address}#/scenarios`);
    await page.getByRole("button", { name: "Confirm its facts" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel(/Payload/)).toBeChecked();
    await dialog.getByRole("button", { name: "They are right" }).click();
    await expect(page.getByText(/is ready to be decided/)).toBeVisible();
    await page.getByRole("link", { name: "Films" }).click();
    await decide(page, "c");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Asynchronous inference is right");
  });
});
