import disk, { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fileHash } from "../decks/core/digest.ts";
import { diskFiles } from "./collection-files.ts";

/** What a virus scanner holds: so many renames and removals are refused before one goes well. */
const held = { renames: 0, removals: 0 };
const real = { open: disk.open, rename: disk.rename, rm: disk.rm };
const refusal = () => Object.assign(new Error("EPERM: operation not permitted"), { code: "EPERM" });

/**
 * Windows as Node has it there: no truncating through a handle that appends (nodejs/node#3177), and no renaming or
 * removing of a file that somebody else has open.
 */
const windows: typeof real = {
  async open(file, flags, mode) {
    const handle = await real.open(file, flags, mode);
    if (String(flags).startsWith("a")) handle.truncate = () => Promise.reject(refusal());
    return handle;
  },
  rename: (...names) => (held.renames-- > 0 ? Promise.reject(refusal()) : real.rename(...names)),
  rm: (...names) => (held.removals-- > 0 ? Promise.reject(refusal()) : real.rm(...names)),
};

// The modules under test may be loaded by another file's tests already, so Node's own functions are replaced for all.
beforeAll(() => {
  Object.assign(disk, windows);
  syncBuiltinESMExports();
});
afterAll(() => {
  Object.assign(disk, real);
  syncBuiltinESMExports();
});

let folder = "";
const name = "000001778576400000-timed-3.snapshot";
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-windows-"));
  Object.assign(held, { renames: 0, removals: 0 });
});

test("the torn end of a log can be cut where a handle that appends cannot", async () => {
  const files = diskFiles(folder);
  const log = await files.claimLog({ names: [], fresh: "abcdefgh-1.log" });
  await files.appendLog({ ...log, bytes: bytes("one\ntw") });
  await files.truncateLog({ ...log, size: 4 });
  await files.appendLog({ ...log, bytes: bytes("three\n") });
  expect(await files.readLog({ ...log, offset: 0 })).toEqual(bytes("one\nthree\n"));
});

test("a file that a virus scanner holds for a moment is waited for", async () => {
  const files = diskFiles(folder);
  held.renames = 2;
  await files.putSnapshot({ name, bytes: bytes("all of it") });
  expect(await files.readSnapshot({ name })).toEqual(bytes("all of it"));
  held.removals = 2;
  await files.removeSnapshot({ name });
  expect(await files.snapshots()).toEqual([]);
});

test("a write that fails leaves nothing behind that fills the disk", async () => {
  const files = diskFiles(folder);
  held.renames = 1_000;
  await expect(files.putSnapshot({ name, bytes: bytes("all of it") })).rejects.toMatchObject({
    code: "write-failed",
  });
  expect(await readdir(path.join(folder, "snapshots"))).toEqual([]);
});

test("what was being written when everything ended is gone at the next start", async () => {
  await diskFiles(folder).putSnapshot({ name, bytes: bytes("all of it") });
  await writeFile(path.join(folder, "snapshots", "000001778576400001-timed-4.snapshot.tmp"), "half");
  await diskFiles(folder).snapshots();
  expect(await readdir(path.join(folder, "snapshots"))).toEqual([name]);
});

test("a stored file that was damaged is put right by the same file", async () => {
  const files = diskFiles(folder);
  const hash = fileHash(bytes("guide"));
  await files.putFile({ hash, bytes: bytes("guide") });
  await writeFile(path.join(folder, "files", hash), "\0\0\0\0\0");
  await files.putFile({ hash, bytes: bytes("guide") });
  expect(await files.readFile({ hash })).toEqual(bytes("guide"));
});

test("a file that cannot be read for now is not taken for one that is gone", async () => {
  const files = diskFiles(folder);
  const hash = fileHash(bytes("guide"));
  await files.putFile({ hash, bytes: bytes("guide") });
  const file = path.join(folder, "files", hash);
  await rm(file);
  await symlink(file, file);
  await expect(files.readFile({ hash })).rejects.toThrow();
});

test("a log is read with every line that was on its way to it", async () => {
  const files = diskFiles(folder);
  const log = await files.claimLog({ names: [], fresh: "abcdefgh-1.log" });
  const line = bytes(`${"x".repeat(3_000_000)}\n`);
  const [, logs, read] = await Promise.all([
    files.appendLog({ ...log, bytes: line }),
    files.logs(),
    files.readLog({ ...log, offset: 0 }),
  ]);
  expect(logs).toEqual([{ ...log, size: line.length }]);
  expect(read).toHaveLength(line.length);
});
