import os from "node:os";
import type { ErrorLog } from "./error-log.ts";

const MOST_ENTRIES = 50;

export interface Machine {
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** "linux 6.8.0 x64" */
  readonly system: string;
}

export function thisMachine(): Machine {
  return { versions: process.versions, system: `${process.platform} ${os.release()} ${process.arch}` };
}

/** What a person may send along when something went wrong: versions, system, and the newest lines of the log. */
export function errorReport(
  input: { readonly version: string; readonly log: Pick<ErrorLog, "last"> },
  { versions, system }: Machine,
): string {
  const entries = input.log.last(MOST_ENTRIES);
  const { electron = "none", chrome = "none", node = "none" } = versions;
  return [
    `Cardinal ${input.version}, desktop edition`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    system,
    "",
    ...(entries.length === 0 ? ["No errors are kept."] : entries),
    "",
  ].join("\n");
}
