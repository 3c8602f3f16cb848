import type { CardId, DeviceId, EventId, ParameterSetId } from "../ids.ts";
import { eventId, readEventId } from "./clock.ts";
import {
  type AnswerDetails,
  type CardState,
  CONFIDENCES,
  GRADES,
  RESCHEDULE_REASONS,
  type Schedule,
  type ScheduleEvent,
} from "../schedule/types.ts";
import type { EpochMs, StudyDay } from "../time.ts";

/**
 * A month of a collection's history as packed columns: a million rows of their own would cost a minute to insert and
 * seconds to read. One value an event in every column; a retraction uses the columns of what it takes back.
 */
export interface ReviewSegment {
  /** Id of the first event. */
  readonly id: string;
  readonly cardIds: readonly CardId[];
  readonly deviceIds: readonly DeviceId[];
  readonly parameterSetIds: readonly ParameterSetId[];
  readonly kind: Uint8Array;
  readonly card: Uint32Array;
  readonly wall: Float64Array;
  readonly counter: Uint32Array;
  readonly device: Uint16Array;
  readonly ofWall: Float64Array;
  readonly ofCounter: Uint32Array;
  readonly ofDevice: Uint16Array;
  readonly grade: Uint8Array;
  readonly answeredAt: Float64Array;
  readonly durationMs: Float64Array;
  readonly parameterSet: Uint16Array;
  readonly state: Uint8Array;
  readonly step: Uint8Array;
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  readonly due: Float64Array;
  readonly dueDay: Int32Array;
  readonly intervalDays: Int32Array;
  readonly reps: Uint32Array;
  readonly lapses: Uint32Array;
  /** NaN for null. */
  readonly lastReviewedAt: Float64Array;
  /** One more than the place among `CONFIDENCES`, or `RESCHEDULE_REASONS`; 0 for none. Absent in older segments. */
  readonly confidence?: Uint8Array;
  readonly reason?: Uint8Array;
  /** The options that were picked, by row; few rows have any. */
  readonly picked?: Readonly<Record<number, readonly string[]>>;
}

/** New kinds come last: the numbers stand in sealed segments. */
const KINDS = ["review", "reschedule", "retract", "cram"] as const;
const STATES: readonly CardState[] = ["new", "learning", "review", "relearning"];

/** @param events of one month, in order, at least one */
export function packSegment(events: readonly ScheduleEvent[]): ReviewSegment {
  const size = events.length;
  const cardIds = dictionary<CardId>();
  const deviceIds = dictionary<DeviceId>();
  const parameterSetIds = dictionary<ParameterSetId>();
  const columns = {
    kind: new Uint8Array(size),
    card: new Uint32Array(size),
    wall: new Float64Array(size),
    counter: new Uint32Array(size),
    device: new Uint16Array(size),
    ofWall: new Float64Array(size),
    ofCounter: new Uint32Array(size),
    ofDevice: new Uint16Array(size),
    grade: new Uint8Array(size),
    answeredAt: new Float64Array(size),
    durationMs: new Float64Array(size),
    parameterSet: new Uint16Array(size),
    state: new Uint8Array(size),
    step: new Uint8Array(size),
    stability: new Float64Array(size),
    difficulty: new Float64Array(size),
    due: new Float64Array(size),
    dueDay: new Int32Array(size),
    intervalDays: new Int32Array(size),
    reps: new Uint32Array(size),
    lapses: new Uint32Array(size),
    lastReviewedAt: new Float64Array(size),
    confidence: new Uint8Array(size),
    reason: new Uint8Array(size),
  };
  const picked: Record<number, readonly string[]> = {};
  for (const [row, event] of events.entries()) {
    const reading = readEventId(event.id);
    columns.kind[row] = KINDS.indexOf(event.kind);
    columns.card[row] = cardIds.indexOf(event.cardId);
    columns.wall[row] = reading.wall;
    columns.counter[row] = reading.counter;
    columns.device[row] = deviceIds.indexOf(reading.device);
    if (event.kind === "retract") {
      const of = readEventId(event.of);
      columns.ofWall[row] = of.wall;
      columns.ofCounter[row] = of.counter;
      columns.ofDevice[row] = deviceIds.indexOf(of.device);
      continue;
    }
    if (event.kind !== "reschedule") {
      columns.grade[row] = GRADES.indexOf(event.grade);
      columns.answeredAt[row] = event.answeredAt;
      columns.durationMs[row] = event.durationMs;
      columns.confidence[row] = event.confidence ? CONFIDENCES.indexOf(event.confidence) + 1 : 0;
      if (event.picked) picked[row] = event.picked;
    } else columns.reason[row] = event.reason ? RESCHEDULE_REASONS.indexOf(event.reason) + 1 : 0;
    if (event.kind === "cram") {
      columns.dueDay[row] = event.day;
      continue;
    }
    columns.parameterSet[row] = parameterSetIds.indexOf(event.parameterSetId);
    const { after } = event;
    columns.state[row] = STATES.indexOf(after.state);
    for (const name of NUMBERS) columns[name][row] = after[name];
    columns.lastReviewedAt[row] = after.lastReviewedAt ?? Number.NaN;
  }
  const first = events[0]?.id ?? "";
  return {
    id: first,
    cardIds: cardIds.values,
    deviceIds: deviceIds.values,
    parameterSetIds: parameterSetIds.values,
    ...columns,
    ...(Object.keys(picked).length === 0 ? {} : { picked }),
  };
}

