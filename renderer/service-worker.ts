/// <reference lib="webworker" />
/**
 * Keeps the built files of the browser edition, so that it opens without a network. The list and the version are
 * written in by the build.
 */
{
  const worker = self as unknown as ServiceWorkerGlobalScope;
  const CACHE = "cardinal-__VERSION__";
  const FILES = JSON.parse("__FILES__") as string[];

  worker.addEventListener("install", (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  });

  // Older caches go only when no page of an older build is left, which is when a new worker becomes active.
  worker.addEventListener("activate", (event) => {
    event.waitUntil(
      caches
        .keys()
        .then((names) =>
          Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))),
        ),
    );
  });

  worker.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== location.origin) return;
    event.respondWith(
      caches
        .open(CACHE)
        .then((cache) => cache.match(url.pathname))
        .then((kept) => kept ?? fetch(event.request)),
    );
  });
}
