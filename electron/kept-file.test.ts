import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { keptFile } from "./kept-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-kept-"));
});

test("what was written is read again, and no half of it lies around", async () => {
  const file = path.join(folder, "deep/window.json");
  keptFile(file).write({ version: 1, width: 800 });
  keptFile(file).write({ version: 1, width: 900 });
  expect(keptFile(file).read()).toEqual({ version: 1, width: 900 });
  expect(await readdir(path.dirname(file))).toEqual(["window.json"]);
});

test.each(["", "{", "\u0000\u0000\u0000", "nonsense"])(
  "a file that holds %j counts as none",
  async (text) => {
    const file = path.join(folder, "window.json");
    await writeFile(file, text);
    expect(keptFile(file).read()).toBeNull();
  },
);

test("a place that cannot be written to stops nothing", async () => {
  await writeFile(path.join(folder, "file"), "in the way");
  const kept = keptFile(path.join(folder, "file/window.json"));
  expect(() => kept.write({})).not.toThrow();
  expect(kept.read()).toBeNull();
});
