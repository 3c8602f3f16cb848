import type { ScenarioVerbs } from "../../../decks/contract/scenarios.ts";
import type { PackId } from "../../../decks/core/ids.ts";
import { jsonBlob, saveFile } from "../../save-file.ts";

/** Saves a pack as a file of JSON. @returns the file's name */
export async function exportPack(store: Pick<ScenarioVerbs, "exportPack">, packId: PackId): Promise<string> {
  const { name, bytes } = await store.exportPack({ packId });
  saveFile(name, jsonBlob(bytes));
  return name;
}
