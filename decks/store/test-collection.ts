import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { StoreChange, StudyStore } from "../contract.ts";
import type { GuidePlan, ImportRequest } from "../contract/importing.ts";
import type { DeckId, DeviceId } from "../core/ids.ts";
import type { Preset } from "../core/schedule/preset.ts";
import { type Clock, type EpochMs, HOUR_MS } from "../core/time.ts";
import type { Lock } from "./collection.ts";
import { type MemoryFiles, memoryFiles } from "./memory-files.ts";
import type { Optimiser } from "./optimiser.ts";
import { type OpenStore, openStudyStore } from "./study-store.ts";

/** A machine on which stores are opened and closed: a database, journal files, and a clock that a test sets. */
export interface Machine {
  indexedDB: IDBFactory;
  files: MemoryFiles;
  now: number;
  /** Of the machine's time zone, ahead of UTC. */
  offsetMinutesAt: (at: number) => number;
  readonly packs: readonly unknown[];
  optimiser: Optimiser;
  /** A log of this length is followed by another; undefined for the usual. */
  longestLogBytes: number | undefined;
  /** What waits for its time; `test-days.ts` lets it come. */
  readonly timers: Set<{ readonly run: () => void; readonly at: number }>;
  readonly changes: StoreChange[];
  open(): Promise<OpenStore>;
  /** The process is gone: its log is free again, whatever it was writing. */
  kill(): void;
}

export const GUIDE_TEXT = `# Rivers

## Glossary

- **Source**: Where a river begins.
- **Mouth**: Where a river meets the sea.
- **Delta**: Land made of what a river carries to its mouth.
- **Meander**: A bend that a river cuts into soft ground.

## Comparison

### Two rivers

| Aspect | Upper course | Lower course |
|---|---|---|
| Slope | Steep | Gentle |
| Load | Large stones | Fine silt |

## Review questions

1. What wears the outer bank of a bend?
2. Name two shapes that a mouth can have.

## Answers

1. The faster water on the outside.
2. A delta, an estuary.
`;

export const START = Date.UTC(2026, 4, 12, 9) as EpochMs;

/** A lock for one process: one after another. */
export function queueLock(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const next = last.then(run, run);
    last = next.catch(() => {});
    return next;
  };
}

export function newMachine(packs: readonly unknown[] = []): Machine {
  const lock = queueLock();
  let devices = 0;
  const machine: Machine = {
    indexedDB: new IDBFactory(),
    files: memoryFiles(),
    now: START,
    offsetMinutesAt: () => 0,
    packs,
    optimiser: { fit: () => Promise.reject(new Error("nothing fits here")) },
    longestLogBytes: undefined,
    timers: new Set(),
    changes: [],
    open() {
      const clock: Clock = {
        now: () => machine.now as EpochMs,
        offsetMinutesAt: (at) => machine.offsetMinutesAt(at),
      };
      return openStudyStore({
        files: machine.files,
        clock,
        lock,
        longestLogBytes: machine.longestLogBytes,
        later(run, delayMs) {
          const timer = { run, at: machine.now + delayMs };
          machine.timers.add(timer);
          return () => void machine.timers.delete(timer);
        },
        optimiser: machine.optimiser,
        newDeviceId: () => (devices++ === 0 ? "testtest" : `testtes${devices}`) as DeviceId,
        content: {
          guides: [{ id: "rivers", fileName: "rivers.md", summary: "Rivers.", text: GUIDE_TEXT }],
          packs: async () => this.packs,
        },
        onChange: (change) => machine.changes.push(change),
        storage: async () => ({ persisted: null, usedBytes: null }),
        indexedDB: machine.indexedDB,
        keyRange: IDBKeyRange,
      });
    },
    kill() {
      const { logBytes, stored, snapshotBytes, aside } = machine.files;
      machine.files = memoryFiles(logBytes, stored, snapshotBytes, aside);
      machine.timers.clear();
    },
  };
  return machine;
}

/** Brings the rivers in and gives the store with its deck. */
export async function withRivers(machine: Machine) {
  const open = await machine.open();
  const request = { source: { kind: "sample", id: "rivers" } } as const;
  const report = await importAll(open.store, request);
  return { ...open, deckId: report.deckId, report };
}

export const ALL = { deckId: null } as const;

/** Answers the card at the head of the queue, an hour's fraction later. */
export async function answerNext(
  open: Pick<OpenStore, "store">,
  machine: Machine,
  grade: "again" | "hard" | "good" | "easy" = "good",
) {
  const { cards } = await open.store.session(ALL);
  const [card] = cards;
  if (!card) throw new Error("nothing is left to answer");
  machine.now += HOUR_MS / 120;
  return open.store.answerCard({
    ...ALL,
    cardId: card.cardId,
    version: card.version,
    grade,
    durationMs: 5_000,
  });
}

/** Changes the preset that every deck goes by. */
export async function changePreset(store: StudyStore, changed: Partial<Preset>): Promise<void> {
  const [preset] = (await store.settings()).presets;
  if (!preset) throw new Error("no preset");
  await store.savePreset({ preset: { ...preset, ...changed } });
}

/** What an import of a study guide would do. */
export async function guidePlan(store: StudyStore, request: ImportRequest): Promise<GuidePlan> {
  const plan = await store.planImport(request);
  if (plan.format !== "guide") throw new Error(`taken for ${plan.formatName}`);
  return plan;
}

/** Imports as planned. */
export async function importAll(store: StudyStore, request: ImportRequest) {
  const { planId } = await store.planImport(request);
  const report = await store.applyImport({ ...request, planId });
  if (report.deckId === null) throw new Error("the file brought no cards");
  return { ...report, deckId: report.deckId };
}

/** Everything of a deck, as a bundle. */
export const wholeDeck = (deckId: DeckId | null) =>
  ({ deckIds: deckId === null ? null : [deckId], format: "bundle", scheduling: true }) as const;
