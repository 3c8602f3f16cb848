import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../build/scripts/find-chromium.ts";
import { DECK_FORMAT, DECK_VERSION } from "../../decks/formats/deck-file.ts";
import { exponent, guideReadings } from "./guide-reading.ts";
import { type PackageTimes, packageTimes } from "./package-times.ts";
import { withApp } from "../harness/edition.ts";

/**
 * How long the learner waits, beside a floor measured in the same run on the same machine. Prints a table and writes
 * JSON; it never fails on time. `npm run bench [cards]`
 */
const CARDS = Number(process.argv[2] ?? 10_000);
const OUT = path.resolve(import.meta.dirname, "../../bench-results");
const UI = path.resolve(import.meta.dirname, "../../dist/ui");

interface Row {
  readonly name: string;
  readonly ms: number;
  readonly floor: string;
  readonly floorMs: number;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const repeat = async (times: number, run: () => Promise<number>) => {
  const values: number[] = [];
  for (let time = 0; time < times; time++) values.push(await run());
  return median(values);
};

/** A deck of so many basic cards in our own format. */
function deckOf(count: number): string {
  const ids = Array.from({ length: count }, (_, index) => String(index).padStart(6, "0"));
  return JSON.stringify({
    format: DECK_FORMAT,
    version: DECK_VERSION,
    decks: [{ id: "bench", parentId: null, name: "Bench", position: 0 }],
    guide: null,
    notes: ids.map((id) => ({
      id: `n${id}`,
      kind: "basic",
      fields: { front: `Question ${id}`, back: `Answer ${id}` },
      tags: [],
      source: null,
    })),
    cards: ids.map((id, position) => ({
      id: `c${id}`,
      noteId: `n${id}`,
      deckId: "bench",
      template: "forward",
      position,
    })),
    parameterSets: [],
    events: [],
  });
}

/** A page that draws one line of text: what navigation costs before Cardinal does anything. */
async function emptyPage(page: Page, address: string): Promise<number> {
  const started = performance.now();
  await page.goto(`${address}manifest.webmanifest`);
  return performance.now() - started;
}

/** One strict transaction with one small write, by hand: what a confirmed answer cannot be faster than. */
function strictWrite(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("bench-floor", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("rows");
      request.onsuccess = () => resolve(request.result);
    });
    const times: number[] = [];
    for (let index = 0; index < 25; index++) {
      const started = performance.now();
      await new Promise((resolve) => {
        const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
        transaction.objectStore("rows").put({ index }, index);
        transaction.oncomplete = resolve;
      });
      times.push(performance.now() - started);
    }
    database.close();
    return times.toSorted((a, b) => a - b)[12] ?? Number.NaN;
  });
}

async function firstCard(page: Page, address: string): Promise<number> {
  await page.goto("about:blank");
  const started = performance.now();
  await page.goto(`${address}#/review`);
  await page.locator("#prompt p").first().waitFor();
  return performance.now() - started;
}

/** From the key press to the next card's prompt on screen, measured inside the page. */
async function gradeToNext(page: Page): Promise<number> {
  await page.keyboard.press("Space");
  await page.getByRole("group", { name: "Grade your recall" }).waitFor();
  return page.evaluate(async () => {
    const before = document.querySelector("#prompt");
    const next = new Promise((resolve) => {
      new MutationObserver((_changes, observer) => {
        const now = document.querySelector("#prompt");
        if (now === null || now === before) return;
        observer.disconnect();
        requestAnimationFrame(resolve);
      }).observe(document.body, { childList: true, subtree: true });
    });
    const started = performance.now();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "4", bubbles: true }));
    await next;
    return performance.now() - started;
  });
}

/** Everything read, made into text and compressed at once: what a snapshot cannot be faster than. */
function readAndCompress(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const started = performance.now();
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("cardinal");
      request.onsuccess = () => resolve(request.result);
    });
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, "readonly");
    const tables = await Promise.all(
      names.map(
        (name) =>
          new Promise((resolve) => {
            const request = transaction.objectStore(name).getAll();
            request.onsuccess = () => resolve(request.result);
          }),
      ),
    );
    database.close();
    const text = new Blob([JSON.stringify(tables)]).stream();
    await new Response(text.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    return performance.now() - started;
  });
}

async function takeSnapshot(page: Page, address: string): Promise<number> {
  await page.goto(`${address}#/settings/data`);
  const button = page.getByRole("button", { name: "Take a snapshot now" });
  await button.waitFor();
  const started = performance.now();
  await button.click();
  await page.getByText("Asked for by you", { exact: true }).waitFor();
  return performance.now() - started;
}

