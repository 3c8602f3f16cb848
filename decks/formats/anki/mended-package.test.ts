import type { Database } from "sql.js";
import { describe, expect, test } from "vitest";
import { type AnkiPackage, readAnkiPackage } from "./read-package.ts";
import type { WarningCode } from "./tally.ts";
import { BASIC, CLOZE, packageOf, type PackageParts, SAMPLE, schema11, schema18 } from "./test-packages.ts";

async function readParts(parts: PackageParts): Promise<AnkiPackage> {
  const result = await readAnkiPackage(await packageOf(parts));
  if (!result.ok) throw new Error(result.reason);
  return result;
}

async function readChanged(change: (database: Database) => void): Promise<AnkiPackage> {
  return await readParts({ generation: "anki21", database: await schema11(SAMPLE, change) });
}

/** Asks that the package is read with this one warning, and gives it. */
async function onlyWarning(code: WarningCode, count: number, change: string): Promise<AnkiPackage> {
  const result = await readChanged((database) => void database.run(change));
  expect(result.warnings.map((warning) => ({ code: warning.code, count: warning.count }))).toEqual([
    { code, count },
  ]);
  return result;
}

describe("notes", () => {
  test("the later one of two notes with one guid gets a guid of its own, the same at each reading", async () => {
    const change =
      "UPDATE notes SET guid = 'guid-a' WHERE id = 1003; UPDATE notes SET guid = '' WHERE id = 1002";
    const { collection } = await onlyWarning("doubled-guid", 2, change);
    expect(collection.notes.map(({ guid }) => guid)).toEqual(["guid-a", "~1002", "guid-a~1003"]);
  });

  test("a note without cards is left out", async () => {
    const { collection } = await onlyWarning(
      "note-without-cards-left-out",
      1,
      "DELETE FROM cards WHERE nid = 1003",
    );
    expect(collection.notes.map(({ id }) => id)).toEqual([1001, 1002]);
  });

  test("a note of an unknown type is left out with its cards", async () => {
    const { collection, warnings } = await readChanged((database) => {
      database.run("UPDATE notes SET mid = 5 WHERE id = 1001");
    });
    expect(collection.notes.map(({ id }) => id)).toEqual([1002, 1003]);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ["note-type-unknown-left-out", 1],
      ["card-without-note-left-out", 2],
      ["review-without-card-left-out", 3],
    ]);
  });

  test("fields above the type's are joined to the last, missing ones are empty", async () => {
    const change = `UPDATE notes SET flds = 'a' || char(31) || 'b' || char(31) || 'c' WHERE id = 1001;
      UPDATE notes SET flds = 'alone' WHERE id = 1003`;
    const { collection } = await onlyWarning("note-fields", 2, change);
    expect(collection.notes[0]?.fields).toEqual(["a", "b; c"]);
    expect(collection.notes[2]?.fields).toEqual(["alone", ""]);
  });

  test("a field of a million characters is kept, and a longer one leaves its note out", async () => {
    const { collection, warnings } = await readChanged((database) => {
      database.run("UPDATE notes SET flds = ? WHERE id = 1001", [`${"ü".repeat(1_000_000)}\x1f`]);
      database.run("UPDATE notes SET flds = ? WHERE id = 1003", [`\x1f${"x".repeat(1_000_001)}`]);
    });
    expect(collection.notes.map(({ id }) => id)).toEqual([1001, 1002]);
    expect(warnings[0]).toMatchObject({ code: "note-too-large-left-out", count: 1 });
    expect(warnings[0]?.text).toContain("1003");
  });

  test("bytes that are no letters become U+FFFD, and what is behind them is kept", async () => {
    const change = "UPDATE notes SET flds = CAST(x'61ff62001f63' AS TEXT) WHERE id = 1001";
    const { collection, warnings } = await onlyWarning("broken-text", 1, change);
    expect(collection.notes[0]?.fields).toEqual(["a\ufffdb\0", "c"]);
    expect(warnings[0]?.text).toContain("note 1001");
  });

  test("a negative id and one beyond the safe integers leave the note out", async () => {
    const change = `UPDATE notes SET id = -1 WHERE id = 1001; UPDATE notes SET id = 9007199254740993 WHERE id = 1003;
      DELETE FROM cards WHERE nid IN (1001, 1003); DELETE FROM revlog`;
    const { collection } = await onlyWarning("note-id-left-out", 2, change);
    expect(collection.notes.map(({ id }) => id)).toEqual([1002]);
  });
});

