import { compress, init } from "@bokuweb/zstd-wasm";
import { PbfWriter } from "pbf";
import type { Database, SqlValue } from "sql.js";
import { type MediaFile } from "../media-file.ts";
import { writeZip } from "../zip.ts";
import type { AnkiDeck, AnkiNoteType } from "./anki-collection.ts";
import type { AnkiGeneration } from "./read-package.ts";
import { loadSqlite } from "./sqlite.ts";

/** Packages of every generation for tests, made by SQL alone: what is written here shares nothing with the writer. */
export interface RawCollection {
  readonly createdAt: number;
  readonly noteTypes: readonly AnkiNoteType[];
  readonly decks: readonly AnkiDeck[];
  /** id, guid, mid, mod, tags, flds */
  readonly notes: readonly (readonly SqlValue[])[];
  /** id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data */
  readonly cards: readonly (readonly SqlValue[])[];
  /** id, cid, ease, ivl, lastIvl, factor, time, type */
  readonly reviews: readonly (readonly SqlValue[])[];
}

export const BASIC: AnkiNoteType = {
  id: 1_500_000_000_000,
  name: "Basic (and reversed)",
  kind: "normal",
  fields: ["Front", "Back"],
  templates: [
    { name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}<hr>{{Back}}" },
    { name: "Card 2", front: "{{Back}}", back: "{{Front}}" },
  ],
  css: ".card { color: #222 }",
};

export const CLOZE: AnkiNoteType = {
  id: 1_500_000_000_001,
  name: "Lückentext",
  kind: "cloze",
  fields: ["Text", "extra"],
  templates: [{ name: "Cloze", front: "{{cloze:Text}}", back: "{{cloze:Text}}<br>{{extra}}" }],
  css: ".cloze { font-weight: bold }",
};

/** Three notes of two types, four cards in three decks, three answers; every kind of column has a value. */
export const SAMPLE: RawCollection = {
  createdAt: 1_600_000_000,
  noteTypes: [BASIC, CLOZE],
  decks: [
    { id: 1, path: ["Default"], isFiltered: false },
    { id: 1_550_000_000_000, path: ["Languages", "Español"], isFiltered: false },
    { id: 1_550_000_000_001, path: ["cram"], isFiltered: true },
  ],
  notes: [
    [1001, "guid-a", BASIC.id, 1_600_000_100, " verb irregular ", 'uno<img src="one.png">\x1fone'],
    [1002, "guid-b", CLOZE.id, 1_600_000_200, "", "{{c1::Bern}} liegt an der {{c2::Aare}}\x1f"],
    [1003, "guid-c", BASIC.id, 1_600_000_300, "x", "日本語 🎌\x1f[sound:a.mp3]"],
  ],
  cards: [
    [
      2001,
      1001,
      1_550_000_000_000,
      0,
      1_600_000_110,
      2,
      2,
      40,
      12,
      2500,
      5,
      1,
      0,
      0,
      0,
      3,
      '{"s":12.5,"d":4.25,"dr":0.9}',
    ],
    [
      2002,
      1001,
      1_550_000_000_001,
      1,
      1_600_000_120,
      1,
      1,
      1_600_000_900,
      -600,
      0,
      1,
      0,
      2002,
      0,
      1_550_000_000_000,
      0,
      "",
    ],
    [2003, 1002, 1, 1, 1_600_000_130, 0, -1, 7, 0, 0, 0, 0, 0, 0, 0, 0, "{}"],
    [2004, 1003, 1, 0, 1_600_000_140, 3, -2, 1_600_000_950, 1, 2300, 9, 2, 1001, 0, 0, 0, '{"pos":4}'],
  ],
  reviews: [
    [1_600_000_500_000, 2001, 3, 12, 5, 2500, 4200, 1],
    [1_600_000_400_000, 2002, 1, -60, -600, 0, 8000, 0],
    [1_600_000_600_000, 2001, 0, 12, 12, 0, 0, 4],
  ],
};

