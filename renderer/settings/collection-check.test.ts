import { expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { CheckReport } from "../../decks/contract/safety.ts";
import type { EpochMs } from "../../decks/core/time.ts";
import { CollectionCheck } from "./collection-check.svelte.ts";

/** A collection with one wrong count, until it is mended. */
function storeThat(fail?: StoreError) {
  const asked: boolean[] = [];
  let broken = true;
  const store = {
    checkCollection: async ({ mend }): Promise<CheckReport> => {
      asked.push(mend);
      if (fail) throw fail;
      const findings = broken
        ? [{ invariant: "counts" as const, count: 1, examples: ["d"], mended: mend ? 1 : 0 }]
        : [];
      if (mend) broken = false;
      const checked = { cards: 1, reviews: 1, decks: 1, media: 0, events: 1, snapshots: 0 };
      return { at: 0 as EpochMs, checked, findings };
    },
  } as Partial<StudyStore> as StudyStore;
  return { store, asked };
}

test("a check mends nothing until what it found was shown", async () => {
  const { store, asked } = storeThat();
  const check = new CollectionCheck(store);
  await check.mend();
  expect(asked).toEqual([]);
  const checking = check.check();
  expect(check.isBusy).toBe(true);
  await checking;
  expect(check.phase).toMatchObject({ kind: "checked", report: { findings: [{ mended: 0 }] } });
  await check.mend();
  expect(check.phase).toMatchObject({ kind: "mended", report: { findings: [{ mended: 1 }] } });
  await check.check();
  expect(check.phase).toMatchObject({ kind: "checked", report: { findings: [] } });
  expect(asked).toEqual([false, true, false]);
});

test("a check that fails says why, and can be run again", async () => {
  const check = new CollectionCheck(storeThat(new StoreError("storage-full")).store);
  await check.check();
  expect(check.phase).toMatchObject({
    kind: "failed",
    problem: expect.stringMatching(/disk is full/) as string,
  });
  expect(check.isBusy).toBe(false);
});
