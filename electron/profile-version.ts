import type { KeptFile } from "./kept-file.ts";

/**
 * Whether this Chromium may open the profile. An older one than the last throws its databases away (electron#27734), so
 * that has to be known before any page is opened. The newest that opened it is noted.
 * @param chromium as in `process.versions`, "156.0.8078.100"; the first number counts
 */
export function mayOpenProfile(file: KeptFile, chromium: string): boolean {
  const major = Number.parseInt(chromium, 10);
  const newest = newestIn(file.read());
  if (newest > major) return false;
  if (major > newest) file.write({ version: 1, chromium: major });
  return true;
}

function newestIn(kept: unknown): number {
  const isOurs = typeof kept === "object" && kept !== null && "chromium" in kept;
  return isOurs && typeof kept.chromium === "number" ? kept.chromium : 0;
}
