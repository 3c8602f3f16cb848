import type { Note } from "../core/cards/types.ts";
import type { CardId, DeckId } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import { fold, type Standing } from "../core/log/fold.ts";
import { DECISIONS_DECK, SKILL_TEMPLATE, skillCardId, skillOf } from "../core/scenario/skills.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import { answerDay } from "../core/schedule/scheduler.ts";
import type { Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import type { Changes } from "../formats/changes.ts";
import type { DeckFile } from "../formats/deck-file.ts";
import { cardRow, countsOf, movedCounts, NO_COUNTS, withSchedule } from "./card-rows.ts";
import type { CardRow, Database, EditRow } from "./database.ts";
import { changedDay } from "./day-rows.ts";
import { historyOf, historyOfCards } from "./history.ts";

type Review = Extract<ScheduleEvent, { kind: "review" }>;

/** What applying needs: the database and the contents of imports. */
export interface ApplyContext {
  readonly database: Database;
  /** The deck file that an import event names, read before the transaction began. */
  readonly contents: ReadonlyMap<string, DeckFile>;
  /** The rows that an edit event names, likewise. */
  readonly changes: ReadonlyMap<string, Changes>;
  /** The JSON that a pack event names, likewise. */
  readonly packs: ReadonlyMap<string, unknown>;
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
      const { v: _version, ...rest } = event;
      const { parameters, ...scheduleEvent } =
        rest.kind === "review" ? rest : { ...rest, parameters: undefined };
      if (parameters) await database.parameterSets.put(parameters);
      return applyScheduleEvent(context, scheduleEvent as ScheduleEvent);
    }
    case "import": {
      const file = context.contents.get(event.contentsHash);
      // Without its file an import is passed over; `catchUp` counts it.
      if (file) await applyDeckFile(context, file);
      // What came before it can no longer be taken back without taking the import along.
      return changeEdits(database, () => []);
    }
    case "edit": {
      const changes = context.changes.get(event.changesHash);
      if (!changes) return;
      await applyChanges(context, changes);
      const { id, name, undoHash } = event;
      return changeEdits(database, (edits) =>
        undoHash === null
          ? edits.slice(0, -1)
          : [...edits.filter((edit) => edit.id !== id), { id, name, undoHash }],
      );
    }
    case "settings": {
      const meta = await database.meta.get("state");
      if (meta) await database.meta.put({ ...meta, settings: event.settings });
      await database.parameterSets.put(event.parameters);
      return;
    }
    case "scenario": {
      const { id, packId, situationId, answeredAt, score, decision = null } = event;
      await database.scenarioAnswers.put({ id, packId, situationId, answeredAt, score, decision });
      return applySkills(database, event.skills ?? []);
    }
    case "pack": {
      if (event.contentsHash === null) return database.packs.delete(event.packId);
      const json = context.packs.get(event.contentsHash);
      if (json !== undefined) await database.packs.put({ id: event.packId, json });
      return;
    }
    case "situation": {
      if (event.situation === null) return database.situations.delete(event.situationId);
      await database.situations.put(event.situation);
    }
  }
}

/** A card for every rule that was not met before, in the deck of decisions. */
async function applySkills(database: Database, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return;
  const { id: deckId, name } = DECISIONS_DECK;
  if (!(await database.decks.get(deckId))) {
    await database.decks.put({ id: deckId, parentId: null, name, position: await database.decks.count() });
  }
  for (const note of notes) {
    const skill = skillOf(note);
    if (skill === null) continue;
    const id = skillCardId(skill);
    if (await database.cards.get(id)) continue;
    await database.notes.put(note);
    const position = await database.cards
      .where("[deckId+queue+due]")
      .between([deckId, -1], [deckId, 9])
      .count();
    const card = { id, noteId: note.id, deckId, template: SKILL_TEMPLATE, position, suspended: false };
    const row = cardRow(card, null);
    const history = await historyOf(database, id);
    await database.cards.put(history.length > 0 ? withSchedule(row, fold(history)) : row);
  }
  await recount(database, deckId);
}

async function applyScheduleEvent(context: ApplyContext, event: ScheduleEvent): Promise<void> {
  const { database } = context;
  const row = await database.cards.get(event.cardId);
  if (await database.reviewTail.get(event.id)) return;
  // A card that is gone may come back, and its history with it.
  await database.reviewTail.put(event);
  if (!row) return;
  if (event.kind !== "retract" && (row.lastEventId === null || event.id > row.lastEventId)) {
    await stand(database, row, { schedule: event.after, lastEventId: event.id });
    if (event.kind === "review") await countDay(database, row.deckId, row.schedule, event, 1);
    return;
  }
  // Taken back, or come late from another device: the whole history decides.
  const history = await historyOf(database, row.id);
  await stand(database, row, fold(history));
  await countDifference(
    database,
    row.deckId,
    history.filter((item) => item.id !== event.id),
    history,
  );
}

async function stand(database: Database, row: CardRow, standing: Standing): Promise<void> {
  const after = withSchedule(row, standing);
  await database.cards.put(after);
  const counts = (await database.deckCounts.get(row.deckId)) ?? { deckId: row.deckId, ...NO_COUNTS };
  await database.deckCounts.put(movedCounts(counts, row, after));
}

/** Counts what differs between two histories of a card, whatever the difference is. */
async function countDifference(
  database: Database,
  deckId: DeckId,
  before: readonly ScheduleEvent[],
  after: readonly ScheduleEvent[],
): Promise<void> {
  const [gone, come] = [countedReviews(before), countedReviews(after)];
  const same = gone.findIndex((one, index) => {
    const other = come[index];
    return one.review.id !== other?.review.id || one.before.state !== other.before.state;
  });
  const from = same < 0 ? gone.length : same;
  for (const one of gone.slice(from)) await countDay(database, deckId, one.before, one.review, -1);
  for (const one of come.slice(from)) await countDay(database, deckId, one.before, one.review, 1);
}

