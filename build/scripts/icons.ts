import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./find-chromium.ts";
import { icnsFile, icoFile, ICON_RECORD, ICON_SOURCE, type IconRecord, sha256 } from "./icon-files.ts";

/**
 * Draws every icon from `build/icon.svg`; run by hand when the drawing changes, the results are committed with a record
 * of their hashes. Windows' and macOS's are made here too, so that the packer need not fetch a tool for it.
 */
const ROOT = path.resolve(import.meta.dirname, "../..");
const SIZES = [16, 24, 32, 48, 64, 128, 192, 256, 512, 1024];

const svg = await readFile(path.join(ROOT, ICON_SOURCE), "utf8");
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
const pictures: { readonly size: number; readonly png: Buffer }[] = [];
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{height:86%}</style>${svg}`,
  );
  pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
  await page.close();
}
await browser.close();

const picture = (size: number) => pictures.find((one) => one.size === size)?.png ?? Buffer.alloc(0);
const files: Readonly<Record<string, string | Buffer>> = {
  "renderer/public/icon.svg": svg,
  "renderer/public/icon-192.png": picture(192),
  "renderer/public/icon-512.png": picture(512),
  "build/icon.png": picture(1024),
  "build/icon.ico": icoFile(pictures.filter(({ size }) => size <= 256 && size !== 192)),
  "build/icon.icns": icnsFile(pictures),
};
for (const [file, bytes] of Object.entries(files)) await writeFile(path.join(ROOT, file), bytes);
const record: IconRecord = {
  source: sha256(svg),
  files: Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, sha256(bytes)])),
};
await writeFile(path.join(ROOT, ICON_RECORD), `${JSON.stringify(record, null, 2)}\n`);
