import type { StudyDay } from "../../time.ts";
import type { Exam } from "./types.ts";

/** How far ahead an exam may be, days: no forecast of memory says anything beyond. */
export const FARTHEST_EXAM_DAYS = 1000;

/** What keeps an exam from being planned, in plain sentences; none when it is well. */
export function examIssues(exam: Exam, today: StudyDay): readonly string[] {
  const issues: string[] = [];
  if (exam.name.trim() === "") issues.push("Give the exam a name.");
  if (!Number.isSafeInteger(exam.day)) issues.push("Choose the day of the exam.");
  else if (exam.day <= today) issues.push("The exam must be on a day after today.");
  else if (exam.day > today + FARTHEST_EXAM_DAYS)
    issues.push(`The exam can be at most ${FARTHEST_EXAM_DAYS} days ahead.`);
  if (!Number.isSafeInteger(exam.setOn) || exam.setOn > today)
    issues.push("The exam cannot have been set on a day after today.");
  if (!(exam.target >= 0.5 && exam.target <= 0.99)) issues.push("The goal must be from 50% to 99%.");
  if (!(exam.minutesPerDay >= 1 && exam.minutesPerDay <= 1440))
    issues.push("The minutes a day must be from 1 to 1440.");
  if (exam.deckIds !== null && exam.deckIds.length === 0)
    issues.push("Choose at least one deck, or all of them.");
  return issues;
}
