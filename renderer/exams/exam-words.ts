import type { ExamRemedies, ExamView } from "../../decks/contract/exams.ts";
import { catchUpText } from "../../decks/core/schedule/exam/catch-up.ts";
import type { StudyDay } from "../../decks/core/time.ts";
import { dayName } from "../dates.ts";
import { counted } from "../words.ts";

/** 0.814 as "81%" */
export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** What an exam's plan comes to, in sentences: figures first. */
export function planSentences({ exam, plan, cards }: ExamView): readonly string[] {
  if (cards === 0) return ["There is no card in its decks yet."];
  if (plan === null) return ["No day is left before the exam."];
  const { recall, reachesTarget, work, newCards } = plan;
  const said = [
    `At ${counted(exam.minutesPerDay, "minute")} a day you should recall ${percent(recall.share)} on the day (${percent(recall.low)} to ${percent(recall.high)}); the goal is ${percent(exam.target)}${reachesTarget ? "" : ", so it is missed"}.`,
  ];
  if (newCards.left > 0) {
    said.push(
      newCards.late
        ? `${counted(newCards.left, "new card")} should have been started by ${dayName(newCards.cutOff)}; ${newCards.perDay} a day starts them before the exam.`
        : `${counted(newCards.perDay, "new card")} a day until ${dayName(newCards.cutOff)} starts all ${newCards.left}.`,
    );
  }
  said.push(
    work.feasible
      ? `The work fits: the fullest stretch asks for ${counted(work.minutesNeeded, "minute")} a day.`
      : `The work does not fit: it takes ${counted(work.minutesNeeded, "minute")} a day, and ${counted(work.daysOver, "day")} ask for more than ${exam.minutesPerDay}.`,
  );
  return said;
}

/** When every card gets its last review: the days of the sweep. */
export function sweepSentence({ plan, moves }: ExamView): string | null {
  if (plan === null) return null;
  const { first, last } = plan.sweep;
  const days = counted(last - first + 1, "day");
  const moved =
    moves === 0 ? "No card moves" : `${counted(moves, "review")} ${moves === 1 ? "moves" : "move"} into it`;
  return `Every card gets its last review from ${dayName(first)} to ${dayName(last)}, spread over ${days}. ${moved} when you keep the plan.`;
}

/** What would make a plan fit, or reach its goal. */
export function remedySentences({ exam, plan }: ExamView, remedies: ExamRemedies): readonly string[] {
  if (plan === null) return [];
  const said: string[] = [];
  const { leaveOut, earliestDay, newPerDayForTarget } = remedies;
  if (!plan.work.feasible) {
    said.push(`${counted(plan.work.minutesNeeded, "minute")} a day would do.`);
    if (leaveOut !== null && leaveOut > 0)
      said.push(`So would leaving ${counted(leaveOut, "new card")} out.`);
    if (earliestDay !== null && earliestDay > exam.day)
      said.push(`With these minutes the exam could be on ${dayName(earliestDay)}.`);
  }
  const now = Math.min(plan.newCards.perDay, plan.newCards.allowedPerDay);
  if (!plan.reachesTarget && newPerDayForTarget !== null && newPerDayForTarget > now)
    said.push(`${counted(newPerDayForTarget - now, "more new card")} a day reaches the goal.`);
  return said;
}

/** What missed days changed; empty where nothing did. */
export function catchUpSentence({ exam, catchUp }: ExamView): string {
  return catchUp === null ? "" : catchUpText(catchUp, exam.minutesPerDay);
}

/** "23 days to Finals", "Finals is today" */
export function countdown({ exam }: ExamView, today: StudyDay): string {
  const days = exam.day - today;
  if (days < 0) return `${exam.name} is over`;
  return days === 0 ? `${exam.name} is today` : `${counted(days, "day")} to ${exam.name}`;
}
