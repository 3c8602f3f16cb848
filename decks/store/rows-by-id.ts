import type { Table } from "dexie";

/** Up to so many rows are asked for one by one. */
const FEW = 200;

/**
 * The rows of some ids, undefined for those that are not there. To ask for tens of thousands that are mostly strangers
 * costs as much as to write them; a table's keys cost next to nothing, and say who is one.
 */
export async function rowsById<Row extends { readonly id: Id }, Id extends string>(
  table: Table<Row, Id>,
  ids: readonly Id[],
): Promise<(Row | undefined)[]> {
  if (ids.length <= FEW) return table.bulkGet([...ids]);
  const keys = new Set(await table.toCollection().primaryKeys());
  const there = [...new Set(ids)].filter((id) => keys.has(id));
  const found = there.length * WHOLE_TABLE > keys.size ? await table.toArray() : await table.bulkGet(there);
  const rows = new Map(found.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  return ids.map((id) => rows.get(id));
}
/** Reading a whole table costs about as much as asking for a quarter of its rows. */
const WHOLE_TABLE = 4;
