import { SERVICE_WORKER_URL, trustedScriptUrl } from "./trusted-scripts.ts";

/**
 * Asks the browser not to evict the collection when space runs low. The answer is shown in Settings; a refusal, usual on
 * a first visit, changes nothing else.
 */
export function askToKeepStorage(): void {
  void keepStorage();
}

/** @returns whether the browser promises to keep what is stored */
export function keepStorage(): Promise<boolean> {
  return navigator.storage.persist().catch(() => false);
}

/** Keeps the browser edition usable without a network after its first load. A refusal changes nothing else. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(trustedScriptUrl(SERVICE_WORKER_URL)).catch(() => {});
}
