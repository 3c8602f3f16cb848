import type { CardId } from "../core/ids.ts";
import { COLUMN_NAMES, columnsOf, type PastReviews } from "../core/log/past-reviews.ts";
import { packSegment, type ReviewSegment, unpackSegment } from "../core/log/review-segments.ts";
import type { ParameterSet, ScheduleEvent } from "../core/schedule/types.ts";
import { type NumberArray, packColumns, unpackColumns } from "./columns.ts";

const FORMAT = "cardinal-history";
/** Version 2 added practice answers, confidence, picked options and reasons. */
const VERSION = 2;

/** What an import brings to be remembered of its cards: where each stands, and every review it had before. */
export interface History {
  readonly past: PastReviews;
  /** In the order of their ids. */
  readonly events: readonly ScheduleEvent[];
  /** Those that the events name. */
  readonly parameterSets: readonly ParameterSet[];
}

/** Whether there is nothing to be remembered. */
export function isEmptyHistory({ past, events }: History): boolean {
  return past.card.length + events.length === 0;
}

export function writeHistory({ past, events, parameterSets }: History): Uint8Array {
  const segment = events.length === 0 ? null : packSegment(events);
  const arrays: Record<string, NumberArray> = {};
  for (const name of COLUMN_NAMES) arrays[`past.${name}`] = past[name];
  const head: Head = {
    format: FORMAT,
    version: VERSION,
    parameterSets,
    pastCards: past.cardIds,
    segment: null,
  };
  if (!segment) return packColumns({ head, arrays });
  const { id, cardIds, deviceIds, parameterSetIds, picked, ...columns } = segment;
  for (const [name, column] of Object.entries(columns)) arrays[`event.${name}`] = column;
  const names = { id, cardIds, deviceIds, parameterSetIds, ...(picked ? { picked } : {}) };
  return packColumns({ head: { ...head, segment: names }, arrays });
}

export type HistoryResult =
  | { readonly ok: true; readonly history: History }
  | { readonly ok: false; readonly code: "unreadable" | "newer-version"; readonly reason: string };

/** Reads what `writeHistory` wrote. Its bytes are named by their digest, so that none of it is another's. */
export function readHistory(bytes: Uint8Array): HistoryResult {
  const packed = unpackColumns(bytes);
  const head = packed?.head as Head | null | undefined;
  if (!packed || head?.format !== FORMAT)
    return { ok: false, code: "unreadable", reason: "It is no history, or it is cut." };
  if (head.version > VERSION)
    return { ok: false, code: "newer-version", reason: "It was written by a newer Cardinal." };
  const past: Record<string, unknown> = { cardIds: head.pastCards };
  for (const name of Object.keys(columnsOf(0))) past[name] = packed.arrays[`past.${name}`];
  let events: readonly ScheduleEvent[] = [];
  if (head.segment) {
    const columns = Object.entries(packed.arrays)
      .filter(([name]) => name.startsWith("event."))
      .map(([name, column]) => [name.slice("event.".length), column]);
    events = unpackSegment({ ...head.segment, ...Object.fromEntries(columns) } as ReviewSegment);
  }
  return {
    ok: true,
    history: { past: past as unknown as PastReviews, events, parameterSets: head.parameterSets },
  };
}

interface Head {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly parameterSets: readonly ParameterSet[];
  readonly pastCards: readonly CardId[];
  readonly segment: Pick<ReviewSegment, "id" | "cardIds" | "deviceIds" | "parameterSetIds" | "picked"> | null;
}
