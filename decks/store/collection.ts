import { StoreError } from "../contract.ts";
import type { DeviceId, EventId } from "../core/ids.ts";
import { eventId, readEventId, tick } from "../core/log/clock.ts";
import { EVENT_VERSION, type StoreEvent } from "../core/log/events.ts";
import { parametersOf, type Preset } from "../core/schedule/preset.ts";
import { type Scheduler, scheduler } from "../core/schedule/scheduler.ts";
import type { ParameterSet } from "../core/schedule/types.ts";
import { currentSettings, DEFAULT_SETTINGS, type Settings } from "../core/settings/settings.ts";
import type { Clock, DayRule, EpochMs } from "../core/time.ts";
import { type Changes, readChanges } from "../formats/changes.ts";
import { type DeckFile, readDeckFile } from "../formats/deck-file.ts";
import { type History, readHistory } from "../formats/history-file.ts";
import { type ApplyContext, applyEvent } from "./apply.ts";
import type { Database, MetaRow } from "./database.ts";
import type { Applied, Journal } from "./journal.ts";
import type { Databases } from "./open-database.ts";
import { currentRows } from "./safety/current-rows.ts";
import { unpackSnapshot } from "./safety/snapshot-format.ts";
import type { SavedDatabase } from "./saved-database.ts";
import { recordSteps } from "./steps.ts";

/** An event as a verb makes it; the collection adds version, time and device. */
export type NewEvent = StoreEvent extends infer E
  ? E extends StoreEvent
    ? Omit<E, "v" | "id" | "group" | "undoes" | "redoes">
    : never
  : never;

/** What happens: one event or several of one deed, or null for nothing; or the taking back of a deed, or its redoing. */
export type Decided =
  | NewEvent
  | readonly NewEvent[]
  | null
  | { readonly undoes: EventId; readonly events: readonly NewEvent[] }
  | { readonly redoes: EventId; readonly events: readonly NewEvent[] };

/** Runs one writer at a time, over all tabs where there are any. */
export type Lock = <T>(run: () => Promise<T>) => Promise<T>;

/** The learner's collection: the journal, the database that is its fold, and the way a change gets into both. */
export interface Collection {
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly device: DeviceId;
  settings(): Promise<Settings>;
  dayRule(settings: Settings): DayRule;
  /** FSRS as a preset has it, with the days of the settings. */
  scheduler(
    settings: Settings,
    preset: Preset,
  ): { readonly scheduler: Scheduler; readonly parameters: ParameterSet };
  /**
   * One change: `decide` looks at the collection and says what happens, in one event or several that are applied
   * together, or null for nothing. The events are in the journal before the database changes, and both before this
   * resolves.
   * @returns the id of the last event
   */
  change(decide: () => Promise<Decided>): Promise<EventId | null>;
  /** Applies what the journal has and the database lacks. @returns how many events, and records that were damaged */
  catchUp(): Promise<{ readonly replayed: number; readonly skipped: number }>;
  /** Makes the database anew from the journal alone, which must be whole. */
  rebuild(): Promise<void>;
  meta(): Promise<MetaRow>;
  /** Told while a long guide is read. */
  readonly onReading: (reading: { readonly name: string; readonly done: number }) => void;
}

const EMPTY_META: MetaRow = {
  key: "state",
  applied: {},
  lastEventId: null,
  events: 0,
  settings: null,
};

