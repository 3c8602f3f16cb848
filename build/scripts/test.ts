import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findChromium } from "./find-chromium.ts";

/** Runs every check in turn and ends with one line that sums them up: `N passed, N failed, N skipped`. */
const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "node_modules/.bin");
const scratch = mkdtempSync(path.join(tmpdir(), "cardinal-test-"));

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Check {
  readonly name: string;
  readonly run: () => Counts;
}

const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Runs a tool with its output shown. @returns whether it ended well */
function tool(name: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const { status } = spawnSync(path.join(BIN, name), args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  return status === 0;
}

function single(name: string, tools: readonly (readonly [string, ...string[]])[]): Check {
  return {
    name,
    run: () => (tools.every(([command, ...args]) => tool(command, args)) ? ONE_PASSED : ONE_FAILED),
  };
}

function unit(): Counts {
  const report = path.join(scratch, "unit.json");
  tool("vitest", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } =
    read<Record<string, number>>(report);
  // A file that does not even load has no tests that fail; it counts as one.
  const failed = Math.max(numFailedTests ?? 0, (numFailedTestSuites ?? 0) > 0 ? 1 : 0);
  return { passed: numPassedTests ?? 0, failed, skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0) };
}

function endToEnd(project: string): Counts {
  const report = path.join(scratch, `${project}.json`);
  const reporters = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, CHROMIUM_PATH: findChromium() };
  tool("playwright", ["test", `--project=${project}`, "--reporter=list,json"], reporters);
  const { expected, unexpected, flaky, skipped } = read<{ stats: Record<string, number> }>(report).stats;
  return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0), skipped: skipped ?? 0 };
}

function packaging(): Counts {
  const report = path.join(scratch, "packaging.json");
  tool("tsx", ["build/scripts/check-packaging.ts", report]);
  return read<Counts>(report);
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

const CHECKS: readonly Check[] = [
  single("format", [["prettier", "--check", "--log-level=warn", "."]]),
  single("lint", [["eslint", "."]]),
  single("types", [
    ["tsc", "-b"],
    ["svelte-check", "--tsconfig", "renderer/tsconfig.json", "--fail-on-warnings"],
  ]),
  { name: "unit", run: unit },
  single("build", [["tsx", "build/scripts/build.ts"]]),
  { name: "end to end in Chromium", run: () => endToEnd("browser") },
  { name: "desktop on a stand-in", run: () => endToEnd("desktop-stand-in") },
  { name: "desktop", run: () => endToEnd("desktop") },
  { name: "packaging", run: packaging },
];

const results: { readonly name: string; readonly counts: Counts; readonly seconds: number }[] = [];
for (const { name, run } of CHECKS) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  let counts = ONE_FAILED;
  try {
    counts = run();
  } catch (error) {
    console.error(`${name} did not finish: ${error instanceof Error ? error.message : String(error)}`);
  }
  results.push({ name, counts, seconds: Math.round((performance.now() - started) / 1000) });
}
rmSync(scratch, { recursive: true, force: true });

console.log("");
for (const { name, counts, seconds } of results) {
  const { passed, failed, skipped } = counts;
  console.log(`${name.padEnd(24)} ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
}
if (results.some(({ name, counts }) => name === "desktop" && counts.skipped > 0)) {
  console.log("desktop suite skipped: no Electron binary");
}
const total = (key: keyof Counts) => results.reduce((sum, { counts }) => sum + counts[key], 0);
process.exitCode = total("failed") > 0 ? 1 : 0;
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
