import { readPack } from "../core/scenario/pack.ts";
import type { Situation } from "../core/scenario/types.ts";
import type { Collection, NewEvent } from "./collection.ts";
import type { PackShelf } from "./packs.ts";

/** The packs of a bundle that are not here yet; one that is here, or that cannot be read, is passed over. */
export async function newPacks(
  { journal }: Collection,
  shelf: PackShelf,
  packs: readonly unknown[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const there = new Set((packs.length === 0 ? [] : await shelf.all()).map(({ id }) => id));
  for (const json of packs) {
    const read = readPack(json);
    if (!read.ok || there.has(read.pack.id)) continue;
    const contentsHash = await journal.putFile(new TextEncoder().encode(JSON.stringify(json)));
    events.push({ kind: "pack", packId: read.pack.id, contentsHash });
  }
  return events;
}

/** The situations of a bundle that are not here yet. */
export async function newSituations(
  { database }: Collection,
  situations: readonly Situation[],
): Promise<NewEvent[]> {
  const there = await database.situations.bulkGet(situations.map(({ id }) => id));
  return situations.flatMap((situation, index): NewEvent[] =>
    there[index] ? [] : [{ kind: "situation", situationId: situation.id, situation }],
  );
}
