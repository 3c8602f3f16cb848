import type { Counts } from "../contract/reviewing.ts";
import type { CardId, DeckId, NoteId } from "../core/ids.ts";
import { retractedIn } from "../core/log/fold.ts";
import { cardsOfDay, type Heads, type Left } from "../core/schedule/queue.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";
import { type CardRow, type Database, type DeckCountsRow, QUEUE, type Queue } from "./database.ts";
import { type DayView, dueBy, sum } from "./scope.ts";

/** A card in learning, with its due time as what it is. */
export type LearningRow = Omit<CardRow, "due"> & { readonly due: EpochMs };

/** The cards of a day as far as a session looks ahead, and how many there are in all. */
export interface DayRest {
  readonly heads: Heads<CardRow, LearningRow>;
  readonly counts: Counts;
}

/** Read per deck where nothing depends on the cards behind them, so that siblings can be kept apart. */
const READ_AHEAD = 8;
/** A few more than the limit: what siblings may take away. */
const SPARE = 20;

/** What is left of today in some decks. */
export async function restOfDay(
  database: Database,
  view: DayView,
  deckIds: readonly DeckId[],
): Promise<DayRest> {
  const burying = buries(view, deckIds);
  const heads = dayCards(view, await candidates(database, view, deckIds, burying), deckIds);
  return { heads, counts: burying ? countsOf(heads) : keptCounts(view, deckIds) };
}

/** Tells how many cards any of some decks has left today, as many as a session of it will bring. */
export async function dayCounter(
  database: Database,
  view: DayView,
  all: readonly DeckId[],
): Promise<(deckIds: readonly DeckId[]) => Counts> {
  if (!buries(view, all)) return (deckIds) => keptCounts(view, deckIds);
  const waiting = await candidates(database, view, all, true);
  return (deckIds) => countsOf(dayCards(view, waiting, deckIds));
}

/** Whether siblings wait for each other anywhere in some decks: then every card has to be looked at, else counters do. */
function buries(view: DayView, deckIds: readonly DeckId[]): boolean {
  return deckIds.some((deckId) => Object.values(view.presetOf(deckId).bury).includes(true));
}

/** What the counters of the decks hold, within the limits of their presets. */
function keptCounts(view: DayView, deckIds: readonly DeckId[]): Counts {
  const inScope = new Set<DeckId>(deckIds);
  const presets = new Map(deckIds.map((deckId) => [view.presetOf(deckId).id, view.presetOf(deckId)]));
  const within = (limit: keyof Left, waiting: (row: DeckCountsRow) => number) =>
    sum([...presets.values()], (preset) => {
      const decks = deckIds.filter((deckId) => view.presetOf(deckId).id === preset.id);
      const rows = decks.flatMap((deckId) => view.counts.get(deckId) ?? []);
      return Math.min(view.leftOf(preset)[limit], sum(rows, waiting));
    });
  return {
    due: within("reviews", (row) => dueBy(row, view.day)),
    learning: view.learning.filter((row) => inScope.has(row.deckId)).length,
    new: within("news", (row) => row.new),
  };
}

/** What the cards of a day are chosen from. */
interface Candidates extends Heads<CardRow, LearningRow> {
  /** The cards of each note that were answered today. */
  readonly answered: ReadonlyMap<NoteId, ReadonlySet<CardId>>;
}

/** @param whole every card that may come, and some more because siblings make room for others; else the first of them */
async function candidates(
  database: Database,
  view: DayView,
  deckIds: readonly DeckId[],
  whole: boolean,
): Promise<Candidates> {
  const inScope = new Set<DeckId>(deckIds);
  const read = (queue: Queue) =>
    Promise.all(deckIds.map((deckId) => waitingIn(database, view, deckId, queue, whole)));
  const [reviews, news, answered] = await Promise.all([
    read(QUEUE.review),
    read(QUEUE.new),
    whole ? answeredSince(database, view.startOfDay) : [],
  ]);
  return {
    learning: view.learning
      .filter((row) => inScope.has(row.deckId))
      .map((row) => ({ ...row, due: row.due as EpochMs })),
    // By day, then shuffled: the ids are digests, so that the cards of a section do not come in a row.
    reviews: reviews.flat().sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1)),
    // In the order of the guides, deck by deck: the words of a section are met together.
    news: news.flat(),
    answered: await cardsByNote(database, answered),
  };
}

/** The cards of today in some of the decks that the candidates were read of. */
function dayCards(
  view: DayView,
  { answered, ...heads }: Candidates,
  deckIds: readonly DeckId[],
): Heads<CardRow, LearningRow> {
  const inScope = new Set<DeckId>(deckIds);
  const within = <Row extends Pick<CardRow, "deckId">>(rows: readonly Row[]) =>
    rows.filter((row) => inScope.has(row.deckId));
  return cardsOfDay<CardRow, LearningRow>(
    { learning: within(heads.learning), reviews: within(heads.reviews), news: within(heads.news) },
    (row) => view.presetOf(row.deckId),
    view.leftOf,
    answered,
    view.startOfDay,
  );
}

function countsOf({ learning, reviews, news }: Heads<CardRow, LearningRow>): Counts {
  return { due: reviews.length, learning: learning.length, new: news.length };
}

async function waitingIn(
  { cards }: Database,
  view: DayView,
  deckId: DeckId,
  queue: Queue,
  whole: boolean,
): Promise<CardRow[]> {
  const row = view.counts.get(deckId);
  if (row === undefined || (queue === QUEUE.new ? row.new : dueBy(row, view.day)) === 0) return [];
  const left = view.leftOf(view.presetOf(deckId));
  const wanted = queue === QUEUE.new ? left.news : left.reviews;
  if (wanted === 0) return [];
  const last = queue === QUEUE.new ? Number.MAX_SAFE_INTEGER : view.day;
  return cards
    .where("[deckId+queue+due]")
    .between([deckId, queue, 0], [deckId, queue, last], true, true)
    .limit(whole ? 2 * wanted + SPARE : READ_AHEAD)
    .toArray();
}

/** Answers since then that count; the ids of events begin with their time. */
export async function answeredSince(
  { reviewTail }: Database,
  since: EpochMs,
): Promise<readonly Extract<ScheduleEvent, { readonly kind: "review" | "cram" }>[]> {
  const first = Math.max(0, since).toString(36).padStart(9, "0");
  const events = await reviewTail.where("id").aboveOrEqual(first).toArray();
  const retracted = retractedIn(events);
  return events.flatMap((event) =>
    (event.kind === "review" || event.kind === "cram") && !retracted.has(event.id) ? [event] : [],
  );
}

async function cardsByNote(
  { cards }: Database,
  answers: readonly ScheduleEvent[],
): Promise<ReadonlyMap<NoteId, ReadonlySet<CardId>>> {
  const ids = [...new Set(answers.flatMap(({ kind, cardId }) => (kind === "review" ? [cardId] : [])))];
  const byNote = new Map<NoteId, Set<CardId>>();
  for (const row of await cards.bulkGet(ids)) {
    if (!row) continue;
    const there = byNote.get(row.noteId);
    if (there) there.add(row.id);
    else byNote.set(row.noteId, new Set([row.id]));
  }
  return byNote;
}
