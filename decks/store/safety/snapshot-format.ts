import { StoreError } from "../../contract.ts";
import { rowsAsJson, rowsFromJson, type SavedDatabase } from "../saved-database.ts";

/**
 * A snapshot is gzip over lines of JSON, so that a person can read it with what every system has: a head that says
 * what tables there are, then pieces of rows, then a foot that counts them. A file that ends early has no foot.
 */
export const SNAPSHOT_VERSION = 1;

interface Head {
  readonly format: "cardinal-snapshot";
  readonly version: number;
  readonly name: string;
  /** IndexedDB's own version number. */
  readonly database: number;
  readonly stores: readonly Omit<SavedDatabase["stores"][number], "rows">[];
}

/** Rows are written in pieces of so many, with a pause after each: an answer never waits for a whole snapshot. */
const PIECE = 500;

export async function packSnapshot(saved: SavedDatabase): Promise<Uint8Array<ArrayBuffer>> {
  return throughStream(new CompressionStream("gzip"), lines(saved));
}

async function* lines(saved: SavedDatabase): AsyncGenerator<string> {
  const stores = saved.stores.map(({ rows: _rows, ...store }) => store);
  const { name, version } = saved;
  const head: Head = {
    format: "cardinal-snapshot",
    version: SNAPSHOT_VERSION,
    name,
    database: version,
    stores,
  };
  yield JSON.stringify(head);
  let count = 0;
  for (const [index, { rows }] of saved.stores.entries()) {
    for (const piece of pieces(rows)) {
      count += piece.length;
      yield rowsAsJson([index, piece]);
      await pause();
    }
  }
  yield JSON.stringify({ rows: count });
}

/** A row of columns, such as a month of history, is as much as many others, and a piece of its own. */
function pieces(rows: readonly unknown[]): unknown[][] {
  const all: unknown[][] = [];
  let open: unknown[] = [];
  for (const row of rows) {
    if (open.length === PIECE || hasColumns(row) || hasColumns(open[0])) open = [];
    if (open.length === 0) all.push(open);
    open.push(row);
  }
  return all;
}

function hasColumns(row: unknown): boolean {
  return typeof row === "object" && row !== null && Object.values(row).some(ArrayBuffer.isView);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** @throws StoreError `unreadable-file` when it is torn or damaged, `newer-version` */
export async function unpackSnapshot(bytes: Uint8Array): Promise<SavedDatabase> {
  const text = await decompressed(bytes);
  const all = text.split("\n");
  const [first = "", ...rest] = all;
  const head = readHead(first);
  // Every line ends with a newline, and so the text with an empty one.
  const lines = rest.slice(0, -2);
  const foot = rest.at(-2) ?? "";
  const stores = head.stores.map((store) => ({ ...store, rows: [] as unknown[] }));
  let count = 0;
  for (const line of lines) {
    const [index, rows] = parsed(line) as [number, unknown[]];
    for (const row of rows) stores[index]?.rows.push(row);
    count += rows.length;
    await pause();
  }
  const { rows } = parsed(foot) as { readonly rows?: number };
  if (rest.at(-1) !== "" || rows !== count) throw torn();
  return { name: head.name, version: head.database, stores };
}

function readHead(line: string): Head {
  const head = parsed(line) as Partial<Head>;
  if (head.format !== "cardinal-snapshot" || typeof head.version !== "number") throw torn();
  if (head.version > SNAPSHOT_VERSION) throw new StoreError("newer-version");
  return head as Head;
}

function parsed(line: string): unknown {
  try {
    return rowsFromJson(line);
  } catch {
    throw torn();
  }
}

function torn(): StoreError {
  return new StoreError("unreadable-file", "The snapshot is damaged. An older one may be whole.");
}

async function decompressed(bytes: Uint8Array): Promise<string> {
  try {
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await new Response(stream).text();
  } catch {
    throw torn();
  }
}

async function throughStream(
  stream: CompressionStream,
  texts: AsyncGenerator<string>,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Response(stream.readable).arrayBuffer();
  const writer = stream.writable.getWriter();
  const encoder = new TextEncoder();
  for await (const text of texts) await writer.write(encoder.encode(`${text}\n`));
  await writer.close();
  return new Uint8Array(await packed);
}
