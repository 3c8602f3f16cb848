import type { CheckFinding, CheckReport, Invariant, SnapshotSummary } from "../../decks/contract/safety.ts";
import { dateAndTime } from "../dates.ts";
import { counted } from "../words.ts";

interface InvariantWords {
  readonly broken: (count: number) => string;
  /** How it is mended; null where only the learner can. */
  readonly mended: ((count: number) => string) | null;
  /** What to do about what is left. */
  readonly cure: string;
}

const WORDS: Record<Invariant, InvariantWords> = {
  schedule: {
    broken: (count) =>
      count === 1
        ? "1 card stands elsewhere than its answers say."
        : `${counted(count, "card")} stand elsewhere than their answers say.`,
    mended: (count) =>
      count === 1
        ? "1 card was put where its answers say."
        : `${counted(count, "card")} were put where their answers say.`,
    cure: "Restore a snapshot from before.",
  },
  counts: {
    broken: (count) => `The cards of ${counted(count, "deck")} are counted wrong.`,
    mended: (count) => `The cards of ${counted(count, "deck")} were counted anew.`,
    cure: "Restore a snapshot from before.",
  },
  references: {
    broken: (count) =>
      `${counted(count, "entry", "entries")} belong${count === 1 ? "s" : ""} to something that is missing.`,
    mended: (count) => `What ${counted(count, "entry", "entries")} belonged to came back from the journal.`,
    cure: "Restore a snapshot from before, or import the deck again.",
  },
  media: {
    broken: (count) =>
      `${counted(count, "picture or sound", "pictures or sounds")} ${count === 1 ? "is" : "are"} missing or damaged.`,
    mended: null,
    cure: "Import the deck again: it brings its pictures and sounds.",
  },
  journal: {
    broken: (count) =>
      `${counted(count, "record")} of the journal cannot be read, ${count === 1 ? "is" : "are"} missing, or ${count === 1 ? "names a file that is" : "name files that are"} gone.`,
    mended: (count) =>
      `A snapshot of everything that the database holds stands in for ${counted(count, "record")} of the journal.`,
    cure: "Export your decks: the journal alone could not bring them back.",
  },
  snapshots: {
    broken: (count) => `${counted(count, "snapshot")} cannot be read.`,
    mended: (count) =>
      `${counted(count, "unreadable snapshot")} ${count === 1 ? "was" : "were"} put aside, out of the list.`,
    cure: "Take a new snapshot, and do not count on the damaged one.",
  },
};

/** One finding for a person: what is wrong, or what was done about it, and what is left to do. */
export interface FindingWords {
  readonly invariant: Invariant;
  readonly said: string;
  /** What to do where the check itself cannot, or could not, help; null when nothing is left. */
  readonly cure: string | null;
  /** Some of them or all; empty when there are none to tell. */
  readonly examples: string;
}

/** What a check found, before anything was mended. */
export function findingWords(finding: CheckFinding, snapshots: readonly SnapshotSummary[]): FindingWords {
  const { broken, mended, cure } = WORDS[finding.invariant];
  return {
    invariant: finding.invariant,
    said: broken(finding.count),
    cure: mended === null ? cure : null,
    examples: exampleWords(finding, snapshots),
  };
}

/** What was mended, what was not, and what to do then. */
export function mendedWords(finding: CheckFinding, snapshots: readonly SnapshotSummary[]): FindingWords {
  const { broken, mended, cure } = WORDS[finding.invariant];
  const done = mended === null ? 0 : finding.mended;
  const left = finding.count - done;
  const parts = [
    done > 0 ? (mended?.(done) ?? "") : "",
    left > 0 ? `${done > 0 ? "Not mended: " : ""}${broken(left)}` : "",
  ];
  return {
    invariant: finding.invariant,
    said: parts.filter((sentence) => sentence !== "").join(" "),
    cure: left > 0 ? cure : null,
    // Once some were mended, nobody knows which of the examples are left.
    examples: done === 0 ? exampleWords(finding, snapshots) : "",
  };
}

/** How many findings mending could put right. */
export function mendable(findings: readonly CheckFinding[]): number {
  return findings.filter(({ invariant }) => WORDS[invariant].mended !== null).length;
}

/** What was looked at: names and numbers. */
export function checkedWords(checked: CheckReport["checked"]): string {
  const looked = [
    counted(checked.cards, "card"),
    counted(checked.reviews, "answer"),
    counted(checked.decks, "deck"),
    counted(checked.media, "picture or sound", "pictures and sounds"),
    `${counted(checked.events, "change")} in the journal`,
    checked.snapshots < 2
      ? counted(checked.snapshots, "snapshot")
      : `the newest ${checked.snapshots} snapshots`,
  ];
  return `Checked: ${looked.slice(0, -1).join(", ")} and ${looked.at(-1) ?? ""}.`;
}

/** Each told once. A snapshot is known to a person by its time, not by the name of its file. */
function exampleWords(
  { invariant, count, examples }: CheckFinding,
  snapshots: readonly SnapshotSummary[],
): string {
  const told = examples.map((name) => {
    const snapshot = invariant === "snapshots" ? snapshots.find((one) => one.name === name) : undefined;
    return snapshot ? dateAndTime(snapshot.savedAt) : name;
  });
  if (told.length === 0) return "";
  // A name stays as it is written, so that the sentence does not begin with it.
  return `${told.length < count ? "Among them" : "Found"}: ${[...new Set(told)].join("; ")}.`;
}
