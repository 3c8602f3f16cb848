import { expect, test } from "vitest";
import { hostCommands } from "./host-commands.ts";
import { readRoute, type Route, routeHref } from "./route.ts";

test("every place of the menu is an address that leads there", () => {
  const gone: Route[] = [];
  const nothing = () => {};
  const commands = hostCommands({
    go: (route) => void gone.push(route),
    step: nothing,
    showKeys: nothing,
    showAbout: nothing,
  });
  for (const command of Object.values(commands)) command();
  expect(gone.map(({ screen }) => screen)).toEqual([
    ...["import", "settings", "settings", "today", "review", "scenarios", "what-if", "exams", "packs"],
  ]);
  for (const route of gone) expect(readRoute(routeHref(route))).toEqual(route);
});
