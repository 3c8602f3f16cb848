/** The policies of the pages, the same in both editions: the desktop's protocol and the browser's server send them. */

/** The address of the worker that fits the scheduler, which the store starts: in the browser edition it is a worker itself. */
const OPTIMISER = "cardinal-optimiser";
/** Named policies of Trusted Types: Svelte's own, the two sanitisers', and the addresses of workers and service worker. */
const TRUSTED_TYPES = ["svelte-trusted-html", "dompurify", "cardinal-cards", "cardinal-scripts", OPTIMISER];

const SHARED = [
  "default-src 'none'",
  // A collection of Anki's is SQLite, which is WebAssembly; nothing else is evaluated.
  "script-src 'self' 'wasm-unsafe-eval'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

/** The window. Style attributes are allowed for widths of bars; style elements are not. */
export const UI_POLICY = [
  ...SHARED,
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  `trusted-types ${TRUSTED_TYPES.join(" ")}`,
].join("; ");

/** The hidden page that holds the database: no style, no picture, no connection; one worker, which fits. */
export const STORE_POLICY = [...SHARED, "worker-src 'self'", `trusted-types ${OPTIMISER}`].join("; ");

/** Headers of every answer, whatever it holds. */
export const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()",
};

/** Types of the files that a build holds; what is not listed is not served. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};
