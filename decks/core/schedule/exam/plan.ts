import type { StudyDay } from "../../time.ts";
import { courseInto, type CoursePoint, recallNow } from "./course.ts";
import type { NewCardPlan } from "./new-cards.ts";
import { type ObjectiveRecall, type Recall, recallByObjective, recallOf } from "./recall.ts";
import { type Conduct, type Run, simulate } from "./simulate.ts";
import { sweepLengths, sweepOf, sweepOfLength } from "./sweep.ts";
import { meanByDay, minutesByDay, runsFor, runsOf, type Trial, trialOf } from "./trial.ts";
import type { ExamInput, Sweep } from "./types.ts";
import { type Workload, workload } from "./workload.ts";

/** What one day brings; figures are means over the runs and so have decimals. */
export interface DayPlan {
  readonly day: StudyDay;
  readonly reviews: number;
  readonly newCards: number;
  readonly minutes: number;
}

/** The days to an exam, as a simulation has them; nothing is changed by it. */
export interface ExamPlan {
  /** What to place reviews by. */
  readonly sweep: Sweep;
  readonly newCards: NewCardPlan;
  /** The plan done in full, today to the day before the exam. */
  readonly days: readonly DayPlan[];
  readonly work: Workload;
  /** What would be recalled if the exam were now, 0 to 1. */
  readonly recallNow: number;
  /** What is recalled on the day at the learner's pace: with the minutes a day and the limits of the presets. */
  readonly recall: Recall;
  readonly byObjective: readonly ObjectiveRecall[];
  readonly reachesTarget: boolean;
  /** The way there, for a chart: some 30 days and the day of the exam, as `recallNow` would be on each. */
  readonly course: readonly CoursePoint[];
}

/** FSRS-6 with its default weights is off by about this. Source: srs-benchmark, RMSE (bins) weighted by reviews. */
const DEFAULT_MODEL_ERROR = 0.0716;

/**
 * The plan of an exam that is well by `examIssues`. The same arguments give the same plan.
 * @returns null when there is no card, or no day before the exam
 */
export function examPlan(input: ExamInput): ExamPlan | null {
  const { exam, today, cards } = input;
  const sweep = sweepOf(input);
  if (sweep === null || exam.day <= today) return null;
  const { trial, planned, minutes, work } = fittingTrial(input, sweep);
  const pace = atPace(trial, exam.minutesPerDay);
  const points: CoursePoint[] = [];
  const onDay = courseInto(points, input);
  const recalls = planned.map((_, run) => {
    return simulate(trial.cohort, pace, run + 1, run === 0 ? onDay : undefined).recall;
  });
  const error = modelError(trial);
  const recall = recallOf([...cards.keys()], recalls, error);
  const reviews = meanByDay(planned, (run) => run.reviews);
  const newCards = meanByDay(planned, (run) => run.newCards);
  return {
    sweep: trial.sweep,
    newCards: trial.newCards,
    days: minutes.map((asked, index) => ({
      day: (today + index) as StudyDay,
      reviews: reviews[index] ?? 0,
      newCards: newCards[index] ?? 0,
      minutes: asked,
    })),
    work,
    recallNow: recallNow(trial.cohort, input.habits),
    recall,
    byObjective: recallByObjective(cards, recalls, error),
    reachesTarget: recall.share >= exam.target,
    course: [...points, { day: exam.day, recall: recall.share }],
  };
}

interface Tried {
  readonly trial: Trial;
  readonly planned: readonly Run[];
  readonly minutes: readonly number[];
  readonly work: Workload;
}

/**
 * The plan under the sweep given, or, where its work does not fit the minutes, under the one that needs the fewest. So
 * more minutes never make a plan that fits one that does not, though they shorten the sweep.
 */
function fittingTrial(input: ExamInput, sweep: Sweep): Tried {
  const chosen = tried(input, sweep);
  if (chosen.work.feasible) return chosen;
  return sweepLengths(input)
    .map((length) => sweepOfLength(input.exam, length))
    .filter(({ first }) => first !== sweep.first)
    .map((other) => tried(input, other))
    .reduce((best, other) => (other.work.minutesNeeded < best.work.minutesNeeded ? other : best), chosen);
}

function tried(input: ExamInput, sweep: Sweep): Tried {
  const trial = trialOf(input, sweep);
  const planned = runsOf(trial.cohort, trial.asPlanned, runsFor(trial));
  const minutes = minutesByDay(planned);
  return { trial, planned, minutes, work: workload(minutes, input.exam.minutesPerDay) };
}

/** What the learner does who stops when the minutes are over. */
function atPace({ asPlanned }: Trial, minutesPerDay: number): Conduct {
  return { ...asPlanned, newLimits: true, minutesPerDay };
}

function modelError({ cohort }: Trial): number {
  const errors = cohort.rules.map(({ preset }) => preset.fitted?.rmse ?? DEFAULT_MODEL_ERROR);
  return Math.max(0, ...errors);
}
