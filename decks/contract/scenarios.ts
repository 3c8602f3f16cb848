/** The part of the boundary that scenario mode uses; see `contract.ts`. */
import type { CardId, PackId, SituationId } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import type {
  Decision,
  FactId,
  Facts,
  FactValue,
  OptionId,
  RuleId,
  ScenarioAnswer,
  Score,
  Situation,
} from "../core/scenario/types.ts";
import type { Grade } from "../core/schedule/types.ts";
import type { EditSummary } from "./edit-summary.ts";
import type { NamedFile } from "./named-file.ts";

export interface ScenarioVerbs {
  /** Every pack that is installed, those that ship with Cardinal first. */
  packs(): Promise<readonly PackSummary[]>;
  /** A pack as it is, to be shown and to decide with. @throws StoreError `not-found` */
  pack(input: { readonly packId: PackId }): Promise<RulePack>;
  /** What an import of a pack would do; writes nothing, and never fails: see `issues`. */
  planPack(input: { readonly file: NamedFile }): Promise<PackPlan>;
  /** Installs the pack of a file, or replaces the one of the same id. @throws StoreError `unreadable-file`, `invalid-input` */
  importPack(input: { readonly file: NamedFile }): Promise<PackSummary>;
  /** Takes a pack away that did not ship with Cardinal; its answers stay. @throws StoreError `not-found`, `invalid-input` */
  removePack(input: { readonly packId: PackId }): Promise<void>;
  /** The pack as a file of JSON. @throws StoreError `not-found` */
  exportPack(input: { readonly packId: PackId }): Promise<NamedFile>;

  /** Situations with a name: those of the packs, of the learner's guides, and the learner's own. */
  situations(): Promise<readonly SituationSummary[]>;
  /** @throws StoreError `not-found` */
  situation(input: { readonly situationId: SituationId }): Promise<SituationView>;
  /**
   * Keeps a situation that the learner told, or confirms the facts of a worked example. @returns its id
   * @throws StoreError `not-found`, `invalid-input`
   */
  saveSituation(input: SaveSituation): Promise<{ readonly situationId: SituationId }>;
  /** Forgets a situation of the learner's own. @throws StoreError `not-found` */
  removeSituation(input: { readonly situationId: SituationId }): Promise<void>;

  /** Where the learner stands in the rules of the packs. */
  practiceOverview(): Promise<PracticeOverview>;
  /**
   * A fresh situation to practise: for a rule that is due, else for one that is new, else for the weakest.
   * @throws StoreError `not-found` when no pack can make one
   */
  nextSituation(
    input: PracticeScope & {
      /** What was just practised: another decision, or another option, comes first. */
      readonly after: SituationId | null;
    },
  ): Promise<SituationView>;
  /** Scores an answer, records it, and reviews the rules it was about. @throws StoreError `not-found`, `invalid-input` */
  answerSituation(input: { readonly situationId: SituationId } & ScenarioAnswer): Promise<SituationResult>;
  /** What a card says against an installed pack and the learner has not settled. @throws StoreError `not-found` */
  disputes(input: { readonly cardId: CardId }): Promise<readonly DisputeView[]>;
  /**
   * Settles a dispute: keeps what the card says, or puts the pack's figure in its place.
   * @returns the edit, to be taken back; null when nothing was left to settle
   * @throws StoreError `not-found`, `invalid-input`
   */
  settleDispute(input: {
    readonly cardId: CardId;
    readonly disputeId: string;
    readonly keep: "guide" | "pack";
  }): Promise<EditSummary | null>;
  /** Makes cards due today, each at its own memory state. @throws StoreError `not-found` */
  bringForward(input: { readonly cardIds: readonly CardId[] }): Promise<{ readonly cards: number }>;
}

/** A text and a pack that state different things. */
export interface DisputeView {
  readonly id: string;
  /** "Real-time endpoint, payload" */
  readonly about: string;
  /** "6MB" */
  readonly guideSays: string;
  /** "25 MB", or a sentence. */
  readonly packSays: string;
  readonly source: PackSourceView;
  /** The pack's figure can be put in the place of the guide's. */
  readonly isFigure: boolean;
}

