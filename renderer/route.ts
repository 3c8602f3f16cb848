import type { DeckId, SituationId } from "../decks/core/ids.ts";

/** Where the window is, as kept in the address after `#`, so that Back and a reload work. */
export type Route =
  | { readonly screen: "today" }
  | { readonly screen: "import" }
  | { readonly screen: "deck"; readonly deckId: DeckId }
  /** The guide of a deck, at a line of it. */
  | { readonly screen: "guide"; readonly deckId: DeckId; readonly line: number | null }
  | { readonly screen: "review"; readonly deckId: DeckId | null }
  | { readonly screen: "scenarios" }
  | { readonly screen: "scenario"; readonly situationId: SituationId }
  | { readonly screen: "settings" };

/** The route an address names; an unknown one is Today. */
export function readRoute(hash: string): Route {
  const [screen = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  const id = decode(rest.join("/"));
  switch (screen) {
    case "import":
    case "scenarios":
    case "settings":
      return { screen };
    case "deck":
      return id === "" ? { screen: "today" } : { screen, deckId: id as DeckId };
    case "guide": {
      const [deckId = "", line] = rest.map(decode);
      if (deckId === "") return { screen: "today" };
      return { screen, deckId: deckId as DeckId, line: /^\d{1,7}$/.test(line ?? "") ? Number(line) : null };
    }
    case "review":
      return { screen, deckId: id === "" ? null : (id as DeckId) };
    case "scenario":
      return id === "" ? { screen: "scenarios" } : { screen, situationId: id as SituationId };
    default:
      return { screen: "today" };
  }
}

/** The address of a route; `readRoute` gives the route back. */
export function routeHref(route: Route): string {
  switch (route.screen) {
    case "deck":
      return `#/deck/${encodeURIComponent(route.deckId)}`;
    case "guide":
      return `#/guide/${encodeURIComponent(route.deckId)}${route.line === null ? "" : `/${route.line}`}`;
    case "review":
      return route.deckId === null ? "#/review" : `#/review/${encodeURIComponent(route.deckId)}`;
    case "scenario":
      return `#/scenario/${encodeURIComponent(route.situationId)}`;
    default:
      return `#/${route.screen}`;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
