import type { CardId } from "../core/ids.ts";
import { selectedReviews } from "../core/log/past-reviews.ts";
import type { History } from "./history-file.ts";

/** The history with the ids its cards have here; what `idOf` gives null for is left out. */
export function remappedHistory(history: History, idOf: (id: CardId) => CardId | null): History {
  const { past, events, parameterSets } = history;
  const cardIds = past.cardIds.map(idOf);
  const isGone = cardIds.includes(null);
  return {
    parameterSets,
    events: events.flatMap((event) => {
      const cardId = idOf(event.cardId);
      if (cardId === null) return [];
      return cardId === event.cardId ? event : { ...event, cardId };
    }),
    past: isGone ? keptReviews(past, cardIds) : { ...past, cardIds: cardIds as readonly CardId[] },
  };
}

function keptReviews(past: History["past"], cardIds: readonly (CardId | null)[]): History["past"] {
  const kept = selectedReviews(past, (index) => cardIds[past.card[index] ?? 0] !== null);
  const idOf = new Map(past.cardIds.map((id, place) => [id, cardIds[place]]));
  return { ...kept, cardIds: kept.cardIds.map((id) => idOf.get(id) ?? id) };
}
