import type { CardId, DeckId } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import { fold, type Standing } from "../core/log/fold.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import { type DayRule, studyDay } from "../core/time.ts";
import type { DeckFile } from "../formats/deck-file.ts";
import { cardRow, countsOf, movedCounts, NO_COUNTS, withSchedule } from "./card-rows.ts";
import type { CardRow, Database } from "./database.ts";
import { changedDay } from "./day-rows.ts";
import { historyOf, historyOfCards } from "./history.ts";

/** What applying needs beside the database: where days begin, and the contents of imports. */
export interface ApplyContext {
  readonly database: Database;
  readonly dayRule: DayRule;
  /** The deck file that an import event names, read before the transaction began. */
  readonly contents: ReadonlyMap<string, DeckFile>;
}

/**
 * Makes the database what it is after one event. Runs inside a transaction over all tables. Applying an event again
 * changes nothing, and the outcome does not depend on when it is applied: a rebuild gives what the first run gave.
 */
export async function applyEvent(context: ApplyContext, event: StoreEvent): Promise<void> {
  const { database } = context;
  switch (event.kind) {
    case "review":
    case "reschedule":
    case "retract": {
      const { v, ...scheduleEvent } = event;
      return applyScheduleEvent(context, scheduleEvent as ScheduleEvent);
    }
    case "import": {
      const file = context.contents.get(event.contentsHash);
      if (!file) throw new Error(`import ${event.id} is applied without its contents`);
      return applyDeckFile(context, file);
    }
    case "settings": {
      const meta = await database.meta.get("state");
      if (meta) await database.meta.put({ ...meta, settings: event.settings });
      await database.parameterSets.put(event.parameters);
      return;
    }
    case "scenario": {
      const { id, packId, situationId, answeredAt, score } = event;
      await database.scenarioAnswers.put({ id, packId, situationId, answeredAt, score });
    }
  }
}

async function applyScheduleEvent(context: ApplyContext, event: ScheduleEvent): Promise<void> {
  const { database } = context;
  const row = await database.cards.get(event.cardId);
  if (!row || (await database.reviewTail.get(event.id))) return;
  await database.reviewTail.put(event);
  if (event.kind !== "retract" && (row.lastEventId === null || event.id > row.lastEventId)) {
    await stand(database, row, { schedule: event.after, lastEventId: event.id });
    if (event.kind === "review") await countDay(context, row.deckId, row.schedule, event, 1);
    return;
  }
  // Taken back, or come late from another device: the whole history decides.
  const history = await historyOf(database, row.id);
  const subject = event.kind === "retract" ? history.find((item) => item.id === event.of) : event;
  await stand(database, row, fold(history));
  if (subject?.kind !== "review") return;
  const before = fold(history.filter((item) => item.id < subject.id)).schedule;
  await countDay(context, row.deckId, before, subject, event.kind === "retract" ? -1 : 1);
}

async function stand(database: Database, row: CardRow, standing: Standing): Promise<void> {
  const after = withSchedule(row, standing);
  await database.cards.put(after);
  const counts = (await database.deckCounts.get(row.deckId)) ?? { deckId: row.deckId, ...NO_COUNTS };
  await database.deckCounts.put(movedCounts(counts, row, after));
}

async function countDay(
  { database, dayRule }: ApplyContext,
  deckId: DeckId,
  before: Schedule,
  review: Extract<ScheduleEvent, { kind: "review" }>,
  by: 1 | -1,
): Promise<void> {
  const day = studyDay(review.answeredAt, dayRule);
  const row = await database.days.get([day, deckId]);
  await database.days.put(changedDay(row, { day, deckId }, before, review, by));
}

/** Adds what is new, replaces texts that changed, and never touches the schedule of a card that is there. */
async function applyDeckFile(context: ApplyContext, file: DeckFile): Promise<void> {
  const { database } = context;
  const decks = await database.decks.bulkGet(file.decks.map((deck) => deck.id));
  // A deck that is there keeps the name that the learner gave it.
  await database.decks.bulkPut(
    file.decks.map((deck, index) => ({ ...deck, name: decks[index]?.name ?? deck.name })),
  );
  if (file.guide) await database.guides.put(file.guide);
  await database.notes.bulkPut(file.notes);
  await database.parameterSets.bulkPut(file.parameterSets);

  const known = await database.cards.bulkGet(file.cards.map((card) => card.id));
  const rows = file.cards.map((card, index) => cardRow(card, known[index] ?? null));
  await database.cards.bulkPut(rows);
  await mergeEvents(context, rows, file.events);

  const touched = new Set([
    ...rows.map((row) => row.deckId),
    ...known.flatMap((row) => (row ? [row.deckId] : [])),
  ]);
  for (const deckId of touched) await recount(database, deckId);
}

/** Adds the events that are not there yet and lets every card they belong to stand where its history says. */
async function mergeEvents(
  context: ApplyContext,
  rows: readonly CardRow[],
  events: readonly ScheduleEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { database } = context;
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const cardIds = new Set<CardId>(events.map((event) => event.cardId));
  const present = await historyOfCards(database, cardIds);
  const presentIds = new Set(present.map((event) => event.id));
  const added = events.filter((event) => !presentIds.has(event.id));
  if (added.length === 0) return;
  await database.reviewTail.bulkPut(added);

  const historyOfCard = new Map<CardId, ScheduleEvent[]>();
  for (const event of [...present, ...added].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const history = historyOfCard.get(event.cardId);
    if (history) history.push(event);
    else historyOfCard.set(event.cardId, [event]);
  }
  const addedIds = new Set(added.map((event) => event.id));
  const standing: CardRow[] = [];
  for (const [cardId, history] of historyOfCard) {
    const row = rowOf.get(cardId);
    if (!row) continue;
    standing.push(withSchedule(row, fold(history)));
    await countHistory(context, row.deckId, history, addedIds);
  }
  await database.cards.bulkPut(standing);
}

async function countHistory(
  context: ApplyContext,
  deckId: DeckId,
  history: readonly ScheduleEvent[],
  added: ReadonlySet<string>,
): Promise<void> {
  const retracted = new Set(history.flatMap((event) => (event.kind === "retract" ? [event.of] : [])));
  const seen: ScheduleEvent[] = [];
  for (const event of history) {
    if (event.kind === "review" && added.has(event.id) && !retracted.has(event.id)) {
      await countDay(context, deckId, fold(seen).schedule, event, 1);
    }
    if (event.kind !== "retract" && !retracted.has(event.id)) seen.push(event);
  }
}

async function recount(database: Database, deckId: DeckId): Promise<void> {
  const rows = await database.cards.where("[deckId+queue+due]").between([deckId, -1], [deckId, 9]).toArray();
  await database.deckCounts.put({ deckId, ...countsOf(rows) });
}
