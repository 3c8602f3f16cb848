import { StoreError } from "../contract.ts";
import type { PresetId } from "../core/ids.ts";
import { joinedReviews, type PastReviews, selectedReviews } from "../core/log/past-reviews.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import type { Collection } from "./collection.ts";
import type { CardRow } from "./database.ts";
import { historyOfCards } from "./history.ts";
import { dayView, type DayView } from "./scope.ts";

/** The cards of the decks that go by a preset, and all that is known of their past. */
export interface PresetCards {
  readonly view: DayView;
  /** Deck by deck, in the order of each. */
  readonly rows: readonly CardRow[];
  readonly events: readonly ScheduleEvent[];
  readonly past: PastReviews;
}

/** Read in one transaction. @throws StoreError `not-found` */
export function presetCards(collection: Collection, presetId: PresetId): Promise<PresetCards> {
  const { database } = collection;
  return database.transaction("r", database.tables, async () => {
    const view = await dayView(collection);
    if (!view.settings.presets.some(({ id }) => id === presetId)) throw new StoreError("not-found");
    const decks = view.decks.filter(({ id }) => view.presetOf(id).id === presetId);
    const places = new Map(decks.map(({ id }, index) => [id, index]));
    const rows = await database.cards.filter((row) => places.has(row.deckId)).toArray();
    const place = (row: CardRow) => places.get(row.deckId) ?? 0;
    rows.sort((a, b) => place(a) - place(b) || a.position - b.position || (a.id < b.id ? -1 : 1));
    const ids = new Set(rows.map(({ id }) => id));
    const past = joinedReviews(await database.pastReviews.toArray());
    return {
      view,
      rows,
      events: await historyOfCards(database, ids),
      past: selectedReviews(past, (row) => {
        const id = past.cardIds[past.card[row] ?? 0];
        return id !== undefined && ids.has(id);
      }),
    };
  });
}
