import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";

/** Two files of this size at most, the current one and the one before it. */
const LARGEST_BYTES = 500_000;
const LONGEST_ENTRY = 1_000;
/** A page that fails in a loop may fill the log only so fast. */
const MOST_ENTRIES = 30;
const WITHIN_MS = 60_000;

export interface ErrorLog {
  /** Adds one line. It is on disk when this returns: what comes next may be the end. */
  write(text: string): void;
  /** The newest lines, oldest first. */
  last(count: number): readonly string[];
}

/**
 * What went wrong, in text files beside the collection; they are sent nowhere. The home directory is written as "~",
 * so that a copied report does not name its sender.
 */
export function errorLog(input: {
  readonly folder: string;
  readonly home: string;
  readonly now: () => Date;
}): ErrorLog {
  const current = path.join(input.folder, "cardinal.log");
  const before = path.join(input.folder, "cardinal.1.log");
  let times: number[] = [];
  let left = 0;

  /** @returns what to write in front of the entry; null to leave the entry out */
  function leaveToWrite(now: number): string | null {
    times = times.filter((at) => now - at < WITHIN_MS);
    if (times.length >= MOST_ENTRIES) {
      left++;
      return null;
    }
    times.push(now);
    const said = left === 0 ? "" : `(${left} more left out) `;
    left = 0;
    return said;
  }

  return {
    write(text) {
      const now = input.now();
      const said = leaveToWrite(now.getTime());
      if (said === null) return;
      const line = `${now.toISOString()} ${said}${oneLine(withoutHome(text, input.home))}\n`;
      try {
        mkdirSync(input.folder, { recursive: true });
        if (sizeOf(current) + Buffer.byteLength(line) > LARGEST_BYTES) renameSync(current, before);
        appendFileSync(current, line);
      } catch {
        // A log that cannot be written must not be the next error.
      }
    },
    last(count) {
      const lines = [before, current].flatMap((file) => linesOf(file));
      return lines.slice(-count);
    },
  };
}

/** A path as it is told to others: with "~" for the home directory, by either slash, and as a page's address has it. */
function withoutHome(text: string, home: string): string {
  if (home.length < 2) return text;
  const forms = new Set([home, home.replaceAll("\\", "/"), encodeURI(home.replaceAll("\\", "/"))]);
  let told = text;
  for (const form of forms) {
    const pattern = form.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    told = told.replaceAll(new RegExp(pattern, "gi"), "~");
  }
  return told;
}

function oneLine(text: string): string {
  // Control signs could make a terminal that shows the log do things.
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST_ENTRY);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
