import fc from "fast-check";
import { expect, test } from "vitest";
import { looksLikeMarkdownDeck, readMarkdownDeck } from "./read-markdown-deck.ts";
import type { MarkdownCard } from "./types.ts";
import { writeMarkdownDeck } from "./write-markdown-deck.ts";

test("a deck is written to be read by people", () => {
  const place = { tags: ["body"], deckPath: ["Biology", "Organs"] };
  const cards: readonly MarkdownCard[] = [
    {
      kind: "basic",
      front: "What beats?",
      back: "The heart,\n\n- day and night",
      isReversed: false,
      ...place,
    },
    { kind: "basic", front: "heart", back: "corazón", isReversed: true, ...place, tags: [] },
    { kind: "cloze", text: "It has {{c1::four}} rooms.", tags: [], deckPath: ["Biology"] },
  ];
  expect(writeMarkdownDeck(cards)).toBe(
    [
      "# Biology",
      "",
      "## Organs",
      "",
      "Q: What beats?",
      "A: The heart,",
      "",
      "  - day and night",
      "#body",
      "",
      "---",
      "",
      "  heart",
      "??",
      "  corazón",
      "",
      "# Biology",
      "",
      "---",
      "",
      "  It has {{c1::four}} rooms.",
      "",
    ].join("\n"),
  );
});

const words = fc.stringMatching(/^[\p{L}\p{N}#&'_-]{1,8}$/u);
const body = fc
  .array(
    fc.constantFrom(
      "a",
      "é漢",
      " ",
      "\n",
      "\n\n",
      "# ",
      "#tag",
      "Q: ",
      "A: ",
      "B. ",
      "?",
      "\n??\n",
      "---",
      "\n---\n",
      " :: ",
      "```",
      "~~~",
      "==b==",
      "{{c}}",
      "\\",
      "- ",
      "    ",
      "|",
      "**",
    ),
    { maxLength: 20 },
  )
  .map((parts) =>
    parts
      .join("")
      .replace(/[ \t]+(?=\n|$)/g, "")
      .trim(),
  );
const place = {
  tags: fc.uniqueArray(
    words.filter((tag) => !tag.startsWith("#")),
    { maxLength: 3 },
  ),
  deckPath: fc.option(fc.array(words, { minLength: 1, maxLength: 8 })),
};
const filled = body.filter((text) => text !== "");
const card: fc.Arbitrary<MarkdownCard> = fc.oneof(
  fc.record({
    kind: fc.constant("basic" as const),
    front: filled,
    back: filled,
    isReversed: fc.boolean(),
    ...place,
  }),
  fc.record({
    kind: fc.constant("cloze" as const),
    text: fc.tuple(body, body).map(([before, after]) => `${before}{{c1::gap}}${after}`),
    ...place,
  }),
);

test("what is written comes back as it was, those without a deck first", () => {
  fc.assert(
    fc.property(fc.array(card, { minLength: 1, maxLength: 8 }), (cards) => {
      const text = writeMarkdownDeck(cards);
      const { notes, issues } = readMarkdownDeck(text);
      expect(issues).toEqual([]);
      const ordered = [
        ...cards.filter(({ deckPath }) => deckPath === null),
        ...cards.filter(({ deckPath }) => deckPath !== null),
      ];
      expect(notes.map(({ line: _line, ...said }) => said)).toEqual(ordered);
      expect(looksLikeMarkdownDeck(text)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("nothing is written as nothing", () => {
  expect(writeMarkdownDeck([])).toBe("");
});
