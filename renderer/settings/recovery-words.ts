import type { Recovery } from "../../decks/contract/safety.ts";
import { dateAndTime } from "../dates.ts";
import { counted } from "../words.ts";

/** What a start found and did, in sentences. Nothing is promised that the start does not know. */
export interface RecoveryWords {
  readonly found: string;
  readonly done: readonly string[];
  /** What could not be read, and so may be missing; empty when everything could. */
  readonly lost: readonly string[];
}

type Cause = Recovery["cause"];

const FOUND: Record<Cause, string> = {
  "database-missing": "The database was missing.",
  "database-empty": "The database was empty.",
  "database-discarded": "The browser had discarded the database.",
  "database-unreadable": "The database could not be read.",
  "database-damaged": "Tables of the database were missing.",
  "upgrade-failed": "The database could not be brought to this version of Cardinal.",
  "database-behind": "The last changes had not reached the database.",
  "journal-torn": "The last line of the journal was cut short.",
  "journal-short": "The journal was shorter than the database knew it.",
};

/** Whether the database was made anew; else it was kept as it was. */
const MADE_ANEW: Record<Cause, boolean> = {
  "database-missing": true,
  "database-empty": true,
  "database-discarded": true,
  "database-unreadable": true,
  "database-damaged": true,
  "upgrade-failed": true,
  "database-behind": false,
  "journal-torn": false,
  "journal-short": false,
};

/** What a cause that keeps the database means for it. */
const KEPT: Partial<Record<Cause, string>> = {
  "journal-torn":
    "A line is cut short when Cardinal ends while it is being written, before the change is confirmed. What stands before it counts.",
  "journal-short":
    "A part of it was cut off, or an older copy was put in its place. What the database held is all there, and a snapshot stands in for the part that is missing.",
};

/** For the settings page: what was found, what was done about it, and what could not be read. */
export function recoveryWords(recovery: Recovery): RecoveryWords {
  const { cause } = recovery;
  return {
    found: FOUND[cause],
    done: [
      ...(MADE_ANEW[cause] ? [madeFrom(recovery)] : [KEPT[cause] ?? ""]),
      MADE_ANEW[cause] ? "" : cameBack(recovery),
      keptAside(recovery),
    ].filter((sentence) => sentence !== ""),
    lost: [unreadableSnapshots(recovery), unreadableRecords(recovery)].filter((sentence) => sentence !== ""),
  };
}

/** For the foot of the window, in one or two sentences. */
export function recoveryToast(recovery: Recovery): string {
  const said = [FOUND[recovery.cause], outcome(recovery)];
  if (recovery.skippedRecords > 0)
    said.push(`${counted(recovery.skippedRecords, "record")} of the journal could not be used.`);
  return said.filter((sentence) => sentence !== "").join(" ");
}

function outcome(recovery: Recovery): string {
  const { cause, snapshot, replayedEvents } = recovery;
  if (cause === "journal-torn") return "Everything before it counts.";
  if (cause === "journal-short") return "The database still holds what it held.";
  if (!MADE_ANEW[cause]) return cameBack(recovery);
  if (snapshot === null)
    return replayedEvents > 0
      ? `It was restored from the journal: ${counted(replayedEvents, "change")}.`
      : "There was nothing to restore it from.";
  const since = replayedEvents > 0 ? ` and ${counted(replayedEvents, "later change")} in the journal` : "";
  return `It was restored from the snapshot of ${dateAndTime(snapshot.savedAt)}${since}.`;
}

function madeFrom(recovery: Recovery): string {
  const { snapshot, replayedEvents, skippedRecords } = recovery;
  const later = counted(replayedEvents, "change");
  if (snapshot !== null) {
    const made = `It was made anew from the snapshot of ${dateAndTime(snapshot.savedAt)}`;
    if (replayedEvents > 0) return `${made}, and ${later} made since then ${back(recovery)}`;
    return skippedRecords > 0 ? `${made}.` : `${made}. The journal had no later change.`;
  }
  if (replayedEvents > 0) return `It was made anew from the journal alone: ${later} ${back(recovery)}`;
  return "There was no snapshot and no change in the journal that it could be made from, so it began empty. If you exported your decks, import them again.";
}

function cameBack(recovery: Recovery): string {
  if (recovery.replayedEvents === 0) return "";
  return `${counted(recovery.replayedEvents, "change")} ${back(recovery)}`;
}

/** A change that was read may be of no use without its file, so that "came back" is said only where all were of use. */
function back({ replayedEvents, skippedRecords }: Recovery): string {
  if (skippedRecords === 0) return "came back from the journal. Every record of it could be read.";
  return `${replayedEvents === 1 ? "was" : "were"} read from the journal.`;
}

function keptAside({ cause, aside }: Recovery): string {
  const torn = aside.filter((name) => name.endsWith(".torn"));
  const hasDatabase = aside.length > torn.length;
  const said: string[] = [];
  if (hasDatabase) said.push("What the database held before is kept among the snapshots.");
  else if (cause === "database-unreadable" || cause === "database-damaged")
    said.push("Nothing of what it held before could be kept.");
  if (torn.length > 0) said.push(`The end of the journal was kept aside as ${torn.join(", ")}.`);
  return said.join(" ");
}

function unreadableSnapshots({ unreadableSnapshots: count, snapshot }: Recovery): string {
  if (count === 0) return "";
  const which = counted(count, snapshot === null ? "snapshot" : "newer snapshot");
  return `${which} could not be read and ${count === 1 ? "was" : "were"} passed over.`;
}

function unreadableRecords({ skippedRecords: count }: Recovery): string {
  if (count === 0) return "";
  return count === 1
    ? "1 record of the journal could not be used: it is damaged, or a file that it names is gone. What it changed may be missing."
    : `${counted(count, "record")} of the journal could not be used: they are damaged, or files that they name are gone. What they changed may be missing.`;
}
