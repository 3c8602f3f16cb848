import { StoreError, type StudyStore } from "../contract.ts";
import type { Step, Steps, UndoVerbs } from "../contract/undo.ts";
import type { Collection, Decided, NewEvent } from "./collection.ts";
import { isStanding, type StepPart, type StepRow } from "./steps.ts";

/** The verbs that take back and do again, whatever was done. */
export function undoVerbs(collection: Collection): Pick<StudyStore, keyof UndoVerbs> {
  return {
    steps: () => stepsOf(collection),
    undo: () => moved(collection, lastDone, takingBack, "nothing-to-undo"),
    redo: () => moved(collection, lastUndone, doingAgain, "nothing-to-redo"),
  };
}

/** What the next undo and the next redo would do. */
export async function stepsOf(collection: Collection): Promise<Steps> {
  const [undo, redo] = [await lastDone(collection), await lastUndone(collection)];
  return { undo: undo && stepOf(undo), redo: redo && stepOf(redo) };
}

async function moved(
  collection: Collection,
  find: (collection: Collection) => Promise<StepRow | null>,
  decide: (step: StepRow) => Decided,
  otherwise: "nothing-to-undo" | "nothing-to-redo",
): Promise<Step> {
  let step: StepRow | null = null;
  await collection.change(async () => {
    step = await find(collection);
    if (step === null) throw new StoreError(otherwise);
    return decide(step);
  });
  return stepOf(step as unknown as StepRow);
}

/** The latest deed of this device that stands. */
async function lastDone({ database, device }: Collection): Promise<StepRow | null> {
  const own = (step: StepRow) => step.id.endsWith(device) && isStanding(step);
  return (await database.steps.orderBy("id").reverse().filter(own).first()) ?? null;
}

async function lastUndone({ database, device }: Collection): Promise<StepRow | null> {
  const undone = await database.steps.where("undone").equals(1).toArray();
  const own = undone.filter((step) => step.id.endsWith(device) && step.parts.every(canBeDoneAgain));
  return own.sort((a, b) => ((a.undoneBy ?? "") < (b.undoneBy ?? "") ? 1 : -1))[0] ?? null;
}

function canBeDoneAgain(part: StepPart): boolean {
  return part.kind === "event"
    ? part.retractedBy !== null
    : part.kind !== "rows" || part.changesHash !== null;
}

/** What takes a deed back: the last of it first. */
export function takingBack({ id, label, parts }: StepRow): Decided {
  const events = parts.toReversed().map((part): NewEvent => {
    switch (part.kind) {
      case "event":
        return { kind: "retract", cardId: part.cardId, of: part.eventId };
      case "rows":
        return {
          kind: "edit",
          name: nameOf(label),
          sourceHash: null,
          changesHash: part.undoHash,
          undoHash: null,
        };
      case "settings":
        return { kind: "settings", settings: part.before };
      case "restore":
        return {
          kind: "restore",
          snapshotHash: part.beforeHash,
          beforeHash: part.snapshotHash,
          savedAt: part.savedAt,
        };
    }
  });
  return { undoes: id, events };
}

function doingAgain({ id, label, parts }: StepRow): Decided {
  const events = parts.flatMap((part): NewEvent[] => {
    switch (part.kind) {
      case "event":
        return part.retractedBy ? [{ kind: "retract", cardId: part.cardId, of: part.retractedBy }] : [];
      case "rows": {
        const { changesHash, undoHash } = part;
        if (changesHash === null) return [];
        return [{ kind: "edit", name: nameOf(label), sourceHash: null, changesHash, undoHash }];
      }
      case "settings":
        return [{ kind: "settings", settings: part.after }];
      case "restore":
        return [part];
    }
  });
  return { redoes: id, events };
}

function stepOf({ id, label }: StepRow): Step {
  return { id, label };
}

function nameOf(label: StepRow["label"]): string {
  return "name" in label ? label.name : "";
}
