import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A small file of the shell's own, which is whole or not there. What cannot be read or written is done without. */
export interface KeptFile {
  /** What was kept last; null when there is nothing, or nothing that is JSON. */
  read(): unknown;
  /** Done when it returns, so that it may be called while the app is closing. */
  write(value: unknown): void;
}

export function keptFile(file: string): KeptFile {
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, "utf8"));
      } catch {
        return null;
      }
    },
    write(value) {
      const temporary = `${file}.tmp`;
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(temporary, JSON.stringify(value), { flush: true });
        renameSync(temporary, file);
      } catch {
        // A full disk must not keep a window from closing; the place of a window is the least of what is lost.
      }
    },
  };
}
