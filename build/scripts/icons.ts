import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./find-chromium.ts";

/** Draws the PNG icons from `build/icon.svg`; run by hand when the drawing changes, the results are committed. */
const ROOT = path.resolve(import.meta.dirname, "../..");
const ICONS = [
  { file: "renderer/public/icon-192.png", size: 192 },
  { file: "renderer/public/icon-512.png", size: 512 },
  { file: "build/icon.png", size: 1024 },
];

const svg = await readFile(path.join(ROOT, "build/icon.svg"), "utf8");
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
for (const { file, size } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{height:86%}</style>${svg}`,
  );
  await page.screenshot({ path: path.join(ROOT, file), omitBackground: true });
  await page.close();
}
await browser.close();
await writeFile(path.join(ROOT, "renderer/public/icon.svg"), svg);
