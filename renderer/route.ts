import type { DeckId, SituationId } from "../decks/core/ids.ts";

/** Where the window is, as kept in the address after `#`, so that Back and a reload work. */
export type Route =
  | { readonly screen: "today" }
  | { readonly screen: "import" }
  | { readonly screen: "deck"; readonly deckId: DeckId }
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
