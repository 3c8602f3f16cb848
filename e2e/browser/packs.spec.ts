import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { chooseFile } from "../harness/guides.ts";
import { withApp } from "../harness/edition.ts";

const PACK = `
format: cardinal-pack
version: 1
id: coats
title: Coats
facts:
  - { id: wet, label: Weather, kind: yes-no, "yes": It rains, "no": It is dry, default: false }
decisions:
  - id: coat
    label: Choosing a coat
    question: Which one?
    options:
      - id: raincoat
        label: Raincoat
        summary: Keeps the rain out
        limits: []
        preferences: [{ id: rain, when: { fact: wet, is: true }, points: 30, reason: Keeps the rain out, source: sky }]
        cost: Much.
        wouldWin: Wins in rain.
      - { id: none, label: No coat, summary: Light, limits: [], preferences: [{ id: light, points: 10, reason: Light, source: sky }], cost: Nothing., wouldWin: Wins in the sun. }
sources:
  - { id: sky, title: The sky, asOf: "2026", verified: true }
`;

test("a pack is looked at, added, tried in What if, exported and taken away", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/packs`);
    await expect(page.getByRole("link", { name: "AWS ML deployment" })).toBeVisible();
    await chooseFile(page, "coats.yaml", PACK);
    await page.getByRole("button", { name: /Add pack/ }).click();
    await page.getByRole("link", { name: "Coats" }).click();
    await expect(page.getByText("Keeps the rain out").first()).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export" }).click(),
    ]);
    const out = JSON.parse(await readFile(await download.path(), "utf8")) as { id: string };
    expect(out.id).toBe("coats");

    await page.goto(`${address}#/what-if/coats/coat`);
    await expect(page.getByRole("heading", { name: "No coat" })).toBeVisible();
    await page.getByRole("radio", { name: "It rains" }).check({ force: true });
    await expect(page.getByRole("heading", { name: "Raincoat" })).toBeVisible();

    await page.reload();
    await page.goto(`${address}#/packs`);
    await page.getByRole("button", { name: /Remove/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Remove/ })
      .click();
    await expect(page.getByRole("link", { name: "Coats" })).toHaveCount(0);
  });
});

test("a pack that is none says what is wrong and where, and nothing is added", async ({ page }) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/packs`);
    await page.getByRole("link", { name: "AWS ML deployment" }).waitFor();
    await chooseFile(page, "coats.yaml", PACK.replace("fact: wet", "fact: cold"));
    await expect(page.getByText(/There is no fact cold/)).toBeVisible();
    await expect(page.getByRole("button", { name: /Add pack/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await chooseFile(page, "empty.json", "");
    await expect(page.getByText(/file is empty/i)).toBeVisible();
  });
});

test("What if moves the ranking at once, lights the tree, and tells a situation in words", async ({
  page,
}) => {
  await withApp(async (address) => {
    await page.goto(`${address}#/what-if`);
    await page
      .getByLabel("The situation")
      .fill("Each video is 500 MB and takes 5 minutes. Nobody waits, and idle time must not cost anything.");
    await expect(page.getByText("Payload 500 MB")).toBeVisible();
    await page.getByRole("button", { name: "Use these facts" }).click();
    await expect(page.getByRole("heading", { name: "Asynchronous inference" })).toBeVisible();
    await expect(page.getByRole("img", { name: /Asynchronous inference\.$/ })).toBeVisible();
    await page.getByLabel("Payload, in MB").fill("2");
    await page.getByLabel("Payload, in MB").press("Tab");
    await page.getByLabel("Processing, in s").fill("20");
    await page.getByLabel("Processing, in s").press("Tab");
    await expect(page.getByRole("heading", { name: "Serverless inference" })).toBeVisible();
    await page.getByLabel("Payload, in MB").fill("-4");
    await page.getByLabel("Payload, in MB").press("Tab");
    await expect(page.getByText("From 0 to 100,000")).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as PNG" }).click(),
    ]);
    expect((await readFile(await download.path())).subarray(1, 4).toString()).toBe("PNG");
    await page.getByLabel("Keep it as a scenario").fill("My videos");
    await page.getByRole("button", { name: "Save as a scenario" }).click();
    await expect(page.getByText(/waits among the scenarios/)).toBeVisible();
    await page.goto(`${address}#/scenarios`);
    await page.getByRole("link", { name: "My videos" }).click();
    await expect(page.getByRole("radio")).toHaveCount(4);
  });
});

test("a guide that contradicts a pack is flagged in the preview, and its card shows both figures until one is picked", async ({
  page,
}) => {
  const guide =
    "# Hosting\n\n## Glossary\n\n- **Serverless inference**: Takes payloads of up to 30 MB and scales in by itself.\n";
  await withApp(async (address) => {
    await page.goto(`${address}#/import`);
    await page.getByLabel("Paste notes").waitFor();
    await chooseFile(page, "hosting.md", guide);
    await expect(
      page.getByText(/your guide says “30 MB”, AWS, Invoke a serverless endpoint says 4 MB/),
    ).toBeVisible();
    await page.getByRole("button", { name: /Create deck/ }).click();
    await page.getByRole("link", { name: "Read the guide" }).waitFor();
    await page.goto(`${address}#/review`);
    await page.locator("#prompt p").first().waitFor();
    await page.keyboard.press("Space");
    await expect(page.getByText(/your guide says “30 MB”/)).toBeVisible();
    await page.getByRole("button", { name: "Use 4 MB" }).click();
    await expect(page.getByText(/your guide says/)).toHaveCount(0);
    await expect(page.getByText("up to 4 MB").first()).toBeVisible();
  });
});
