import { StoreError } from "../contract.ts";
import { fileHash } from "../core/digest.ts";
import type { DeviceId, FileHash } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import type { CollectionFiles } from "./snapshot-files.ts";
import type { LogFile } from "./journal-files.ts";
import { journalHeader, journalLine, readJournal } from "./journal-format.ts";

/** How far each log has been applied to the database, in bytes by log name. */
export type Applied = Readonly<Record<string, number>>;

/** The append-only record of every committed change, outside IndexedDB. It is the truth; the database is its fold. */
export interface Journal {
  /** The log that this writer appends to; another one after `rotate`. */
  readonly name: string;
  /** How long that log is, in bytes. */
  readonly length: number;
  /** The file that a torn end of the log was kept in, when there was one at the start. */
  readonly torn: string | null;
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
  /** Whether this writer's log is so long that another one should be begun, behind a snapshot. */
  isLong(): boolean;
  /** Begins another log. What is in the old one stays where it is, for ever. */
  rotate(): Promise<void>;
  putFile(bytes: Uint8Array): Promise<FileHash>;
  /** Null when the file is gone or damaged. */
  readFile(hash: FileHash): Promise<Uint8Array | null>;
  size(): Promise<number>;
}

/** Years of daily answers fit in a handful of such logs, and none is ever read whole but for a rebuild. */
const LONGEST_LOG_BYTES = 4_000_000;

/**
 * Opens the journal for writing: claims a log of its own that is not full, and sets its torn end aside.
 * @param device names the logs that are made
 */
export async function openJournal(
  files: CollectionFiles,
  device: DeviceId,
  longestBytes = LONGEST_LOG_BYTES,
): Promise<Journal> {
  const logs = await files.logs();
  const names = logs.filter((log) => log.size < longestBytes).map((log) => log.name);
  const own = await claimed(files, { names, fresh: freshName(device, logs) });
  let { name, size } = own;
  /** Set while part of a line may stand behind `size`: the next line must not join it. */
  let torn = false;

  return {
    get name() {
      return name;
    },
    get length() {
      return size;
    },
    torn: own.torn,
    async behind(applied) {
      const events: StoreEvent[] = [];
      const reached: Record<string, number> = {};
      let skipped = 0;
      for (const log of await files.logs()) {
        const offset = Math.min(applied[log.name] ?? 0, log.size);
        const read = readJournal(await files.readLog({ name: log.name, offset }));
        if (read.newer) throw new StoreError("newer-version");
        // Not as arguments, of which a log that grew long behind a full disk has too many for one call.
        for (const event of read.events) events.push(event);
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
    isLong: () => size >= longestBytes,
    async rotate() {
      ({ name, size } = await claimed(files, { names: [], fresh: freshName(device, await files.logs()) }));
      torn = false;
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

/** A log to write to, whole to its end. @throws StoreError `newer-version`, `write-failed`, `storage-full` */
async function claimed(files: CollectionFiles, want: Parameters<CollectionFiles["claimLog"]>[0]) {
  try {
    const { name } = await files.claimLog(want);
    return { name, ...(await endOfLog(files, name)) };
  } catch (error) {
    throw writeError(error);
  }
}

/**
 * Sets a torn tail aside and cuts it, writes the header of a new log, and gives the length.
 * @throws StoreError `newer-version`
 */
async function endOfLog(
  files: CollectionFiles,
  name: string,
): Promise<{ readonly size: number; readonly torn: string | null }> {
  const bytes = await files.readLog({ name, offset: 0 });
  const { size, newer } = readJournal(bytes);
  // Before the first write: a line of ours has no place in a log of another format.
  if (newer) throw new StoreError("newer-version");
  let torn: string | null = null;
  if (size < bytes.length) {
    torn = `${name}-${size}.torn`;
    await files.setAside({ name: torn, bytes: bytes.slice(size) });
    await files.truncateLog({ name, size });
  }
  if (size > 0) return { size, torn };
  const header = journalHeader();
  await files.appendLog({ name, bytes: header });
  return { size: header.length, torn };
}

/** Logs of a device are counted, so that their names say in which order they were begun. */
function freshName(device: DeviceId, logs: readonly LogFile[]): string {
  const counts = logs.map(({ name }) => Number(/-(\d+)\.log$/.exec(name)?.[1] ?? 0));
  return `${device}-${Math.max(0, ...counts) + 1}.log`;
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

const READ_ONLY =
  "Cardinal may not write into its data folder, so nothing was changed. Make the folder writable, then start Cardinal again.";

/** What went wrong with a write, as a code. */
export function writeError(error: unknown): StoreError {
  if (error instanceof StoreError && error.code !== "internal") return error;
  const text = error instanceof Error ? `${error.name} ${error.message}` : "";
  if (/quota|ENOSPC|EDQUOT|space/i.test(text)) return new StoreError("storage-full");
  return new StoreError("write-failed", /EROFS|EACCES|EPERM|NotAllowed/.test(text) ? READ_ONLY : "");
}
