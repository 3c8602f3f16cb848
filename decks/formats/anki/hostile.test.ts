import type { Database } from "sql.js";
import { beforeAll, describe, expect, test } from "vitest";
import { writeZip, ZipDamage } from "../zip.ts";
import { type AnkiGeneration, readAnkiPackage } from "./read-package.ts";
import { loadSqlite } from "./sqlite.ts";
import { mediaMessage, packageOf, SAMPLE, schema11, schema18, zstd } from "./test-packages.ts";

const text = new TextEncoder();

async function refusalOf(bytes: Uint8Array) {
  const before = performance.now();
  const result = await readAnkiPackage(bytes);
  expect(performance.now() - before).toBeLessThan(2000);
  if (result.ok) throw new Error("It was read.");
  expect(result.reason).toMatch(/^[^\n]{20,250}[.]$/);
  expect(result.reason).not.toMatch(/Error|undefined|null|\bat \w+ \(|NaN/);
  return result;
}

async function refusalOfDatabase(database: Uint8Array, generation: AnkiGeneration = "anki21") {
  return await refusalOf(await packageOf({ generation, database }));
}

async function refusalOfChange(change: (database: Database) => void) {
  return await refusalOfDatabase(await schema11(SAMPLE, change));
}

describe("the archive", () => {
  test("what is no archive, or a part of one, is refused", async () => {
    const whole = await packageOf({ generation: "anki21", database: await schema11(SAMPLE) });
    expect((await refusalOf(new Uint8Array())).reason).toContain("empty");
    expect((await refusalOf(text.encode("front,back\n".repeat(40)))).reason).toContain("no zip archive");
    expect((await refusalOf(whole.subarray(0, whole.length / 2))).reason).toContain("ends in the middle");
  });

  test("an archive without a collection is refused", async () => {
    const bytes = await writeZip([{ name: "[Content_Types].xml", bytes: text.encode("<Types/>") }]);
    expect((await refusalOf(bytes)).reason).toContain("no Anki collection");
  });

  test("a package that has lost its newer collection is not read by its stub", async () => {
    const stub = await schema11(SAMPLE);
    const bytes = await writeZip([
      { name: "meta", bytes: Uint8Array.of(8, 3) },
      { name: "collection.anki2", bytes: stub },
      { name: "media", bytes: text.encode("{}") },
    ]);
    expect((await refusalOf(bytes)).reason).toContain("lost its collection");
  });

  test("a newer package says how to get one that can be read", async () => {
    const database = await schema18(SAMPLE);
    const refusal = await refusalOf(
      await packageOf({ generation: "anki21b", database, meta: Uint8Array.of(8, 4) }),
    );
    expect(refusal.code).toBe("newer-version");
    expect(refusal.reason).toContain("Support older Anki versions");
  });

  test.each([
    ["no message", Uint8Array.of(0x0b, 0xff, 0xff)],
    ["large", new Uint8Array(5000)],
  ])("a meta that is %s is refused", async (_, meta) => {
    const refusal = await refusalOf(
      await packageOf({ generation: "anki21", database: await schema11(SAMPLE), meta }),
    );
    expect(refusal.reason).toContain('"meta" is damaged');
  });
});

describe("the packing", () => {
  let around: (collection: Uint8Array) => Promise<Uint8Array>;
  beforeAll(async () => {
    // Makes the packer ready.
    await packageOf({ generation: "anki21b", database: await schema18(SAMPLE) });
    around = async (collection) =>
      await writeZip([{ name: "collection.anki21b", bytes: collection, store: true }]);
  });

  test("a collection that would unpack to more than a gigabyte is refused before it is unpacked", async () => {
    const frame = zstd(new Uint8Array(64 * 1_048_576));
    const bomb = Buffer.concat(Array.from({ length: 17 }, () => frame));
    expect(bomb.length).toBeLessThan(50_000);
    const before = process.memoryUsage().arrayBuffers;
    const { reason } = await refusalOf(await around(bomb));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1.2 * 2 ** 30);
    expect(reason).toContain("more than 1 GB");
  });

  test("a collection that is not packed, or only in part, is damaged", async () => {
    const packed = zstd(await schema18(SAMPLE));
    expect((await refusalOf(await around(packed.subarray(0, 500)))).reason).toContain("damaged");
    expect((await refusalOf(await around(text.encode("SQLite format 3\0")))).reason).toContain("damaged");
  });
});

