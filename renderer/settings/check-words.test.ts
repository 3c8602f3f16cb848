import { expect, test } from "vitest";
import {
  type CheckFinding,
  INVARIANTS,
  type SnapshotName,
  type SnapshotSummary,
} from "../../decks/contract/safety.ts";
import type { EpochMs } from "../../decks/core/time.ts";
import { checkedWords, findingWords, mendable, mendedWords } from "./check-words.ts";

const finding = (more: Partial<CheckFinding> = {}): CheckFinding => ({
  invariant: "schedule",
  count: 1,
  examples: ["a"],
  mended: 0,
  ...more,
});

test("every rule has words for one and for many, broken and mended", () => {
  for (const invariant of INVARIANTS) {
    const said = [1, 3].map((count) => findingWords(finding({ invariant, count }), []).said);
    for (const sentence of said) expect(sentence).toMatch(/^\S.*\.$/);
    expect(said[0]).not.toBe(said[1]);
    expect(said[1]).toContain("3");
    if (mendable([finding({ invariant })]) === 0) continue;
    const all = mendedWords(finding({ invariant, count: 3, mended: 3 }), []);
    expect(all).toMatchObject({ said: expect.stringMatching(/3.*\.$/) as string, cure: null, examples: "" });
  }
});

test("what was not mended says what to do", () => {
  expect(mendedWords(finding({ invariant: "references", count: 5, mended: 3, examples: ["x"] }), [])).toEqual(
    {
      invariant: "references",
      said: "What 3 entries belonged to came back from the journal. Not mended: 2 entries belong to something that is missing.",
      cure: "Restore a snapshot from before, or import the deck again.",
      examples: "",
    },
  );
});

test("a missing picture cannot be mended, and says at once what brings it", () => {
  const missing = finding({ invariant: "media" });
  expect(mendable([missing])).toBe(0);
  expect(mendable([missing, finding()])).toBe(1);
  expect(findingWords(missing, []).cure).toContain("Import the deck again");
  expect(mendedWords(missing, []).said).toBe("1 picture or sound is missing or damaged.");
});

test("a snapshot is named by its time", () => {
  const snapshot: SnapshotSummary = {
    name: "n" as SnapshotName,
    savedAt: Date.UTC(2026, 4, 12, 14, 5) as EpochMs,
    reason: "asked",
    bytes: 1,
    events: 1,
  };
  const broken = finding({ invariant: "snapshots", examples: ["n"] });
  expect(findingWords(broken, [snapshot]).examples).toBe("Found: 12 May 2026, 14:05.");
});

test("some of many are told as some, and none twice", () => {
  const told = (count: number, examples: string[]) => findingWords(finding({ count, examples }), []).examples;
  expect(told(1, ["“Mouth”"])).toBe("Found: “Mouth”.");
  expect(told(1, ["delta.png"])).toBe("Found: delta.png.");
  expect(told(9, ["a lost record", "a lost record", "“Mouth”"])).toBe("Among them: a lost record; “Mouth”.");
});

test("what was looked at is counted", () => {
  const checked = { cards: 14, reviews: 4, decks: 1, media: 0, events: 5, snapshots: 1 };
  expect(checkedWords(checked)).toBe(
    "Checked: 14 cards, 4 answers, 1 deck, 0 pictures and sounds, 5 changes in the journal and 1 snapshot.",
  );
});
