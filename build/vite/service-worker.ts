import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Plugin, transformWithOxc } from "vite";

const NOT_CACHED = /\.(?:map|txt)$/;
/** Copied from `public/`, so not in the bundle's own list. */
const PUBLIC = ["icon.svg", "manifest.webmanifest", "icon-192.png", "icon-512.png"];

/**
 * Adds `service-worker.js` with the list of files that the app needs offline. Its version is a digest of their
 * contents, so that a new build, and only that, replaces the cache.
 */
export function serviceWorker(): Plugin {
  let root = "";
  return {
    name: "cardinal-service-worker",
    configResolved(config) {
      root = config.root;
    },
    async generateBundle(_options, bundle) {
      const digest = createHash("sha256");
      const built = Object.keys(bundle)
        .filter((name) => !NOT_CACHED.test(name))
        .sort();
      for (const name of built) {
        const file = bundle[name];
        digest.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
      }
      const files = [
        "/",
        ...[...built.filter((name) => name !== "index.html"), ...PUBLIC].map((name) => `/${name}`),
      ];
      const source = await readFile(path.join(root, "service-worker.ts"), "utf8");
      const { code } = await transformWithOxc(source, "service-worker.ts");
      this.emitFile({
        type: "asset",
        fileName: "service-worker.js",
        source: code
          .replace("__VERSION__", digest.digest("hex").slice(0, 16))
          .replace("__FILES__", JSON.stringify(files).replaceAll('"', '\\"')),
      });
    },
  };
}
