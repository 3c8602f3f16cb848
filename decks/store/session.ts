import { StoreError, type StudyStore } from "../contract.ts";
import type { AnswerCard, Answered, Session, SessionScope } from "../contract/reviewing.ts";
import type { CardId, EventId, NoteId } from "../core/ids.ts";
import { LEARN_AHEAD_MS, nextCards } from "../core/schedule/queue.ts";
import { type AnswerDetails, GRADES } from "../core/schedule/types.ts";
import { type EpochMs, MINUTE_MS } from "../core/time.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { type CardRow, QUEUE } from "./database.ts";
import { type LearningRow, restOfDay } from "./day-cards.ts";
import { filteredRest, studyChoices } from "./filtered.ts";
import { leechEvents } from "./leeches.ts";
import type { PackShelf } from "./packs.ts";
import { neededPacks, queuedCards, versionOf } from "./queued-cards.ts";
import { dayView, type DayView, deckIdsIn, minutesFor, sum } from "./scope.ts";
import { stepsOf } from "./undoing.ts";
import { unbury } from "./unburying.ts";

/** The card to show and those that follow. */
const HEAD = 3;
/** An answer that took longer was an interruption. */
const LONGEST_ANSWER_MS = 10 * MINUTE_MS;

/** The verbs of a review session. */
export function sessionVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<StudyStore, "session" | "answerCard" | "studyChoices"> {
  return {
    session: ({ first, ...scope }) => session(collection, shelf, scope, null, first ?? null),
    answerCard: (input) => answerCard(collection, shelf, input),
    studyChoices: async ({ deckId }) => studyChoices(collection, await dayView(collection), deckId),
  };
}

async function answerCard(
  collection: Collection,
  shelf: PackShelf,
  input: AnswerCard,
): Promise<{ answered: Answered; session: Session }> {
  const { database, clock } = collection;
  if (!GRADES.includes(input.grade)) throw new StoreError("invalid-input", "There is no such grade.");
  if (!Number.isFinite(input.durationMs))
    throw new StoreError("invalid-input", "The time of an answer is a number.");
  let noteId: NoteId | null = null;
  let leech: Answered["leech"] = null;
  const eventId = await collection.change(async () => {
    const row = await database.cards.get(input.cardId);
    if (!row) throw new StoreError("not-found");
    if (versionOf(row) !== input.version) throw new StoreError("stale");
    noteId = row.noteId;
    const view = await dayView(collection);
    const answer = {
      cardId: row.id,
      grade: input.grade,
      answeredAt: clock.now(),
      durationMs: Math.round(Math.min(LONGEST_ANSWER_MS, Math.max(0, input.durationMs))),
      ...detailsOf(input),
    };
    if (input.filter?.schedules === false) return { kind: "cram", ...answer, day: view.day };
    const preset = view.presetOf(row.deckId);
    const { scheduler, parameters } = collection.scheduler(view.settings, preset);
    const after = scheduler.reschedule(
      row.id,
      row.schedule,
      input.grade,
      answer.answeredAt,
      view.placing(row.deckId),
    );
    const isKnown = (await database.parameterSets.get(parameters.id)) !== undefined;
    const review: NewEvent = {
      kind: "review",
      ...answer,
      parameterSetId: parameters.id,
      after,
      ...(isKnown ? {} : { parameters }),
    };
    const forgotten = await leechEvents(collection, preset, row, after);
    leech = forgotten.length > 0 ? preset.leechAction : null;
    return [review, ...forgotten];
  });
  return {
    answered: { eventId: eventId as EventId, cardId: input.cardId, grade: input.grade, leech },
    session: await session(collection, shelf, input, noteId, input.first ?? null),
  };
}

function detailsOf({ confidence, picked }: AnswerDetails): AnswerDetails {
  return { ...(confidence ? { confidence } : {}), ...(picked ? { picked } : {}) };
}

