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

/** As Cardinal wrote it before decisions had cards. */
const VERSION_2 = {
  ...VERSION_1,
  version: 2,
  guide: { ...VERSION_1.guide, leaveOut: ["outline"], takeIn: [] },
  cards: [{ ...VERSION_1.cards[0], suspended: true }],
  imported: [],
};

test("a deck file of version 2 keeps what it says, and is written as one of today", () => {
  const read = readDeckFile(JSON.stringify(VERSION_2));
  if (!read.ok) throw new Error(read.reason);
  expect(read.file).toMatchObject({
    guide: { leaveOut: ["outline"] },
    cards: [{ suspended: true }],
    imported: [],
  });
  expect(readDeckFile(writeDeckFile(read.file))).toEqual(read);
});

test("the deck of decisions is written and read with its rules", () => {
  const read = readDeckFile(JSON.stringify(VERSION_2));
  if (!read.ok) throw new Error(read.reason);
  const rule = {
    id: "note-skill",
    kind: "skill",
    fields: { text: "Spot: interruption" },
    tags: [],
    source: null,
  };
  const file = { ...read.file, guide: null, notes: [rule], cards: [] } as never;
  expect(readDeckFile(writeDeckFile(file))).toMatchObject({ ok: true, file: { notes: [{ kind: "skill" }] } });
});

test("a deck file of a newer version is not guessed at", () => {
  expect(readDeckFile(JSON.stringify({ ...VERSION_1, version: 99 }))).toMatchObject({
    code: "newer-version",
  });
});
