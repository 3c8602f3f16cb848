import type { JournalFiles } from "../journal-files.ts";
import type { CollectionFiles, SnapshotFiles } from "../snapshot-files.ts";

/**
 * Journal and snapshots in the origin private file system, which outlives a database that Chromium threw away. A sync
 * access handle locks its file, so that every tab's worker claims a log of its own.
 */
export async function opfsFiles(): Promise<CollectionFiles> {
  const root = await navigator.storage.getDirectory();
  const logs = await root.getDirectoryHandle("journal", { create: true });
  const files = await root.getDirectoryHandle("files", { create: true });
  const snapshots = await root.getDirectoryHandle("snapshots", { create: true });
  const aside = await root.getDirectoryHandle("aside", { create: true });
  for (const folder of [snapshots, aside]) await removeCutWrites(folder);
  return { ...journalFiles(logs, files), ...snapshotFiles(snapshots, aside) };
}

/**
 * A write that was cut leaves what it had written under a name of Chromium's own, and a file without bytes; they would
 * take space for ever. One that goes on in another tab is locked, and stays.
 */
async function removeCutWrites(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  for (const name of names) {
    const isCut = name.endsWith(".crswap") || (await isEmpty(folder, name));
    if (isCut) await folder.removeEntry(name).catch(() => {});
  }
}

async function isEmpty(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    return (await (await folder.getFileHandle(name)).getFile()).size === 0;
  } catch {
    return false;
  }
}

function journalFiles(logs: FileSystemDirectoryHandle, files: FileSystemDirectoryHandle): JournalFiles {
  const held = new Map<string, FileSystemSyncAccessHandle>();

  const sizeOf = async (name: string) =>
    held.get(name)?.getSize() ?? (await (await logs.getFileHandle(name)).getFile()).size;

  async function claim(name: string, create: boolean): Promise<boolean> {
    try {
      const file = await logs.getFileHandle(name, { create });
      held.set(name, await file.createSyncAccessHandle());
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "NoModificationAllowedError") return false;
      throw error;
    }
  }

  function handle(name: string): FileSystemSyncAccessHandle {
    const open = held.get(name);
    if (!open) throw new Error(`the log ${name} was not claimed`);
    return open;
  }

  return {
    async logs() {
      const names: string[] = [];
      for await (const name of logs.keys()) names.push(name);
      return Promise.all(names.sort().map(async (name) => ({ name, size: await sizeOf(name) })));
    },
    async readLog({ name, offset }) {
      const open = held.get(name);
      if (!open) {
        const file = await (await logs.getFileHandle(name)).getFile();
        return new Uint8Array(await file.slice(offset).arrayBuffer());
      }
      const bytes = new Uint8Array(Math.max(0, open.getSize() - offset));
      open.read(bytes, { at: offset });
      return bytes;
    },
    async claimLog({ names, fresh }) {
      for (const name of names) if (await claim(name, false)) return { name };
      // Another tab may have just made a log of that name: count on until one is free.
      for (let count = 0; ; count++) {
        const name =
          count === 0 ? fresh : fresh.replace(/-(\d+)\.log$/, (_, first) => `-${Number(first) + count}.log`);
        if (await claim(name, true)) return { name };
      }
    },
    async truncateLog({ name, size }) {
      handle(name).truncate(size);
      handle(name).flush();
    },
    async appendLog({ name, bytes }) {
      const open = handle(name);
      const written = open.write(bytes, { at: open.getSize() });
      open.flush();
      if (written !== bytes.length) throw new DOMException("the journal was cut short", "QuotaExceededError");
    },
    async putFile({ hash, bytes }) {
      const present = await files.getFileHandle(hash).catch(() => null);
      if (present && (await present.getFile()).size === bytes.length) return;
      const handleOfFile = await (await files.getFileHandle(hash, { create: true })).createSyncAccessHandle();
      try {
        handleOfFile.truncate(0);
        const written = handleOfFile.write(bytes, { at: 0 });
        handleOfFile.flush();
        if (written !== bytes.length) throw new DOMException("the file was cut short", "QuotaExceededError");
      } finally {
        handleOfFile.close();
      }
    },
    readFile: ({ hash }) => readWhole(files, hash),
  };
}

function snapshotFiles(
  snapshots: FileSystemDirectoryHandle,
  aside: FileSystemDirectoryHandle,
): SnapshotFiles {
  return {
    async snapshots() {
      const names: string[] = [];
      for await (const name of snapshots.keys()) names.push(name);
      const found = await Promise.all(
        names.map(async (name) => ({
          name,
          size: (await (await snapshots.getFileHandle(name)).getFile()).size,
        })),
      );
      // A name without bytes is of a snapshot that was being written when everything ended.
      return found.filter(({ size }) => size > 0);
    },
    putSnapshot: ({ name, bytes }) => writeWhole(snapshots, name, bytes),
    readSnapshot: ({ name }) => readWhole(snapshots, name),
    removeSnapshot: ({ name }) => snapshots.removeEntry(name),
    setAside: ({ name, bytes }) => writeWhole(aside, name, bytes),
    async room() {
      const { quota, usage } = await navigator.storage.estimate();
      return { freeBytes: quota === undefined || usage === undefined ? null : Math.max(0, quota - usage) };
    },
  };
}

async function readWhole(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array | null> {
  const present = await folder.getFileHandle(name).catch(() => null);
  return present ? new Uint8Array(await (await present.getFile()).arrayBuffer()) : null;
}

/** What is written appears when the stream is closed: whole, or not at all. */
async function writeWhole(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array): Promise<void> {
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await stream.write(Uint8Array.from(bytes));
  await stream.close();
}