export function openCollection(input: {
  readonly databases: Databases;
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly lock: Lock;
  readonly device: DeviceId;
  readonly onReading: Collection["onReading"];
  /** Told after every committed change. */
  readonly onCommit: () => void;
}): Collection {
  const { database, databases, journal, clock, lock, device, onReading, onCommit } = input;
  const schedulers = new Map<string, { scheduler: Scheduler; parameters: ParameterSet }>();

  const meta = async () => (await database.meta.get("state")) ?? EMPTY_META;
  // Kept by a version that had no word for some of them, perhaps.
  const settings = async () => currentSettings((await meta()).settings ?? DEFAULT_SETTINGS);
  const dayRule = ({ rolloverHour }: Settings): DayRule => ({
    rolloverHour,
    offsetMinutesAt: clock.offsetMinutesAt,
  });

  /** The files that events name. One that is gone or damaged is left out: everything else still comes back. */
  async function filesOf(events: readonly StoreEvent[]): Promise<Omit<ApplyContext, "database">> {
    const contents = new Map<string, DeckFile>();
    const changes = new Map<string, Changes>();
    const histories = new Map<string, History>();
    const packs = new Map<string, unknown>();
    const snapshots = new Map<string, SavedDatabase>();
    for (const event of events) {
      if (event.kind === "restore") {
        const bytes = await journal.readFile(event.snapshotHash);
        if (bytes)
          snapshots.set(event.snapshotHash, await currentRows(databases, await unpackSnapshot(bytes)));
      }
      if (event.kind === "pack" && event.contentsHash !== null) {
        const bytes = await journal.readFile(event.contentsHash);
        if (bytes) packs.set(event.contentsHash, JSON.parse(new TextDecoder().decode(bytes)));
      }
      if (event.kind !== "import" && event.kind !== "edit") continue;
      const hash = event.kind === "import" ? event.contentsHash : event.changesHash;
      const bytes = await journal.readFile(hash);
      if (!bytes) continue;
      const text = new TextDecoder().decode(bytes);
      const read = event.kind === "import" ? readDeckFile(text) : readChanges(text);
      if (!read.ok && read.code === "newer-version") throw new StoreError("newer-version", read.reason);
      if (read.ok && "file" in read) contents.set(hash, read.file);
      if (!read.ok || !("changes" in read)) continue;
      changes.set(hash, read.changes);
      for (const name of [read.changes.history, read.changes.withdrawn]) {
        const file = name && (await journal.readFile(name));
        if (!name || !file) continue;
        const past = readHistory(file);
        if (past.ok) histories.set(name, past.history);
        else if (past.code === "newer-version") throw new StoreError("newer-version", past.reason);
      }
    }
    return { contents, changes, histories, packs, snapshots };
  }

  async function applyAll(
    events: readonly StoreEvent[],
    files: Omit<ApplyContext, "database">,
    { applied, counted }: { readonly applied: Applied; readonly counted: number },
  ): Promise<void> {
    await database.transaction("rw", database.tables, async () => {
      if (!(await database.meta.get("state"))) await database.meta.put(EMPTY_META);
      await recordSteps(database, events);
      for (const event of events) {
        await applyEvent({ database, ...files }, event);
      }
      const state = await meta();
      const last = latestOf(events, files);
      await database.meta.put({
        ...state,
        applied: { ...state.applied, ...applied },
        lastEventId:
          last !== null && (state.lastEventId === null || last > state.lastEventId)
            ? last
            : state.lastEventId,
        events: state.events + counted,
      });
    });
  }

  async function catchUpLocked() {
    const { events, applied, skipped } = await journal.behind((await meta()).applied);
    let missing = 0;
    const pieces = replayPieces(events);
    for (const [index, piece] of pieces.entries()) {
      // A replay that is cut short begins again from where it began, and counts nothing twice.
      const isLast = index === pieces.length - 1;
      const files = await filesOf(piece);
      await applyAll(
        piece,
        files,
        isLast ? { applied, counted: events.length } : { applied: {}, counted: 0 },
      );
      missing += piece.filter((event) => lacksFile(event, files)).length;
    }
    return { replayed: events.length, skipped: skipped + missing };
  }

  return {
    database,
    journal,
    clock,
    device,
    settings,
    dayRule,
    meta,
    onReading,
    scheduler({ rolloverHour }, preset) {
      const parameters = parametersOf(preset);
      const key = `${parameters.id}/${rolloverHour}`;
      let made = schedulers.get(key);
      if (!made) {
        const rule = { rolloverHour, offsetMinutesAt: clock.offsetMinutesAt };
        made = { parameters, scheduler: scheduler(parameters, rule) };
        schedulers.set(key, made);
      }
      return made;
    },
    change: (decide) =>
      lock(async () => {
        // A change that failed half-way, or a rebuild: what is applied next would hide for ever what was not.
        if ((await meta()).applied[journal.name] !== journal.length) await catchUpLocked();
        const { happened, ...deed } = eventsOf(await decide());
        if (happened.length === 0) return null;
        const { lastEventId } = await meta();
        let last = lastEventId === null ? undefined : readEventId(lastEventId);
        const events: StoreEvent[] = [];
        for (const one of happened) {
          last = tick(last, clock.now(), device);
          const id = eventId(last);
          const group = happened.length > 1 && !("undoes" in deed || "redoes" in deed);
          events.push({
            v: EVENT_VERSION,
            id,
            ...(group ? { group: events[0]?.id ?? id } : {}),
            ...deed,
            ...one,
          } as StoreEvent);
        }
        // Before the journal has them: what cannot be applied must not be confirmed, and done at some later start.
        const files = await filesOf(events);
        if (events.some((event) => lacksFile(event, files)))
          throw new StoreError(
            "unreadable-file",
            "A stored file that this needs is damaged or gone. Nothing was changed.",
          );
        const length = await journal.append(events);
        try {
          await applyAll(events, files, { applied: { [journal.name]: length }, counted: events.length });
        } catch (error) {
          throw error instanceof StoreError
            ? error
            : new StoreError(isFull(error) ? "storage-full" : "write-failed");
        }
        onCommit();
        return events.at(-1)?.id ?? null;
      }),
    catchUp: () => lock(catchUpLocked),
    rebuild: () =>
      lock(async () => {
        await database.transaction("rw", database.tables, async () => {
          for (const table of database.tables) await table.clear();
        });
        await catchUpLocked();
      }),
  };
}

