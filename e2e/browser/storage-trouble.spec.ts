import { expect, test } from "@playwright/test";
import { answer, answeredCount, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";
import { openBrowser, withProfile } from "../harness/chromium.ts";
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
    const { origin } = new URL(address);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    await page.keyboard.press("Space");
    await page.keyboard.press("3");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("The disk is full. Free some space, then try again");
    expect(await answeredCount(page)).toBe(1);

    await page.goto(`${address}#/import`);
    await page.getByRole("button", { name: /^Open.*statistical test/ }).press("Enter");
    await expect(page.getByRole("button", { name: /Create deck/ })).toBeEnabled();
    await page.keyboard.press("Control+Enter");
    await expect(alert).toContainText("The disk is full. Free some space");
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Import");

    await page.goto(`${address}#/review`);
    await answer(page, "3");
    await page.goto(address);
    await page.reload();
    expect(await reviewsDoneToday(page)).toBe(2);
  });
});

test("two tabs import the same guide at once, and it is there once and whole", async ({ context }) => {
  await withApp(async (address) => {
    const pages = [await context.newPage(), await context.newPage()];
    const stores = await Promise.all(pages.map((page) => pageStore(page, address)));
    const request = { source: { kind: "file", file: guideFile(1) } } as const;
    const plans = await Promise.all(stores.map(({ store }) => store.planImport(request)));
    const outcomes = await Promise.all(
      stores.map(({ store }, index) =>
        store.applyImport({ ...request, planId: plans[index]?.planId ?? "" }).then(
          () => "imported",
          (error: unknown) => (error instanceof Error ? error.message : "another error"),
        ),
      ),
    );
    // The second is asked to look again: the collection has moved on since its plan.
    expect(outcomes.toSorted()).toEqual(["imported", "stale"]);
    for (const { store } of stores) {
      expect((await store.today()).decks.filter(({ parentId }) => parentId === null)).toMatchObject([
        { name: "Guide 1", cards: 14 },
      ]);
      expect((await store.checkCollection({ mend: false })).findings).toEqual([]);
    }
  });
});

test("a database deleted under an open tab is said in a sentence, and is back after a reload", async ({
  context,
}) => {
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
    await expect(page.getByRole("alert")).toContainText("Nothing you confirmed is lost");
    await page.goto(address);
    await page.reload();
    expect(await reviewsDoneToday(page)).toBe(1);
    await expect(page.getByRole("status").filter({ hasText: "restored" })).toBeVisible();
  });
});

test("what a kill left of a snapshot is gone after the next start", async () => {
  await withApp((address) =>
    withProfile(async (profile) => {
      const { page, kill } = await openBrowser(profile);
      await page.goto(`${address}icon.svg`);
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle("snapshots", { create: true });
        const file = await folder.getFileHandle("000000000000001-timed-1.snapshot", { create: true });
        await (await file.createWritable()).write(new Uint8Array(100_000));
      });
      await kill();
      const again = await openBrowser(profile);
      const { store } = await pageStore(again.page, address);
      expect((await store.snapshots()).snapshots).toEqual([]);
      const left = await again.page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const names: string[] = [];
        for await (const name of (await root.getDirectoryHandle("snapshots")).keys()) names.push(name);
        return names;
      });
      expect(left).toEqual([]);
      await again.close();
    }),
  );
});