const NUMBERS = [
  "step",
  "stability",
  "difficulty",
  "due",
  "dueDay",
  "intervalDays",
  "reps",
  "lapses",
] as const;

/** The segment's events as they were packed. @param only just those of this card */
export function unpackSegment(segment: ReviewSegment, only?: CardId): ScheduleEvent[] {
  const card = only === undefined ? null : segment.cardIds.indexOf(only);
  if (card === -1) return [];
  const events: ScheduleEvent[] = [];
  for (let row = 0; row < segment.kind.length; row++) {
    if (card === null || segment.card[row] === card) events.push(unpackRow(segment, row));
  }
  return events;
}

function unpackRow(segment: ReviewSegment, row: number): ScheduleEvent {
  const at = (column: ArrayLike<number>) => column[row] ?? Number.NaN;
  const id = readingAt(segment, at(segment.wall), at(segment.counter), at(segment.device));
  const cardId = segment.cardIds[at(segment.card)] as CardId;
  const kind = KINDS[at(segment.kind)];
  if (kind === "retract") {
    const of = readingAt(segment, at(segment.ofWall), at(segment.ofCounter), at(segment.ofDevice));
    return { kind, id, cardId, of };
  }
  const answer = {
    id,
    cardId,
    grade: GRADES[at(segment.grade)] ?? "again",
    answeredAt: at(segment.answeredAt) as EpochMs,
    durationMs: at(segment.durationMs),
    ...detailsOf(segment, row),
  };
  if (kind === "cram") return { kind, ...answer, day: at(segment.dueDay) as StudyDay };
  const after = scheduleOf(segment, row);
  const parameterSetId = segment.parameterSetIds[at(segment.parameterSet)] as ParameterSetId;
  if (kind !== "reschedule") return { kind: "review", ...answer, parameterSetId, after };
  const reason = RESCHEDULE_REASONS[(segment.reason?.[row] ?? 0) - 1];
  return { kind, id, cardId, parameterSetId, after, ...(reason ? { reason } : {}) };
}

function scheduleOf(segment: ReviewSegment, row: number): Schedule {
  const at = (column: ArrayLike<number>) => column[row] ?? Number.NaN;
  const lastReviewedAt = at(segment.lastReviewedAt);
  return {
    state: STATES[at(segment.state)] ?? "new",
    step: at(segment.step),
    stability: at(segment.stability),
    difficulty: at(segment.difficulty),
    due: at(segment.due) as EpochMs,
    dueDay: at(segment.dueDay) as StudyDay,
    intervalDays: at(segment.intervalDays),
    reps: at(segment.reps),
    lapses: at(segment.lapses),
    lastReviewedAt: Number.isNaN(lastReviewedAt) ? null : (lastReviewedAt as EpochMs),
  };
}

function detailsOf(segment: ReviewSegment, row: number): AnswerDetails {
  const confidence = CONFIDENCES[(segment.confidence?.[row] ?? 0) - 1];
  const picked = segment.picked?.[row];
  return { ...(confidence ? { confidence } : {}), ...(picked ? { picked } : {}) };
}

function readingAt(segment: ReviewSegment, wall: number, counter: number, device: number): EventId {
  return eventId({ wall: wall as EpochMs, counter, device: segment.deviceIds[device] as DeviceId });
}

function dictionary<T>() {
  const values: T[] = [];
  const places = new Map<T, number>();
  return {
    values,
    indexOf(value: T): number {
      const known = places.get(value);
      if (known !== undefined) return known;
      places.set(value, values.length);
      return values.push(value) - 1;
    },
  };
}
