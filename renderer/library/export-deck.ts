import type { StudyStore } from "../../decks/contract.ts";
import type { NamedFile } from "../../decks/contract/named-file.ts";
import type { DeckId } from "../../decks/core/ids.ts";

/**
 * Saves a deck with its history by the web's own means, which work in both editions.
 * @returns the file's name
 */
export async function exportDeck(store: StudyStore, deckId: DeckId): Promise<string> {
  const file = await store.exportDeck({ deckId });
  download(file);
  return file.name;
}

function download({ name, bytes }: NamedFile): void {
  const address = URL.createObjectURL(new Blob([bytes.slice()], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken hold of the blob by the next task; waiting longer costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
