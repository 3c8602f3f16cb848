import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { fileHash } from "../decks/core/digest.ts";
import type { FileHash } from "../decks/core/ids.ts";
import { diskFiles } from "./collection-files.ts";

let folder = "";
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | null) => (value === null ? null : new TextDecoder().decode(value));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-journal-"));
});

describe("snapshots on disk", () => {
  test("appear whole, can be listed and read after a restart, and go", async () => {
    const name = "000001778576400000-timed-3.snapshot";
    await diskFiles(folder).putSnapshot({ name, bytes: bytes("all of it") });
    const files = diskFiles(folder);
    expect(await files.snapshots()).toEqual([{ name, size: 9 }]);
    expect(text(await files.readSnapshot({ name }))).toBe("all of it");
    await files.removeSnapshot({ name });
    expect(await files.snapshots()).toEqual([]);
    expect(await files.readSnapshot({ name })).toBeNull();
  });

  test("one that was being written when everything ended is no snapshot", async () => {
    const files = diskFiles(folder);
    expect(await files.snapshots()).toEqual([]);
    await writeFile(path.join(folder, "snapshots", "000001778576400000-timed-3.snapshot.tmp"), "half");
    expect(await files.snapshots()).toEqual([]);
  });

  test.each(["../evil", "a/b", "..", "", ".hidden"])("one named %j is refused", async (name) => {
    const files = diskFiles(folder);
    await expect(files.putSnapshot({ name, bytes: bytes("x") })).rejects.toThrow();
    await expect(files.setAside({ name, bytes: bytes("x") })).rejects.toThrow();
  });

  test("the free space of the disk is told", async () => {
    const { freeBytes } = await diskFiles(folder).room();
    expect(freeBytes).toBeGreaterThan(0);
  });
});

describe("a data folder that cannot be made", () => {
  test("makes every call fail, and none of them the program", async () => {
    await writeFile(path.join(folder, "file"), "in the way");
    const files = diskFiles(path.join(folder, "file"));
    const told = { code: "write-failed", detail: expect.stringContaining(folder) as string };
    await expect(files.logs()).rejects.toMatchObject(told);
    await expect(files.claimLog({ names: [], fresh: "abcdefgh-1.log" })).rejects.toMatchObject(told);
    await rm(path.join(folder, "file"));
    expect(await files.logs()).toEqual([]);
  });
});

describe("the journal on disk", () => {
  test("keeps what was appended, in order, over a restart", async () => {
    const first = diskFiles(folder);
    const { name } = await first.claimLog({ names: [], fresh: "abcdefgh-1.log" });
    await first.appendLog({ name, bytes: bytes("one\n") });
    await first.appendLog({ name, bytes: bytes("two\n") });
    const second = diskFiles(folder);
    expect(await second.logs()).toEqual([{ name: "abcdefgh-1.log", size: 8 }]);
    expect(await second.claimLog({ names: ["abcdefgh-1.log"], fresh: "abcdefgh-2.log" })).toEqual({ name });
    await second.truncateLog({ name, size: 4 });
    await second.appendLog({ name, bytes: bytes("three\n") });
    expect(text(await second.readLog({ name, offset: 4 }))).toBe("three\n");
  });

  test("stores a file under its hash once, and leaves nothing half-written", async () => {
    const files = diskFiles(folder);
    const hash = fileHash(bytes("guide"));
    await files.putFile({ hash, bytes: bytes("guide") });
    await files.putFile({ hash, bytes: bytes("guide") });
    expect(text(await files.readFile({ hash }))).toBe("guide");
    expect(await readdir(path.join(folder, "files"))).toEqual([hash]);
    expect(await files.readFile({ hash: fileHash(bytes("other")) })).toBeNull();
  });

  test.each(["../evil.log", "/etc/passwd", "abcdefgh-1.log/../../x", ""])(
    "a log named %j is refused",
    async (name) => {
      const files = diskFiles(folder);
      await expect(files.appendLog({ name, bytes: bytes("x") })).rejects.toThrow();
      await expect(files.readLog({ name, offset: 0 })).rejects.toThrow();
      expect(await files.logs()).toEqual([]);
      await expect(readFile(path.join(folder, "../evil.log"))).rejects.toThrow();
    },
  );

  test("a file named otherwise than by a hash is refused", async () => {
    const files = diskFiles(folder);
    await expect(files.putFile({ hash: "../../evil" as FileHash, bytes: bytes("x") })).rejects.toThrow();
    await expect(readFile(path.join(folder, "../evil"))).rejects.toThrow();
  });
});
