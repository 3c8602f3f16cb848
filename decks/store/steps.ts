import type { StepLabel } from "../contract/undo.ts";
import type { CardId, EventId, FileHash } from "../core/ids.ts";
import type { StoreEvent } from "../core/log/events.ts";
import { currentSettings, DEFAULT_SETTINGS, type Settings } from "../core/settings/settings.ts";
import type { EpochMs } from "../core/time.ts";
import type { Database } from "./database.ts";

/**
 * What the learner did in one go, and how it is taken back and done again. The rows are a fold of the journal like
 * everything else, so that they are there after a restart, and after a rebuild.
 */
export interface StepRow {
  /** The first event of the deed. */
  readonly id: EventId;
  readonly label: StepLabel;
  readonly parts: readonly StepPart[];
  /** When it was taken back, by the event that did; null while it stands. The one taken back last is done again first. */
  readonly undoneBy: EventId | null;
  /** 1 while it is taken back: IndexedDB indexes no null. */
  readonly undone: 0 | 1;
}

export type StepPart =
  /** An event of a card's history; `retractedBy` is what took it back, to be taken back itself by a redo. */
  | {
      readonly kind: "event";
      readonly eventId: EventId;
      readonly cardId: CardId;
      readonly retractedBy: EventId | null;
    }
  /** `changesHash` is null for what was edited before it was kept: such a step is not done again. */
  | { readonly kind: "rows"; readonly changesHash: FileHash | null; readonly undoHash: FileHash }
  | { readonly kind: "settings"; readonly before: Settings; readonly after: Settings }
  /** Two snapshots: what was restored, and what was there until then. */
  | {
      readonly kind: "restore";
      readonly snapshotHash: FileHash;
      readonly beforeHash: FileHash;
      readonly savedAt: EpochMs;
    };

type RestoreEvent = Extract<StoreEvent, { readonly kind: "restore" }>;

/** As many as anybody takes back one after another, and some more before the oldest are let go. */
const MOST_STEPS = 200;
const PRUNED_AT = 250;

/**
 * Keeps the steps in line with events, which are in order. Runs before they are applied, within the same transaction:
 * what a change of settings takes back is what the settings were.
 */
export async function recordSteps(database: Database, events: readonly StoreEvent[]): Promise<void> {
  const { steps } = database;
  const touched = new Map<EventId, StepRow>();
  const find = async (id: EventId) => touched.get(id) ?? steps.get(id);
  let settings: Settings | null = null;
  const write = async () => {
    await steps.bulkPut([...touched.values()]);
    touched.clear();
  };
  for (const event of events) {
    // It changes the steps themselves, and so takes care of its own; see `restoreStep`.
    if (event.kind === "restore") continue;
    if (event.kind === "import") {
      // What came before such an import cannot be taken back without taking it along.
      touched.clear();
      await steps.clear();
      continue;
    }
    if (event.kind === "edit" && event.undoHash === null && event.undoes === undefined) {
      // Before version 4 a taking back did not say of what: it was of the latest edit.
      await write();
      await steps
        .filter((step) => isStanding(step) && hasRows(step))
        .reverse()
        .limit(1)
        .delete();
      continue;
    }
    const known = await find(event.undoes ?? event.redoes ?? event.group ?? event.id);
    if (event.undoes !== undefined) {
      if (known) touched.set(known.id, takenBack(known, event));
    } else if (event.redoes !== undefined) {
      if (known) touched.set(known.id, { ...known, undoneBy: null, undone: 0 });
    } else {
      if (event.kind === "settings")
        settings ??= currentSettings((await database.meta.get("state"))?.settings ?? DEFAULT_SETTINGS);
      const part = partOf(event, settings);
      if (part !== null && known) touched.set(known.id, withPart(known, event, part));
      else if (part !== null) {
        // What is done anew ends what could be done again.
        for (const step of touched.values()) if (step.undone === 1) touched.delete(step.id);
        await steps.where("undone").equals(1).delete();
        const id = event.group ?? event.id;
        touched.set(id, { id, label: labelOf(event), parts: [part], undoneBy: null, undone: 0 });
      }
    }
    if (event.kind === "settings") settings = currentSettings(event.settings);
  }
  await write();
  if ((await steps.count()) <= PRUNED_AT) return;
  const [oldest] = (await steps.orderBy("id").reverse().limit(MOST_STEPS).primaryKeys()).slice(-1);
  if (oldest !== undefined) await steps.where("id").below(oldest).delete();
}

/**
 * The step of a restore, its taking back or its doing again, to be kept among the steps that the snapshot brings.
 * @returns null when what it takes back or does again is not known any more
 */
export async function restoreStep({ steps }: Database, event: RestoreEvent): Promise<StepRow | null> {
  const known = await steps.get(event.undoes ?? event.redoes ?? event.id);
  if (event.undoes !== undefined) return known ? { ...known, undoneBy: event.id, undone: 1 } : null;
  if (event.redoes !== undefined) return known ? { ...known, undoneBy: null, undone: 0 } : null;
  const { id, snapshotHash, beforeHash, savedAt } = event;
  const part: StepPart = { kind: "restore", snapshotHash, beforeHash, savedAt };
  return { id, label: { kind: "restore" }, parts: [part], undoneBy: null, undone: 0 };
}

/** Whether it was not taken back. */
export function isStanding({ undone }: StepRow): boolean {
  return undone === 0;
}

/** Whether it wrote rows, as imports and edits do. */
export function hasRows({ parts }: StepRow): boolean {
  return parts.some((part) => part.kind === "rows");
}

function partOf(event: StoreEvent, settings: Settings | null): StepPart | null {
  switch (event.kind) {
    case "review":
    case "cram":
    case "reschedule":
      return { kind: "event", eventId: event.id, cardId: event.cardId, retractedBy: null };
    case "edit":
      if (event.undoHash === null) return null;
      return { kind: "rows", changesHash: event.changesHash, undoHash: event.undoHash };
    case "settings":
      return settings && { kind: "settings", before: settings, after: currentSettings(event.settings) };
    default:
      return null;
  }
}

/** Several parts are one deed; a part that is applied again is there already. */
function withPart(step: StepRow, event: StoreEvent, part: StepPart): StepRow {
  if (step.parts.some((one) => same(one, part))) return step;
  return { ...step, label: widened(step.label, event), parts: [...step.parts, part] };
}

function takenBack(step: StepRow, event: StoreEvent): StepRow {
  const parts = step.parts.map((part): StepPart =>
    part.kind === "event" && event.kind === "retract" && part.eventId === event.of
      ? { ...part, retractedBy: event.id }
      : part,
  );
  return { ...step, parts, undoneBy: event.id, undone: 1 };
}

function same(a: StepPart, b: StepPart): boolean {
  if (a.kind === "event" && b.kind === "event") return a.eventId === b.eventId;
  if (a.kind === "rows" && b.kind === "rows") return a.undoHash === b.undoHash;
  return a.kind === b.kind;
}

function labelOf(event: StoreEvent): StepLabel {
  switch (event.kind) {
    case "review":
    case "cram":
      return { kind: "answer", grade: event.grade, cardId: event.cardId };
    case "reschedule":
      return { kind: "forward", cards: 1 };
    case "edit":
      return { kind: event.what ?? "edit", name: event.name };
    default:
      return { kind: "settings" };
  }
}

/** A deed of several events is named after the first of them; moved cards are counted. */
function widened(label: StepLabel, event: StoreEvent): StepLabel {
  if (label.kind === "forward" && event.kind === "reschedule") return { ...label, cards: label.cards + 1 };
  return label;
}
