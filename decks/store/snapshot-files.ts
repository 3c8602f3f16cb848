import { JOURNAL_FILE_METHODS, type JournalFiles, type LogFile } from "./journal-files.ts";

/**
 * The file operations that snapshots stand on, beside those of the journal: OPFS in the browser edition, main's disk
 * in Electron, memory in tests. A file appears whole or not at all.
 */
export interface SnapshotFiles {
  snapshots(): Promise<readonly LogFile[]>;
  putSnapshot(input: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** @returns null when there is no such file */
  readSnapshot(input: { readonly name: string }): Promise<Uint8Array | null>;
  removeSnapshot(input: { readonly name: string }): Promise<void>;
  /** Keeps what was found broken, out of the way; the name is of letters, digits, dots and dashes. */
  setAside(input: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** What can still be written; null where nobody can tell. */
  room(): Promise<{ readonly freeBytes: number | null }>;
}

/** Everything that a collection keeps outside its database. */
export type CollectionFiles = JournalFiles & SnapshotFiles;

export const COLLECTION_FILE_METHODS = {
  ...JOURNAL_FILE_METHODS,
  snapshots: true,
  putSnapshot: true,
  readSnapshot: true,
  removeSnapshot: true,
  setAside: true,
  room: true,
} as const satisfies Record<keyof CollectionFiles, true>;
