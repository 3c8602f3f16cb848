import {
  type Card as FsrsCard,
  type FSRS,
  fsrs,
  generatorParameters,
  type Grade as FsrsGrade,
  Rating,
  State,
  type StepUnit,
} from "ts-fsrs";
import { shortDigest } from "../digest.ts";
import type { CardId } from "../ids.ts";
import { DAY_MS, type DayRule, type EpochMs, startOfStudyDay, studyDay, type StudyDay } from "../time.ts";
import { chooseIntervals, type Intervals } from "./choose-intervals.ts";
import type { Placing } from "./placing.ts";
import { type CardState, type Grade, GRADES, type ParameterSet, type Schedule } from "./types.ts";

/** FSRS with one parameter set. Make one per set and keep it: making it is dearer than an answer. */
export interface Scheduler {
  /**
   * The schedule of a card after one answer. `before` is left as it was. Days are counted from the study day on which
   * the card's last answer was recorded, so that a change of time zone, of summer time or of the rollover hour never
   * counts a day twice.
   * @param answeredAt ms since the epoch; an answer before the previous one (the clock was set back) is reckoned at
   * the time of the previous one, and one on an earlier study day (the learner flew west) on the previous one's day, so
   * that no card is ever reviewed before it was learned.
   * @param placing what decides the day besides memory; without it, or with null, fuzz alone
   * @returns `intervalDays` whole days (0 while learning), `stability` in days, `difficulty` 1 to 10
   */
  reschedule(
    cardId: CardId,
    before: Schedule,
    grade: Grade,
    answeredAt: EpochMs,
    placing?: Placing | null,
  ): Schedule;
  /** What each grade would lead to; what `reschedule` gives for the same arguments. */
  preview(
    cardId: CardId,
    before: Schedule,
    answeredAt: EpochMs,
    placing?: Placing | null,
  ): Readonly<Record<Grade, Schedule>>;
  /** The chance, 0 to 1, that the card is recalled on the study day of that time; null for a new card. */
  retrievability(schedule: Schedule, at: EpochMs): number | null;
  /**
   * What a card's own reviews say of it, whatever scheduled them: FSRS is run over them in their order.
   * @param reviews by the study day they fell on; null when there are none
   */
  memoryAfter(reviews: readonly { readonly day: StudyDay; readonly grade: Grade }[]): Memory | null;
}

/** What FSRS remembers of a card: stability in days, difficulty 1 to 10. */
export interface Memory {
  readonly stability: number;
  readonly difficulty: number;
}

const RATINGS: Record<Grade, FsrsGrade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};
const TO_STATE: Record<CardState, State> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};
const FROM_STATE: Record<State, CardState> = {
  [State.New]: "new",
  [State.Learning]: "learning",
  [State.Review]: "review",
  [State.Relearning]: "relearning",
};

/** @param rule where study days begin: it says on which day an answer falls, and when the day of a review begins. */
export function scheduler(parameters: ParameterSet, rule: DayRule): Scheduler {
  const algorithm = fsrsOf(parameters);

  const preview: Scheduler["preview"] = (cardId, before, answeredAt, placing = null) => {
    const at = Math.max(answeredAt, before.lastReviewedAt ?? answeredAt) as EpochMs;
    const today = dayOfAnswer(before, at, rule);
    const outcomes = algorithm.repeat(toFsrs(before, today), dateOf(today));
    const wished = Object.fromEntries(
      GRADES.map((grade) => [grade, outcomes[RATINGS[grade]].card] as const)
        .filter(([, card]) => card.state === State.Review)
        .map(([grade, card]) => [grade, card.scheduled_days]),
    ) as Intervals;
    const intervals = chooseIntervals(wished, before.intervalDays, {
      today,
      maximumIntervalDays: parameters.maximumIntervalDays,
      fuzz: parameters.fuzz,
      placing,
      draw: () => drawFor(cardId, before.reps),
    });
    return Object.fromEntries(
      GRADES.map((grade) => [
        grade,
        fromFsrs(outcomes[RATINGS[grade]].card, intervals[grade], at, today, rule),
      ]),
    ) as Record<Grade, Schedule>;
  };

  return {
    preview,
    // The day behind a button depends on the days behind the others.
    reschedule: (cardId, before, grade, answeredAt, placing) =>
      preview(cardId, before, answeredAt, placing)[grade],
    retrievability: (schedule, at) => retrievability(algorithm, schedule, at, rule),
    memoryAfter(reviews) {
      let memory: Memory | null = null;
      let last: number | null = null;
      for (const { day, grade } of reviews) {
        const elapsedDays = last === null ? 0 : Math.max(0, day - last);
        memory = algorithm.next_state(memory, elapsedDays, RATINGS[grade]);
        last = day;
      }
      return memory;
    },
  };
}

/**
 * The memory after one answer, by FSRS alone: no clock, no time zone.
 * @param before null before the first answer
 * @param elapsedDays study days since the last answer, 0 on the same day
 */
export function nextMemory(
  parameters: ParameterSet,
  before: Memory | null,
  elapsedDays: number,
  grade: Grade,
): Memory {
  const { stability, difficulty } = fsrsOf(parameters).next_state(before, elapsedDays, RATINGS[grade]);
  return { stability, difficulty };
}

