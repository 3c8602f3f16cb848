import type { NextInterval, QueuedCard } from "../contract/reviewing.ts";
import { cardFace } from "../core/cards/card-face.ts";
import type { Note } from "../core/cards/types.ts";
import type { DeckId, SituationId } from "../core/ids.ts";
import { hash } from "../core/scenario/generate/draw.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { DECISIONS_DECK, skillOf } from "../core/scenario/skills.ts";
import { type Grade, GRADES, type Schedule } from "../core/schedule/types.ts";
import { type EpochMs, MINUTE_MS } from "../core/time.ts";
import type { Collection } from "./collection.ts";
import type { CardRow } from "./database.ts";
import { LEECH_TAG } from "./filtered.ts";
import type { PackShelf } from "./packs.ts";
import { freshSituation } from "./practice.ts";
import type { DayView } from "./scope.ts";
import { typedContexts } from "./typed-contexts.ts";

/** The packs, where rules of decisions are among the cards; most collections need none. */
export async function neededPacks({ database }: Collection, shelf: PackShelf): Promise<readonly RulePack[]> {
  return (await database.decks.get(DECISIONS_DECK.id)) ? shelf.all() : [];
}

/** Cards as a session shows them. */
export async function queuedCards(
  collection: Collection,
  packs: readonly RulePack[],
  view: DayView,
  rows: readonly CardRow[],
): Promise<QueuedCard[]> {
  const notes = await collection.database.notes.bulkGet(rows.map((row) => row.noteId));
  const typed = await typedContexts(collection.database, view.decks, notes);
  return rows.flatMap((row, index): QueuedCard[] => {
    const note = notes[index];
    if (!note) return [];
    const preset = view.presetOf(row.deckId);
    const { scheduler } = collection.scheduler(view.settings, preset);
    const preview = scheduler.preview(row.id, row.schedule, view.now, view.placing(row.deckId));
    return [
      {
        cardId: row.id,
        noteId: row.noteId,
        deckId: row.deckId,
        deckName: topDeckName(view, row.deckId),
        state: row.schedule.state,
        // Another order of the options at every showing, the same while it is shown.
        face: cardFace(note, row.template, versionOf(row), typed(note, row)),
        source: note.source,
        situationId: situationFor(packs, note, row),
        version: versionOf(row),
        lastReviewedAt: row.schedule.lastReviewedAt,
        retrievability: scheduler.retrievability(row.schedule, view.now),
        next: Object.fromEntries(
          GRADES.map((grade) => [grade, interval(preview[grade], view.now)]),
        ) as Record<Grade, NextInterval>,
        flag: row.flag,
        isLeech: note.tags.includes(LEECH_TAG),
      },
    ];
  });
}

/** A situation that asks for the rule of a card, the same until it is answered; null for every other card. */
function situationFor(packs: readonly RulePack[], note: Note, row: CardRow): SituationId | null {
  const skill = skillOf(note);
  const pack = skill && packs.find((one) => one.id === skill.packId);
  if (!skill || !pack) return null;
  return freshSituation(pack, skill, hash(versionOf(row)) % 1_000_000_000)?.id ?? null;
}

/** The name of the deck at the top, which is what the learner calls it; the section stands on the card anyway. */
export function topDeckName(view: DayView, deckId: DeckId): string {
  const deck = view.decks.find((candidate) => candidate.id === deckId);
  if (!deck) return "";
  return deck.parentId === null ? deck.name : topDeckName(view, deck.parentId);
}

function interval(schedule: Schedule, now: EpochMs): NextInterval {
  return schedule.state === "review"
    ? { unit: "days", count: schedule.intervalDays }
    : { unit: "minutes", count: Math.max(1, Math.round((schedule.due - now) / MINUTE_MS)) };
}

/** Changes with every answer and every undo, so that an answer to a card that moved on is told apart. */
export function versionOf(row: CardRow): string {
  return row.lastEventId ?? "new";
}
