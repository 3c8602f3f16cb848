import type { StudyStore } from "../../decks/contract.ts";
import type { DeckId } from "../../decks/core/ids.ts";
import { jsonBlob, saveFile } from "../save-file.ts";

/** Saves a deck with its history. @returns the file's name */
export async function exportDeck(store: StudyStore, deckId: DeckId): Promise<string> {
  const { name, bytes } = await store.exportDeck({ deckId });
  saveFile(name, jsonBlob(bytes));
  return name;
}
