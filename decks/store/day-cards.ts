import type { Counts } from "../contract/reviewing.ts";
import type { CardId, DeckId, NoteId } from "../core/ids.ts";
import { retractedIn } from "../core/log/fold.ts";
import { cardsOfDay, type Heads } from "../core/schedule/queue.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import type { EpochMs } from "../core/time.ts";
import { type CardRow, type Database, QUEUE, type Queue } from "./database.ts";
import { type DayView, dueBy } from "./scope.ts";

/** A card in learning, with its due time as what it is. */
export type LearningRow = Omit<CardRow, "due"> & { readonly due: EpochMs };

/** What the cards of a day are chosen from; read once, and enough for any of the decks alone. */
export interface Candidates extends Heads<CardRow, LearningRow> {
  /** The cards of each note that were answered today. */
  readonly answered: ReadonlyMap<NoteId, ReadonlySet<CardId>>;
}

/**
 * Everything of some decks that may come today. Of every deck as many as the limits leave and some more, because
 * siblings make room for others.
 */
export async function candidates(
  database: Database,
  view: DayView,
  deckIds: readonly DeckId[],
): Promise<Candidates> {
  const inScope = new Set<DeckId>(deckIds);
  const read = (queue: Queue) =>
    Promise.all(deckIds.map((deckId) => waitingIn(database, view, deckId, queue)));
  const [reviews, news, answered] = await Promise.all([
    read(QUEUE.review),
    read(QUEUE.new),
    answeredSince(database, view.startOfDay),
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
export function dayCards(
  view: DayView,
  { answered, ...heads }: Candidates,
  deckIds: readonly DeckId[],
): Heads<CardRow, LearningRow> {
  const inScope = new Set<DeckId>(deckIds);
  const within = <Row extends CardRow>(rows: readonly Row[]) => rows.filter((row) => inScope.has(row.deckId));
  return cardsOfDay(
    { learning: within(heads.learning), reviews: within(heads.reviews), news: within(heads.news) },
    (row) => view.presetOf(row.deckId),
    view.leftOf,
    answered,
    view.startOfDay,
  );
}

/** As many as a session will bring. */
export function countsOf({ learning, reviews, news }: Heads<CardRow, LearningRow>): Counts {
  return { due: reviews.length, learning: learning.length, new: news.length };
}

/** A few more than the limit: what siblings may take away. */
const SPARE = 20;

async function waitingIn(
  { cards }: Database,
  view: DayView,
  deckId: DeckId,
  queue: Queue,
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
    .limit(2 * wanted + SPARE)
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
