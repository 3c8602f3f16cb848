import {
  type AnswerCard,
  type Answered,
  type NextInterval,
  type QueuedCard,
  type Session,
  type SessionScope,
  StoreError,
  type StudyStore,
} from "../contract.ts";
import { cardFace } from "../core/cards/card-face.ts";
import type { Note } from "../core/cards/types.ts";
import type { DeckId, EventId, NoteId, SituationId } from "../core/ids.ts";
import { hash } from "../core/scenario/generate/draw.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { DECISIONS_DECK, skillOf } from "../core/scenario/skills.ts";
import { LEARN_AHEAD_MS, nextCards } from "../core/schedule/queue.ts";
import { type Grade, GRADES, type Schedule, type ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";
import { MINUTE_MS } from "../core/time.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { type CardRow, QUEUE, type Queue } from "./database.ts";
import type { PackShelf } from "./packs.ts";
import { freshSituation } from "./practice.ts";
import { countsIn, type DayView, dayView, deckIdsIn, dueBy, minutesFor, sum } from "./scope.ts";
import { typedContexts } from "./typed-contexts.ts";
import { unbury } from "./unburying.ts";

/** The card to show and those that follow. */
const HEAD = 3;
/** Read per deck, so that siblings can be kept apart. */
const READ_AHEAD = 8;
/** An answer that took longer was an interruption. */
const LONGEST_ANSWER_MS = 10 * MINUTE_MS;

/** The verbs of a review session. */
export function sessionVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<StudyStore, "session" | "answerCard" | "undo"> {
  return {
    session: (scope) => session(collection, shelf, scope, null),
    answerCard: (input) => answerCard(collection, shelf, input),
    undo: (scope) => undo(collection, shelf, scope),
  };
}

async function answerCard(
  collection: Collection,
  shelf: PackShelf,
  input: AnswerCard,
): Promise<{ answered: Answered; session: Session }> {
  const { database } = collection;
  if (!GRADES.includes(input.grade)) throw new StoreError("invalid-input", "There is no such grade.");
  if (!Number.isFinite(input.durationMs))
    throw new StoreError("invalid-input", "The time of an answer is a number.");
  let noteId: NoteId | null = null;
  const eventId = await collection.change(async () => {
    const row = await database.cards.get(input.cardId);
    if (!row) throw new StoreError("not-found");
    if (versionOf(row) !== input.version) throw new StoreError("stale");
    noteId = row.noteId;
    const { scheduler, parameters } = collection.scheduler(await collection.settings());
    const answeredAt = collection.clock.now();
    const isKnown = (await database.parameterSets.get(parameters.id)) !== undefined;
    return {
      kind: "review",
      cardId: row.id,
      grade: input.grade,
      answeredAt,
      durationMs: Math.round(Math.min(LONGEST_ANSWER_MS, Math.max(0, input.durationMs))),
      parameterSetId: parameters.id,
      after: scheduler.reschedule(row.id, row.schedule, input.grade, answeredAt),
      ...(isKnown ? {} : { parameters }),
    };
  });
  return {
    answered: { eventId: eventId as EventId, cardId: input.cardId, grade: input.grade },
    session: await session(collection, shelf, input, noteId),
  };
}

async function undo(
  collection: Collection,
  shelf: PackShelf,
  scope: SessionScope,
): Promise<{ undone: Answered; session: Session }> {
  let undone: Extract<ScheduleEvent, { kind: "review" }> | null = null;
  await collection.change(async () => {
    undone = await lastAnswer(collection);
    if (undone === null) throw new StoreError("nothing-to-undo");
    const all = await answeredTogether(collection, undone);
    return all.map(({ cardId, id }): NewEvent => ({ kind: "retract", cardId, of: id }));
  });
  const { id, cardId, grade } = undone as unknown as Extract<ScheduleEvent, { kind: "review" }>;
  const next = await session(collection, shelf, scope, null);
  const cards = next.cards.some((card) => card.cardId === cardId)
    ? next.cards.toSorted((a, b) => Number(b.cardId === cardId) - Number(a.cardId === cardId))
    : [...(await undoneCard(collection, shelf, scope, cardId)), ...next.cards].slice(0, HEAD);
  return { undone: { eventId: id, cardId, grade }, session: { ...next, cards } };
}

/** The latest answer of this device that was not taken back; looked for in the tail, which sealing never empties. */
async function lastAnswer({
  database,
  device,
}: Collection): Promise<Extract<ScheduleEvent, { kind: "review" }> | null> {
  const retracted = new Set<EventId>();
  let found: Extract<ScheduleEvent, { kind: "review" }> | null = null;
  await database.reviewTail
    .orderBy("id")
    .reverse()
    .until(() => found !== null)
    .each((event) => {
      if (!event.id.endsWith(device)) return;
      if (event.kind === "retract") retracted.add(event.of);
      else if (event.kind === "review" && found === null && !retracted.has(event.id)) found = event;
    });
  return found;
}

/** The answer, and for a rule of a decision the other rules that the same situation reviewed. */
async function answeredTogether(
  { database, device }: Collection,
  last: Extract<ScheduleEvent, { kind: "review" }>,
): Promise<readonly Extract<ScheduleEvent, { kind: "review" }>[]> {
  const row = await database.cards.get(last.cardId);
  if (row?.deckId !== DECISIONS_DECK.id) return [last];
  const recent = await database.reviewTail.orderBy("id").reverse().limit(MOST_TOGETHER).toArray();
  const others = recent.filter(
    (event) =>
      event.kind === "review" &&
      event.id !== last.id &&
      event.id.endsWith(device) &&
      event.answeredAt === last.answeredAt,
  );
  return [last, ...(others as Extract<ScheduleEvent, { kind: "review" }>[])];
}
/** More reviews than one situation gives. */
const MOST_TOGETHER = 8;

/** What was taken back comes first again, whatever the queue would bring. */
async function undoneCard(
  collection: Collection,
  shelf: PackShelf,
  scope: SessionScope,
  cardId: CardRow["id"],
): Promise<QueuedCard[]> {
  const view = await dayView(collection);
  const row = await collection.database.cards.get(cardId);
  return row && deckIdsIn(view, scope.deckId).includes(row.deckId)
    ? queued(collection, await neededPacks(collection, shelf), view, [row])
    : [];
}

async function session(
  collection: Collection,
  shelf: PackShelf,
  { deckId }: SessionScope,
  justSeen: NoteId | null,
): Promise<Session> {
  const { database } = collection;
  await unbury(collection);
  // Outside the transaction, which would end while packs are loaded.
  const packs = await neededPacks(collection, shelf);
  return database.transaction("r", database.tables, async () => {
    const view = await dayView(collection);
    const deckIds = deckIdsIn(view, deckId);
    const counts = countsIn(view, deckIds);
    const inScope = new Set<DeckId>(deckIds);
    const learning = view.learning.filter((row) => inScope.has(row.deckId));
    const heads = {
      learning: learning.map((row) => ({ ...row, due: row.due as EpochMs })),
      reviews: await head(collection, view, deckIds, QUEUE.review),
      news: await head(collection, view, deckIds, QUEUE.new),
    };
    const progress = {
      reviewsDone: sum(view.today, (row) => row.reviewCards),
      reviewsLeft: counts.due,
      newDone: sum(view.today, (row) => row.newCards),
      newLeft: counts.new,
    };
    const rows = nextCards<CardRow>(heads, progress, view.now, justSeen === null ? [] : [justSeen], HEAD);
    return {
      counts,
      minutes: await minutesFor(collection, view, counts),
      answeredToday: sum(view.today, (row) => (inScope.has(row.deckId) ? row.answers : 0)),
      cards: await queued(collection, packs, view, rows),
      nextLearningAt:
        rows.length === 0 && learning[0] ? ((learning[0].due - LEARN_AHEAD_MS) as EpochMs) : null,
      canUndo: (await lastAnswer(collection)) !== null,
    };
  });
}

/** The first cards of a queue over some decks: reviews by due day then shuffled by id, new cards by position. */
async function head(
  collection: Collection,
  view: DayView,
  deckIds: readonly DeckId[],
  queue: Queue,
): Promise<CardRow[]> {
  const { cards } = collection.database;
  const waiting = deckIds.filter((id) => {
    const row = view.counts.get(id);
    return row !== undefined && (queue === QUEUE.new ? row.new > 0 : dueBy(row, view.day) > 0);
  });
  const last = queue === QUEUE.new ? Number.MAX_SAFE_INTEGER : view.day;
  const perDeck = waiting.map((id) =>
    cards
      .where("[deckId+queue+due]")
      .between([id, queue, 0], [id, queue, last], true, true)
      .limit(READ_AHEAD)
      .toArray(),
  );
  return (await Promise.all(perDeck)).flat().sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
}

/** The packs, where rules of decisions are among the cards; most collections need none. */
async function neededPacks({ database }: Collection, shelf: PackShelf): Promise<readonly RulePack[]> {
  return (await database.decks.get(DECISIONS_DECK.id)) ? shelf.all() : [];
}

async function queued(
  collection: Collection,
  packs: readonly RulePack[],
  view: DayView,
  rows: readonly CardRow[],
): Promise<QueuedCard[]> {
  const notes = await collection.database.notes.bulkGet(rows.map((row) => row.noteId));
  const typed = await typedContexts(collection.database, view.decks, notes);
  const { scheduler } = collection.scheduler(view.settings);
  return rows.flatMap((row, index): QueuedCard[] => {
    const note = notes[index];
    if (!note) return [];
    const preview = scheduler.preview(row.id, row.schedule, view.now);
    return [
      {
        cardId: row.id,
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
function topDeckName(view: DayView, deckId: DeckId): string {
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
function versionOf(row: CardRow): string {
  return row.lastEventId ?? "new";
}
