/// <reference lib="webworker" />
import { GUIDES } from "../../content/guides.ts";
import { STORE_METHODS, type StoreChange, type StudyStore } from "../../contract.ts";
import { workerChannel } from "../channel.ts";
import { systemClock } from "../collection.ts";
import { serve } from "../serve.ts";
import { openStudyStore, randomDeviceId } from "../study-store.ts";
import { lateStore } from "./late-store.ts";
import { webLock } from "./locks.ts";
import { later } from "./later.ts";
import { opfsFiles } from "./opfs-files.ts";
import { openableDatabases, platformBuckets } from "./openable-databases.ts";
import { workerOptimiser } from "./worker-optimiser.ts";

/** The store of the browser edition: one dedicated worker a tab, all over one database. */
const worker = self as unknown as DedicatedWorkerGlobalScope;
const otherTabs = new BroadcastChannel("cardinal-changes");

const opening = (async () => {
  const { factory, isSpare } = await openableDatabases(worker.indexedDB, platformBuckets());
  const { store } = await openStudyStore({
    files: await opfsFiles(),
    clock: systemClock(),
    lock: webLock,
    later,
    optimiser: workerOptimiser,
    newDeviceId: randomDeviceId,
    content: {
      guides: GUIDES,
      // Loaded when they are first needed: a review needs none.
      packs: async () => (await import("../../content/packs.ts")).PACKS,
    },
    onChange(change) {
      tellWindow(change);
      otherTabs.postMessage(change);
    },
    async storage() {
      const { usage } = await navigator.storage.estimate();
      // Only a window may ask for persistence; the worker can see the answer.
      return { persisted: await navigator.storage.persisted(), usedBytes: usage ?? null };
    },
    indexedDB: factory,
    isSpare,
    keyRange: IDBKeyRange,
  });
  return store;
})();

const tellWindow = serve<StudyStore, StoreChange>(lateStore(opening), STORE_METHODS, workerChannel(worker));
otherTabs.addEventListener("message", (event: MessageEvent<StoreChange>) => tellWindow(event.data));
