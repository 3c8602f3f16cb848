import type { Database, SqlJsStatic, SqlValue } from "sql.js";
import { DAMAGED_COLLECTION, Unreadable } from "./unreadable.ts";

export type Row = readonly SqlValue[];

/** A database that somebody else made, to read and no more. */
export interface ForeignDatabase {
  /** Calls `visit` with each row in turn. @throws Unreadable when the database turns out to be damaged */
  eachRow(sql: string, visit: (row: Row) => void): void;
  /** @throws Unreadable unless each is there, is a plain table (a view can be a loop without end) and is whole */
  checkTables(tables: readonly string[]): void;
}

/** SQLite for a database in memory. Loaded at the first use: it is 700 kB, and most sessions never need it. */
export async function loadSqlite(): Promise<SqlJsStatic> {
  const { default: initSqlJs } = await import("sql.js/dist/sql-wasm-inline.js");
  return await initSqlJs();
}

/**
 * What `read` makes of the database in `bytes`, which is closed afterwards in any case.
 * @param bytes change in two places where the database was written with a log beside it
 * @param tables that must be there; see `checkTables`
 * @throws Unreadable when it is no database, is damaged, or lacks a table
 */
export async function readDatabase<Result>(
  bytes: Uint8Array,
  tables: readonly string[],
  read: (database: ForeignDatabase) => Result,
): Promise<Result> {
  if (new TextDecoder().decode(bytes.subarray(0, 16)) !== "SQLite format 3\0")
    throw new Unreadable(DAMAGED_COLLECTION);
  // Anki writes UTF-8, and the bytes of texts are taken for that.
  if ((bytes[ENCODING_BYTE] ?? 0) > 1) throw new Unreadable(DAMAGED_COLLECTION);
  leaveLogMode(bytes);
  const { Database } = await loadSqlite();
  let database: Database | undefined;
  try {
    database = new Database(bytes);
    database.run(GUARDED);
    database.run(KNOWN_ORDER);
    database.run("PRAGMA query_only = ON");
    const foreign = foreignDatabase(database);
    foreign.checkTables(tables);
    return read(foreign);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // Whatever SQLite says of a strange database, the person who opened it can do but one thing.
    throw new Unreadable(DAMAGED_COLLECTION);
  } finally {
    database?.close();
  }
}

/** Where the header says how texts are written: 1 for UTF-8, 2 and 3 for UTF-16. */
const ENCODING_BYTE = 59;

/** Nothing that the schema says may run: no checks, no functions; and no page is believed to be what it claims. */
const GUARDED =
  "PRAGMA trusted_schema = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA cell_size_check = ON";

/**
 * Since schema 15 names are in an order of letters, `unicase`, that Anki brings along; SQLite reads no table that
 * mentions one it lacks. Any other will do as long as nothing is looked up by a name.
 */
const KNOWN_ORDER = `PRAGMA writable_schema = ON;
  UPDATE sqlite_master SET sql = replace(sql, 'unicase', 'binary') WHERE sql LIKE '%unicase%';
  PRAGMA writable_schema = RESET`;

function foreignDatabase(database: Database): ForeignDatabase {
  const eachRow: ForeignDatabase["eachRow"] = (sql, visit) => {
    const statement = database.prepare(sql);
    try {
      while (statement.step()) visit(statement.get());
    } finally {
      statement.free();
    }
  };
  const checkTables: ForeignDatabase["checkTables"] = (tables) => {
    const plain = plainTables(eachRow);
    for (const table of tables) {
      if (!plain.has(table))
        throw new Unreadable(
          `The collection inside the package has no table "${table}", so it is none of Anki's; export it again from Anki.`,
        );
      eachRow(`PRAGMA table_xinfo('${table}')`, (column) => {
        // A column that is computed can compute for ever.
        if (column[6] !== 0) throw new Unreadable(DAMAGED_COLLECTION);
      });
      // Of one table: a whole check would refuse for a damage in tables that nobody reads.
      eachRow(`PRAGMA quick_check('${table}')`, ([answer]) => {
        if (answer !== "ok") throw new Unreadable(DAMAGED_COLLECTION);
      });
    }
  };
  return { eachRow, checkTables };
}

function plainTables(eachRow: ForeignDatabase["eachRow"]): ReadonlySet<string> {
  const plain = new Set<string>();
  eachRow("SELECT name, type, sql FROM sqlite_master", ([name, type, sql]) => {
    if (type === "table" && !/^\s*create\s+virtual/i.test(String(sql))) plain.add(String(name));
  });
  return plain;
}

/**
 * A database that was copied while Anki had it open asks for the write-ahead log beside it, which no package holds. What
 * is in the file alone is whole without it. The bytes: https://www.sqlite.org/fileformat.html#file_format_version_numbers
 */
function leaveLogMode(bytes: Uint8Array): void {
  if (bytes[18] === 2) bytes[18] = 1;
  if (bytes[19] === 2) bytes[19] = 1;
}
