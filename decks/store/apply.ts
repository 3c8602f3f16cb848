import type { Note } from "../core/cards/types.ts";
import type { DeckId } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import { eventsByCard } from "../core/log/events-by-card.ts";
import { fold, type Standing } from "../core/log/fold.ts";
import { DECISIONS_DECK, SKILL_TEMPLATE, skillCardId, skillOf } from "../core/scenario/skills.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import { currentSettings } from "../core/settings/settings.ts";
import type { Changes } from "../formats/changes.ts";
import { type DeckFile, UNTOUCHED } from "../formats/deck-file.ts";
import type { History } from "../formats/history-file.ts";
import {
  addEvents,
  addPast,
  countDifference,
  mergeEvents,
  settle,
  withdrawHistory,
} from "./apply-history.ts";
import { cardRow, countsOf, movedCounts, NO_COUNTS, withSchedule } from "./card-rows.ts";
import type { CardRow, Database } from "./database.ts";
import { answerCounted, dayLedger } from "./day-rows.ts";
import { historyOf, historyOfCards } from "./history.ts";
import { rowsById } from "./rows-by-id.ts";
import { applySnapshot } from "./safety/apply-snapshot.ts";
import type { SavedDatabase } from "./saved-database.ts";
import { restoreStep } from "./steps.ts";

/** What applying needs: the database and the contents of imports. */
export interface ApplyContext {
  readonly database: Database;
  /** The deck file that an import event names, read before the transaction began. */
  readonly contents: ReadonlyMap<string, DeckFile>;
  /** The rows that an edit event names, likewise. */
  readonly changes: ReadonlyMap<string, Changes>;
  /** The histories that those rows come with, likewise. */
  readonly histories: ReadonlyMap<string, History>;
  /** The JSON that a pack event names, likewise. */
  readonly packs: ReadonlyMap<string, unknown>;
  /** The snapshot that a restore event names, likewise, with rows of the present version. */
  readonly snapshots: ReadonlyMap<string, SavedDatabase>;
}

/**
 * Makes the database what it is after one event. Runs inside a transaction over all tables. Applying an event again
 * changes nothing, and the outcome does not depend on when it is applied: a rebuild gives what the first run gave.
 */
