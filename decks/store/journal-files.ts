import type { FileHash } from "../core/ids.ts";

/**
 * The few file operations that the journal stands on, outside IndexedDB: OPFS in the browser edition, main's disk
 * in Electron, memory in tests. Logs are appended to by one writer each; stored files never change.
 */
export interface JournalFiles {
  logs(): Promise<readonly LogFile[]>;
  /** Bytes from `offset` to the end. */
  readLog(input: { readonly name: string; readonly offset: number }): Promise<Uint8Array>;
  /**
   * The log this writer may append to: the first of `names` that no other writer holds, else a new one called
   * `fresh`. Held until the writer is gone.
   */
  claimLog(input: {
    readonly names: readonly string[];
    readonly fresh: string;
  }): Promise<{ readonly name: string }>;
  /** Cuts the claimed log to `size` bytes; used once after claiming, to drop a torn tail. */
  truncateLog(input: { readonly name: string; readonly size: number }): Promise<void>;
  /** Resolves when the bytes are out of this process's hands and flushed. */
  appendLog(input: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  /** Stores bytes under their SHA-256; storing the same bytes again is a no-op. */
  putFile(input: { readonly hash: FileHash; readonly bytes: Uint8Array }): Promise<void>;
  /** @returns null when there is no such file */
  readFile(input: { readonly hash: FileHash }): Promise<Uint8Array | null>;
}

export interface LogFile {
  readonly name: string;
  readonly size: number;
}

export const JOURNAL_FILE_METHODS = {
  logs: true,
  readLog: true,
  claimLog: true,
  truncateLog: true,
  appendLog: true,
  putFile: true,
  readFile: true,
} as const satisfies Record<keyof JournalFiles, true>;
