import { SERVICE_WORKER_URL, trustedScriptUrl } from "./trusted-scripts.ts";

/** Keeps the browser edition usable without a network after its first load. A refusal changes nothing else. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(trustedScriptUrl(SERVICE_WORKER_URL)).catch(() => {});
}
