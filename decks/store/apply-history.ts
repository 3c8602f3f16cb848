import type { CardId, DeckId, EventId, FileHash } from "../core/ids.ts";
import { eventsByCard } from "../core/log/events-by-card.ts";
import { fold, retractedIn } from "../core/log/fold.ts";
import { PAST_KIND, type PastReviews } from "../core/log/past-reviews.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { StudyDay } from "../core/time.ts";
import type { History } from "../formats/history-file.ts";
import { withSchedule } from "./card-rows.ts";
import type { CardRow, Database } from "./database.ts";
import { type Answer, answerCounted, type DayLedger, dayLedger } from "./day-rows.ts";
import { historyOfCards, putEvents, removeEvents } from "./history.ts";
import { rowsById } from "./rows-by-id.ts";

/** Events that came to the history, and what the history of their cards was without them. */
interface AddedEvents {
  readonly cardIds: ReadonlySet<CardId>;
  readonly before: readonly ScheduleEvent[];
  readonly after: readonly ScheduleEvent[];
}

/**
 * Puts what an import brought of its cards' past into the history, before the cards themselves are written: a card
 * that is written then stands where its history says, and need not be written twice.
 */
export async function addEvents(
  database: Database,
  { events, parameterSets }: Pick<History, "events" | "parameterSets">,
): Promise<AddedEvents | null> {
  await database.parameterSets.bulkPut(parameterSets);
  const cardIds = new Set<CardId>(events.map((event) => event.cardId));
  const before = events.length === 0 ? [] : await historyOfCards(database, cardIds);
  const present = new Set(before.map((event) => event.id));
  const added = events.filter((event) => !present.has(event.id));
  if (added.length === 0) return null;
  await putEvents(database, added);
  return { cardIds, before, after: [...before, ...added].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/**
 * Lets the cards of the events stand where their history says now, and counts their days.
 * @param written cards that were written since and stand there already
 * @returns the decks whose cards may stand elsewhere now
 */
export async function settle(
  database: Database,
  { cardIds, before, after }: AddedEvents,
  written: readonly CardRow[],
): Promise<ReadonlySet<DeckId>> {
  return restand(database, cardIds, before, after, written);
}

/** Keeps the log that an import brought, once. The cards are there. */
export async function addPast(database: Database, id: FileHash, past: PastReviews): Promise<void> {
  if (past.card.length === 0 || (await database.pastReviews.get(id))) return;
  await database.pastReviews.put({ id, ...past });
  await countPast(database, past, 1);
}

/**
 * Takes it out again, which is what undoing the import does. The cards are still there.
 * @returns the decks whose cards may stand elsewhere now
 */
export async function withdrawHistory(
  database: Database,
  id: FileHash,
  history: History,
): Promise<ReadonlySet<DeckId>> {
  const cardIds = new Set(history.events.map((event) => event.cardId));
  const before = await historyOfCards(database, cardIds);
  const gone = new Set<EventId>(history.events.map((event) => event.id));
  await removeEvents(database, gone, cardIds);
  const after = before.filter((event) => !gone.has(event.id));
  const touched = await restand(database, cardIds, before, after);
  if (!(await database.pastReviews.get(id))) return touched;
  await database.pastReviews.delete(id);
  await countPast(database, history.past, -1);
  return touched;
}

/** Adds the events that are not there yet and lets every card they belong to stand where its history says. */
export async function mergeEvents(database: Database, events: readonly ScheduleEvent[]): Promise<void> {
  const added = await addEvents(database, { events, parameterSets: [] });
  if (added) await settle(database, added, []);
}

/** Lets cards stand where their changed history says, and counts the days anew that differ. */
async function restand(
  database: Database,
  cardIds: ReadonlySet<CardId>,
  before: readonly ScheduleEvent[],
  after: readonly ScheduleEvent[],
  written: readonly CardRow[] = [],
): Promise<ReadonlySet<DeckId>> {
  const standing = new Set(written.map(({ id }) => id));
  const others = [...cardIds].filter((id) => !standing.has(id));
  const rows = (await rowsById(database.cards, others)).flatMap((row) => row ?? []);
  const [beforeOf, afterOf] = [eventsByCard(before), eventsByCard(after)];
  const ledger = dayLedger();
  for (const row of [...rows, ...written])
    if (cardIds.has(row.id))
      countDifference(ledger, row, beforeOf.get(row.id) ?? [], afterOf.get(row.id) ?? []);
  await database.cards.bulkPut(rows.map((row) => withSchedule(row, fold(afterOf.get(row.id) ?? []))));
  await ledger.write(database);
  return new Set(rows.map(({ deckId }) => deckId));
}

/** Counts what differs between two histories of a card, whatever the difference is. */
export function countDifference(
  ledger: DayLedger,
  { deckId }: Pick<CardRow, "deckId">,
  before: readonly ScheduleEvent[],
  after: readonly ScheduleEvent[],
): void {
  const [gone, come] = [countedAnswers(before), countedAnswers(after)];
  const same = gone.findIndex((one, index) => {
    const other = come[index];
    return one.answer.id !== other?.answer.id || one.before.state !== other.before.state;
  });
  const from = same < 0 ? gone.length : same;
  for (const one of gone.slice(from)) ledger.add(answerCounted(deckId, one.before, one.answer, -1));
  for (const one of come.slice(from)) ledger.add(answerCounted(deckId, one.before, one.answer, 1));
}

/** The answers of a history that were not taken back, each with where the card stood before it. */
function countedAnswers(
  history: readonly ScheduleEvent[],
): { readonly answer: Answer; readonly before: Schedule }[] {
  const retracted = retractedIn(history);
  const counted: { readonly answer: Answer; readonly before: Schedule }[] = [];
  let before = NEW_SCHEDULE;
  for (const event of history) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    if (event.kind !== "reschedule") counted.push({ answer: event, before });
    if (event.kind !== "cram") before = event.after;
  }
  return counted;
}

async function countPast(database: Database, past: PastReviews, by: 1 | -1): Promise<void> {
  const rows = await rowsById(database.cards, past.cardIds);
  const ledger = dayLedger();
  const seen = new Set<number>();
  for (let index = 0; index < past.card.length; index++) {
    const card = past.card[index] ?? 0;
    const row = rows[card];
    const grade = past.grade[index] ?? 0;
    if (!row || grade === 0) continue;
    const isFirst = !seen.has(card);
    seen.add(card);
    ledger.add({
      day: (past.day[index] ?? 0) as StudyDay,
      deckId: row.deckId,
      answers: by,
      newCards: isFirst && past.kind[index] === PAST_KIND.learning ? by : 0,
      reviewCards: past.kind[index] === PAST_KIND.review ? by : 0,
      again: grade === 1 ? by : 0,
      durationMs: by * (past.durationMs[index] ?? 0),
    });
  }
  await ledger.write(database);
}
