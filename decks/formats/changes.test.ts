import { expect, test } from "vitest";
import { inverse, readChanges, rowChanges, writeChanges } from "./changes.ts";

/** As Cardinal wrote it before decks of other programs came with their history. */
const VERSION_1 = {
  format: "cardinal-changes",
  version: 1,
  put: {
    decks: [{ id: "deck-a", parentId: null, name: "Rivers", position: 0 }],
    guides: [],
    notes: [],
    imported: [],
    cards: [
      { id: "card-a", noteId: "note-a", deckId: "deck-a", template: "forward", position: 0, suspended: true },
    ],
  },
  remove: { decks: [], guides: [], notes: ["note-b"], imported: [], cards: [] },
};

test("changes of version 1 are read with what later ones know: no types, no files, no history, nothing marked", () => {
  const read = readChanges(JSON.stringify(VERSION_1));
  expect(read).toMatchObject({
    ok: true,
    changes: {
      put: { noteTypes: [], media: [], cards: [{ suspended: true, buriedUntil: null, flag: 0 }] },
      remove: { notes: ["note-b"], noteTypes: [], media: [] },
      history: null,
      withdrawn: null,
    },
  });
});

test("changes of a newer version are refused as that", () => {
  const newer = JSON.stringify({ ...VERSION_1, version: 99 });
  expect(readChanges(newer)).toMatchObject({ ok: false, code: "newer-version" });
});

test("what undoes changes takes out the history they brought, and puts back rows as they were", () => {
  const hash = "a".repeat(64) as never;
  const was = { id: "map.png", hash: "b".repeat(64) as never, size: 1 };
  const made = {
    ...rowChanges({
      media: [
        { ...was, size: 2 },
        { ...was, id: "new.png" },
      ],
    }),
    history: hash,
  };
  const undone = inverse(made, { ...rowChanges({}).put, media: [was] });
  expect(undone).toMatchObject({
    put: { media: [was] },
    remove: { media: ["new.png"] },
    history: null,
    withdrawn: hash,
  });
  expect(readChanges(writeChanges(undone))).toEqual({ ok: true, changes: undone });
});
