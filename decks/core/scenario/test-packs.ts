import { PACKS } from "../../content/packs.ts";
import { readPack, type RulePack } from "./pack.ts";

/** The packs that ship, for tests. */
export const shippedPacks: readonly RulePack[] = PACKS.map((json) => {
  const read = readPack(json);
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.reason).join("\n"));
  return read.pack;
});

export function shippedPack(id: string): RulePack {
  const pack = shippedPacks.find((one) => one.id === id);
  if (!pack) throw new Error(`there is no pack ${id}`);
  return pack;
}
