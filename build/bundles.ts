import path from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { InlineConfig } from "vite";
import { aboutFile, gatherPackages, knownPackages, ShippedPackages } from "./vite/licences.ts";
import { serviceWorker } from "./vite/service-worker.ts";
import { singleThreadFsrs } from "./vite/single-thread-fsrs.ts";

export const BUNDLES = ["ui", "store", "main", "preload", "store-preload", "cli"] as const;
export type Bundle = (typeof BUNDLES)[number];

const ROOT = path.resolve(import.meta.dirname, "..");
const at = (...parts: readonly string[]) => path.join(ROOT, ...parts);

/** Electron 45 is Chromium 156; the browser edition asks for what has all of light-dark(), OPFS and port events. */
const CHROMIUM = "chrome138";

const workers = (packages: ShippedPackages): NonNullable<InlineConfig["worker"]> => ({
  format: "es",
  plugins: () => [singleThreadFsrs(), gatherPackages(packages)],
});

/** How each bundle is made; `dist/` holds nothing but these. */
export function bundleConfig(bundle: Bundle): InlineConfig {
  // The package's "browser" form decodes entities by `innerHTML`, which a worker does not have and Trusted Types forbid
  // in a window.
  const resolve = {
    alias: {
      "decode-named-character-reference": at("node_modules/decode-named-character-reference/index.js"),
    },
  };
  const packages = new ShippedPackages(ROOT);
  const gathering = [gatherPackages(packages), knownPackages(packages, ROOT)];
  const shared: InlineConfig = { configFile: false, logLevel: "warn", publicDir: false };
  switch (bundle) {
    case "ui":
      return {
        ...shared,
        resolve,
        root: at("renderer"),
        publicDir: at("renderer/public"),
        plugins: [svelte(), gatherPackages(packages), aboutFile(packages, ROOT), serviceWorker()],
        worker: workers(packages),
        build: { ...pages("ui"), rolldownOptions: { input: at("renderer/index.html") } },
      };
    case "store":
      return {
        ...shared,
        resolve,
        root: at("decks/store/hosts"),
        plugins: gathering,
        worker: workers(packages),
        build: { ...pages("store"), rolldownOptions: { input: at("decks/store/hosts/window.html") } },
      };
    case "main":
    case "preload":
    case "store-preload":
      return {
        ...shared,
        root: ROOT,
        plugins: gathering,
        ssr: { noExternal: true },
        build: script(`electron/${bundle}.ts`, `electron/${bundle}.cjs`, "cjs"),
      };
    case "cli":
      return {
        ...shared,
        root: ROOT,
        ssr: { noExternal: true },
        build: script("decks/cli/main.ts", "cli/cardinal.mjs", "es"),
      };
  }
}

function pages(folder: string): NonNullable<InlineConfig["build"]> {
  return {
    outDir: at("dist", folder),
    emptyOutDir: true,
    target: CHROMIUM,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  };
}

/** One file that runs in Node or in a preload: everything inside but Electron and Node itself. */
function script(entry: string, out: string, format: "cjs" | "es"): NonNullable<InlineConfig["build"]> {
  return {
    outDir: at("dist", path.dirname(out)),
    emptyOutDir: false,
    target: "node20",
    ssr: at(entry),
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: ["electron", /^node:/],
      output: {
        format,
        entryFileNames: path.basename(out),
        codeSplitting: false,
        ...(format === "es" ? { banner: "#!/usr/bin/env node" } : {}),
      },
    },
  };
}
