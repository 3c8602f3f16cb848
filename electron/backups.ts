import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { JournalFiles } from "../decks/store/journal-files.ts";

/** A name that a store page may use: nothing that leads out of the folder. */
const LOG_NAME = /^[0-9a-z]{8}-\d{1,6}\.log$/;
const HASH = /^[0-9a-f]{64}$/;

/**
 * The journal on disk, beside Chromium's own files. One instance of Cardinal runs at a time, so a log is claimed by
 * whoever asks; every append is forced to the device before it is confirmed.
 * @param folder made when it is not there
 */
export async function diskJournalFiles(folder: string): Promise<JournalFiles> {
  const logs = path.join(folder, "logs");
  const files = path.join(folder, "files");
  await mkdir(logs, { recursive: true });
  await mkdir(files, { recursive: true });
  const handles = new Map<string, FileHandle>();

  const logPath = (name: string) => {
    if (!LOG_NAME.test(name)) throw new Error("not the name of a log");
    return path.join(logs, name);
  };
  const filePath = (hash: string) => {
    if (!HASH.test(hash)) throw new Error("not a hash");
    return path.join(files, hash);
  };
  async function handle(name: string): Promise<FileHandle> {
    const known = handles.get(name);
    if (known) return known;
    const opened = await open(logPath(name), "a+");
    handles.set(name, opened);
    return opened;
  }

  return {
    async logs() {
      const names = (await readdir(logs)).filter((name) => LOG_NAME.test(name)).sort();
      return Promise.all(names.map(async (name) => ({ name, size: (await stat(logPath(name))).size })));
    },
    async readLog({ name, offset }) {
      return Uint8Array.from((await readFile(logPath(name))).subarray(offset));
    },
    async claimLog({ names, fresh }) {
      const name = names[0] ?? fresh;
      await handle(name);
      return { name };
    },
    async truncateLog({ name, size }) {
      const log = await handle(name);
      await log.truncate(size);
      await log.datasync();
    },
    async appendLog({ name, bytes }) {
      const log = await handle(name);
      await log.appendFile(bytes);
      await log.datasync();
    },
    async putFile({ hash, bytes }) {
      const target = filePath(hash);
      if ((await stat(target).catch(() => null))?.size === bytes.length) return;
      await writeWhole(target, bytes);
    },
    async readFile({ hash }) {
      const bytes = await readFile(filePath(hash)).catch(() => null);
      return bytes === null ? null : Uint8Array.from(bytes);
    },
  };
}

/** A file appears with all its bytes or not at all, whatever is pulled out in between. */
async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${target}.tmp`;
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
}
