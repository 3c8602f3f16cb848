import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { test } from "../harness/desktop.ts";
import { RIVERS } from "../harness/guides.ts";

test.beforeEach(async ({ userData }) => {
  await writeFile(path.join(userData, "rivers.md"), RIVERS);
});

test("a file named at the start is shown before it is imported", async ({ launchDesktop }) => {
  const desktop = await launchDesktop({ argv: ["rivers.md"] });
  await seesPreview(await desktop.window());
});

test("a second start with a file brings the window forward and shows the file there", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await desktop.minimize();
  await desktop.sendSecondInstance(["rivers.md"]);
  await seesPreview(page);
  expect(await desktop.windowState()).toEqual({ focused: true, minimized: false, visible: true });
});

test("a second start without a file brings the window forward and leaves it as it is", async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await expect(page.getByRole("heading", { name: "Bring a study guide" })).toBeVisible();
  await desktop.minimize();
  expect((await desktop.windowState()).minimized).toBe(true);
  await desktop.sendSecondInstance([]);
  await expect.poll(() => desktop.windowState()).toEqual({ focused: true, minimized: false, visible: true });
  await expect(page.getByRole("heading", { name: "Bring a study guide" })).toBeVisible();
});

test("a file that macOS opens is shown, and one that is gone is told of in words", async ({
  launchDesktop,
  userData,
}) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await desktop.openFile(path.join(userData, "gone.md"));
  const told = async () => (await desktop.recorded()).dialogs.map(({ text }) => text);
  await expect.poll(told).toEqual([expect.stringMatching(/^gone\.md .+[.?]$/)]);
  await desktop.openFile(path.join(userData, "rivers.md"));
  await seesPreview(page);
});

test("the menu leads to the import", async ({ launchDesktop }) => {
  const desktop = await launchDesktop();
  const page = await desktop.window();
  await page.getByRole("navigation").waitFor();
  await desktop.clickMenu("File", "Import…");
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
});

async function seesPreview(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /Create deck/ })).toBeEnabled();
  await expect(page.getByText("Rivers, a study guide").first()).toBeVisible();
}