test.each([2999, 3001])("a medium of 3000 bytes that is said to have %d is damaged", async (size) => {
  const medium = { name: "a.png", bytes: new Uint8Array(3000) };
  const database = await schema18(SAMPLE);
  const list = zstd(mediaMessage([{ ...medium, bytes: new Uint8Array(size) }]));
  const result = await readAnkiPackage(
    await packageOf({ generation: "anki21b", database, media: [medium], list }),
  );
  if (!result.ok) throw new Error(result.reason);
  await expect(result.media[0]?.read()).rejects.toThrow(
    new ZipDamage('The media file "a.png" is damaged; export the package again.'),
  );
});

describe("the database", () => {
  test("what is no database, or half of one, is damaged", async () => {
    const database = await schema11(SAMPLE);
    expect((await refusalOfDatabase(text.encode("nonsense"))).reason).toContain("damaged");
    expect((await refusalOfDatabase(database.subarray(0, 100))).reason).toContain("damaged");
    expect((await refusalOfDatabase(database.subarray(0, database.length / 2))).reason).toContain("damaged");
  });

  test.each(["col", "notes", "cards", "revlog"])(
    "a collection without the table %s is refused",
    async (table) => {
      const { reason } = await refusalOfChange((database) => void database.run(`DROP TABLE ${table}`));
      expect(reason).toContain(`no table "${table}"`);
    },
  );

  test.each(["notetypes", "fields", "templates", "decks"])(
    "a collection of schema 18 without the table %s is refused",
    async (table) => {
      const database = await schema18(SAMPLE, (open) => void open.run(`DROP TABLE ${table}`));
      expect((await refusalOfDatabase(database, "anki21b")).reason).toContain(`no table "${table}"`);
    },
  );

  test("a table without one of its columns is damaged", async () => {
    const { reason } = await refusalOfChange(
      (database) => void database.run("ALTER TABLE notes DROP COLUMN flds"),
    );
    expect(reason).toContain("damaged");
  });

  test("a newer schema says how to get one that can be read", async () => {
    const refusal = await refusalOfChange((database) => void database.run("UPDATE col SET ver = 19"));
    expect(refusal.code).toBe("newer-version");
  });

  test.each(["UPDATE col SET models = 'no json'", "UPDATE col SET decks = '3'", "DELETE FROM col"])(
    "after %s the collection is damaged",
    async (change) => {
      expect((await refusalOfChange((database) => void database.run(change))).reason).toContain("damaged");
    },
  );

  test("JSON that is nested without end is damaged", async () => {
    const { reason } = await refusalOfChange((database) => {
      database.run("UPDATE col SET models = ?", ['{"a":'.repeat(500_000)]);
    });
    expect(reason).toContain("damaged");
  });

  test("a view in place of a table, which could be a loop without end, is not looked into", async () => {
    const { reason } = await refusalOfChange((database) => {
      database.run(`DROP TABLE revlog;
        CREATE VIEW revlog AS WITH RECURSIVE endless(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM endless)
          SELECT id, 1 cid, 1 ease, 1 ivl, 1 lastIvl, 1 factor, 1 time, 1 type FROM endless`);
    });
    expect(reason).toContain('no table "revlog"');
  });

  test("a column that computes is not let compute, nor a check", async () => {
    const { reason } = await refusalOfChange((database) => {
      database.run("ALTER TABLE notes ADD COLUMN more AS (length(hex(zeroblob(400000000))))");
    });
    expect(reason).toContain("damaged");
    const database = await schema11(SAMPLE, (open) => {
      open.run("PRAGMA ignore_check_constraints = ON; ALTER TABLE revlog RENAME TO old");
      open.run(`CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
        lastIvl integer, factor integer, time integer, type integer CHECK (length(hex(zeroblob(400000000))) > type))`);
      open.run("INSERT INTO revlog SELECT * FROM old");
    });
    const before = performance.now();
    expect(await readAnkiPackage(await packageOf({ generation: "anki21", database }))).toMatchObject({
      ok: true,
    });
    expect(performance.now() - before).toBeLessThan(500);
  });

  test("a database in UTF-16, which Anki never writes, is refused", async () => {
    const database = await schema11(SAMPLE);
    database[59] = 2;
    expect((await refusalOfDatabase(database)).reason).toContain("damaged");
  });

  test("after a refusal the next package is read", async () => {
    await refusalOfDatabase((await schema11(SAMPLE)).subarray(0, 20_000));
    const good = await packageOf({ generation: "anki21b", database: await schema18(SAMPLE) });
    expect(await readAnkiPackage(good)).toMatchObject({ ok: true, warnings: [] });
  });
});

