import type { StudyDay } from "../time.ts";

/** What decides the day of a review besides memory; see `chooseDay`. */
export interface Placing {
  /** Review cards that are due on a day already; null where nothing is balanced, and the seed alone decides. */
  readonly load: ((day: StudyDay) => number) | null;
  /** Share of the usual load by weekday, Monday first; see `Preset.easyDays`. */
  readonly easyDays: readonly number[];
  /** The last sweep before an exam: what would come after its first day comes within it. Null without an exam. */
  readonly sweep: { readonly first: StudyDay; readonly last: StudyDay } | null;
}
