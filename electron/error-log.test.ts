import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { errorLog } from "./error-log.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "cardinal-log-"));
});

function opened(home = "/home/ann") {
  let now = Date.UTC(2026, 0, 2, 3, 4, 5);
  const folder = path.join(root, "logs");
  const log = errorLog({ folder, home, now: () => new Date(now) });
  return { log, folder, wait: (ms: number) => (now += ms) };
}

test("an entry is one line with its time, on disk at once, and there after a restart", async () => {
  const { log, folder } = opened();
  log.write("main: Error\n  at x\u001b[31m\u2028");
  expect(await readFile(path.join(folder, "cardinal.log"), "utf8")).toBe(
    "2026-01-02T03:04:05.000Z main: Error at x [31m\n",
  );
  expect(opened().log.last(5)).toEqual(["2026-01-02T03:04:05.000Z main: Error at x [31m"]);
});

test.each([
  ["/home/ann", "at /home/ann/app/main.cjs:1:2", "at ~/app/main.cjs:1:2"],
  [
    "C:\\Users\\Ann B",
    "at C:\\Users\\Ann B\\x.js, file:///c:/users/ann%20b/y.js",
    "at ~\\x.js, file:///~/y.js",
  ],
  ["/", "at /usr/lib/x.js", "at /usr/lib/x.js"],
])("a home at %s is written as ~", (home, text, written) => {
  const { log } = opened(home);
  log.write(text);
  expect(log.last(1)[0]?.slice(25)).toBe(written);
});

test("never keeps more than a megabyte in two files, and keeps the newest", async () => {
  const { log, folder, wait } = opened();
  const long = "x".repeat(5_000);
  for (let entry = 0; entry < 2_000; entry++) {
    log.write(`${entry} ${long}`);
    wait(3_000);
  }
  const names = await readdir(folder);
  expect(names.toSorted()).toEqual(["cardinal.1.log", "cardinal.log"]);
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_000_000);
  const entries = log.last(480).map((line) => Number(line.split(" ")[1]));
  expect(entries).toEqual(Array.from({ length: 480 }, (_, index) => 1_520 + index));
});

test("a page that fails in a loop fills it only so fast, and how much was left out is said", () => {
  const { log, wait } = opened();
  for (let entry = 0; entry < 100; entry++) log.write(`ui: ${entry}`);
  expect(log.last(200)).toHaveLength(30);
  wait(60_000);
  log.write("ui: later");
  expect(log.last(1)[0]).toMatch(/\(70 more left out\) ui: later$/);
});

test("a place that cannot be written to is no error, and holds nothing", async () => {
  await writeFile(path.join(root, "logs"), "in the way");
  const { log } = opened();
  expect(() => log.write("x")).not.toThrow();
  expect(log.last(5)).toEqual([]);
});
