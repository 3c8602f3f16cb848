import type { Preset } from "../core/schedule/preset.ts";
import type { Schedule } from "../core/schedule/types.ts";
import { noteKey } from "../core/cards/note-key.ts";
import { rowChanges } from "../formats/changes.ts";
import { fileCard } from "./card-rows.ts";
import type { Collection, NewEvent } from "./collection.ts";
import type { CardRow } from "./database.ts";
import { editEvent } from "./editing.ts";
import { LEECH_TAG } from "./filtered.ts";

/**
 * What an answer leads to beside itself, where it made a card a leech: its note gets a tag, and where the preset says
 * so the card is suspended. It happens at the threshold, and again after every half of it, as in Anki.
 */
export async function leechEvents(
  collection: Collection,
  { leechThreshold, leechAction }: Preset,
  row: CardRow,
  after: Schedule,
): Promise<readonly NewEvent[]> {
  if (after.lapses === row.schedule.lapses || !isLeechAt(after.lapses, leechThreshold)) return [];
  const note = await collection.database.notes.get(row.noteId);
  if (!note) return [];
  const tagged = note.tags.includes(LEECH_TAG) ? [] : [{ ...note, tags: [...note.tags, LEECH_TAG] }];
  const cards = leechAction === "suspend" ? [{ ...fileCard(row), suspended: true }] : [];
  if (tagged.length + cards.length === 0) return [];
  const name = noteKey(note).slice(0, 200);
  return [await editEvent(collection, "leech", name, null, rowChanges({ notes: tagged, cards }))];
}

function isLeechAt(lapses: number, threshold: number): boolean {
  const half = Math.max(1, Math.ceil(threshold / 2));
  return lapses >= threshold && (lapses - threshold) % half === 0;
}