/** A database of schema 11 as bytes. @param change the last word on it, before it is closed */
export async function schema11(
  raw: RawCollection,
  change: (database: Database) => void = () => {},
): Promise<Uint8Array> {
  return await madeDatabase((database) => {
    database.run(SHARED_TABLES);
    const models = raw.noteTypes.map((type) => [
      String(type.id),
      {
        id: type.id,
        name: type.name,
        type: type.kind === "cloze" ? 1 : 0,
        css: type.css,
        flds: type.fields.map((name, ord) => ({ name, ord })),
        tmpls: type.templates.map(({ name, front, back }, ord) => ({ name, ord, qfmt: front, afmt: back })),
      },
    ]);
    const decks = raw.decks.map(({ id, path, isFiltered }) => [
      String(id),
      { id, name: path.join("::"), dyn: isFiltered ? 1 : 0 },
    ]);
    insert(database, "col", [
      [1, raw.createdAt, 0, 0, 11, 0, 0, 0, "{}", json(models), json(decks), "{}", "{}"],
    ]);
    insertRows(database, raw);
    change(database);
  });
}

/** A database of schema 18 as bytes, with the collation that only Anki has. */
export async function schema18(
  raw: RawCollection,
  change: (database: Database) => void = () => {},
): Promise<Uint8Array> {
  return await madeDatabase((database) => {
    database.run(SHARED_TABLES);
    database.run(TYPE_TABLES);
    insert(database, "col", [[1, raw.createdAt, 0, 0, 18, 0, 0, 0, "", "", "", "", ""]]);
    for (const { id, name, kind, css, fields, templates } of raw.noteTypes) {
      insert(database, "notetypes", [[id, name, 0, 0, typeConfig(kind === "cloze", css)]]);
      insert(
        database,
        "fields",
        fields.map((field, ord) => [id, ord, field, new Uint8Array()]),
      );
      insert(
        database,
        "templates",
        templates.map((template, ord) => [id, ord, template.name, 0, 0, templateConfig(template)]),
      );
    }
    insert(
      database,
      "decks",
      raw.decks.map(({ id, path, isFiltered }) => [
        id,
        path.join("\x1f"),
        0,
        0,
        new Uint8Array(),
        deckKind(isFiltered),
      ]),
    );
    insert(database, "tags", [["verb", 0, 0, null]]);
    insertRows(database, raw);
    change(database);
    // SQLite makes no index in an order of letters that it lacks, but does not look once it is made.
    database.run("PRAGMA writable_schema = ON");
    database.run("UPDATE sqlite_master SET sql = replace(sql, 'NOCASE', 'unicase')");
  });
}

export interface PackageParts {
  readonly generation: AnkiGeneration;
  readonly database: Uint8Array;
  readonly media?: readonly MediaFile[];
  /** In place of what belongs there. */
  readonly meta?: Uint8Array | null;
  readonly list?: Uint8Array;
  readonly stub?: Uint8Array;
}

/** A package around a database. The newer two have the stub beside it, as Anki's have. */
export async function packageOf(parts: PackageParts): Promise<Uint8Array> {
  const { generation, database, media = [] } = parts;
  const isPacked = generation === "anki21b";
  if (isPacked) await loadPacker();
  const packed = (bytes: Uint8Array): Uint8Array => (isPacked ? zstd(bytes) : bytes);
  const version = { anki2: 1, anki21: 2, anki21b: 3 }[generation];
  const meta = parts.meta === undefined ? Uint8Array.of(8, version) : parts.meta;
  const stub = parts.stub ?? (await schema11(STUB_NOTE));
  const list =
    parts.list ??
    (isPacked
      ? packed(mediaMessage(media))
      : new TextEncoder().encode(json(media.map(({ name }, place) => [String(place), name]))));
  return await writeZip([
    ...(meta === null ? [] : [{ name: "meta", bytes: meta }]),
    ...(generation === "anki2" ? [] : [{ name: "collection.anki2", bytes: stub }]),
    { name: `collection.${generation}`, bytes: packed(database) },
    { name: "media", bytes: list },
    ...media.map(({ bytes }, place) => ({ name: String(place), bytes: packed(bytes), store: true })),
  ]);
}

