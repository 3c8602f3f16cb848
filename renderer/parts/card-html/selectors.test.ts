import { expect, test } from "vitest";
import { cardSelector, reachesOut } from "./selectors.ts";

test.each([
  ["body", ".card"],
  ["html, body", ".card, .card"],
  ["html > body .x", ".card .x"],
  ["html .card.nightMode", ".card.nightMode"],
  [":root", ".card"],
  ["body.nightMode b", ".card.nightMode b"],
  [".body, tbody, .x-body, html-x", ".body, tbody, .x-body, html-x"],
  [":is(body, p)", ":is(.card, p)"],
  ["hr#answer + p", "hr:is(.id-answer, #_) + p"],
  [".card1 .cloze", ".card1 .cloze"],
])("%s of a deck is %s within its card", (selector, within) => {
  expect(cardSelector(selector)).toBe(within);
});

test("the frame of a card is out of reach, whatever stands around its name", () => {
  const reaching = [":host", ".x, :HOST(.y)", ":is(:host-context(body))", "::slotted(*)", "x::part(y)"];
  expect(reaching.map(reachesOut)).toEqual(reaching.map(() => true));
  expect([".host", "p:hover", ".card::before"].map(reachesOut)).toEqual([false, false, false]);
});
