import type { Note } from "../cards/types.ts";
import type { EventId, FileHash, PackId, SituationId } from "../ids.ts";
import type { FactId, OptionId, RuleId, Situation } from "../scenario/types.ts";
import type { ParameterSet, ScheduleEvent } from "../schedule/types.ts";
import type { FlatSettings, Settings } from "../settings/settings.ts";
import type { EpochMs } from "../time.ts";

/**
 * The version of the events below. A reader meets older ones in old journals and refuses newer ones. Version 2 added
 * edits; version 3 packs, situations of the learner's own, and the rules that a scenario was about; version 4 presets,
 * practice answers, what an answer says besides its grade, and steps that are taken back and done again; version 5
 * the restoring of a snapshot.
 */
export const EVENT_VERSION = 5;

/** What an edit of the collection was about, for the words that say it was taken back. */
export const EDIT_KINDS = [
  "edit",
  "import",
  "suspend",
  "unsuspend",
  "bury",
  "flag",
  "delete",
  "leech",
  "reschedule",
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** What ties events together that one deed of the learner's made. */
interface Deed {
  /** The first of the events that were made together; absent for one that was made alone. */
  readonly group?: EventId;
  /** The deed, by the id of its first event, that this one takes back, or does again after it was taken back. */
  readonly undoes?: EventId;
  readonly redoes?: EventId;
}

/**
 * Everything that ever happens to a collection. The database is the fold of these in the order of their ids, and can
 * be rebuilt from them alone. Two devices' events merge by that order.
 */
export type StoreEvent = { readonly v: 1 | 2 | 3 | 4 | typeof EVENT_VERSION } & Deed &
  (
    | Exclude<ScheduleEvent, { readonly kind: "review" }>
    | (Extract<ScheduleEvent, { readonly kind: "review" }> & {
        /** The set it was reckoned with, where the journal does not hold it yet. */
        readonly parameters?: ParameterSet;
      })
    | {
        readonly kind: "import";
        readonly id: EventId;
        readonly name: string;
        /** The file as the learner gave it. */
        readonly sourceHash: FileHash;
        /**
         * What was made of it, as a deck file of our own: a replay must give the same cards even when a later version
         * reads guides otherwise.
         */
        readonly contentsHash: FileHash;
      }
    | {
        /** An import, cards changed by hand, or the taking back of either. */
        readonly kind: "edit";
        readonly id: EventId;
        /** Since version 4. */
        readonly what?: EditKind;
        /** What was edited, for the person who may take it back. */
        readonly name: string;
        /** The guide's file, where one was imported. */
        readonly sourceHash: FileHash | null;
        /** The rows that are written and removed; a replay does just that. */
        readonly changesHash: FileHash;
        /** The changes that take this edit back; null for a taking back. */
        readonly undoHash: FileHash | null;
      }
    | {
        readonly kind: "settings";
        readonly id: EventId;
        /** All of them; those of before version 4 are read by `currentSettings`. */
        readonly settings: Settings | FlatSettings;
        /** The parameter set that followed from the settings before version 4; reviews bring theirs since. */
        readonly parameters?: ParameterSet;
      }
    | {
        readonly kind: "scenario";
        readonly id: EventId;
        readonly packId: PackId;
        readonly situationId: SituationId;
        readonly answeredAt: EpochMs;
        readonly choice: OptionId;
        readonly marked: readonly FactId[];
        readonly sureness: number;
        /** 0 to 100 */
        readonly score: number;
        /** Since version 3; the reviews of the rules' cards are events of their own, right behind this one. */
        readonly decision?: string;
        /** The rule that it exercised, where there is one. */
        readonly rule?: RuleId;
        /** Notes of rules that were met for the first time, one card each. */
        readonly skills?: readonly Note[];
      }
    | {
        readonly kind: "pack";
        readonly id: EventId;
        readonly packId: PackId;
        /** The pack as JSON; null when it was taken away. */
        readonly contentsHash: FileHash | null;
      }
    | {
        readonly kind: "situation";
        readonly id: EventId;
        readonly situationId: SituationId;
        /** Null when it was taken away. */
        readonly situation: Situation | null;
      }
    | {
        /** The collection became what it was when a snapshot was taken; what came before counts no more. */
        readonly kind: "restore";
        readonly id: EventId;
        /** The snapshot, kept among the stored files for as long as the journal. */
        readonly snapshotHash: FileHash;
        /** What it was until then, kept likewise: what takes the restoring back. */
        readonly beforeHash: FileHash;
        readonly savedAt: EpochMs;
      }
  );
