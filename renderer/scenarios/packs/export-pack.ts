import type { ScenarioVerbs } from "../../../decks/contract/scenarios.ts";
import type { PackId } from "../../../decks/core/ids.ts";

/**
 * Saves a pack as a file of JSON by the web's own means, which work in both editions.
 * @returns the file's name
 */
export async function exportPack(store: Pick<ScenarioVerbs, "exportPack">, packId: PackId): Promise<string> {
  const { name, bytes } = await store.exportPack({ packId });
  const address = URL.createObjectURL(new Blob([bytes.slice()], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken hold of the blob by the next task; waiting longer costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}
