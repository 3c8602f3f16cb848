import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeckId, SituationId } from "../decks/core/ids.ts";
import { readRoute, type Route, routeHref } from "./route.ts";

const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>(
    { screen: "today" },
    { screen: "import" },
    { screen: "scenarios" },
    { screen: "settings" },
    { screen: "review", deckId: null },
  ),
  fc.string({ minLength: 1 }).map((id): Route => ({ screen: "deck", deckId: id as DeckId })),
  fc.string({ minLength: 1 }).map((id): Route => ({ screen: "review", deckId: id as DeckId })),
  fc.string({ minLength: 1 }).map((id): Route => ({ screen: "scenario", situationId: id as SituationId })),
);

test("every route is read back from its address", () => {
  fc.assert(
    fc.property(anyRoute, (route) => {
      expect(readRoute(routeHref(route))).toEqual(route);
    }),
  );
});

test("an address that names nothing leads to Today", () => {
  for (const hash of ["", "#", "#/", "#/nowhere", "#/deck/", "#/deck/%E0%A4%A"]) {
    expect(readRoute(hash)).toEqual({ screen: "today" });
  }
});
