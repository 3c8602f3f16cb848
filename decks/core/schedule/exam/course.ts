import type { StudyDay } from "../../time.ts";
import type { Cohort } from "./cohort.ts";
import { type Learner, learnerOf } from "./learner.ts";
import type { OnDay } from "./simulate.ts";
import type { ExamInput, Habits } from "./types.ts";

/** Days on which a course is told, about. */
const POINTS = 30;

/** What would be recalled if the exam were now: the mean over all cards, 0 to 1, those never started counting 0. */
export function recallNow(cohort: Cohort, habits: Habits): number {
  return meanRecall(cohort.size, learnerOf(cohort, habits, 0), 0);
}

/** A point of a course. */
export interface CoursePoint {
  readonly day: StudyDay;
  readonly recall: number;
}

/**
 * Takes down the same at the end of some days of a simulation: the first, and those at even distances from it.
 * @param points where they are put
 */
export function courseInto(points: CoursePoint[], { exam, today, cards }: ExamInput): OnDay {
  const every = Math.max(1, Math.ceil((exam.day - today) / POINTS));
  return (day, learner) => {
    if (day % every !== 0) return;
    points.push({ day: (today + day) as StudyDay, recall: meanRecall(cards.length, learner, day) });
  };
}

function meanRecall(size: number, learner: Learner, day: number): number {
  let sum = 0;
  for (let card = 0; card < size; card++) sum += learner.recall(card, day);
  return size === 0 ? 0 : sum / size;
}
