import { chmod } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";
import { type Bundle, bundleConfig, BUNDLES } from "../bundles.ts";

/** Builds everything, or the bundles that are named: `tsx build/scripts/build.ts cli`. */
const named = process.argv.slice(2);
const unknown = named.find((name) => !(BUNDLES as readonly string[]).includes(name));
if (unknown !== undefined) {
  console.error(`There is no bundle ${unknown}; there are ${BUNDLES.join(", ")}.`);
  process.exit(2);
}
for (const bundle of named.length > 0 ? (named as Bundle[]) : BUNDLES) {
  await build(bundleConfig(bundle));
  if (bundle === "cli") await chmod(path.resolve(import.meta.dirname, "../../dist/cli/cardinal.mjs"), 0o755);
}
