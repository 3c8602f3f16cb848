import { expect, test } from "@playwright/test";
import { answer, answeredCount, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";
import { pageStore } from "../harness/page-store.ts";
import { guideFile } from "../torture/imported-files.ts";

test("a full storage refuses a grade and an import in a sentence, loses nothing, and works again with room", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await page.goto(`${address}#/review`);
    await answer(page, "3");
    const session = await page.context().newCDPSession(page);
    const origin = new URL(address).origin;
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await page.keyboard.press("Space");
    await page.keyboard.press("3");
    await page.waitForTimeout(1500);
    console.log("ALERT", await page.getByRole("alert").allInnerTexts(), await answeredCount(page));
    for (let i = 0; i < 3; i++) { await page.keyboard.press("Space"); await page.waitForTimeout(300); await page.keyboard.press("3"); await page.waitForTimeout(500); 
    console.log("ALERT", await page.getByRole("alert").allInnerTexts(), await answeredCount(page));
    }
    await page.goto(`${address}#/import`);
    await page.waitForTimeout(1000);
    console.log(await page.locator("body").innerText());
  });
});

test("two tabs import the same guide at once, and it is there once and whole", async ({ context }) => {
  await withApp(async (address) => {
    const pages = [await context.newPage(), await context.newPage()];
    const stores = await Promise.all(pages.map((page) => pageStore(page, address)));
    const request = { source: { kind: "file", file: guideFile(1) } } as const;
    const plans = await Promise.all(stores.map(({ store }) => store.planImport(request)));
    const outcomes = await Promise.allSettled(
      stores.map(({ store }, index) => store.applyImport({ ...request, planId: plans[index]?.planId ?? "" })),
    );
    console.log(JSON.stringify(outcomes));
    for (const { store } of stores) {
      console.log((await store.today()).decks.map((d) => [d.name, d.cards]));
      console.log(JSON.stringify(await store.checkCollection({ mend: false })));
    }
  });
});

test("a database deleted under an open tab is said in a sentence, and is back after a reload", async ({ context }) => {
  await withApp(async (address) => {
    const page = await context.newPage();
    await page.goto(address);
    await importSampleGuide(page);
    await page.goto(`${address}#/review`);
    await answer(page, "3");
    const other = await context.newPage();
    await other.goto(`${address}icon.svg`);
    await other.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase("cardinal").onsuccess = resolve;
        }),
    );
    await page.keyboard.press("Space");
    await page.keyboard.press("3");
    await page.waitForTimeout(1500);
    console.log("ALERT", await page.getByRole("alert").allInnerTexts());
    await page.goto(address);
    await page.reload();
    expect(await reviewsDoneToday(page)).toBe(1);
    console.log(await page.getByRole("status").allInnerTexts());
  });
});
