import type { StudyDay } from "../../time.ts";
import type { Preset } from "../preset.ts";
import { memoryModel } from "./memory.ts";
import type { Exam, ExamInput, Sweep } from "./types.ts";

/** The lengths a sweep may have, days. Few, so that a card more or less does not move it. */
const LENGTHS = [3, 5, 7, 10, 14, 21] as const;
/** Of the days from the setting of the date to the exam, the share that a sweep takes at most. */
const MOST_SHARE = 0.25;
/** Of a day's minutes, the share that the sweep may plan on: what fails in it comes again. */
const MINUTES_SHARE = 0.8;
/** Of the reviews of a sweep, the share that fails and is relearned, as the usual desired retention has it. */
const FAILING_SHARE = 0.1;

/**
 * The last sweep before an exam: the shortest whose cards fit the minutes a day, since what was reviewed last is
 * recalled best. It ends the day before.
 * @returns null when no day is left before the exam, or when there is no card. `first` may be before today
 */
export function sweepOf(input: Omit<ExamInput, "today">): Sweep | null {
  const { exam, cards, habits } = input;
  const lengths = sweepLengths(input);
  const secondsPerCard = habits.secondsPerReview + FAILING_SHARE * habits.secondsPerLearningAnswer;
  const wantedDays = (cards.length * secondsPerCard) / (exam.minutesPerDay * 60 * MINUTES_SHARE);
  const length = lengths.find((days) => days >= wantedDays) ?? lengths.at(-1);
  return length === undefined ? null : sweepOfLength(exam, length);
}

/**
 * The lengths that a sweep may have, days, shortest first: 3 to 21, and at most a quarter of the time there was when
 * the date was set. None is so long that a card learned as it should be, reviewed on the first day, would be recalled
 * below the target on the day of the exam, 3 days aside.
 */
export function sweepLengths({
  exam,
  cards,
  presetOf,
}: Pick<ExamInput, "exam" | "cards" | "presetOf">): number[] {
  const span = exam.day - exam.setOn;
  if (span < 1 || cards.length === 0) return [];
  const presets = new Map(cards.map(({ deckId }) => [deckId, presetOf(deckId)]));
  const byMemory = Math.min(...[...presets.values()].map((preset) => daysAbove(exam.target, preset)));
  const most = Math.min(
    span,
    Math.max(LENGTHS[0], Math.min(LENGTHS[5], Math.round(span * MOST_SHARE), byMemory)),
  );
  return [...LENGTHS.filter((length) => length < most), most];
}

export function sweepOfLength(exam: Exam, days: number): Sweep {
  return { first: (exam.day - days) as StudyDay, last: (exam.day - 1) as StudyDay };
}

/**
 * The sweep under which the day of a review answered today is chosen, for `Placing.sweep`. Null once the sweep has
 * begun: a review within it is the card's last, unless memory itself asks for another before the exam.
 */
export function sweepAhead(sweep: Sweep | null, today: StudyDay): Sweep | null {
  return sweep !== null && today < sweep.first ? sweep : null;
}

/** Days for which a new card that was recalled at its first two reviews and in the sweep stays above a target. */
function daysAbove(target: number, preset: Preset): number {
  const model = memoryModel(preset);
  let stability = model.firstStability(true);
  let difficulty = model.firstDifficulty(true);
  for (let review = 0; review < 3; review++) {
    const recalled = model.recall(model.interval(stability, preset.desiredRetention), stability);
    stability = model.stability(true, recalled, stability, difficulty);
    difficulty = model.difficulty(true, difficulty);
  }
  return model.interval(stability, target);
}
