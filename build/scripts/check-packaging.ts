import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { extractFile, listPackage } from "@electron/asar";
import type { About } from "../../decks/contract/about.ts";
import { wrongAbout } from "../vite/licences.ts";
import { checkFuses, shippedFuseWire } from "./check-fuses.ts";

/**
 * Packs with a stub in the place of Electron's distribution, which needs no network, and looks at what `app.asar`
 * holds. `tsx build/scripts/check-packaging.ts [report.json]`
 */
const ROOT = path.resolve(import.meta.dirname, "../..");
const LARGEST_BYTES = 15_000_000;
const scratch = mkdtempSync(path.join(tmpdir(), "cardinal-packaging-"));
const failures: string[] = [];
let passed = 0;

function check(fact: string, holds: boolean): void {
  if (holds) passed++;
  else failures.push(fact);
}

/** Just enough of a distribution for the packer to copy and rename. */
function stubDistribution(): string {
  const folder = path.join(scratch, "electron");
  mkdirSync(path.join(folder, "locales"), { recursive: true });
  mkdirSync(path.join(folder, "resources"));
  writeFileSync(
    path.join(folder, "electron"),
    Buffer.concat([Buffer.from("#!/bin/sh\nexit 1\n"), shippedFuseWire()]),
  );
  chmodSync(path.join(folder, "electron"), 0o755);
  for (const file of [
    "LICENSE",
    "LICENSES.chromium.html",
    "version",
    "locales/en-US.pak",
    "chrome-sandbox",
  ]) {
    writeFileSync(path.join(folder, file), "stub");
  }
  return folder;
}

function pack(): string | null {
  const builder = createRequire(import.meta.url).resolve("electron-builder/cli.js");
  const output = path.join(scratch, "release");
  const { status } = spawnSync(
    process.execPath,
    [
      builder,
      "--linux",
      "dir",
      "--publish",
      "never",
      `-c.electronDist=${stubDistribution()}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] },
  );
  const asar = path.join(output, "linux-unpacked/resources/app.asar");
  return status === 0 && existsSync(asar) ? asar : null;
}

function checkContents(asar: string): void {
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll("\\", "/"));
  const holds = (pattern: RegExp) => files.some((file) => pattern.test(file));
  for (const file of [
    "/package.json",
    "/dist/electron/main.cjs",
    "/dist/electron/preload.cjs",
    "/dist/electron/store-preload.cjs",
    "/dist/ui/index.html",
    "/dist/store/window.html",
  ]) {
    check(`app.asar holds ${file}`, files.includes(file));
  }
  check("app.asar holds the fonts and their licences", holds(/\.woff2$/));
  const about = JSON.parse(extractFile(asar, "dist/ui/assets/about.json").toString()) as About;
  check(
    "it tells the licence of everything that ships, fonts included",
    about.packages.length > 50 && about.packages.every((one) => wrongAbout(one) === null),
  );
  check(
    "it names each font that ships",
    about.packages.filter(({ name }) => /\(font\)/.test(name)).length === 3,
  );
  check("app.asar holds no node_modules", !holds(/node_modules/));
  check("app.asar holds no sources", !holds(/\.(?:ts|svelte)$|^\/(?:decks|renderer|electron|e2e|build)\//));
  check("app.asar holds no source maps", !holds(/\.map$/));
  check("app.asar holds no tests", !holds(/\.(?:test|spec)\./));
  check(`app.asar is below ${LARGEST_BYTES / 1_000_000} MB`, statSync(asar).size < LARGEST_BYTES);
  const { main, name } = JSON.parse(extractFile(asar, "package.json").toString()) as Record<string, string>;
  check("its package.json starts the built main", main === "dist/electron/main.cjs" && name === "cardinal");
  const store = files.filter((file) => /^\/dist\/store\/assets\/.*\.js$/.test(file));
  const code = store.map((file) => extractFile(asar, file.slice(1)).toString()).join("\n");
  check(
    "the store page carries the shipped guides and the rule pack",
    /Learning objectives/.test(code) && /cardinal-pack/.test(code),
  );
  check(
    "the built main names no file of a developer's machine",
    !extractFile(asar, "dist/electron/main.cjs").toString().includes(ROOT),
  );
}

try {
  const asar = pack();
  check("electron-builder packs without a network", asar !== null);
  if (asar !== null) {
    checkContents(asar);
    checkFuses({ root: ROOT, binary: path.join(asar, "../../cardinal"), check });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const fact of failures) console.error(`not so: ${fact}`);
const counts = { passed, failed: failures.length, skipped: 0 };
console.log(`packaging: ${passed} passed, ${failures.length} failed, 0 skipped`);
const [report] = process.argv.slice(2);
if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
process.exitCode = failures.length > 0 ? 1 : 0;