let packer: Promise<void> | undefined;

/** Once for all files of tests: loaded a second time, the packer packs nonsense. */
export function loadPacker(): Promise<void> {
  return (packer ??= init());
}

/** Needs `loadPacker`, which `packageOf` has called. */
export function zstd(bytes: Uint8Array): Uint8Array {
  return compress(bytes, 3);
}

export function mediaMessage(media: readonly MediaFile[]): Uint8Array {
  const writer = new PbfWriter();
  for (const { name, bytes } of media)
    writer.writeMessage(
      1,
      (_, entry) => {
        entry.writeStringField(1, name);
        entry.writeVarintField(2, bytes.length);
      },
      null,
    );
  return writer.finish().slice();
}

const STUB_NOTE: RawCollection = {
  ...SAMPLE,
  notes: [[1, "stub", BASIC.id, 0, "", "Please update\x1f"]],
  cards: [[1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ""]],
  reviews: [],
};

async function madeDatabase(make: (database: Database) => void): Promise<Uint8Array> {
  const { Database } = await loadSqlite();
  const database = new Database();
  try {
    make(database);
    return database.export();
  } finally {
    database.close();
  }
}

function insertRows(database: Database, { notes, cards, reviews }: RawCollection): void {
  database.run("BEGIN");
  insert(
    database,
    "notes",
    notes.map(([id, guid, mid, mod, tags, flds]) => row([id, guid, mid, mod, -1, tags, flds, "", 0, 0, ""])),
  );
  insert(
    database,
    "cards",
    cards.map(([id, nid, did, ord, mod, ...rest]) => row([id, nid, did, ord, mod, -1, ...rest])),
  );
  insert(
    database,
    "revlog",
    reviews.map(([id, cid, ...rest]) => row([id, cid, -1, ...rest])),
  );
  database.run("COMMIT");
}

function row(cells: readonly (SqlValue | undefined)[]): SqlValue[] {
  return cells.map((cell) => cell ?? null);
}

function insert(database: Database, table: string, rows: readonly SqlValue[][]): void {
  const [first] = rows;
  if (!first) return;
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${first.map(() => "?").join(",")})`);
  for (const cells of rows) statement.run(cells);
  statement.free();
}

function json(entries: readonly (readonly unknown[])[]): string {
  return JSON.stringify(Object.fromEntries(entries as [string, unknown][]));
}

function typeConfig(isCloze: boolean, css: string): Uint8Array {
  const writer = new PbfWriter();
  if (isCloze) writer.writeVarintField(1, 1);
  writer.writeVarintField(2, 0);
  writer.writeStringField(3, css);
  return writer.finish().slice();
}

function templateConfig({ front, back }: AnkiNoteType["templates"][number]): Uint8Array {
  const writer = new PbfWriter();
  writer.writeStringField(1, front);
  writer.writeStringField(2, back);
  return writer.finish().slice();
}

function deckKind(isFiltered: boolean): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(isFiltered ? 2 : 1, (_, kind) => kind.writeVarintField(1, 1), null);
  return writer.finish().slice();
}

const SHARED_TABLES = `
CREATE TABLE col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
  ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer,
  type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
  odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
`;

const TYPE_TABLES = `
CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE NOCASE, mtime_secs integer NOT NULL,
  usn integer NOT NULL, config blob NOT NULL);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE NOCASE,
  config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE NOCASE,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE NOCASE, mtime_secs integer NOT NULL,
  usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
CREATE TABLE tags (tag text NOT NULL PRIMARY KEY COLLATE NOCASE, usn integer NOT NULL, collapsed boolean NOT NULL,
  config blob NULL) WITHOUT ROWID;
`;