async function measure(browser: Browser, address: string): Promise<Row[]> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(address);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "bench.json", mimeType: "application/json", buffer: Buffer.from(deckOf(CARDS)) });
  const button = page.getByRole("button", { name: /^Import\b/ });
  await button.waitFor();
  const importing = performance.now();
  await button.click();
  await page.getByRole("heading", { level: 1, name: "Bench" }).waitFor();
  const imported = performance.now() - importing;

  // More new cards a day than the run answers.
  await page.goto(`${address}#/settings`);
  await page.getByLabel("New cards a day").fill("9999");
  await page.getByLabel("New cards a day").press("Tab");
  await page.reload();

  const floorNavigation = await repeat(7, () => emptyPage(page, address));
  await page.goto(address);
  const floorWrite = await strictWrite(page);
  const frame = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        requestAnimationFrame((first) => requestAnimationFrame((second) => resolve(second - first))),
      ),
  );
  const card = await repeat(7, () => firstCard(page, address));
  const grade = await repeat(25, () => gradeToNext(page));
  const today = await repeat(7, async () => {
    await page.goto("about:blank");
    const started = performance.now();
    await page.goto(`${address}#/today`);
    await page.getByText(/reviews? done$/).waitFor();
    return performance.now() - started;
  });
  const snapshot = await takeSnapshot(page, address);
  const floorSnapshot = await readAndCompress(page);
  await context.close();
  return [
    {
      name: `snapshot of ${CARDS.toLocaleString("en")} cards, read back`,
      ms: snapshot,
      floor: "read, make text, compress",
      floorMs: floorSnapshot,
    },
    {
      name: `import ${CARDS.toLocaleString("en")} cards`,
      ms: imported,
      floor: "20,000 rows a second",
      floorMs: (CARDS * 2 * 1000) / 20_000,
    },
    {
      name: "navigation to first card",
      ms: card,
      floor: "navigation to an empty page",
      floorMs: floorNavigation,
    },
    {
      name: "navigation to Today with queue and counts",
      ms: today,
      floor: "navigation to an empty page",
      floorMs: floorNavigation,
    },
    {
      name: "grade to next card",
      ms: grade,
      floor: "one strict write and one frame",
      floorMs: floorWrite + frame,
    },
  ];
}

/** A large package as rows of the table. */
function packageRows(times: PackageTimes): Row[] {
  return [
    {
      name: "import of 20,000 Anki notes, 200,000 reviews",
      ms: times.importMs,
      floor: "unzip, scan, write the same rows",
      floorMs: times.importFloorMs,
    },
    {
      name: "export of the same to Anki",
      ms: times.exportMs,
      floor: "write the same tables, zip",
      floorMs: times.exportFloorMs,
    },
  ];
}

/** Gzipped bytes of the scripts that index.html names: what the first screen waits for. */
function firstScreenBytes(): number {
  const html = readFileSync(path.join(UI, "index.html"), "utf8");
  const named = readdirSync(path.join(UI, "assets")).filter(
    (file) => file.endsWith(".js") && html.includes(file),
  );
  return named.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(UI, "assets", file))).length, 0);
}

const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: findChromium(), args: root });
try {
  const rows = await withApp((address) => measure(browser, address));
  const readings = await withApp((address) => guideReadings(browser, address));
  const deck = await withApp((address) => packageTimes(browser, address));
  const bytes = firstScreenBytes();
  console.log(`${"".padEnd(44)}${"ms".padStart(9)}${"floor".padStart(9)}${"ratio".padStart(8)}  floor is`);
  for (const { name, ms, floor, floorMs } of [...rows, ...packageRows(deck)]) {
    console.log(
      `${name.padEnd(44)}${ms.toFixed(1).padStart(9)}${floorMs.toFixed(1).padStart(9)}${(ms / floorMs).toFixed(1).padStart(8)}  ${floor}`,
    );
  }
  for (const { megabytes, ms, longestFrameMs } of readings) {
    const floorMs = megabytes * 1000;
    console.log(
      `${`read a guide of ${megabytes} MB`.padEnd(44)}${ms.toFixed(1).padStart(9)}${floorMs.toFixed(1).padStart(9)}${(ms / floorMs).toFixed(1).padStart(8)}  1 MB a second; longest frame ${longestFrameMs.toFixed(0)} ms`,
    );
  }
  console.log(
    `the package: longest task of the window ${deck.longestTaskMs.toFixed(0)} ms, pages and workers ${deck.peakMegabytes.toFixed(0)} MB at most`,
  );
  console.log(`reading grows with the ${exponent(readings).toFixed(2)}th power of the size`);
  console.log(
    `${"scripts of the first screen, gzipped".padEnd(44)}${`${(bytes / 1000).toFixed(1)} kB`.padStart(9)}`,
  );
  await mkdir(OUT, { recursive: true });
  await writeFile(
    path.join(OUT, "bench.json"),
    `${JSON.stringify({ at: new Date().toISOString(), cards: CARDS, rows, deck, readings, firstScreenBytes: bytes }, null, 2)}\n`,
  );
} finally {
  await browser.close();
}
