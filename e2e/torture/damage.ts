import { randomBytes } from "node:crypto";
import { open, readdir, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import type { Draw } from "../../decks/core/scenario/generate/draw.ts";

/** What happens to a profile between two runs, with the browser dead. */
export const DAMAGES = [
  "deleted",
  "overwritten",
  "garbage",
  "cut",
  "file gone",
  "torn record",
  "torn journal",
] as const;
export type Damage = (typeof DAMAGES)[number];

const INDEXED_DB = path.join("Default", "IndexedDB");
const OPFS = path.join("Default", "File System");

/** Deletes every database of the profile. */
async function deleteDatabases(profile: string): Promise<void> {
  await rm(path.join(profile, INDEXED_DB), { recursive: true, force: true });
}

/** Does it to the database's files, or the journal's. @returns what was hit, for the report */
export async function damage(profile: string, what: Damage, draw: Draw): Promise<string> {
  if (what === "deleted") {
    await deleteDatabases(profile);
    return "the whole database";
  }
  if (what === "overwritten") {
    await overwriteDatabases(profile);
    return "every file of the database";
  }
  if (what === "torn journal") {
    const log = await newestJournal(profile);
    await append(log, Buffer.from('1a2b3c4d {"v":5,"kind":"rev'));
    return path.relative(profile, log);
  }
  if (what === "torn record") return tearLog(profile);
  const files = await filesBelow(path.join(profile, INDEXED_DB));
  const [hit] = draw.shuffled(files.filter((file) => path.basename(file) !== "LOCK"));
  if (hit === undefined) return "nothing, for there is none";
  const { size } = await stat(hit);
  switch (what) {
    case "garbage": {
      const from = draw.chance(50) ? 0 : draw.int(size);
      await overwrite(hit, from, Math.max(1, draw.int(size - from)));
      break;
    }
    case "cut":
      await truncate(hit, draw.int(size));
      break;
    case "file gone":
      await rm(hit);
      break;
  }
  return path.relative(path.join(profile, INDEXED_DB), hit);
}

/** What a kill in mid-write leaves at the end of LevelDB's log: the header of a record whose body never came. */
async function tearLog(profile: string): Promise<string> {
  const folder = path.join(profile, INDEXED_DB);
  const log = (await filesBelow(folder)).findLast((file) => file.endsWith(".log"));
  if (!log) return "nothing, for there is no log";
  await append(log, Buffer.from([1, 2, 3, 4, 40, 0, 1]));
  return path.relative(folder, log);
}

/** Writes random bytes over all files of the database. */
async function overwriteDatabases(profile: string): Promise<void> {
  for (const file of await filesBelow(path.join(profile, INDEXED_DB)))
    if (path.basename(file) !== "LOCK") await overwrite(file, 0, (await stat(file)).size);
}

async function newestJournal(profile: string): Promise<string> {
  const logs: { file: string; changedAt: number }[] = [];
  for (const file of await filesBelow(path.join(profile, OPFS))) {
    const handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(17), 0, 17, 0);
    await handle.close();
    if (buffer.subarray(0, bytesRead).toString() === "cardinal-journal ")
      logs.push({ file, changedAt: (await stat(file)).mtimeMs });
  }
  const [newest] = logs.sort((a, b) => b.changedAt - a.changedAt);
  if (!newest) throw new Error("the profile has no journal");
  return newest.file;
}

async function overwrite(file: string, from: number, length: number): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(randomBytes(length), 0, length, from);
  await handle.close();
}

async function append(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "a");
  await handle.write(bytes);
  await handle.close();
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
