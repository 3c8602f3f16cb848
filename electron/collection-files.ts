import { type FileHandle, mkdir, open, readdir, readFile, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { StoreError } from "../decks/contract.ts";
import type { JournalFiles } from "../decks/store/journal-files.ts";
import type { CollectionFiles, SnapshotFiles } from "../decks/store/snapshot-files.ts";
import { readWhole, removeFile, removeUnfinished, syncFolder, writeWhole } from "./whole-file.ts";

/** A name that a store page may use: nothing that leads out of the folder. */
const LOG_NAME = /^[0-9a-z]{8}-\d{1,6}\.log$/;
const HASH = /^[0-9a-f]{64}$/;

/** What a snapshot or a file that was set aside may be called: likewise. */
const FILE_NAME = /^[0-9a-z][0-9a-z.-]{0,120}$/;

/**
 * Journal and snapshots on disk, beside Chromium's own files. One instance of Cardinal runs at a time, so a log is
 * claimed by whoever asks; every append is forced to the device before it is confirmed.
 * @param folder made when it is not there
 * @throws StoreError from every call: `storage-full`, or `write-failed` with what a person can do about the folder
 */
export function diskFiles(folder: string): CollectionFiles {
  const made = new Map<string, Promise<string>>();
  /** A folder of ours, made at its first use. */
  const inside = (name: "logs" | "files" | "snapshots" | "aside") => {
    const target = path.join(folder, name);
    const ready =
      made.get(name) ??
      prepared(target).catch((error: unknown) => {
        made.delete(name);
        throw error;
      });
    made.set(name, ready);
    return ready;
  };
  return withCodes(folder, { ...journalFiles(inside), ...snapshotFiles(inside) });
}

async function prepared(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await removeUnfinished(folder);
  return folder;
}

/** What the system says, as a code and a sentence. */
function withCodes(folder: string, files: CollectionFiles): CollectionFiles {
  const wrapped = Object.entries(files).map(([name, call]) => [
    name,
    async (input: unknown) => {
      try {
        return await (call as (input: unknown) => Promise<unknown>)(input);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : null;
        if (code === "ENOSPC" || code === "EDQUOT") throw new StoreError("storage-full");
        if (typeof code !== "string" || !UNUSABLE.includes(code)) throw error;
        throw new StoreError(
          "write-failed",
          `Cardinal cannot use its data folder, ${folder} (${code}). Nothing was changed. Make it a folder that can be written, then start Cardinal again.`,
        );
      }
    },
  ]);
  return Object.fromEntries(wrapped) as CollectionFiles;
}

/** Codes of a folder that is read-only, not ours, not a folder, or on a device that fails. */
const UNUSABLE = ["EROFS", "EACCES", "EPERM", "ENOTDIR", "EEXIST", "EIO", "EMFILE", "EBUSY"];

type Inside = (name: "logs" | "files" | "snapshots" | "aside") => Promise<string>;

function journalFiles(inside: Inside): JournalFiles {
  const logPath = async (name: string) => {
    if (!LOG_NAME.test(name)) throw new Error("not the name of a log");
    return path.join(await inside("logs"), name);
  };
  const filePath = async (hash: string) => {
    if (!HASH.test(hash)) throw new Error("not a hash");
    return path.join(await inside("files"), hash);
  };
  /** Forced to the device before it is over. */
  async function changed(
    name: string,
    flags: "a+" | "r+",
    change: (log: FileHandle) => Promise<unknown>,
  ): Promise<void> {
    const log = await open(await logPath(name), flags);
    try {
      await change(log);
      await log.datasync();
    } finally {
      await log.close();
    }
  }
  let last: Promise<unknown> = Promise.resolve();
  /** One after another: a page that takes the place of a dead one reads the last line that the other one sent. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = last.then(run, run);
    last = next;
    return next;
  }

  return {
    logs: () =>
      inTurn(async () => {
        const names = (await readdir(await inside("logs"))).filter((name) => LOG_NAME.test(name)).sort();
        return Promise.all(
          names.map(async (name) => ({ name, size: (await stat(await logPath(name))).size })),
        );
      }),
    readLog: ({ name, offset }) =>
      inTurn(async () => Uint8Array.from((await readFile(await logPath(name))).subarray(offset))),
    claimLog: ({ names, fresh }) =>
      inTurn(async () => {
        const name = names[0] ?? fresh;
        await changed(name, "a+", async () => {});
        await syncFolder(await inside("logs"));
        return { name };
      }),
    // Windows cuts nothing through a handle that appends.
    truncateLog: ({ name, size }) => inTurn(() => changed(name, "r+", (log) => log.truncate(size))),
    appendLog: ({ name, bytes }) => inTurn(() => changed(name, "a+", (log) => log.appendFile(bytes))),
    async putFile({ hash, bytes }) {
      const target = await filePath(hash);
      const size = (await stat(target).catch(() => null))?.size;
      // The same length is not enough: what a power cut left, or a disk damaged, is put right.
      if (size === bytes.length && (await readFile(target)).equals(bytes)) return;
      await writeWhole(target, bytes);
    },
    readFile: async ({ hash }) => readWhole(await filePath(hash)),
  };
}

function snapshotFiles(inside: Inside): SnapshotFiles {
  const named = async (name: "snapshots" | "aside", file: string) => {
    if (!FILE_NAME.test(file)) throw new Error("not the name of a file");
    return path.join(await inside(name), file);
  };
  return {
    async snapshots() {
      const folder = await inside("snapshots");
      const names = (await readdir(folder)).filter((name) => name.endsWith(".snapshot"));
      return Promise.all(
        names.map(async (name) => ({ name, size: (await stat(path.join(folder, name))).size })),
      );
    },
    putSnapshot: async ({ name, bytes }) => writeWhole(await named("snapshots", name), bytes),
    readSnapshot: async ({ name }) => readWhole(await named("snapshots", name)),
    removeSnapshot: async ({ name }) => removeFile(await named("snapshots", name)),
    setAside: async ({ name, bytes }) => writeWhole(await named("aside", name), bytes),
    async room() {
      const { bavail, bsize } = await statfs(await inside("snapshots"));
      return { freeBytes: bavail * bsize };
    },
  };
}
