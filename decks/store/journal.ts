import { StoreError } from "../contract.ts";
import { fileHash } from "../core/digest.ts";
import type { FileHash } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import type { JournalFiles } from "./journal-files.ts";
import { journalHeader, journalLine, readJournal } from "./journal-format.ts";

/** How far each log has been applied to the database, in bytes by log name. */
export type Applied = Readonly<Record<string, number>>;

/** The append-only record of every committed change, outside IndexedDB. It is the truth; the database is its fold. */
export interface Journal {
  /** The log that this writer appends to. */
  readonly name: string;
  /** Events that the database has not seen, in their order, and how far the logs reach with them. */
  behind(
    applied: Applied,
  ): Promise<{ readonly events: readonly StoreEvent[]; readonly applied: Applied; readonly skipped: number }>;
  /**
   * Resolves when the events are outside this process, written at once.
   * @returns the length of this writer's log with them
   * @throws StoreError `write-failed` or `storage-full`; none of the events is then in the log
   */
  append(events: readonly StoreEvent[]): Promise<number>;
  putFile(bytes: Uint8Array): Promise<FileHash>;
  /** Null when the file is gone or damaged. */
  readFile(hash: FileHash): Promise<Uint8Array | null>;
  size(): Promise<number>;
}

/**
 * Opens the journal for writing: claims a log of its own and drops its torn tail.
 * @param fresh name for a new log, when every old one is held by another writer
 */
export async function openJournal(files: JournalFiles, fresh: string): Promise<Journal> {
  const names = (await files.logs()).map((log) => log.name);
  const { name } = await files.claimLog({ names, fresh });
  let size = await endOfLog(files, name);
  /** Set while part of a line may stand behind `size`: the next line must not join it. */
  let torn = false;

  return {
    name,
    async behind(applied) {
      const events: StoreEvent[] = [];
      const reached: Record<string, number> = {};
      let skipped = 0;
      for (const log of await files.logs()) {
        const offset = Math.min(applied[log.name] ?? 0, log.size);
        const read = readJournal(await files.readLog({ name: log.name, offset }));
        if (read.newer) throw new StoreError("newer-version");
        events.push(...read.events);
        skipped += read.skipped;
        reached[log.name] = offset + read.size;
      }
      return { events: events.sort((a, b) => (a.id < b.id ? -1 : 1)), applied: reached, skipped };
    },
    async append(events) {
      const lines = joined(events.map(journalLine));
      try {
        if (torn) await files.truncateLog({ name, size });
        torn = true;
        await files.appendLog({ name, bytes: lines });
        torn = false;
      } catch (error) {
        // Cut at once what may be there of the line; when that fails too, the next append does it first.
        await files.truncateLog({ name, size }).then(
          () => (torn = false),
          () => {},
        );
        throw writeError(error);
      }
      size += lines.length;
      return size;
    },
    async putFile(bytes) {
      const hash = fileHash(bytes);
      try {
        await files.putFile({ hash, bytes });
      } catch (error) {
        throw writeError(error);
      }
      return hash;
    },
    async readFile(hash) {
      const bytes = await files.readFile({ hash });
      return bytes !== null && fileHash(bytes) === hash ? bytes : null;
    },
    async size() {
      return (await files.logs()).reduce((sum, log) => sum + log.size, 0);
    },
  };
}

/** Cuts a torn tail, writes the header of a new log, and gives the length. @throws StoreError `newer-version` */
async function endOfLog(files: JournalFiles, name: string): Promise<number> {
  const bytes = await files.readLog({ name, offset: 0 });
  const { size, newer } = readJournal(bytes);
  // Before the first write: a line of ours has no place in a log of another format.
  if (newer) throw new StoreError("newer-version");
  if (size < bytes.length) await files.truncateLog({ name, size });
  if (size > 0) return size;
  const header = journalHeader();
  await files.appendLog({ name, bytes: header });
  return header.length;
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.length;
  }
  return bytes;
}

function writeError(error: unknown): StoreError {
  if (error instanceof StoreError && error.code !== "internal") return error;
  const full = error instanceof Error && /quota|ENOSPC|space/i.test(`${error.name} ${error.message}`);
  return new StoreError(full ? "storage-full" : "write-failed");
}
