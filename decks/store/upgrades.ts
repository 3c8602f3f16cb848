import type { Transaction } from "dexie";
import type { Note } from "../core/cards/types.ts";
import type { DeckId, EventId, FileHash } from "../core/ids.ts";
import { currentSettings, type FlatSettings, type Settings } from "../core/settings/settings.ts";
import { type FileDeck, type FileGuide, importedNotes } from "../formats/deck-file.ts";
import type { CardRow, DeckCountsRow, MetaRow, ScenarioAnswerRow } from "./database.ts";
import type { StepRow } from "./steps.ts";

/**
 * Version 2: cards can be suspended, edits taken back, and what a guide gave is kept beside what became of it. Nobody
 * could edit a note before, so every note is as its guide gave it.
 */
export async function toVersion2(transaction: Transaction): Promise<void> {
  const cards = transaction.table<CardRow>("cards");
  await cards.toCollection().modify({ suspended: false });
  await transaction
    .table<MetaRow>("meta")
    .toCollection()
    .modify({ edits: [] } as object);
  await transaction.table<FileGuide>("guides").toCollection().modify({ leaveOut: [], takeIn: [] });

  const guides = await transaction.table<FileGuide>("guides").toArray();
  const decks = await transaction.table<FileDeck>("decks").toArray();
  const notes = new Map((await transaction.table<Note>("notes").toArray()).map((note) => [note.id, note]));
  const rows = await cards.toArray();
  for (const { id, deckId } of guides) {
    const within = new Set<DeckId>(decksBelow(deckId, decks));
    const own = rows.filter((row) => within.has(row.deckId));
    const ownNotes = [...new Set(own.map((row) => row.noteId))].flatMap((noteId) => notes.get(noteId) ?? []);
    await transaction.table("imported").bulkPut(importedNotes(ownNotes, id, own));
  }
}

/** Version 3: packs and situations of the learner's own, and the decision of every answer from now on. */
export async function toVersion3(transaction: Transaction): Promise<void> {
  await transaction.table<ScenarioAnswerRow>("scenarioAnswers").toCollection().modify({ decision: null });
}

/** Version 4: note types, media and the past of decks from elsewhere; cards can be
 * buried and flagged, and a deck counts those that rest. */
export async function toVersion4(transaction: Transaction): Promise<void> {
  const cards = transaction.table<CardRow>("cards");
  await cards.toCollection().modify({ buriedUntil: null, flag: 0 });
  const resting = new Map<DeckId, number>();
  await cards
    .filter((row) => row.suspended)
    .each(({ deckId }) => void resting.set(deckId, (resting.get(deckId) ?? 0) + 1));
  await transaction
    .table<DeckCountsRow>("deckCounts")
    .toCollection()
    .modify((row) => void Object.assign(row, { resting: resting.get(row.deckId) ?? 0 }));
}

/**
 * Version 5: presets in the place of settings that were one for all, and one row for everything that can be taken
 * back. Edits of before can be taken back as they could; what they wrote is not known here, so not done again.
 */
export async function toVersion5(transaction: Transaction): Promise<void> {
  const meta = transaction.table<MetaOfVersion4>("meta");
  const row = await meta.get("state");
  if (!row) return;
  const { edits, settings, ...rest } = row;
  await meta.put({ ...rest, settings: settings && currentSettings(settings) } as MetaOfVersion4);
  const steps = edits.map(({ id, name, undoHash }): StepRow => ({
    id,
    label: { kind: "edit", name },
    parts: [{ kind: "rows", changesHash: null, undoHash }],
    undoneBy: null,
    undone: 0,
  }));
  await transaction.table<StepRow>("steps").bulkPut(steps);
}

type MetaOfVersion4 = Omit<MetaRow, "settings"> & {
  readonly settings: FlatSettings | Settings | null;
  readonly edits: readonly { readonly id: EventId; readonly name: string; readonly undoHash: FileHash }[];
};

function decksBelow(deckId: DeckId, decks: readonly FileDeck[]): DeckId[] {
  const below = decks.filter((deck) => deck.parentId === deckId);
  return [deckId, ...below.flatMap((deck) => decksBelow(deck.id, decks))];
}