/** The reviews of a history that were not taken back, each with where the card stood before it. */
function countedReviews(
  history: readonly ScheduleEvent[],
): { readonly review: Review; readonly before: Schedule }[] {
  const retracted = new Set(history.flatMap((event) => (event.kind === "retract" ? [event.of] : [])));
  const counted: { readonly review: Review; readonly before: Schedule }[] = [];
  let before = NEW_SCHEDULE;
  for (const event of history) {
    if (event.kind === "retract" || retracted.has(event.id)) continue;
    if (event.kind === "review") counted.push({ review: event, before });
    before = event.after;
  }
  return counted;
}

async function countDay(
  database: Database,
  deckId: DeckId,
  before: Schedule,
  review: Review,
  by: 1 | -1,
): Promise<void> {
  const day = answerDay(review.after);
  const row = await database.days.get([day, deckId]);
  await database.days.put(changedDay(row, { day, deckId }, before, review, by));
}

/** Adds what is new, replaces texts that changed, and never touches the schedule of a card that is there. */
async function applyDeckFile(context: ApplyContext, file: DeckFile): Promise<void> {
  const { database } = context;
  const decks = await database.decks.bulkGet(file.decks.map((deck) => deck.id));
  // A deck that is there keeps the name that the learner gave it.
  await database.decks.bulkPut(
    file.decks.map((deck, index) => ({
      ...deck,
      name: decks[index]?.name ?? deck.name,
      // An exported subdeck has no parent in its file, and still is below one here.
      parentId: deck.parentId ?? decks[index]?.parentId ?? null,
    })),
  );
  if (file.guide) await database.guides.put(file.guide);
  await database.notes.bulkPut(file.notes);
  await database.imported.bulkPut(file.imported);
  await database.parameterSets.bulkPut(file.parameterSets);

  const known = await database.cards.bulkGet(file.cards.map((card) => card.id));
  const rows = file.cards.map((card, index) => {
    const row = known[index];
    return cardRow({ ...card, suspended: row?.suspended ?? card.suspended }, row ?? null);
  });
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
  const presentOf = byCard(present);
  const presentIds = new Set(present.map((event) => event.id));
  const added = events.filter((event) => !presentIds.has(event.id));
  if (added.length === 0) return;
  await database.reviewTail.bulkPut(added);

  const historyOfCard = byCard([...present, ...added].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const standing: CardRow[] = [];
  for (const [cardId, history] of historyOfCard) {
    const row = rowOf.get(cardId);
    if (!row) continue;
    standing.push(withSchedule(row, fold(history)));
    await countDifference(database, row.deckId, presentOf.get(cardId) ?? [], history);
  }
  await database.cards.bulkPut(standing);
}

/** Writes and removes just the rows that an edit names. Cards keep their schedules, or get back what they had. */
async function applyChanges(context: ApplyContext, { put, remove }: Changes): Promise<void> {
  const { database } = context;
  await database.decks.bulkPut(put.decks);
  await database.guides.bulkPut(put.guides);
  await database.notes.bulkPut(put.notes);
  await database.imported.bulkPut(put.imported);

  const known = await database.cards.bulkGet(put.cards.map((card) => card.id));
  const removed = (await database.cards.bulkGet([...remove.cards])).flatMap((row) => row ?? []);
  const fresh = put.cards.filter((_, index) => known[index] === undefined);
  const history =
    fresh.length === 0 ? [] : await historyOfCards(database, new Set(fresh.map(({ id }) => id)));
  const historyOfCard = byCard(history);
  const rows = put.cards.map((card, index) => {
    const row = cardRow(card, known[index] ?? null);
    const events = known[index] ? undefined : historyOfCard.get(card.id);
    return events ? withSchedule(row, fold(events)) : row;
  });
  await database.cards.bulkPut(rows);

  await database.cards.bulkDelete([...remove.cards]);
  await database.notes.bulkDelete([...remove.notes]);
  await database.imported.bulkDelete([...remove.imported]);
  await database.guides.bulkDelete([...remove.guides]);
  const touched = new Set(
    [...rows, ...removed, ...known.flatMap((row) => row ?? [])].map((row) => row.deckId),
  );
  for (const deckId of touched) await recount(database, deckId);
  await database.decks.bulkDelete([...remove.decks]);
  await database.deckCounts.bulkDelete([...remove.decks]);
}

/** As many edits as anybody takes back one after another. */
const MOST_EDITS = 20;

async function changeEdits(
  database: Database,
  change: (edits: readonly EditRow[]) => readonly EditRow[],
): Promise<void> {
  const meta = await database.meta.get("state");
  if (meta) await database.meta.put({ ...meta, edits: change(meta.edits).slice(-MOST_EDITS) });
}

function byCard(events: readonly ScheduleEvent[]): Map<CardId, ScheduleEvent[]> {
  const groups = new Map<CardId, ScheduleEvent[]>();
  for (const event of events) {
    const group = groups.get(event.cardId);
    if (group) group.push(event);
    else groups.set(event.cardId, [event]);
  }
  return groups;
}

async function recount(database: Database, deckId: DeckId): Promise<void> {
  const rows = await database.cards.where("[deckId+queue+due]").between([deckId, -1], [deckId, 9]).toArray();
  await database.deckCounts.put({ deckId, ...countsOf(rows) });
}