/** Whether an event would be passed over for want of the file that it names. */
function lacksFile(event: StoreEvent, files: Omit<ApplyContext, "database">): boolean {
  switch (event.kind) {
    case "import":
      return !files.contents.has(event.contentsHash);
    case "edit":
      return !files.changes.has(event.changesHash);
    case "restore":
      return !files.snapshots.has(event.snapshotHash);
    case "pack":
      return event.contentsHash !== null && !files.packs.has(event.contentsHash);
    default:
      return false;
  }
}

const REPLAY_PIECE = 1_000;

/**
 * In pieces, so that rebuilding years of history never holds one huge transaction; a restore alone, for the steps that
 * are recorded ahead of a piece's events must not be swept away by it.
 */
function replayPieces(events: readonly StoreEvent[]): StoreEvent[][] {
  const pieces: StoreEvent[][] = [];
  let open: StoreEvent[] | null = null;
  for (const event of events) {
    if (event.kind === "restore" || open === null || open.length === REPLAY_PIECE) pieces.push((open = []));
    open.push(event);
    if (event.kind === "restore") open = null;
  }
  return pieces;
}

function eventsOf(decided: Decided): {
  readonly happened: readonly NewEvent[];
  readonly undoes?: EventId;
  readonly redoes?: EventId;
} {
  if (decided === null) return { happened: [] };
  if ("events" in decided) {
    const { events, ...deed } = decided;
    return { happened: events, ...deed };
  }
  return { happened: "kind" in decided ? [decided] : decided };
}

/**
 * The latest event, those that imports bring included: the clock has to run on from it, or an answer given after the
 * import of a device whose clock is ahead would count as older than the card's history and change nothing.
 */
function latestOf(
  events: readonly StoreEvent[],
  { contents, histories }: Pick<ApplyContext, "contents" | "histories">,
): EventId | null {
  let last: EventId | null = null;
  const see = ({ id }: { readonly id: EventId }) => {
    if (last === null || id > last) last = id;
  };
  for (const event of events) {
    see(event);
    if (event.kind === "import") contents.get(event.contentsHash)?.events.forEach(see);
  }
  for (const { events: brought } of histories.values()) brought.forEach(see);
  return last;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && /QuotaExceeded/.test(`${error.name} ${error.message}`);
}

/** The wall clock of this machine. */
export function systemClock(): Clock {
  return {
    now: () => Date.now() as EpochMs,
    offsetMinutesAt: (at) => -new Date(at).getTimezoneOffset(),
  };
}
