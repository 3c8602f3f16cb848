import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

const UNFINISHED = ".tmp";

/**
 * A file appears with all its bytes or not at all, whatever is pulled out in between. A write that fails leaves nothing
 * behind: on a full disk it would keep the room that the next answer needs.
 */
export async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${target}${UNFINISHED}`;
  try {
    await removeFile(temporary);
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(() => rename(temporary, target));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(path.dirname(target));
}

/**
 * @returns null when the file is gone, or the disk gives it back no more
 * @throws what keeps it from being read for now: that is no reason to go on as if it had never been there
 */
export async function readWhole(file: string): Promise<Uint8Array | null> {
  try {
    return Uint8Array.from(await patiently(() => readFile(file)));
  } catch (error) {
    if (["ENOENT", "EISDIR", "EIO"].includes(codeOf(error))) return null;
    throw error;
  }
}

/** Nothing happens when there is no such file. */
export function removeFile(file: string): Promise<void> {
  return patiently(() => rm(file, { force: true }));
}

/** Removes what was being written when everything ended; each has a name of its own, so that they would pile up. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(UNFINISHED));
  await Promise.all(names.map((name) => removeFile(path.join(folder, name)).catch(() => {})));
}

/** The names in it, too, are on the device; Windows has no such call, and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const WAITS_MS = [20, 50, 100, 200, 400];

/** On Windows a virus scanner holds a file that is new for a moment, and nobody else may rename, remove or read it. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!["EPERM", "EBUSY", "EACCES"].includes(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return attempt();
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
