import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { ankiPackage } from "./anki-package.ts";

export interface PackageTimes {
  readonly importMs: number;
  readonly importFloorMs: number;
  readonly exportMs: number;
  readonly exportFloorMs: number;
  /** Of the window's own thread, while the store was at work. */
  readonly longestTaskMs: number;
  /** Of all of the browser's pages and workers together. */
  readonly peakMegabytes: number;
}

const MODULES = path.resolve(import.meta.dirname, "../../node_modules");
const NOTES = 20_000;
const LOG_ROWS = 200_000;

/** A large Anki package into the collection and out again, from file to confirmation, without the learner's thinking. */
export async function packageTimes(browser: Browser, address: string): Promise<PackageTimes> {
  const bytes = Buffer.from(await ankiPackage(NOTES, LOG_ROWS));
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${address}#/import`);
  await page.getByLabel("Paste notes").waitFor();
  await page.evaluate(WATCH_TASKS);
  const memory = watchMemory();
  const importMs = await importOf(page, bytes);
  const longestTaskMs = await page.evaluate(() => (window as unknown as { longestTask: number }).longestTask);
  const peakMegabytes = memory.peak();
  const exportMs = await exportOf(page);
  await context.close();
  const floors = await floorsOf(browser, address, bytes);
  return { importMs, exportMs, longestTaskMs, peakMegabytes, ...floors };
}

const WATCH_TASKS = `
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
  }).observe({ type: "longtask" });
`;

async function importOf(page: Page, bytes: Buffer): Promise<number> {
  // By its path: bytes would be handed to the page's own thread, which no learner does.
  const file = path.join(await mkdtemp(path.join(tmpdir(), "cardinal-bench-")), "bench.apkg");
  await writeFile(file, bytes);
  const button = page.getByRole("button", { name: /^Import\b/ });
  const chosen = performance.now();
  await page.locator("input[type=file]").first().setInputFiles(file);
  await button.waitFor({ timeout: 120_000 });
  const shown = performance.now() - chosen;
  const pressed = performance.now();
  await button.click();
  await page.getByRole("heading", { level: 1, name: "Bench" }).waitFor({ timeout: 120_000 });
  return shown + performance.now() - pressed;
}

/** By the store's own verb: where the file is saved to is the browser's affair. */
async function exportOf(page: Page): Promise<number> {
  await page.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("radio", { name: /^Anki package/ }).check();
  const download = page.waitForEvent("download", { timeout: 120_000 });
  const pressed = performance.now();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^(?:Save|Export)/ })
    .click();
  await download;
  return performance.now() - pressed;
}

/** Sum of the resident memory of the browser's page processes, where the system tells it. */
function watchMemory() {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, residentMegabytes())), 100);
  return {
    peak() {
      clearInterval(timer);
      return peak;
    },
  };
}

function residentMegabytes(): number {
  let kilobytes = 0;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=renderer")) continue;
      kilobytes += Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // It ended in the meantime.
    }
  }
  return kilobytes / 1000;
}

/**
 * What the same package costs without Cardinal: unpack it, read every row of the database, write as many rows as the
 * collection keeps of it; and the way back.
 */
async function floorsOf(browser: Browser, address: string, bytes: Buffer) {
  const page = await browser.newPage();
  await page.goto(`${address}manifest.webmanifest`);
  for (const script of ["sql.js/dist/sql-wasm-inline.js", "@zip.js/zip.js/dist/zip.min.js"])
    await page.evaluate(readFileSync(path.join(MODULES, script), "utf8"));
  await page.evaluate(
    `window.packed = Uint8Array.from(atob(${JSON.stringify(bytes.toString("base64"))}), (c) => c.charCodeAt(0))`,
  );
  const floors = (await page.evaluate(FLOOR)) as { importFloorMs: number; exportFloorMs: number };
  await page.close();
  return floors;
}

const FLOOR = `(async () => {
  zip.configure({ useWebWorkers: false });
  const SQL = await initSqlJs();
  const started = performance.now();
  const reader = new zip.ZipReader(new zip.Uint8ArrayReader(window.packed));
  const entry = (await reader.getEntries()).find(({ filename }) => filename === "collection.anki21");
  const file = await entry.getData(new zip.Uint8ArrayWriter());
  const database = new SQL.Database(file);
  const rows = (sql) => {
    const statement = database.prepare(sql);
    const found = [];
    while (statement.step()) found.push(statement.get());
    statement.free();
    return found;
  };
  const [notes, cards, log] = ["notes", "cards", "revlog"].map((table) => rows("select * from " + table));
  await new Promise((resolve) => {
    const opening = indexedDB.open("bench-floor-package", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("notes");
      const store = opening.result.createObjectStore("cards", { keyPath: "id" });
      store.createIndex("note", "noteId");
      store.createIndex("due", ["deckId", "queue", "due"]);
      opening.result.createObjectStore("log");
    };
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(["notes", "cards", "log"], "readwrite", { durability: "strict" });
      notes.forEach((row, index) => transaction.objectStore("notes").put(row, index));
      cards.forEach((row) => transaction.objectStore("cards").put({ id: row[0], noteId: row[1], deckId: row[2], queue: row[7], due: row[8], row }));
      log.forEach((row, index) => transaction.objectStore("log").put(row, index));
      transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
  const importFloorMs = performance.now() - started;
  const exporting = performance.now();
  const out = new SQL.Database();
  out.run("create table notes(a,b,c,d,e,f,g,h,i,j,k); create table cards(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r); create table revlog(a,b,c,d,e,f,g,h,i)");
  out.run("begin");
  for (const [table, found] of Object.entries({ notes, cards, revlog: log })) {
    const statement = out.prepare("insert into " + table + " values (" + found[0].map(() => "?").join() + ")");
    for (const row of found) statement.run(row);
    statement.free();
  }
  out.run("commit; create index i1 on notes(d); create index i2 on notes(i); create index i3 on cards(b); create index i4 on cards(c,h,i); create index i5 on revlog(b); create index i6 on revlog(c)");
  const writer = new zip.ZipWriter(new zip.Uint8ArrayWriter());
  await writer.add("collection.anki21", new zip.Uint8ArrayReader(out.export()));
  await writer.close();
  return { importFloorMs, exportFloorMs: performance.now() - exporting };
})()`;