/** Parameter sets never change, and making the algorithm is dearer than an answer. */
const ALGORITHMS = new WeakMap<ParameterSet, FSRS>();

function fsrsOf(parameters: ParameterSet): FSRS {
  const made =
    ALGORITHMS.get(parameters) ??
    fsrs(
      generatorParameters({
        w: [...parameters.weights],
        request_retention: parameters.desiredRetention,
        maximum_interval: parameters.maximumIntervalDays,
        learning_steps: parameters.learningStepsMinutes.map(minutes),
        relearning_steps: parameters.relearningStepsMinutes.map(minutes),
        // Days are chosen by `chooseIntervals`.
        enable_fuzz: false,
        enable_short_term: parameters.shortTerm,
      }),
    );
  ALGORITHMS.set(parameters, made);
  return made;
}

/**
 * The memory of a card that only SM-2 has scheduled, and whose reviews are not known: it is taken to be recalled at
 * the default retention when its interval is over. Source: fsrs-rs, `memory_state_from_sm2`.
 * @param ease SM-2's factor, 1.3 and up
 */
export function memoryFromSm2(weights: readonly number[], ease: number, intervalDays: number): Memory {
  const weight = (index: number) => weights[index] ?? 0;
  // At that retention, stability is the interval by its definition.
  const stability = Math.max(intervalDays, SHORTEST_STABILITY);
  const gain = Math.exp(weight(8)) * stability ** -weight(9) * Math.expm1((1 - SM2_RETENTION) * weight(10));
  return { stability, difficulty: Math.min(10, Math.max(1, 11 - (ease - 1) / gain)) };
}
const SM2_RETENTION = 0.9;
const SHORTEST_STABILITY = 0.001;

/**
 * The study day on which the answer that led here was given. It is kept in the schedule, so that a later change of
 * time zone or of the rollover hour does not move what was done to another day.
 */
export function answerDay(schedule: Schedule): StudyDay {
  return (schedule.dueDay - schedule.intervalDays) as StudyDay;
}

/**
 * The study day of an answer: that of its time, and not before the card's last, where travelling west or a later
 * rollover turned the calendar back. A card that was moved by hand elsewhere may say of itself that it was last answered
 * long after now; that is no calendar's doing.
 */
function dayOfAnswer(before: Schedule, at: EpochMs, rule: DayRule): StudyDay {
  const day = studyDay(at, rule);
  const ahead = before.lastReviewedAt === null ? 0 : answerDay(before) - day;
  return (ahead > 0 && ahead <= MOST_DAYS_APART ? day + ahead : day) as StudyDay;
}
/** Offsets from UTC are at most 26 hours apart, rollover hours 23. */
const MOST_DAYS_APART = 3;

function retrievability(algorithm: FSRS, schedule: Schedule, at: EpochMs, rule: DayRule): number | null {
  if (schedule.lastReviewedAt === null || schedule.stability <= 0) return null;
  const days = studyDay(at, rule) - answerDay(schedule);
  return algorithm.forgetting_curve(Math.max(0, days), schedule.stability);
}

function toFsrs(schedule: Schedule, today: StudyDay): FsrsCard {
  const lastDay = Math.min(today, answerDay(schedule)) as StudyDay;
  return {
    due: dateOf(schedule.dueDay),
    stability: schedule.stability,
    difficulty: schedule.difficulty,
    elapsed_days: 0,
    scheduled_days: schedule.intervalDays,
    learning_steps: schedule.step,
    reps: schedule.reps,
    lapses: schedule.lapses,
    state: TO_STATE[schedule.state],
    ...(schedule.lastReviewedAt === null ? {} : { last_review: dateOf(lastDay) }),
  };
}

function fromFsrs(
  card: FsrsCard,
  intervalDays: number | undefined,
  answeredAt: EpochMs,
  today: StudyDay,
  rule: DayRule,
): Schedule {
  const dueDay = (today + (intervalDays ?? 0)) as StudyDay;
  const stepMs = card.due.getTime() - dateOf(today).getTime();
  return {
    state: FROM_STATE[card.state],
    step: intervalDays === undefined ? card.learning_steps : 0,
    stability: card.stability,
    difficulty: card.difficulty,
    due: intervalDays === undefined ? ((answeredAt + stepMs) as EpochMs) : startOfStudyDay(dueDay, rule),
    dueDay,
    intervalDays: intervalDays ?? 0,
    reps: card.reps,
    lapses: card.lapses,
    lastReviewedAt: answeredAt,
  };
}

/** ts-fsrs counts whole days of UTC: a date whose UTC day is the study day. */
function dateOf(day: StudyDay): Date {
  return new Date(day * DAY_MS);
}

/**
 * What decides between days: at least 0 and below 1. It follows from the card and its number of answers alone, so that
 * a preview is what the answer gives.
 */
export function drawFor(cardId: CardId, reps: number): number {
  return parseInt(shortDigest(`${cardId}:${reps}`).slice(0, 8), 16) / 2 ** 32;
}

/** ts-fsrs counts steps in whole minutes, and takes less than one, or a day, for no step. */
function minutes(step: number): StepUnit {
  return `${Math.min(1439, Math.max(1, Math.round(step)))}m`;
}