export interface PracticeScope {
  /** Null for all packs. */
  readonly packId: PackId | null;
  /** Null for all decisions of the pack. */
  readonly decision: string | null;
}

export interface PackSummary {
  readonly packId: PackId;
  readonly title: string;
  readonly summary: string;
  readonly shipped: boolean;
  readonly decisions: readonly { readonly id: string; readonly label: string; readonly options: number }[];
  readonly facts: number;
  readonly limits: number;
  readonly sources: number;
  readonly unverified: number;
  readonly situations: number;
}

export interface PackPlan {
  readonly fileName: string;
  /** Null when the file is no pack; `issues` then say why, each with its place. */
  readonly pack: PackSummary | null;
  /** Whether a pack of that id is there and would be replaced. */
  readonly replaces: boolean;
  readonly issues: readonly Issue[];
}

export interface SituationSummary {
  readonly situationId: SituationId;
  readonly title: string;
  readonly decisionLabel: string;
  readonly packTitle: string;
  readonly from: "pack" | "guide" | "learner";
  /** Worked examples of a guide whose facts were recognised, and wait for a look. */
  readonly unsure: boolean;
  readonly answers: number;
  readonly lastScore: number | null;
}

export interface SituationView {
  readonly situation: Situation;
  readonly question: string;
  readonly packTitle: string;
  readonly decisionLabel: string;
  /** In the pack's order, which gives nothing away. */
  readonly options: readonly { readonly id: OptionId; readonly label: string; readonly summary: string }[];
  readonly facts: readonly FactChip[];
  /** What the pack takes for granted here and the decision looks at. */
  readonly assumed: readonly FactChip[];
}

export interface FactChip {
  readonly id: FactId;
  readonly label: string;
  readonly value: FactValue;
  /** "Payload 500 MB" */
  readonly text: string;
}

export interface SituationResult {
  readonly view: SituationView;
  readonly decision: Decision;
  readonly score: Score;
  readonly answer: ScenarioAnswer;
  /** One or two sentences that say why the best option wins here, with the figures. */
  readonly explanation: string;
  /** For every option, when it would win. */
  readonly wouldWin: Readonly<Record<OptionId, string>>;
  /** `decision.deciding` in words: what would have to change together for another option to win. */
  readonly nearMisses: readonly NearMiss[];
  readonly sources: readonly PackSourceView[];
  /** The rules that this answer reviewed, and when each comes again. */
  readonly skills: readonly ReviewedSkill[];
  /** The same situation across a flip point; null where none can be told. */
  readonly twin: SituationId | null;
  /** Cards on the limits that the choice breaks, at most 6; none when it breaks none. */
  readonly factCards: readonly { readonly cardId: CardId; readonly prompt: string }[];
}

export interface ReviewedSkill {
  readonly rule: RuleId;
  /** "Serverless inference: payload at most 4 MB" */
  readonly text: string;
  readonly grade: Grade;
  /** Days until it is due, 0 for today. */
  readonly dueInDays: number;
}

export interface NearMiss {
  readonly to: OptionId;
  /** From and to as a person reads them: "500 MB" to "4 MB". */
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}

export interface PackSourceView {
  readonly id: string;
  readonly packId: PackId;
  readonly title: string;
  readonly asOf: string;
  readonly url: string | null;
  readonly verified: boolean;
  /** Other figures, and why this source decides. */
  readonly disagrees: readonly { readonly title: string; readonly figure: string; readonly why: string }[];
}

export interface SaveSituation {
  /** A worked example of a guide whose facts are confirmed; null for a situation of the learner's own. */
  readonly situationId: SituationId | null;
  readonly packId: PackId;
  readonly decision: string;
  readonly title: string;
  readonly text: string;
  readonly facts: Facts;
}

export interface PracticeOverview {
  /** Rules whose card is due now. */
  readonly due: number;
  readonly decisions: readonly {
    readonly packId: PackId;
    readonly packTitle: string;
    readonly decision: string;
    readonly label: string;
    readonly answers: number;
    /** Mean of the scores, 0 to 100; null without answers. */
    readonly meanScore: number | null;
    readonly rules: number;
    /** Rules met at least once, and due now. */
    readonly met: number;
    readonly due: number;
  }[];
}
