import { type EventReading, readEvent } from "../core/log/event-schema.ts";
import type { StoreEvent } from "../core/log/events.ts";

/**
 * A journal is text, so that a person can read it when everything else is gone: a header line, then one event a line
 * as `crc32 json`. The checksum tells a torn or damaged line from a whole one.
 */
const HEADER = "cardinal-journal 1\n";

export interface JournalRead {
  readonly events: readonly StoreEvent[];
  /** Bytes of whole lines; what follows is a torn tail. */
  readonly size: number;
  /** Whole lines that could not be used. */
  readonly skipped: number;
  /** An event of a newer version was met: nothing may be written before Cardinal is updated. */
  readonly newer: boolean;
}

export function journalHeader(): Uint8Array {
  return new TextEncoder().encode(HEADER);
}

/** One event as a line of the journal. */
export function journalLine(event: StoreEvent): Uint8Array {
  const json = JSON.stringify(event);
  return new TextEncoder().encode(`${crc32(json)} ${json}\n`);
}

/** Reads lines from `bytes`, which begin at a line's start: the header, if there, is passed over. */
export function readJournal(bytes: Uint8Array): JournalRead {
  const size = bytes.lastIndexOf(0x0a) + 1;
  const events: StoreEvent[] = [];
  let skipped = 0;
  let newer = false;
  for (const line of new TextDecoder().decode(bytes.subarray(0, size)).split("\n")) {
    if (line === "" || line.startsWith("cardinal-journal ")) {
      if (line !== "" && `${line}\n` !== HEADER) newer = true;
      continue;
    }
    const read = readLine(line);
    if (read.kind === "event") events.push(read.event);
    else if (read.kind === "newer") newer = true;
    else skipped++;
  }
  return { events, size, skipped, newer };
}

function readLine(line: string): EventReading {
  const json = line.slice(9);
  if (line.slice(0, 8) !== crc32(json)) return { kind: "damaged" };
  try {
    return readEvent(JSON.parse(json));
  } catch {
    return { kind: "damaged" };
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 (ISO 3309, as in zip) of a text's UTF-8 bytes, 8 hex digits. */
export function crc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
