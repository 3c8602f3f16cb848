import type { AnkiReviews } from "./anki-collection.ts";
import { idOf, INT32_LEAST, INT32_MOST, LAST_SECOND, wholeOf } from "./cells.ts";
import type { ForeignDatabase } from "./sqlite.ts";
import type { Tally } from "./tally.ts";
import { Unreadable } from "./unreadable.ts";

/** The log of the cards that are there, sorted by id. */
export function readReviews(
  database: ForeignDatabase,
  cards: ReadonlySet<number>,
  tally: Tally,
): AnkiReviews {
  let count = 0;
  database.eachRow("SELECT count(*) FROM revlog", ([rows]) => {
    count = Number(rows);
  });
  if (count > MOST_REVIEWS) throw new Unreadable(TOO_MANY);
  const columns = emptyColumns(count);
  let length = 0;
  let isSorted = true;
  database.eachRow(SELECT_REVIEWS, (row) => {
    const id = idOf(row[0]);
    const cardId = row[1];
    if (typeof cardId !== "number" || !cards.has(cardId))
      return tally.add("review-without-card-left-out", String(cardId));
    if (id === null || id <= 0 || id > LAST_SECOND * 1000)
      return tally.add("review-time-left-out", String(row[0]));
    if (length > 0 && id < (columns.id[length - 1] ?? 0)) isSorted = false;
    columns.id[length] = id;
    columns.cardId[length] = cardId;
    columns.ease[length] = wholeOf(row[2], 0, 4);
    columns.interval[length] = wholeOf(row[3], INT32_LEAST, INT32_MOST);
    columns.lastInterval[length] = wholeOf(row[4], INT32_LEAST, INT32_MOST);
    columns.factor[length] = wholeOf(row[5], INT32_LEAST, INT32_MOST);
    columns.durationMs[length] = wholeOf(row[6], 0, 2 ** 32 - 1);
    columns.kind[length] = wholeOf(row[7], 0, 5);
    const isChanged =
      columns.ease[length] !== row[2] ||
      columns.interval[length] !== row[3] ||
      columns.lastInterval[length] !== row[4] ||
      columns.factor[length] !== row[5] ||
      columns.durationMs[length] !== row[6] ||
      columns.kind[length] !== row[7];
    if (isChanged) tally.add("review-numbers", String(cardId));
    length += 1;
  });
  return inOrder(columns, length, isSorted);
}

const SELECT_REVIEWS = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog";

/** A thousand answers a day for 27 years. */
const MOST_REVIEWS = 10_000_000;
const TOO_MANY = "The package's review log holds more than ten million answers; export its decks one by one.";

function emptyColumns(length: number) {
  return {
    id: new Float64Array(length),
    cardId: new Float64Array(length),
    ease: new Uint8Array(length),
    interval: new Int32Array(length),
    lastInterval: new Int32Array(length),
    factor: new Int32Array(length),
    durationMs: new Uint32Array(length),
    kind: new Uint8Array(length),
  } satisfies AnkiReviews;
}

/** The first `length` rows by their ids; the table's key is the id, so that they mostly are sorted already. */
function inOrder(columns: ReturnType<typeof emptyColumns>, length: number, isSorted: boolean): AnkiReviews {
  const order = Uint32Array.from({ length }, (_, row) => row);
  if (!isSorted) order.sort((a, b) => (columns.id[a] ?? 0) - (columns.id[b] ?? 0));
  const all = isSorted && length === columns.id.length;
  const ordered = <Column extends AnkiReviews[keyof AnkiReviews]>(column: Column): Column => {
    if (all) return column;
    const sorted = column.slice(0, length) as Column;
    if (!isSorted) for (const [to, from] of order.entries()) sorted[to] = column[from] ?? 0;
    return sorted;
  };
  return {
    id: ordered(columns.id),
    cardId: ordered(columns.cardId),
    ease: ordered(columns.ease),
    interval: ordered(columns.interval),
    lastInterval: ordered(columns.lastInterval),
    factor: ordered(columns.factor),
    durationMs: ordered(columns.durationMs),
    kind: ordered(columns.kind),
  };
}
