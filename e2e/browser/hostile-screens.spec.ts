import { expect, type Page, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { VECTORS } from "../fixtures/hostile/all-vectors.ts";
import * as files from "../fixtures/hostile/hostile-files.ts";
import { withApp } from "../harness/edition.ts";
import { chooseFile } from "../harness/guides.ts";
import { appLook, watchPage, wrongOnScreen } from "../harness/watch.ts";

test.describe.configure({ mode: "parallel" });

/** All of them take minutes: `npm run check:hostile`. Else every so-manieth, so that each class and each kind of card is there. */
const isWhole = process.env["HOSTILE"] === "all";
const vectorsOf = (step: number) => (isWhole ? VECTORS : VECTORS.filter((_, index) => index % step === 0));

/**
 * Nothing is wrong on screen. A dialog of the app's own covers what is below it, and controls that wait folded away are
 * covered with a plain card as well: those are in `own`.
 */
async function expectSound(page: Page, where: string, own: readonly string[] = []): Promise<void> {
  const isModal = (await page.locator("dialog[open], [role=dialog]").count()) > 0;
  const wrong = (await wrongOnScreen(page)).filter(
    (one) => !own.includes(one) && !(isModal && one.startsWith("covered")),
  );
  expect(wrong, where).toEqual([]);
}

/** What the app covers of itself while a plain card is shown. */
async function coveredByItself(page: Page): Promise<readonly string[]> {
  return (await wrongOnScreen(page)).filter((one) => one.startsWith("covered"));
}

function count(description: string): void {
  console.log(`hostile: ${description}`);
}

async function importFile(page: Page, address: string, { name, bytes }: files.HostileFile): Promise<void> {
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await chooseFile(page, name, Buffer.from(bytes));
  await expect(page.getByRole("button", { name: /^(?:Import|Create deck)/ })).toBeEnabled({
    timeout: 30_000,
  });
  await page.keyboard.press("Control+Enter");
  await page.locator("#cards").waitFor({ timeout: 30_000 });
}

test("vectors in every kind of card do nothing under review: asked, typed, picked, answered, edited, told about, undone", async ({
  page,
}) => {
  test.setTimeout(isWhole ? 600_000 : 90_000);
  const vectors = vectorsOf(25);
  await withApp(async (address) => {
    const seen = await watchPage(page, address);
    await page.goto(`${address}#/settings`);
    await page.getByLabel("New cards a day").fill("999");
    await page.getByLabel("New cards a day").press("Tab");
    await importFile(page, address, files.deckFile(vectors));
    await page.goto(`${address}#/review`);
    const prompt = page.locator("#prompt");
    const grades = page.getByRole("group", { name: "Grade your recall" });
    const show = page.getByRole("button", { name: /^Show answer/ });
    const finish = page.getByRole("button", { name: /^Finish/ });
    await prompt.waitFor();
    // The grades come and go.
    const look = async () =>
      (await appLook(page)).split("\n").filter((line) => !/^(?:BUTTON|DIV) /.test(line));
    const before = await look();
    await expect(prompt).toContainText("plain words");
    const own = await coveredByItself(page);
    let looks = 0;
    for (let card = 0; card <= vectors.length; card++) {
      await show.or(finish).waitFor();
      if (await finish.isVisible()) break;
      await expectSound(page, `front ${card}`, own);
      expect(await look(), `front ${card}`).toEqual(before);
      if (card % 8 === 1) {
        for (const key of ["e", "i"]) {
          // A key that comes while the last answer is still being kept is not taken.
          await expect(async () => {
            await page.keyboard.press(key);
            await page.getByRole("dialog").waitFor({ timeout: 2_000 });
          }).toPass();
          await expectSound(page, `dialog ${key} ${card}`);
          await page.keyboard.press("Escape");
          await expect(page.getByRole("dialog")).toHaveCount(0);
          looks++;
        }
      }
      const options = prompt.locator("input[type=radio], input[type=checkbox]");
      if ((await options.count()) > 0) await page.keyboard.press("1");
      else if ((await page.getByRole("button", { name: /^Type the answer/ }).count()) > 0) {
        await page.keyboard.press("t");
        const typed = page.getByRole("textbox", { name: "Your answer" });
        await typed.fill(vectors[card % vectors.length]?.text ?? "x");
      }
      await show.click();
      await grades.waitFor();
      await expectSound(page, `back ${card}`, own);
      expect(await look(), `back ${card}`).toEqual(before);
      looks += 2;
      await page.keyboard.press("4");
      await expect(grades).toHaveCount(0);
    }
    expect(looks).toBeGreaterThanOrEqual(2 * vectors.length);
    await page.keyboard.press("Control+z");
    await page
      .getByText(/taken back|undone|was undone/i)
      .first()
      .waitFor();
    await expectSound(page, "undone", own);
    expect(page.url()).toContain(`${address}#/`);
    count(`${vectors.length} vectors under review, ${looks} looks`);
    expect(seen).toEqual([]);
  });
});

test("vectors as names and texts do nothing on the screens that list, plan and save decks, and in what was saved", async ({
  page,
}) => {
  test.setTimeout(isWhole ? 300_000 : 90_000);
  const vectors = vectorsOf(11);
  await withApp(async (address) => {
    const seen = await watchPage(page, address);
    const title = await page.title();
    await importFile(page, address, files.deckFile(vectors));
    const deck = page.url();
    expect(await page.title()).not.toBe(title);
    for (const screen of ["today", "exams", "scenarios", "packs", "settings", "settings/data", "import"]) {
      await page.goto(`${address}#/${screen}`);
      await page.locator("main h1, main h2").first().waitFor();
      await expectSound(page, screen);
    }
    const saved: files.HostileFile[] = [];
    const formats = isWhole ? [/^Cardinal bundle/, /^Anki package/, /^CSV/, /^TSV/, /^Markdown/] : [/^CSV/];
    for (const format of formats) {
      await page.goto(deck);
      await page.locator("#cards").waitFor();
      await page.keyboard.press("x");
      await page.getByRole("radio", { name: format }).check();
      await expectSound(page, "export");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /^Save file/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^[^<>:"/\\|?*]+$/);
      saved.push({ name: download.suggestedFilename(), bytes: await readFile(await download.path()) });
    }
    expect(seen.filter((one) => !one.startsWith("download: blob:"))).toEqual([]);
    for (const file of saved)
      await withApp(async (other) => {
        const again = await page.context().newPage();
        const seenAgain = await watchPage(again, other);
        await importFile(again, other, file);
        await expectSound(again, file.name);
        expect(seenAgain).toEqual([]);
        await again.close();
      });
    count(`${vectors.length} vectors in decks, 7 screens, ${saved.length} files saved and opened again`);
  });
});

test("vectors in a rule pack do nothing in its preview, its screen, What if and practice", async ({
  page,
}) => {
  test.setTimeout(isWhole ? 300_000 : 90_000);
  const PER_PACK = 17;
  const vectors = vectorsOf(25);
  const packs = Array.from({ length: Math.ceil(vectors.length / PER_PACK) }, (_, index) =>
    files.rulePack(vectors.slice(index * PER_PACK, (index + 1) * PER_PACK)),
  );
  for (const { name, bytes } of packs)
    await withApp(async (address) => {
      const fresh = await page.context().newPage();
      const seen = await watchPage(fresh, address);
      await fresh.goto(`${address}#/packs`);
      await fresh.getByRole("link", { name: "AWS ML deployment" }).waitFor();
      const look = await appLook(fresh);
      await chooseFile(fresh, name, Buffer.from(bytes));
      const add = fresh.getByRole("button", { name: /Add pack/ });
      await add.waitFor();
      await expectSound(fresh, "preview of a pack");
      await add.click();
      await fresh.locator('a[href$="#/pack/hostile"], a[href="#/pack/hostile"]').first().waitFor();
      expect(await appLook(fresh)).toBe(look);
      for (const screen of [
        "packs",
        "pack/hostile",
        "what-if/hostile/d",
        "practice/hostile/d/1",
        "scenarios",
      ]) {
        await fresh.goto(`${address}#/${screen}`);
        await fresh.locator("main h1, main h2").first().waitFor();
        await expectSound(fresh, screen);
        await expect(fresh.locator('a[href^="javascript:"]')).toHaveCount(0);
      }
      expect(seen).toEqual([]);
      await fresh.close();
    });
  count(`${vectors.length} vectors in ${packs.length} packs, 6 screens`);
});

test("vectors as names of files that cannot be read stay words in the sentence that says so", async ({
  page,
}) => {
  test.setTimeout(isWhole ? 300_000 : 60_000);
  const vectors = vectorsOf(25);
  await withApp(async (address) => {
    const seen = await watchPage(page, address);
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
    for (const { text } of vectors) {
      const name = `${text
        .replaceAll("\u0000", " ")
        .replaceAll(/[\r\n/\\]/g, " ")
        .slice(0, 150)}.json`;
      await chooseFile(page, name, `{"format":${JSON.stringify(text)},`);
      await page.getByRole("alert").first().waitFor();
      await expectSound(page, name);
      await page.keyboard.press("Escape");
    }
    count(`${vectors.length} vectors as names of files`);
    expect(seen).toEqual([]);
  });
});
