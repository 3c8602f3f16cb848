import { describe, expect, test } from "vitest";
import { readDeckFile, writeDeckFile } from "./deck-file.ts";

/** As Cardinal 0.1 wrote it. */
const VERSION_1 = {
  format: "cardinal-deck",
  version: 1,
  decks: [{ id: "deck-a", parentId: null, name: "Rivers", position: 0 }],
  guide: {
    id: "guide-a",
    deckId: "deck-a",
    title: "Rivers",
    fileName: "rivers.md",
    hash: "a".repeat(64),
    importedAt: 1,
  },
  notes: [
    {
      id: "note-a",
      kind: "glossary",
      fields: { term: "Source", definition: "Where a river begins." },
      tags: ["glossary"],
      source: { section: "Glossary", line: 5 },
    },
  ],
  cards: [{ id: "card-a", noteId: "note-a", deckId: "deck-a", template: "forward", position: 0 }],
  parameterSets: [],
  events: [],
};

describe("a deck file of version 1", () => {
  test("is read with what later versions know: nothing suspended, every note as its guide gave it", () => {
    const read = readDeckFile(JSON.stringify(VERSION_1));
    expect(read).toMatchObject({
      ok: true,
      file: {
        guide: { leaveOut: [], takeIn: [] },
        cards: [{ id: "card-a", suspended: false }],
        imported: [
          {
            id: "note-a",
            guideId: "guide-a",
            gone: false,
            note: VERSION_1.notes[0],
            cards: [{ id: "card-a", template: "forward" }],
          },
        ],
      },
    });
  });

  test("is written as one of today, which is read as the same", () => {
    const read = readDeckFile(JSON.stringify(VERSION_1));
    if (!read.ok) throw new Error(read.reason);
    expect(readDeckFile(writeDeckFile(read.file))).toEqual(read);
  });
});

test("a deck file of a newer version is not guessed at", () => {
  expect(readDeckFile(JSON.stringify({ ...VERSION_1, version: 99 }))).toMatchObject({
    code: "newer-version",
  });
});