export async function applyEvent(context: ApplyContext, event: StoreEvent): Promise<void> {
  const { database } = context;
  switch (event.kind) {
    case "review":
    case "cram":
    case "reschedule":
    case "retract": {
      const { v: _version, group: _group, undoes: _undoes, redoes: _redoes, ...rest } = event;
      const { parameters, ...scheduleEvent } =
        rest.kind === "review" ? rest : { ...rest, parameters: undefined };
      if (parameters) await database.parameterSets.put(parameters);
      return applyScheduleEvent(context, scheduleEvent as ScheduleEvent);
    }
    case "import": {
      const file = context.contents.get(event.contentsHash);
      // Without its file an import is passed over; `catchUp` counts it.
      if (file) await applyDeckFile(context, file);
      return;
    }
    case "edit": {
      const changes = context.changes.get(event.changesHash);
      if (changes) await applyChanges(context, changes);
      return;
    }
    case "settings": {
      const meta = await database.meta.get("state");
      if (meta) await database.meta.put({ ...meta, settings: currentSettings(event.settings) });
      if (event.parameters) await database.parameterSets.put(event.parameters);
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
      return;
    }
    case "restore": {
      const saved = context.snapshots.get(event.snapshotHash);
      // Without its file the collection stays as it is, with all that came after; `catchUp` counts it.
      if (!saved) return;
      const step = await restoreStep(database, event);
      await applySnapshot(database, saved);
      if (step) await database.steps.put(step);
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
    const card = { id, noteId: note.id, deckId, template: SKILL_TEMPLATE, position, ...UNTOUCHED };
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
  const ledger = dayLedger();
  const isLatest = row.lastEventId === null || event.id > row.lastEventId;
  if (event.kind === "cram") {
    await database.cards.put({ ...row, lastEventId: isLatest ? event.id : row.lastEventId });
    ledger.add(answerCounted(row.deckId, row.schedule, event, 1));
    return ledger.write(database);
  }
  if (event.kind !== "retract" && isLatest) {
    await stand(database, row, { schedule: event.after, lastEventId: event.id });
    if (event.kind !== "review") return;
    ledger.add(answerCounted(row.deckId, row.schedule, event, 1));
    return ledger.write(database);
  }
  // Taken back, or come late from another device: the whole history decides.
  const history = await historyOf(database, row.id);
  await stand(database, row, fold(history));
  countDifference(
    ledger,
    row,
    history.filter((item) => item.id !== event.id),
    history,
  );
  await ledger.write(database);
}

async function stand(database: Database, row: CardRow, standing: Standing): Promise<void> {
  const after = withSchedule(row, standing);
  await database.cards.put(after);
  const counts = (await database.deckCounts.get(row.deckId)) ?? { deckId: row.deckId, ...NO_COUNTS };
  await database.deckCounts.put(movedCounts(counts, row, after));
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
  await mergeEvents(database, file.events);

  const touched = new Set([
    ...rows.map((row) => row.deckId),
    ...known.flatMap((row) => (row ? [row.deckId] : [])),
  ]);
  for (const deckId of touched) await recount(database, deckId);
}

/** Writes and removes just the rows that an edit names. Cards keep their schedules, or get back what they had. */
async function applyChanges(context: ApplyContext, changes: Changes): Promise<void> {
  const { database } = context;
  const { put, remove } = changes;
  const withdrawn = changes.withdrawn && context.histories.get(changes.withdrawn);
  const moved = new Set<DeckId>(
    changes.withdrawn && withdrawn ? await withdrawHistory(database, changes.withdrawn, withdrawn) : [],
  );
  await database.noteTypes.bulkPut(put.noteTypes);
  await database.media.bulkPut(put.media);
  await database.decks.bulkPut(put.decks);
  await database.guides.bulkPut(put.guides);
  await database.notes.bulkPut(put.notes);
  await database.imported.bulkPut(put.imported);

  const brought = changes.history ? context.histories.get(changes.history) : undefined;
  const added = brought ? await addEvents(database, brought) : null;
  const known = await rowsById(
    database.cards,
    put.cards.map((card) => card.id),
  );
  const removed = (await rowsById(database.cards, remove.cards)).flatMap((row) => row ?? []);
  const fresh = put.cards.filter((_, index) => known[index] === undefined);
  const history =
    fresh.length === 0 ? [] : await historyOfCards(database, new Set(fresh.map(({ id }) => id)));
  const historyOfCard = eventsByCard(history);
  const rows = put.cards.map((card, index) => {
    const row = cardRow(card, known[index] ?? null);
    const events = known[index] ? undefined : historyOfCard.get(card.id);
    return events ? withSchedule(row, fold(events)) : row;
  });
  await database.cards.bulkPut(rows);
  if (added) {
    const written = rows.filter((_, index) => known[index] === undefined);
    for (const deckId of await settle(database, added, written)) moved.add(deckId);
  }
  if (changes.history && brought) await addPast(database, changes.history, brought.past);

  await database.cards.bulkDelete([...remove.cards]);
  await database.notes.bulkDelete([...remove.notes]);
  await database.imported.bulkDelete([...remove.imported]);
  await database.guides.bulkDelete([...remove.guides]);
  await database.noteTypes.bulkDelete([...remove.noteTypes]);
  await database.media.bulkDelete([...remove.media]);
  const touched = new Set(moved);
  for (const row of [...rows, ...removed, ...known.flatMap((one) => one ?? [])]) touched.add(row.deckId);
  for (const deckId of touched) await recount(database, deckId);
  await database.decks.bulkDelete([...remove.decks]);
  await database.deckCounts.bulkDelete([...remove.decks]);
}

async function recount(database: Database, deckId: DeckId): Promise<void> {
  const rows = await database.cards.where("[deckId+queue+due]").between([deckId, -1], [deckId, 9]).toArray();
  await database.deckCounts.put({ deckId, ...countsOf(rows) });
}
