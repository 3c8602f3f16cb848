import { GUIDES } from "../../content/guides.ts";
import { STORE_METHODS, type StoreChange, StoreError, type StudyStore } from "../../contract.ts";
import type { HostRequest } from "../../contract/host.ts";
import { tellErrors } from "../../contract/tell-errors.ts";
import { portChannel } from "../channel.ts";
import { systemClock } from "../collection.ts";
import { connect } from "../connect.ts";
import { COLLECTION_FILE_METHODS, type CollectionFiles } from "../snapshot-files.ts";
import { serve } from "../serve.ts";
import { openStudyStore, randomDeviceId } from "../study-store.ts";
import { later } from "./later.ts";
import { lateStore } from "./late-store.ts";
import { webLock } from "./locks.ts";
import { openableDatabases, platformBuckets } from "./openable-databases.ts";
import { workerOptimiser } from "./worker-optimiser.ts";

/**
 * The store of the desktop edition: a hidden page that owns the database. Its preload hands it ports: one to the
 * shell, which keeps the journal on disk, and one for every window that asks.
 */
const windows = new Set<(change: StoreChange) => void>();
/** A journal that does not come in this time is said, not waited for. */
const JOURNAL_WAIT_MS = 20_000;

// Nobody sees this page: what it meets goes into the shell's log.
tellErrors(window, (text) => {
  const request: HostRequest = { kind: "log-error", text };
  window.postMessage({ cardinal: "request", request }, location.origin);
});

let filesArrived: (files: CollectionFiles) => void = () => {};
const arrivingFiles = new Promise<CollectionFiles>((resolve, reject) => {
  filesArrived = resolve;
  setTimeout(() => reject(new StoreError("unavailable")), JOURNAL_WAIT_MS);
});

const opening = arrivingFiles.then(async (files) => {
  const { factory, isSpare } = await openableDatabases(window.indexedDB, platformBuckets());
  const { store } = await openStudyStore({
    files,
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
    onChange: (change) => windows.forEach((tell) => tell(change)),
    storage: async () => ({ persisted: null, usedBytes: (await navigator.storage.estimate()).usage ?? null }),
    indexedDB: factory,
    isSpare,
    keyRange: IDBKeyRange,
  });
  return store;
});
const store = lateStore(opening);

window.addEventListener("message", (event) => {
  if (event.source !== window) return;
  const [port] = event.ports;
  const role: unknown = event.data?.cardinal === "port" ? event.data.role : null;
  if (!port) return;
  if (role === "journal") {
    const { remote, onClose } = connect<CollectionFiles>(portChannel(port), COLLECTION_FILE_METHODS, {
      watch: true,
    });
    // Without its journal the page may not confirm anything: a new page with a new port takes its place.
    onClose(() => location.reload());
    filesArrived(remote);
  }
  if (role === "store") {
    const tell: (change: StoreChange) => void = serve<StudyStore, StoreChange>(
      store,
      STORE_METHODS,
      portChannel(port),
      () => windows.delete(tell),
    );
    windows.add(tell);
  }
});
window.postMessage({ cardinal: "want-port", role: "journal" }, location.origin);
