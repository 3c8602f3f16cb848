import type { Plugin } from "vite";

const THREADS = /^import \{ startWorkers \} from '[^']+';$/m;
const FILE = "new URL('fsrs_browser_bg.wasm', import.meta.url)";

/**
 * Takes from fsrs-browser what Cardinal never uses and no bundler can leave out: the pool of threads, which needs
 * cross-origin isolation and whose script imports its own package by a folder, and the WebAssembly as a file, which
 * comes within the worker's script instead.
 */
export function singleThreadFsrs(): Plugin {
  return {
    name: "cardinal-single-thread-fsrs",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/fsrs-browser/fsrs_browser.js")) return null;
      if (!THREADS.test(code) || !code.includes(FILE)) throw new Error("fsrs-browser is not as it was");
      const startWorkers = 'const startWorkers = () => { throw new Error("no threads"); };';
      return { code: code.replace(THREADS, startWorkers).replace(FILE, "undefined"), map: null };
    },
  };
}
