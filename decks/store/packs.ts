import { StoreError } from "../contract.ts";
import type { PackPlan, PackSummary, ScenarioVerbs } from "../contract/scenarios.ts";
import type { NamedFile } from "../contract/named-file.ts";
import type { PackId } from "../core/ids.ts";
import { readPack, type RulePack } from "../core/scenario/pack.ts";
import { readPackFile } from "../formats/pack-file.ts";
import type { Collection } from "./collection.ts";

/** The packs that can be practised: those that ship with Cardinal, and those that were imported. */
export interface PackShelf {
  /** Shipped ones first. */
  all(): Promise<readonly RulePack[]>;
  /** @throws StoreError `not-found` */
  pack(packId: PackId): Promise<RulePack>;
  isShipped(packId: PackId): Promise<boolean>;
}

/** Packs are read when they are first asked for: most starts of the app need none. */
export function packShelf(collection: Collection, shippedJson: () => Promise<readonly unknown[]>): PackShelf {
  let shipped: Promise<readonly RulePack[]> | undefined;
  /** By their JSON, so that a pack that another tab imports is read as well. */
  const imported = new Map<string, RulePack>();
  const shippedPacks = () => (shipped ??= shippedJson().then((packs) => packs.map(shippedPack)));

  async function all(): Promise<readonly RulePack[]> {
    const own = await shippedPacks();
    const rows = await collection.database.packs.toArray();
    const added = rows.flatMap(({ json }) => {
      const key = JSON.stringify(json);
      const known = imported.get(key);
      if (known) return [known];
      const read = readPack(json);
      if (read.ok) imported.set(key, read.pack);
      return read.ok ? [read.pack] : [];
    });
    return [...own, ...added];
  }

  return {
    all,
    async pack(packId) {
      const found = (await all()).find((pack) => pack.id === packId);
      if (!found) throw new StoreError("not-found");
      return found;
    },
    isShipped: async (packId) => (await shippedPacks()).some((pack) => pack.id === packId),
  };
}

function shippedPack(json: unknown): RulePack {
  const read = readPack(json);
  if (!read.ok) throw new Error(`a shipped pack is broken: ${read.issues[0]?.reason}`);
  return read.pack;
}

/** The verbs of looking at packs, bringing them in and taking them out. */
export function packVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<ScenarioVerbs, "packs" | "pack" | "planPack" | "importPack" | "removePack" | "exportPack"> {
  return {
    packs: async () => Promise.all((await shelf.all()).map((pack) => summary(shelf, pack))),
    pack: ({ packId }) => shelf.pack(packId),
    planPack: ({ file }) => planPack(shelf, file),
    importPack: ({ file }) => importPack(collection, shelf, file),
    removePack: ({ packId }) => removePack(collection, shelf, packId),
    exportPack: async ({ packId }) => exported(await shelf.pack(packId)),
  };
}

async function summary(shelf: PackShelf, pack: RulePack): Promise<PackSummary> {
  const options = pack.decisions.flatMap((decision) => decision.options);
  return {
    packId: pack.id,
    title: pack.title,
    summary: pack.summary ?? "",
    shipped: await shelf.isShipped(pack.id),
    decisions: pack.decisions.map(({ id, label, options }) => ({ id, label, options: options.length })),
    facts: pack.facts.length,
    limits: options.reduce((count, option) => count + option.limits.length, 0),
    sources: pack.sources.length,
    unverified: pack.sources.filter((source) => !source.verified).length,
    situations: pack.situations.length,
  };
}

async function planPack(shelf: PackShelf, { name, bytes }: NamedFile): Promise<PackPlan> {
  const read = await readPackFile(bytes);
  if (!read.ok) return { fileName: name, pack: null, replaces: false, issues: read.issues };
  const { pack } = read;
  if (await shelf.isShipped(pack.id)) {
    const reason = `id: a pack ${pack.id} ships with Cardinal; give this one an id of its own.`;
    const issue = { code: "pack", line: 0, text: "id", reason };
    return { fileName: name, pack: null, replaces: false, issues: [issue] };
  }
  const replaces = (await shelf.all()).some((other) => other.id === pack.id);
  return { fileName: name, pack: await summary(shelf, pack), replaces, issues: [] };
}

async function importPack(collection: Collection, shelf: PackShelf, file: NamedFile): Promise<PackSummary> {
  const plan = await planPack(shelf, file);
  const read = await readPackFile(file.bytes);
  if (plan.pack === null || !read.ok) {
    throw new StoreError("unreadable-file", `${file.name}: ${plan.issues[0]?.reason ?? "it is no pack."}`);
  }
  const { packId } = plan.pack;
  await collection.change(async () => {
    const contentsHash = await collection.journal.putFile(new TextEncoder().encode(packJson(read.pack)));
    return { kind: "pack", packId, contentsHash };
  });
  return plan.pack;
}

async function removePack(collection: Collection, shelf: PackShelf, packId: PackId): Promise<void> {
  await shelf.pack(packId);
  if (await shelf.isShipped(packId)) throw new StoreError("invalid-input", "This pack ships with Cardinal.");
  await collection.change(async () => ({ kind: "pack", packId, contentsHash: null }));
}

function exported(pack: RulePack): NamedFile {
  return { name: `${pack.id}.json`, bytes: new TextEncoder().encode(packJson(pack)) };
}

/** The pack as its file has it: situations do not repeat the pack they are in. */
function packJson(pack: RulePack): string {
  const situations = pack.situations.map(({ packId: _packId, ...situation }) => situation);
  return `${JSON.stringify({ ...pack, situations }, null, 2)}\n`;
}
