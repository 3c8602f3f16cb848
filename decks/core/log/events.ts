import type { EventId, FileHash, PackId, SituationId } from "../ids.ts";
import type { FactId, OptionId } from "../scenario/types.ts";
import type { ParameterSet, ScheduleEvent } from "../schedule/types.ts";
import type { Settings } from "../settings.ts";
import type { EpochMs } from "../time.ts";

/**
 * The version of the events below. A reader meets older ones in old journals and refuses newer ones. Version 2 added
 * edits.
 */
export const EVENT_VERSION = 2;

/**
 * Everything that ever happens to a collection. The database is the fold of these in the order of their ids, and can
 * be rebuilt from them alone. Two devices' events merge by that order.
 */
export type StoreEvent = { readonly v: 1 | typeof EVENT_VERSION } & (
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
      /** The import of a guide, a card edited by hand, or the taking back of either. */
      readonly kind: "edit";
      readonly id: EventId;
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
      readonly settings: Settings;
      /** The parameter set that follows from the settings; reviews name it by id. */
      readonly parameters: ParameterSet;
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
    }
);
