import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { findChromium } from "./find-chromium.ts";

/**
 * Runs every check and ends with one line that sums them up: `N passed, N failed, N skipped`. Checks that use one core
 * run side by side and are shown one after another; those that use all of them run alone.
 */
const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "node_modules/.bin");
const scratch = mkdtempSync(path.join(tmpdir(), "cardinal-test-"));

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What a check runs its tools with. @returns whether the tool ended well */
type Run = (name: string, args: readonly string[], env?: Record<string, string>) => Promise<boolean>;

interface Check {
  readonly name: string;
  readonly run: (run: Run) => Promise<Counts>;
}

interface Result {
  readonly name: string;
  readonly counts: Counts;
  readonly seconds: number;
}

const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** A run whose tools write to the terminal, or to `said` where other checks run beside it. */
function running(said: Buffer[] | null): Run {
  return (name, args, env = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(path.join(BIN, name), args, {
        cwd: ROOT,
        stdio: said ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
        env: { ...process.env, ...env },
        shell: process.platform === "win32",
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (bytes: Buffer) => said?.push(bytes));
      }
      child.once("error", reject);
      child.once("close", (status) => resolve(status === 0));
    });
}

function single(name: string, tool: string, ...args: readonly string[]): Check {
  return { name, run: async (run) => ((await run(tool, args)) ? ONE_PASSED : ONE_FAILED) };
}

async function unit(run: Run): Promise<Counts> {
  const report = path.join(scratch, "unit.json");
  await run("vitest", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } =
    read<Record<string, number>>(report);
  // A file that does not even load has no tests that fail; it counts as one.
  const failed = Math.max(numFailedTests ?? 0, (numFailedTestSuites ?? 0) > 0 ? 1 : 0);
  return { passed: numPassedTests ?? 0, failed, skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0) };
}

async function endToEnd(run: Run, project: string): Promise<Counts> {
  const report = path.join(scratch, `${project}.json`);
  const reporters = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, CHROMIUM_PATH: findChromium() };
  await run("playwright", ["test", `--project=${project}`, "--reporter=list,json"], reporters);
  const { expected, unexpected, flaky, skipped } = read<{ stats: Record<string, number> }>(report).stats;
  return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0), skipped: skipped ?? 0 };
}

async function packaging(run: Run): Promise<Counts> {
  const report = path.join(scratch, "packaging.json");
  await run("tsx", ["build/scripts/check-packaging.ts", report]);
  return read<Counts>(report);
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

/** Stage after stage; the checks of one stage run side by side, the longest first. */
const STAGES: readonly (readonly Check[])[] = [
  [
    single("types", "tsc", "-b"),
    single("lint", "eslint", "."),
    single("format", "prettier", "--check", "--log-level=warn", "."),
    single("components", "svelte-check", "--tsconfig", "renderer/tsconfig.json", "--fail-on-warnings"),
    single("build", "tsx", "build/scripts/build.ts"),
  ],
  [{ name: "unit", run: unit }],
  [{ name: "end to end in Chromium", run: (run) => endToEnd(run, "browser") }],
  [{ name: "desktop on a stand-in", run: (run) => endToEnd(run, "desktop-stand-in") }],
  [{ name: "desktop", run: (run) => endToEnd(run, "desktop") }],
  [{ name: "packaging", run: packaging }],
];

async function result({ name, run }: Check, isAlone: boolean): Promise<Result> {
  const said: Buffer[] = [];
  if (isAlone) console.log(`\n== ${name}`);
  const started = performance.now();
  let counts = ONE_FAILED;
  let trouble = "";
  try {
    counts = await run(running(isAlone ? null : said));
  } catch (error) {
    trouble = `${name} did not finish: ${error instanceof Error ? error.message : String(error)}\n`;
  }
  if (!isAlone) process.stdout.write(`\n== ${name}\n${Buffer.concat(said).toString()}`);
  process.stderr.write(trouble);
  return { name, counts, seconds: Math.round((performance.now() - started) / 1000) };
}

async function resultsOf(stage: readonly Check[]): Promise<readonly Result[]> {
  const waiting = stage.entries();
  const results: Result[] = [];
  const lane = async () => {
    for (const [place, check] of waiting) results[place] = await result(check, stage.length === 1);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}

const results: Result[] = [];
for (const stage of STAGES) results.push(...(await resultsOf(stage)));
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