describe("mutations", () => {
  /** How many packages are changed at random; a longer run takes another number. */
  const COUNT = Number(process.env["CARDINAL_MUTATIONS"] ?? 150);
  const LONGEST_MS = 2000;

  /** Mulberry32: the same mutations at each run. */
  function randomOf(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
  }

  /** Some bytes changed, a piece cut out, or a piece written over another. */
  function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
    const changed = bytes.slice();
    const kind = random(4);
    if (kind === 0)
      for (let flips = random(20) + 1; flips > 0; flips--) changed[random(changed.length)] = random(256);
    if (kind === 1) return changed.subarray(0, random(changed.length));
    if (kind === 2) {
      const start = random(changed.length);
      const end = Math.min(changed.length, start + random(5000));
      return Buffer.concat([changed.subarray(0, start), changed.subarray(end)]);
    }
    if (kind === 3) {
      const from = random(changed.length);
      changed.copyWithin(random(changed.length), from, from + random(5000));
    }
    return changed;
  }

  test(
    "whatever is changed in a package, it is read or refused, soon and in one sentence",
    async () => {
      const media = [{ name: "a.png", bytes: Uint8Array.from({ length: 3000 }, (_, at) => at % 256) }];
      const eleven = await schema11(SAMPLE);
      const eighteen = await schema18(SAMPLE);
      const packages = [
        await packageOf({ generation: "anki2", database: eleven, media }),
        await packageOf({ generation: "anki21", database: eleven, media }),
        await packageOf({ generation: "anki21b", database: eighteen, media }),
      ];
      let read = 0;
      for (let seed = 1; seed <= COUNT; seed++) {
        const random = randomOf(seed);
        const isInner = random(3) > 0;
        const generation = (["anki2", "anki21", "anki21b"] as const)[random(3)] ?? "anki2";
        const database = generation === "anki21b" ? eighteen : eleven;
        const index = { anki2: 0, anki21: 1, anki21b: 2 }[generation];
        const bytes = isInner
          ? await packageOf({ generation, database: mutated(database, random), media })
          : mutated(packages[index] ?? new Uint8Array(), random);
        const before = performance.now();
        const result = await readAnkiPackage(bytes);
        if (result.ok) {
          read += 1;
          await Promise.allSettled(result.media.map((medium) => medium.read()));
        } else expect(result.reason, `seed ${seed}`).toMatch(/^[^\n]{20,250}[.]$/);
        expect(performance.now() - before, `seed ${seed}`).toBeLessThan(LONGEST_MS);
      }
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(COUNT);
    },
    COUNT * LONGEST_MS,
  );

  test("a note's row changed at random is never half a note", async () => {
    const { Database } = await loadSqlite();
    const database = await schema11(SAMPLE);
    for (let seed = 1; seed <= Math.min(60, COUNT); seed++) {
      const random = randomOf(seed);
      const columns = ["nid", "did", "ord", "type", "queue", "due", "ivl", "data", "odid"];
      const values = ["NULL", "-1", "9e99", "x'ff'", "'text'", "9223372036854775807", "1001", "0.5"];
      const open = new Database(database);
      open.run("PRAGMA writable_schema = OFF");
      for (let changes = 0; changes < 4; changes++)
        open.run(
          `UPDATE cards SET ${columns[random(columns.length)]} = ${values[random(values.length)]} WHERE id = ${2001 + random(4)}`,
        );
      const bytes = open.export();
      open.close();
      const result = await readAnkiPackage(await packageOf({ generation: "anki21", database: bytes }));
      if (!result.ok) throw new Error(`seed ${seed}: ${result.reason}`);
      const { notes, cards, decks, noteTypes, reviews } = result.collection;
      const noteIds = new Set(notes.map(({ id }) => id));
      const deckIds = new Set(decks.map(({ id }) => id));
      const cardIds = new Set(cards.map(({ id }) => id));
      expect(new Set(cards.map(({ noteId }) => noteId))).toEqual(noteIds);
      expect(cards.every(({ deckId }) => deckIds.has(deckId))).toBe(true);
      expect([...reviews.cardId].every((id) => cardIds.has(id))).toBe(true);
      for (const note of notes)
        expect(note.fields).toHaveLength(noteTypes.find(({ id }) => id === note.typeId)?.fields.length ?? -1);
      for (const card of cards)
        for (const key of ["due", "interval", "type", "queue", "ordinal"] as const)
          expect(Number.isSafeInteger(card[key])).toBe(true);
    }
  });
});
