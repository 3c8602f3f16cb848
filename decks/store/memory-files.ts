import type { CollectionFiles } from "./snapshot-files.ts";

/** Journal files in memory, for tests and for a store that must not write. `fail` makes the next append go wrong. */
export interface MemoryFiles extends CollectionFiles {
  readonly logBytes: Map<string, Uint8Array>;
  readonly stored: Map<string, Uint8Array>;
  readonly snapshotBytes: Map<string, Uint8Array>;
  readonly aside: Map<string, Uint8Array>;
  /** What `room` says; null for nobody can tell. */
  freeBytes: number | null;
  /** The next append writes this many bytes and then fails. */
  failNextAppend(afterBytes: number): void;
  /** Another process on the same files: it cannot claim what this one holds. */
  otherWriter(): MemoryFiles;
}

export function memoryFiles(
  logBytes = new Map<string, Uint8Array>(),
  stored = new Map<string, Uint8Array>(),
  snapshotBytes = new Map<string, Uint8Array>(),
  aside = new Map<string, Uint8Array>(),
  held = new Set<string>(),
): MemoryFiles {
  let failAfter: number | null = null;
  const bytesOf = (name: string) => logBytes.get(name) ?? new Uint8Array();
  const files: MemoryFiles = {
    logBytes,
    stored,
    snapshotBytes,
    aside,
    freeBytes: null,
    failNextAppend: (afterBytes) => (failAfter = afterBytes),
    otherWriter: () => memoryFiles(logBytes, stored, snapshotBytes, aside, held),
    logs: async () => [...logBytes].map(([name, bytes]) => ({ name, size: bytes.length })),
    readLog: async ({ name, offset }) => bytesOf(name).slice(offset),
    async claimLog({ names, fresh }) {
      const name = names.find((candidate) => !held.has(candidate)) ?? fresh;
      held.add(name);
      if (!logBytes.has(name)) logBytes.set(name, new Uint8Array());
      return { name };
    },
    truncateLog: async ({ name, size }) => void logBytes.set(name, bytesOf(name).slice(0, size)),
    async appendLog({ name, bytes }) {
      const written = failAfter === null ? bytes : bytes.slice(0, failAfter);
      logBytes.set(name, Uint8Array.from([...bytesOf(name), ...written]));
      if (failAfter === null) return;
      failAfter = null;
      throw new Error("ENOSPC: no space left on device");
    },
    putFile: async ({ hash, bytes }) => void stored.set(hash, bytes.slice()),
    readFile: async ({ hash }) => stored.get(hash)?.slice() ?? null,
    snapshots: async () => [...snapshotBytes].map(([name, bytes]) => ({ name, size: bytes.length })),
    putSnapshot: async ({ name, bytes }) => void snapshotBytes.set(name, bytes.slice()),
    readSnapshot: async ({ name }) => snapshotBytes.get(name)?.slice() ?? null,
    removeSnapshot: async ({ name }) => void snapshotBytes.delete(name),
    setAside: async ({ name, bytes }) => void aside.set(name, bytes.slice()),
    room: async () => ({ freeBytes: files.freeBytes }),
  };
  return files;
}
