import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron, expect, type Page, test } from "@playwright/test";
import { answer, importSampleGuide, reviewsDoneToday } from "../harness/app.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const folder = path.dirname(createRequire(import.meta.url).resolve("electron/package.json"));
const name =
  { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform as string] ??
  "electron";
const binary = path.join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(folder, "dist"), name);

test.beforeEach(() => {
  test.skip(!existsSync(binary), "skipped: no Electron binary");
});

async function launch(profile: string) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: binary,
    args: [ROOT, `--user-data-dir=${profile}`],
    env: env as Record<string, string>,
  });
  await expect.poll(() => app.windows().some((window) => window.url().startsWith("app://ui"))).toBe(true);
  const page = app.windows().find((window) => window.url().startsWith("app://ui")) as Page;
  return { app, page };
}

test("import, review, close and come back: nothing is lost", async () => {
  const profile = await mkdtemp(path.join(tmpdir(), "cardinal-desktop-"));
  const first = await launch(profile);
  await importSampleGuide(first.page);
  await first.page.keyboard.press("Enter");
  for (const key of ["3", "4", "1"] as const) await answer(first.page, key);
  await first.app.close();

  const second = await launch(profile);
  expect(await reviewsDoneToday(second.page)).toBe(3);
  await second.app.close();
});

test("the store page comes back after it died, and the window goes on", async () => {
  const profile = await mkdtemp(path.join(tmpdir(), "cardinal-desktop-"));
  const { app, page } = await launch(profile);
  await importSampleGuide(page);
  await app.evaluate(({ webContents }) => {
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().startsWith("app://store"))
      ?.forcefullyCrashRenderer();
  });
  await page.keyboard.press("Enter");
  await answer(page, "3");
  await app.close();
});
