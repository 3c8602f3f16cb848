import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { fileHash } from "../decks/core/digest.ts";
import type { FileHash } from "../decks/core/ids.ts";
import { diskJournalFiles } from "./backups.ts";

let folder = "";
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | null) => (value === null ? null : new TextDecoder().decode(value));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cardinal-journal-"));
});

describe("the journal on disk", () => {
  test("keeps what was appended, in order, over a restart", async () => {
    const first = await diskJournalFiles(folder);
    const { name } = await first.claimLog({ names: [], fresh: "abcdefgh-1.log" });
    await first.appendLog({ name, bytes: bytes("one\n") });
    await first.appendLog({ name, bytes: bytes("two\n") });
    const second = await diskJournalFiles(folder);
    expect(await second.logs()).toEqual([{ name: "abcdefgh-1.log", size: 8 }]);
    expect(await second.claimLog({ names: ["abcdefgh-1.log"], fresh: "abcdefgh-2.log" })).toEqual({ name });
    await second.truncateLog({ name, size: 4 });
    await second.appendLog({ name, bytes: bytes("three\n") });
    expect(text(await second.readLog({ name, offset: 4 }))).toBe("three\n");
  });

  test("stores a file under its hash once, and leaves nothing half-written", async () => {
    const files = await diskJournalFiles(folder);
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
      const files = await diskJournalFiles(folder);
      await expect(files.appendLog({ name, bytes: bytes("x") })).rejects.toThrow();
      await expect(files.readLog({ name, offset: 0 })).rejects.toThrow();
      expect(await readdir(path.join(folder, "logs"))).toEqual([]);
    },
  );

  test("a file named otherwise than by a hash is refused", async () => {
    const files = await diskJournalFiles(folder);
    await expect(files.putFile({ hash: "../../evil" as FileHash, bytes: bytes("x") })).rejects.toThrow();
    await expect(readFile(path.join(folder, "../evil"))).rejects.toThrow();
  });
});
