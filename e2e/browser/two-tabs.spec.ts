import { expect, test } from "@playwright/test";
import { answer, importSampleGuide, promptText, reviewsDoneToday } from "../harness/app.ts";
import { withApp } from "../harness/edition.ts";

test("two tabs answer at once, see each other's answers, and a reload has them all", async ({ context }) => {
  await withApp(async (address) => {
    const first = await context.newPage();
    await first.goto(address);
    await importSampleGuide(first);
    const second = await context.newPage();
    await second.goto(address);
    expect(await reviewsDoneToday(second)).toBe(0);
    await first.goto(`${address}#/review`);
    await answer(first, "3");
    await expect.poll(() => reviewsDoneToday(second)).toBe(1);
    await second.goto(`${address}#/review`);
    await answer(second, "4");
    await first.reload();
    await answer(first, "3");
    await first.goto(`${address}#/today`);
    await first.reload();
    expect(await reviewsDoneToday(first)).toBe(3);
  });
});

test("a card that was answered in the other tab is shown as it is now, not graded twice", async ({
  context,
}) => {
  await withApp(async (address) => {
    const first = await context.newPage();
    await first.goto(address);
    await importSampleGuide(first);
    await first.goto(`${address}#/review`);
    await first.locator("#prompt p").first().waitFor();
    const second = await context.newPage();
    await second.goto(`${address}#/review`);
    await second.locator("#prompt p").first().waitFor();
    const prompt = await promptText(second);
    expect(await promptText(first)).toBe(prompt);
    await answer(first, "4");
    await second.keyboard.press("Space");
    await second.keyboard.press("1");
    await expect(second.getByRole("alert")).toContainText("changed in the meantime");
    await expect.poll(() => promptText(second)).not.toBe(prompt);
    await second.goto(`${address}#/today`);
    expect(await reviewsDoneToday(second)).toBe(1);
  });
});
