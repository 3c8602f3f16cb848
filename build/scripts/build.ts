import { chmod, rm, symlink, writeFile } from "node:fs/promises";
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
  if (bundle === "cli") await offerCommand();
}

/**
 * Makes `npx cardinal` work in a clone. A `bin` in package.json would make npx install the whole project into its cache
 * first; among the installed commands it is found at once.
 */
async function offerCommand(): Promise<void> {
  const root = path.resolve(import.meta.dirname, "../..");
  const built = path.join(root, "dist/cli/cardinal.mjs");
  const offered = path.join(root, "node_modules/.bin/cardinal");
  await chmod(built, 0o755);
  await rm(offered, { force: true });
  if (process.platform === "win32") await writeFile(`${offered}.cmd`, `@node "${built}" %*\r\n`);
  else await symlink(path.relative(path.dirname(offered), built), offered);
}
