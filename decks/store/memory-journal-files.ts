import type { JournalFiles } from "./journal-files.ts";

/** Journal files in memory, for tests and for a store that must not write. `fail` makes the next append go wrong. */
export interface MemoryJournalFiles extends JournalFiles {
  readonly logBytes: Map<string, Uint8Array>;
  readonly stored: Map<string, Uint8Array>;
  /** The next append writes this many bytes and then fails. */
  failNextAppend(afterBytes: number): void;
  /** Another process on the same files: it cannot claim what this one holds. */
  otherWriter(): MemoryJournalFiles;
}

export function memoryJournalFiles(
  logBytes = new Map<string, Uint8Array>(),
  stored = new Map<string, Uint8Array>(),
  held = new Set<string>(),
): MemoryJournalFiles {
  let failAfter: number | null = null;
  const bytesOf = (name: string) => logBytes.get(name) ?? new Uint8Array();
  return {
    logBytes,
    stored,
    failNextAppend: (afterBytes) => (failAfter = afterBytes),
    otherWriter: () => memoryJournalFiles(logBytes, stored, held),
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
  };
}
