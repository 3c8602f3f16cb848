import { describe, expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { RestorePlan, SnapshotName, SnapshotSummary } from "../../decks/contract/safety.ts";
import type { EpochMs } from "../../decks/core/time.ts";
import { RestoreFlow, undoRestore } from "./restore-flow.svelte.ts";

const named = (name: string): SnapshotSummary => ({
  name: name as SnapshotName,
  savedAt: 0 as EpochMs,
  reason: "asked",
  bytes: 1,
  events: 1,
});
const OLD = named("old");
const TOTALS = { decks: 1, notes: 1, cards: 1, reviews: 1 };

/** A collection of one snapshot, which moves on when `change` is called. */
function storeThat(overrides: Partial<StudyStore> = {}) {
  let changes = 0;
  const restored: SnapshotName[] = [];
  const planId = (name: SnapshotName) => `${name}/${changes}`;
  const store = {
    planRestore: async ({ name }): Promise<RestorePlan> => ({
      planId: planId(name),
      snapshot: named(name),
      now: TOTALS,
      then: TOTALS,
      decksBack: [],
      decksGone: [],
      cardsBack: 0,
      cardsGone: 0,
      cardsMoved: 0,
      notesChanged: 0,
      reviewsGone: changes,
      settingsChange: false,
    }),
    restore: async (input) => {
      if (input.planId !== planId(input.name)) throw new StoreError("stale");
      restored.push(input.name);
      return named("before");
    },
    ...overrides,
  } as StudyStore;
  return { store, restored, change: () => void changes++ };
}

describe("restoring a snapshot", () => {
  test("shows the plan first, and gives the snapshot that takes it back", async () => {
    const { store, restored } = storeThat();
    const flow = new RestoreFlow(store, OLD.name);
    await flow.plan();
    expect(flow.phase).toMatchObject({ kind: "preview", notice: null });
    expect(restored).toEqual([]);
    expect((await flow.restore())?.name).toBe("before");
    expect(restored).toEqual(["old"]);
  });

  test("restores once, however often it is asked while it runs", async () => {
    const { store, restored } = storeThat();
    const flow = new RestoreFlow(store, OLD.name);
    await flow.plan();
    const [first, second] = await Promise.all([flow.restore(), flow.restore()]);
    expect([first?.name, second]).toEqual(["before", null]);
    expect(restored).toEqual(["old"]);
  });

  test("shows another plan when the collection has changed, and says why", async () => {
    const { store, restored, change } = storeThat();
    const flow = new RestoreFlow(store, OLD.name);
    await flow.plan();
    change();
    expect(await flow.restore()).toBeNull();
    expect(flow.phase).toMatchObject({
      kind: "preview",
      plan: { reviewsGone: 1 },
      notice: expect.stringContaining("changed in the meantime") as string,
    });
    expect(restored).toEqual([]);
    expect(await flow.restore()).not.toBeNull();
  });

  test("says in a sentence that a snapshot cannot be read", async () => {
    const { store } = storeThat({
      planRestore: async () => Promise.reject(new StoreError("unreadable-file", "The snapshot is damaged.")),
    });
    const flow = new RestoreFlow(store, OLD.name);
    await flow.plan();
    expect(flow.phase).toEqual({ kind: "failed", problem: "The snapshot is damaged." });
    expect(await flow.restore()).toBeNull();
  });

  test("is taken back also after more was done", async () => {
    const { store, restored, change } = storeThat();
    change();
    await undoRestore(store, named("before").name);
    expect(restored).toEqual(["before"]);
  });
});
