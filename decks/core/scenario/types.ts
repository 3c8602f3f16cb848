import type { PackId, SituationId } from "../ids.ts";
import type { Grade } from "../schedule/types.ts";

export type FactId = string;
export type OptionId = string;
/** A limit or preference within its decision: `<option>/<rule>`. */
export type RuleId = string;
export type FactValue = number | string | boolean;
export type Facts = Readonly<Record<FactId, FactValue>>;

/** What a decision says of one set of facts. Every number a person is shown comes from here. */
export interface Decision {
  readonly decision: string;
  readonly status: "decided" | "depends" | "infeasible";
  readonly best: OptionId | null;
  /** The best; where a decision takes several, every option whose reasons speak for it, best first. */
  readonly applies: readonly OptionId[];
  /** Facts that are not known and would have to be, for the status to be `decided`. */
  readonly dependsOn: readonly FactId[];
  /** Best first: feasible before infeasible, then by score, then in the pack's order. */
  readonly ranking: readonly RankedOption[];
  /** Score of the best less that of the second feasible option; 0 when fewer than two are feasible. */
  readonly margin: number;
  /** Every smallest set of at most two changes that makes another option win. */
  readonly deciding: readonly Flip[];
}

export interface RankedOption {
  readonly option: OptionId;
  readonly feasible: boolean;
  /** 0 to 100. */
  readonly score: number;
  readonly violations: readonly Violation[];
  /** Soft reasons that held, and limits kept with how much of them is used. */
  readonly reasons: readonly Reason[];
}

/** A broken limit, in numbers: "500 MB payload exceeds the 25 MB limit, 20 times". */
export interface Violation {
  readonly rule: RuleId;
  readonly fact: FactId;
  readonly value: FactValue;
  readonly limit: FactValue;
  readonly unit: string | null;
  /** value / limit for numbers ("20 times"), else null. */
  readonly ratio: number | null;
  readonly reason: string;
  readonly source: string;
}

export interface Reason {
  readonly rule: RuleId;
  readonly text: string;
  /** Points the reason added to (or took from) the score; 0 for a limit that is merely kept. */
  readonly points: number;
  /** Share of a numeric limit that is used, 0 to 1, else null. */
  readonly used: number | null;
  readonly source: string;
}

export interface Flip {
  readonly changes: readonly { readonly fact: FactId; readonly flipsAt: FactValue }[];
  /** Where several options apply together, their ids joined by “+”. */
  readonly to: OptionId;
}

/** What the learner did with one situation. */
export interface ScenarioAnswer {
  readonly choice: OptionId;
  /** Facts marked as deciding. */
  readonly marked: readonly FactId[];
  /** 0 to 1, given before any feedback. */
  readonly sureness: number;
}

/** 0 to 100: choice 60, deciding facts 25, sureness 15. */
export interface Score {
  readonly total: number;
  readonly choice: number;
  readonly facts: number;
  readonly sureness: number;
  readonly grade: Grade;
  readonly verdict: "best" | "feasible" | "infeasible";
  /** Facts that decide, found or missed, and facts marked without effect. */
  readonly factMarks: readonly { readonly fact: FactId; readonly mark: "found" | "missed" | "no-effect" }[];
}

/** A situation as the learner reads it: prose in which the stated facts are marked. */
export interface Situation {
  readonly id: SituationId;
  readonly packId: PackId;
  readonly decision: string;
  readonly title: string;
  /** Plain prose, in pieces; a piece with a fact is shown marked. A paragraph break is a piece "\n\n". */
  readonly prose: readonly { readonly text: string; readonly fact?: FactId }[];
  readonly facts: Facts;
}
