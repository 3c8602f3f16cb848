import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeckId, PackId, SituationId } from "../decks/core/ids.ts";
import { readRoute, reviewOf, type Route, routeHref } from "./route.ts";

function scopes() {
  const one = fc.string({ minLength: 1 });
  return fc.oneof(
    fc.constant({ packId: null, decision: null }),
    fc.tuple(one, fc.option(one)).map(([id, decision]) => ({ packId: id as PackId, decision })),
  );
}

const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>(
    { screen: "today" },
    { screen: "import" },
    { screen: "scenarios" },
    { screen: "settings", page: "scheduling" },
    { screen: "settings", page: "keyboard" },
    { screen: "exams" },
    { screen: "packs" },
    reviewOf(null),
  ),
  fc.string({ minLength: 1 }).map((id): Route => ({ screen: "deck", deckId: id as DeckId })),
  fc.string({ minLength: 1 }).map((id): Route => reviewOf(id as DeckId)),
  fc
    .tuple(fc.string({ minLength: 1 }), fc.constantFrom("scenarios" as const, "review" as const))
    .map(([id, from]): Route => ({ screen: "scenario", situationId: id as SituationId, from })),
  fc.string({ minLength: 1 }).map((id): Route => ({ screen: "pack", packId: id as PackId })),
  fc.tuple(scopes(), fc.nat(999)).map(([scope, count]): Route => ({ screen: "practice", ...scope, count })),
  fc
    .tuple(
      scopes(),
      fc.dictionary(fc.stringMatching(/^[a-z-]{1,9}$/), fc.oneof(fc.integer(), fc.string(), fc.boolean()), {
        noNullPrototype: true,
      }),
    )
    .map(([scope, facts]): Route => ({ screen: "what-if", ...scope, facts })),
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
