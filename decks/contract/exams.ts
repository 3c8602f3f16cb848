/** The part of the boundary that exams use; see `contract.ts`. */
import type { ExamId } from "../core/ids.ts";
import type { CatchUp } from "../core/schedule/exam/catch-up.ts";
import type { ExamPlan } from "../core/schedule/exam/plan.ts";
import type { Remedies } from "../core/schedule/exam/remedies.ts";
import type { Exam } from "../core/schedule/exam/types.ts";

export interface ExamVerbs {
  /** The exams that are kept, the nearest first, each simulated from where the collection stands now. */
  exams(): Promise<readonly ExamView[]>;
  /**
   * What an exam would ask for and lead to, and what keeping it would move. Changes nothing.
   * @throws StoreError `invalid-input` with a sentence for what is wrong with it
   */
  planExam(input: { readonly exam: Exam }): Promise<ExamView>;
  /** What would make an exam's plan fit, as numbers; takes some ten plans' time. @throws StoreError `invalid-input` */
  examRemedies(input: { readonly exam: Exam }): Promise<ExamRemedies>;
  /**
   * Keeps an exam, or the changes of one: reviews that would come after its last sweep has begun move into it. One
   * step for undo.
   * @throws StoreError `invalid-input`
   */
  saveExam(input: { readonly exam: Exam }): Promise<ExamView>;
  /** Takes an exam away; what it held early gets back the day that memory alone asks for. @throws StoreError `not-found` */
  removeExam(input: { readonly examId: ExamId }): Promise<{ readonly moved: number }>;
}

export interface ExamView {
  readonly exam: Exam;
  readonly cards: number;
  /** Null when there is no card, or no day left before the exam. */
  readonly plan: (Omit<ExamPlan, "byObjective"> & { readonly byObjective: readonly NamedRecall[] }) | null;
  /** Cards that keeping it would move to another day. */
  readonly moves: number;
  /** What missed days changed since it was kept; null for one that is not kept, or kept today. */
  readonly catchUp: CatchUp | null;
}

export interface NamedRecall {
  readonly name: string;
  readonly cards: number;
  /** 0 to 1, on the day. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface ExamRemedies extends Remedies {
  /** New cards a day with which the target is reached; null when no number does. */
  readonly newPerDayForTarget: number | null;
}
