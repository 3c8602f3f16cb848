import { describe, expect, test } from "vitest";
import type { Recovery, SnapshotName, SnapshotSummary } from "../../decks/contract/safety.ts";
import type { EpochMs } from "../../decks/core/time.ts";
import { recoveryToast, recoveryWords } from "./recovery-words.ts";

const SNAPSHOT: SnapshotSummary = {
  name: "s" as SnapshotName,
  savedAt: Date.UTC(2026, 4, 12, 14, 5) as EpochMs,
  reason: "timed",
  bytes: 1,
  events: 7,
};

const found = (cause: Recovery["cause"], more: Partial<Recovery> = {}): Recovery => ({
  at: SNAPSHOT.savedAt,
  cause,
  snapshot: null,
  unreadableSnapshots: 0,
  replayedEvents: 0,
  skippedRecords: 0,
  aside: [],
  ...more,
});
const all = (recovery: Recovery) => {
  const { found: what, done, lost } = recoveryWords(recovery);
  return [what, ...done, ...lost].join(" ");
};

const CAUSES: Record<Recovery["cause"], true> = {
  "database-missing": true,
  "database-empty": true,
  "database-discarded": true,
  "database-unreadable": true,
  "database-damaged": true,
  "upgrade-failed": true,
  "database-behind": true,
  "journal-torn": true,
  "journal-short": true,
};

describe("what the last start found", () => {
  test.each(Object.keys(CAUSES) as Recovery["cause"][])(
    "is told in whole sentences, here and at the foot of the window: %s",
    (cause) => {
      for (const more of [{}, { replayedEvents: 2 }, { replayedEvents: 1, skippedRecords: 1 }]) {
        for (const snapshot of [null, SNAPSHOT]) {
          for (const text of [
            all(found(cause, { ...more, snapshot })),
            recoveryToast(found(cause, { ...more, snapshot })),
          ])
            expect(text).toMatch(/^[A-Z](?:[^.]+\. (?=[A-Z\d]))*[^.]+\.$/);
        }
      }
    },
  );

  test("names the snapshot that the database was made from, and the changes since", () => {
    const recovery = found("database-missing", { snapshot: SNAPSHOT, replayedEvents: 41 });
    expect(all(recovery)).toBe(
      "The database was missing. It was made anew from the snapshot of 12 May 2026, 14:05, and 41 changes made since then came back from the journal. Every record of it could be read.",
    );
    expect(recoveryToast(recovery)).toBe(
      "The database was missing. It was restored from the snapshot of 12 May 2026, 14:05 and 41 later changes in the journal.",
    );
  });

  test("says so when there was nothing to restore from", () => {
    const recovery = found("database-unreadable");
    expect(all(recovery)).toContain("it began empty. If you exported your decks, import them again.");
    expect(recoveryToast(recovery)).toBe(
      "The database could not be read. There was nothing to restore it from.",
    );
  });

  test("never says that all is there when a record could not be used", () => {
    for (const cause of Object.keys(CAUSES) as Recovery["cause"][]) {
      const recovery = found(cause, { replayedEvents: 3, skippedRecords: 2 });
      expect(all(recovery)).not.toMatch(/every record|came back/i);
      expect(recoveryWords(recovery).lost).toHaveLength(1);
      expect(recoveryToast(recovery)).toMatch(/ 2 records of the journal could not be used\.$/);
    }
  });

  test("claims no change from the journal where only the journal was hurt", () => {
    expect(recoveryToast(found("journal-torn"))).toBe(
      "The last line of the journal was cut short. Everything before it counts.",
    );
    expect(all(found("journal-short"))).not.toContain("came back");
  });

  test("says what was kept aside, and where", () => {
    const kept = found("database-damaged", { aside: ["000-damaged-7.snapshot", "abc-1.log-90.torn"] });
    expect(recoveryWords(kept).done.at(-1)).toBe(
      "What the database held before is kept among the snapshots. The end of the journal was kept aside as abc-1.log-90.torn.",
    );
    expect(recoveryWords(found("database-unreadable")).done.at(-1)).toBe(
      "Nothing of what it held before could be kept.",
    );
  });

  test("counts the snapshots that could not be read", () => {
    expect(
      recoveryWords(found("database-empty", { unreadableSnapshots: 2, snapshot: SNAPSHOT })).lost,
    ).toEqual(["2 newer snapshots could not be read and were passed over."]);
  });
});
