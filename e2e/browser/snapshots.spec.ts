import { expect, type Locator, type Page, test } from "@playwright/test";
import { answer, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

/** A collection with the sample guide, its page of data open, and a snapshot taken there. */
async function withSnapshot(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await importSampleGuide(page);
  await openData(page, address);
  const take = page.getByRole("button", { name: "Take a snapshot now" });
  await take.press("Enter");
  await expect(page.getByText("A snapshot was taken.")).toBeVisible();
  await take.press("Enter");
  await expect(page.getByText("Nothing has changed since the last one.")).toBeVisible();
}

async function openData(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/settings/data`);
  await page.getByRole("region", { name: "Snapshots" }).waitFor();
}

async function study(page: Page, address: string, answers: number): Promise<void> {
  await page.goto(`${address}#/review`);
  for (let count = 0; count < answers; count++) await answer(page, "3");
}

async function reviewsDone(page: Page, address: string): Promise<number> {
  await page.goto(`${address}#/today`);
  return reviewsDoneToday(page);
}

const askedFor = (page: Page): Locator =>
  page.getByRole("button", { name: /^Restore… the snapshot of .*, asked for by you$/ });

test("a learner goes back to a snapshot after reading what that changes, and takes it back", async ({
  page,
}) => {
  await withApp(async (address) => {
    await withSnapshot(page, address);
    await study(page, address, 3);
    await openData(page, address);
    await askedFor(page).press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Restore the snapshot of/ });
    await expect(dialog.getByText("3 answers given since would count no more.")).toBeVisible();
    await expect(dialog.getByRole("row", { name: /^Answers/ }).getByRole("cell")).toHaveText(["3", "0"]);
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const toast = page.getByRole("status").filter({ hasText: "Your collection is as it was on" });
    await expect(toast).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("button", { name: /before a snapshot was restored$/ })).toHaveCount(1);
    const undo = toast.getByRole("button", { name: "Undo" });
    // Held by the focus: it is still there when Today has been looked at.
    await undo.focus();
    expect(await reviewsDone(page, address)).toBe(0);
    await undo.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "was undone" })).toBeVisible();
    expect(await reviewsDone(page, address)).toBe(3);
  });
});

test("a check says that all is well, and finds and mends what was changed behind the store's back", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(address);
    await importSampleGuide(page);
    await study(page, address, 1);
    await openData(page, address);
    const check = page.getByRole("region", { name: "Check" });
    await check.getByRole("button", { name: "Check collection" }).press("Enter");
    await expect(check.getByText("All is well.")).toBeVisible();
    await expect(check.getByText(/^Checked: 72 cards, 1 answer, /)).toBeVisible();

    await spoilSchedule(page);
    await check.getByRole("button", { name: "Check again" }).press("Enter");
    await expect(check.getByText("1 card stands elsewhere than its answers say.")).toBeVisible();
    await check.getByRole("button", { name: "Mend 1 finding" }).press("Enter");
    await expect(check.getByText("1 card was put where its answers say.")).toBeVisible();
    await check.getByRole("button", { name: "Check again" }).press("Enter");
    await expect(check.getByText("All is well.")).toBeVisible();
  });
});

test("a snapshot that cannot be read is told in a sentence, and nothing is restored", async ({ page }) => {
  await withApp(async (address) => {
    await withSnapshot(page, address);
    await spoilSnapshots(page);
    await openData(page, address);
    await askedFor(page).press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Restore the snapshot of/ });
    await expect(dialog.getByRole("alert")).toHaveText("The snapshot is damaged. An older one may be whole.");
    await expect(dialog.getByRole("button", { name: /^Restore/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(askedFor(page)).toBeFocused();
  });
});

/** Moves a card that was answered, past the store and the journal. */
async function spoilSchedule(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("the database refused"));
      });
    const database = await settled(indexedDB.open("cardinal"));
    const cards = database.transaction("cards", "readwrite").objectStore("cards");
    const rows = (await settled(cards.getAll())) as { lastEventId: string | null; due: number }[];
    const answered = rows.find(({ lastEventId }) => lastEventId !== null);
    if (!answered) throw new Error("no card was answered");
    await settled(cards.put({ ...answered, due: answered.due + 86_400_000 }));
    database.close();
  });
}

/** Writes garbage over every snapshot. */
async function spoilSnapshots(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("snapshots");
    for await (const name of folder.keys()) {
      const stream = await (await folder.getFileHandle(name)).createWritable();
      await stream.write("garbage");
      await stream.close();
    }
  });
}
