import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { STORE_METHODS, type StoreChange, type StudyStore } from "../../decks/contract.ts";
import type { Channel } from "../../decks/store/channel.ts";
import { connect } from "../../decks/store/connect.ts";
import type { CardRow, MetaRow } from "../../decks/store/database.ts";
import type { Note } from "../../decks/core/cards/types.ts";
import type { ReviewSegment } from "../../decks/core/log/review-segments.ts";
import type { ScheduleEvent } from "../../decks/core/schedule/types.ts";
import type { FileDeck } from "../../decks/formats/deck-file.ts";
import { DIST } from "./edition.ts";

/** The app's own store in a page, with the app's own protocol, driven from here. */
export interface PageStore {
  /** A verb resolves when its answer has come out of the page. */
  readonly store: StudyStore;
  readonly page: Page;
  /** What IndexedDB holds, read past the store. */
  read(): Promise<FoundRows>;
}

export interface FoundRows {
  readonly cards: readonly CardRow[];
  readonly notes: readonly Note[];
  readonly decks: readonly FileDeck[];
  readonly reviewTail: readonly ScheduleEvent[];
  readonly reviewSegments: readonly ReviewSegment[];
  readonly meta: readonly MetaRow[];
}

declare global {
  interface Window {
    storeWorker?: Worker;
    outOfPage?: (message: unknown) => void;
  }
}

/** Compilers name functions by a call of this; a page knows nothing of it. */
const NAMES = "globalThis.__name = (named) => named;";

/** A page that can start the store; nothing of the store is asked for yet. */
export async function storePage(page: Page): Promise<{ start(address: string): Promise<PageStore> }> {
  let hear: (message: unknown) => void = () => {};
  let lose: () => void = () => {};
  await page.addInitScript(NAMES);
  await page.exposeBinding("outOfPage", (_source, message: unknown) => hear(message));
  const channel: Channel = {
    post(message) {
      page.evaluate((data) => window.storeWorker?.postMessage(data), message).catch(() => lose());
    },
    listen(onMessage, onClose) {
      [hear, lose] = [onMessage, onClose];
    },
  };
  page.on("close", () => lose());
  page.on("crash", () => lose());
  const { remote } = connect<StudyStore, StoreChange>(channel, STORE_METHODS);
  const worker = `/assets/${await workerName()}`;
  return {
    async start(address) {
      // A page of the origin without the app on it.
      await page.goto(`${address}icon.svg`);
      await page.evaluate(startWorker, worker);
      return { store: remote, page, read: () => page.evaluate(readRows) };
    },
  };
}

/** The app's own store, started in a page. */
export async function pageStore(page: Page, address: string): Promise<PageStore> {
  return (await storePage(page)).start(address);
}

function startWorker(address: string): void {
  const policy = window.trustedTypes?.createPolicy("cardinal-scripts", { createScriptURL: (one) => one });
  const script = policy?.createScriptURL(address) ?? address;
  window.storeWorker = new Worker(script as string, { type: "module" });
  window.storeWorker.addEventListener("message", ({ data }) => window.outOfPage?.(data));
}

async function workerName(): Promise<string> {
  const names = await readdir(path.join(DIST, "ui/assets"));
  const name = names.find((one) => /^worker-.*\.js$/.test(one));
  if (name === undefined) throw new Error("the build has no worker of the store");
  return name;
}

async function readRows(): Promise<FoundRows> {
  // Where the store has them: beside databases that Chromium cannot open any more.
  const { storageBuckets } = navigator as unknown as {
    readonly storageBuckets: { open(name: string): Promise<{ readonly indexedDB: IDBFactory }> };
  };
  const opens = await indexedDB.databases().then(
    () => true,
    () => false,
  );
  const factory = opens ? indexedDB : (await storageBuckets.open("cardinal-spare")).indexedDB;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open("cardinal");
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the database cannot be read"));
  });
  const tables = ["cards", "notes", "decks", "reviewTail", "reviewSegments", "meta"];
  const transaction = database.transaction(tables, "readonly");
  const rows = await Promise.all(
    tables.map(
      (table) =>
        new Promise<[string, unknown[]]>((resolve, reject) => {
          const request = transaction.objectStore(table).getAll();
          request.onsuccess = () => resolve([table, request.result]);
          request.onerror = () => reject(request.error ?? new Error(`${table} cannot be read`));
        }),
    ),
  );
  database.close();
  return Object.fromEntries(rows) as unknown as FoundRows;
}