describe("cards", () => {
  test("a card without note is left out, and its answers with it", async () => {
    const { collection, warnings } = await readChanged((database) => {
      database.run("UPDATE cards SET nid = 77 WHERE id = 2001");
    });
    expect(collection.cards.map(({ id }) => id)).toEqual([2002, 2003, 2004]);
    expect([...collection.reviews.cardId]).toEqual([2002]);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([
      ["card-without-note-left-out", 1],
      ["review-without-card-left-out", 2],
    ]);
  });

  test("a card whose deck is unknown is in Default, and Default is there even when the package lacks it", async () => {
    const decks = JSON.stringify({ 5: { id: 5, name: "Five" } });
    const { collection } = await onlyWarning("card-deck-unknown", 2, `UPDATE col SET decks = '${decks}'`);
    expect(collection.decks.map(({ path }) => path)).toEqual([["Default"], ["Five"]]);
    expect(collection.cards.map(({ deckId }) => deckId)).toEqual([1, 1, 1, 1]);
    expect(collection.cards[1]?.originalDeckId).toBe(1);
  });

  test("of two cards for one place of a note the later is left out", async () => {
    const { collection } = await onlyWarning(
      "card-doubled-left-out",
      1,
      "UPDATE cards SET ord = 0 WHERE id = 2002; DELETE FROM revlog WHERE cid = 2002",
    );
    expect(collection.cards.map(({ id }) => id)).toEqual([2001, 2003, 2004]);
  });

  test("a card of a template that the type lacks is left out, a high cloze number is not", async () => {
    const change =
      "UPDATE cards SET ord = 2 WHERE id = 2002; UPDATE cards SET ord = 99 WHERE id = 2003; DELETE FROM revlog";
    const { collection } = await onlyWarning("card-without-template-left-out", 1, change);
    expect(collection.cards.map(({ id, ordinal }) => [id, ordinal])).toEqual([
      [2001, 0],
      [2003, 99],
      [2004, 0],
    ]);
  });

  test("numbers that cannot be are set to the nearest that can", async () => {
    const change = `UPDATE cards SET due = 9e18, ivl = -9e18, factor = 'much', type = 9, queue = -7, reps = 2.5
      WHERE id = 2001`;
    const { collection } = await onlyWarning("card-numbers", 1, change);
    expect(collection.cards[0]).toMatchObject({
      due: 2_147_483_647,
      interval: -2_147_483_648,
      factor: 0,
      type: 3,
      queue: -3,
      reps: 2,
    });
  });

  test.each([
    ['{"s":0,"d":5}', null],
    ['{"s":3,"d":11}', null],
    ['{"s":"3","d":5}', null],
    ['{"s":1e999,"d":5}', null],
    ["{{{", null],
    ["[1]", null],
    ['{"s":3,"d":5,"dr":7}', { stability: 3, difficulty: 5, desiredRetention: null }],
  ])("the memory in %s is read as %j", async (data, memory) => {
    const { collection } = await readChanged((database) => {
      database.run("UPDATE cards SET data = ? WHERE id = 2001", [data]);
    });
    expect(collection.cards[0]?.memory).toEqual(memory);
  });
});

test("answers with numbers that cannot be are set to the nearest, and one outside of all time is left out", async () => {
  const { collection, warnings } = await readChanged((database) => {
    database.run("UPDATE revlog SET ease = 300, time = -5, factor = 1e300 WHERE id = 1600000500000");
    database.run("UPDATE revlog SET id = 8640000000000001 WHERE id = 1600000600000");
  });
  expect([...collection.reviews.id]).toEqual([1_600_000_400_000, 1_600_000_500_000]);
  expect([...collection.reviews.ease]).toEqual([1, 4]);
  expect([...collection.reviews.durationMs]).toEqual([8000, 0]);
  expect([...collection.reviews.factor]).toEqual([0, 2_147_483_647]);
  expect(warnings.map(({ code, count }) => [code, count])).toEqual([
    ["review-numbers", 1],
    ["review-time-left-out", 1],
  ]);
});

