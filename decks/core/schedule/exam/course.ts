import type { StudyDay } from "../../time.ts";
import type { Cohort } from "./cohort.ts";
import { calibrated } from "./habits.ts";
import type { ExamInput, Habits } from "./types.ts";

/** Days on which a course is told, about. */
const POINTS = 30;

/** What would be recalled if the exam were now: the mean over all cards, 0 to 1, those never started counting 0. */
export function recallNow(cohort: Cohort, habits: Habits): number {
  return meanRecall(cohort, habits, 0, cohort.stability, cohort.answered);
}

/**
 * The same at the end of some of the days of a simulation, the first and those at even distances from it.
 * @param run simulates, and tells of each day as `simulate` does
 */
export function recallCourse(
  cohort: Cohort,
  { exam, today, habits }: ExamInput,
  run: (onDay: (day: number, stability: Float64Array, answered: Int32Array) => void) => void,
): { readonly day: StudyDay; readonly recall: number }[] {
  const every = Math.max(1, Math.ceil((exam.day - today) / POINTS));
  const course: { day: StudyDay; recall: number }[] = [];
  run((day, stability, answered) => {
    if (day % every !== 0) return;
    const recall = meanRecall(cohort, habits, day, stability, answered);
    course.push({ day: (today + day) as StudyDay, recall });
  });
  return course;
}

function meanRecall(
  { size, rules, ruleOf }: Cohort,
  habits: Habits,
  day: number,
  stability: Float64Array,
  answered: Int32Array,
): number {
  const chance = calibrated(habits.calibration);
  let sum = 0;
  for (let card = 0; card < size; card++) {
    const left = stability[card] ?? 0;
    const model = rules[ruleOf[card] ?? 0]?.model;
    if (left > 0 && model) sum += chance(model.recall(day - (answered[card] ?? 0), left));
  }
  return size === 0 ? 0 : sum / size;
}