async function session(
  collection: Collection,
  shelf: PackShelf,
  { deckId, filter }: SessionScope,
  justSeen: NoteId | null,
  first: CardId | null,
): Promise<Session> {
  const { database } = collection;
  await unbury(collection);
  // Outside the transaction, which would end while packs are loaded.
  const packs = await neededPacks(collection, shelf);
  return database.transaction("r", database.tables, async () => {
    const view = await dayView(collection);
    const plan = filter
      ? await filteredPlan(collection, view, { deckId, filter })
      : await dayPlan(collection, view, { deckId }, justSeen, first);
    const rows = withFirst(plan.rows, first, plan.mayComeFirst).slice(0, HEAD);
    return {
      counts: plan.counts,
      minutes: await minutesFor(collection, view, plan.counts),
      answeredToday: plan.answered,
      cards: await queuedCards(collection, packs, view, rows),
      nextLearningAt:
        rows.length === 0 && plan.nextLearning !== null
          ? ((plan.nextLearning - LEARN_AHEAD_MS) as EpochMs)
          : null,
      schedules: filter?.schedules ?? true,
      steps: await stepsOf(collection),
    };
  });
}

/** The rest of a session: the cards that come next, and what is told of all of them. */
interface Plan {
  readonly rows: readonly CardRow[];
  readonly counts: Session["counts"];
  readonly answered: number;
  /** When the next learning card is due, where nothing else is left. */
  readonly nextLearning: number | null;
  /** The card of this id, where it may be asked now. */
  readonly mayComeFirst: (cardId: CardId) => CardRow | undefined;
}

async function dayPlan(
  collection: Collection,
  view: DayView,
  { deckId }: SessionScope,
  justSeen: NoteId | null,
  first: CardId | null,
): Promise<Plan> {
  const deckIds = deckIdsIn(view, deckId);
  const { heads, counts } = await restOfDay(collection.database, view, deckIds);
  const inScope = new Set<string>(deckIds);
  const today = view.today.filter((row) => inScope.has(row.deckId));
  const progress = {
    reviewsDone: sum(today, (row) => row.reviewCards),
    newDone: sum(today, (row) => row.newCards),
    reviewsLeft: counts.due,
    newLeft: counts.new,
  };
  const { mix } = view.presetOf(deckId);
  const avoid = justSeen === null ? [] : [justSeen];
  // The card that was on screen may stand behind those that were read.
  const shown = first === null ? undefined : await collection.database.cards.get(first);
  const all = [...heads.learning, ...heads.reviews, ...heads.news];
  const mayCome = (row: CardRow) =>
    inScope.has(row.deckId) &&
    ((row.queue === QUEUE.review && row.due <= view.day && counts.due > heads.reviews.length) ||
      (row.queue === QUEUE.new && counts.new > heads.news.length));
  return {
    rows: nextCards<CardRow, LearningRow>(heads, progress, mix, view.now, avoid, HEAD + 1),
    counts,
    answered: sum(today, (row) => row.answers),
    nextLearning: heads.learning[0]?.due ?? null,
    mayComeFirst: (cardId) =>
      all.find(({ id }) => id === cardId) ?? (shown && mayCome(shown) ? shown : undefined),
  };
}

async function filteredPlan(
  collection: Collection,
  view: DayView,
  { deckId, filter }: Required<SessionScope>,
): Promise<Plan> {
  const { rows, answered } = await filteredRest(collection, view, deckId, filter);
  const isLearning = (row: CardRow) =>
    row.schedule.state === "learning" || row.schedule.state === "relearning";
  // Practice alone knows no steps; else what is learned comes when its step is over.
  const later = filter.schedules
    ? rows.filter((row) => isLearning(row) && row.schedule.due > view.now + LEARN_AHEAD_MS)
    : [];
  const now = rows.filter((row) => !later.includes(row));
  return {
    rows: now,
    counts: {
      due: now.filter(({ schedule }) => schedule.state === "review").length,
      learning: rows.filter(isLearning).length,
      new: now.filter(({ schedule }) => schedule.state === "new").length,
    },
    answered,
    nextLearning: later[0]?.schedule.due ?? null,
    mayComeFirst: (cardId) => rows.find(({ id }) => id === cardId),
  };
}

/** The rows with one of them first, where it may be asked. */
function withFirst(
  rows: readonly CardRow[],
  first: CardId | null,
  find: Plan["mayComeFirst"],
): readonly CardRow[] {
  const row = first === null ? undefined : find(first);
  return row ? [row, ...rows.filter(({ id }) => id !== row.id)] : rows;
}