describe("note types and decks", () => {
  const generations = [
    ["anki21", schema11],
    ["anki21b", schema18],
  ] as const;

  test.each(generations)(
    "in %s a type without fields or templates is left out with its notes",
    async (generation, make) => {
      const noteTypes = [{ ...BASIC, fields: [] }, CLOZE];
      const database = await make({ ...SAMPLE, noteTypes, reviews: [] });
      const { collection, warnings } = await readParts({ generation, database });
      expect(collection.noteTypes).toEqual([CLOZE]);
      expect(collection.notes.map(({ id }) => id)).toEqual([1002]);
      expect(warnings.map(({ code, count }) => [code, count])).toEqual([
        ["type-empty-left-out", 1],
        ["note-type-unknown-left-out", 2],
        ["card-without-note-left-out", 3],
      ]);
    },
  );

  test("fields of one name or none are told apart", async () => {
    const noteTypes = [
      { ...BASIC, fields: ["Front", "Front"] },
      { ...CLOZE, fields: ["", "Field 1"] },
    ];
    const database = await schema11({ ...SAMPLE, noteTypes });
    const { collection, warnings } = await readParts({ generation: "anki21", database });
    expect(collection.noteTypes.map(({ fields }) => fields)).toEqual([
      ["Front", "Front (2)"],
      ["Field 1", "Field 1 (2)"],
    ]);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([["field-name", 3]]);
  });

  test("of a cloze type with two templates the first is kept", async () => {
    const noteTypes = [BASIC, { ...CLOZE, templates: [...CLOZE.templates, ...BASIC.templates] }];
    const database = await schema18({ ...SAMPLE, noteTypes });
    const { collection, warnings } = await readParts({ generation: "anki21b", database });
    expect(collection.noteTypes[1]?.templates).toEqual(CLOZE.templates);
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([["cloze-templates", 1]]);
  });

  test.each(generations)(
    "in %s empty parts of deck names are named and long ones cut",
    async (generation, make) => {
      const decks = [
        { id: 1, path: ["Default"], isFiltered: false },
        { id: 1_550_000_000_000, path: ["A", "", "B"], isFiltered: false },
        { id: 1_550_000_000_001, path: ["x".repeat(300)], isFiltered: true },
      ];
      const { collection, warnings } = await readParts({
        generation,
        database: await make({ ...SAMPLE, decks }),
      });
      expect(collection.decks.map(({ path }) => path)).toEqual([
        ["Default"],
        ["A", "Unnamed", "B"],
        ["x".repeat(200)],
      ]);
      expect(warnings.map(({ code, count }) => [code, count])).toEqual([["deck-name", 2]]);
    },
  );
});

describe("media", () => {
  const bytes = Uint8Array.of(1);

  test.each(["anki21", "anki21b"] as const)(
    "in %s names that point elsewhere become bare names",
    async (generation) => {
      const names = [
        "../../passwd",
        "C:\\Windows\\evil.dll",
        "con.mp3",
        "/",
        "passwd",
        "a\u0000b.png",
        "ok.png",
      ];
      const database = generation === "anki21" ? await schema11(SAMPLE) : await schema18(SAMPLE);
      const media = names.map((name) => ({ name, bytes }));
      const result = await readParts({ generation, database, media });
      expect(result.media.map(({ name }) => name)).toEqual([
        "passwd",
        "ok.png",
        "passwd (2)",
        "evil.dll",
        "file-con.mp3",
        "media",
        "ab.png",
      ]);
      expect(result.warnings).toMatchObject([{ code: "media-name", count: 5 }]);
      expect(result.warnings[0]?.text).toContain("../../passwd");
      expect(await result.media[2]?.read()).toEqual(bytes);
    },
  );

  test("a name that is listed twice is read once, and one that the archive lacks is counted", async () => {
    const list = new TextEncoder().encode(
      '{"0":"a.png","1":"a.png","7":"b.png","collection.anki21":"c","9":3}',
    );
    const media = [
      { name: "a.png", bytes },
      { name: "a.png", bytes },
    ];
    const result = await readParts({ generation: "anki21", database: await schema11(SAMPLE), media, list });
    expect(result.media.map(({ name }) => name)).toEqual(["a.png"]);
    expect(result.warnings.map(({ code, count }) => [code, count])).toEqual([
      ["media-doubled-left-out", 1],
      ["media-missing", 1],
    ]);
  });

  test.each(["anki21", "anki21b"] as const)(
    "in %s a list that cannot be read leaves the notes without media",
    async (generation) => {
      const database = generation === "anki21" ? await schema11(SAMPLE) : await schema18(SAMPLE);
      const result = await readParts({ generation, database, list: new TextEncoder().encode("[oops") });
      expect(result.media).toEqual([]);
      expect(result.collection.notes).toHaveLength(3);
      expect(result.warnings).toMatchObject([{ code: "media-list", count: 1 }]);
    },
  );
});
