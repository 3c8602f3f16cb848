import {
  type Card as FsrsCard,
  type FSRS,
  fsrs,
  generatorParameters,
  type Grade as FsrsGrade,
  Rating,
  State,
  type StepUnit,
  StrategyMode,
} from "ts-fsrs";
import type { CardId } from "../ids.ts";
import {
  DAY_MS,
  type DayRule,
  type EpochMs,
  MINUTE_MS,
  startOfStudyDay,
  studyDay,
  type StudyDay,
} from "../time.ts";
import { type CardState, type Grade, GRADES, type ParameterSet, type Schedule } from "./types.ts";

/** FSRS with one parameter set. Make one per set and keep it: making it is dearer than an answer. */
export interface Scheduler {
  /**
   * The schedule of a card after one answer. `before` is left as it was.
   * @param answeredAt ms since the epoch; an answer before the previous one (the clock was set back) is reckoned at
   * the time of the previous one, so that no card is ever reviewed before it was learned.
   * @returns `intervalDays` whole days (0 while learning), `stability` in days, `difficulty` 1 to 10
   */
  reschedule(cardId: CardId, before: Schedule, grade: Grade, answeredAt: EpochMs): Schedule;
  /** What each grade would lead to; what `reschedule` gives for the same arguments. */
  preview(cardId: CardId, before: Schedule, answeredAt: EpochMs): Readonly<Record<Grade, Schedule>>;
  /** The chance, 0 to 1, that the card is recalled at that time; null for a new card. */
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

/**
 * @param rule where study days begin. FSRS counts whole days between reviews; ts-fsrs takes UTC's, so times are moved
 * to where UTC's midnight is the learner's rollover before it sees them.
 */
export function scheduler(parameters: ParameterSet, rule: DayRule): Scheduler {
  const algorithm = fsrs(
    generatorParameters({
      w: [...parameters.weights],
      request_retention: parameters.desiredRetention,
      maximum_interval: parameters.maximumIntervalDays,
      learning_steps: parameters.learningStepsMinutes.map(minutes),
      relearning_steps: parameters.relearningStepsMinutes.map(minutes),
      enable_fuzz: parameters.fuzz,
      enable_short_term: parameters.shortTerm,
    }),
  );

  const reschedule: Scheduler["reschedule"] = (cardId, before, grade, answeredAt) => {
    const at = Math.max(answeredAt, before.lastReviewedAt ?? answeredAt) as EpochMs;
    // The seed follows the card and its number of answers alone, so that a preview is what the answer gives.
    algorithm.useStrategy(StrategyMode.SEED, () => `${cardId}:${before.reps}`);
    const { card } = algorithm.next(toFsrs(before, rule), shifted(at, rule), RATINGS[grade]);
    return fromFsrs(card, at, rule);
  };

  return {
    reschedule,
    preview: (cardId, before, answeredAt) =>
      Object.fromEntries(
        GRADES.map((grade) => [grade, reschedule(cardId, before, grade, answeredAt)]),
      ) as Record<Grade, Schedule>,
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

function retrievability(algorithm: FSRS, schedule: Schedule, at: EpochMs, rule: DayRule): number | null {
  if (schedule.lastReviewedAt === null || schedule.stability <= 0) return null;
  const days = studyDay(at, rule) - studyDay(schedule.lastReviewedAt, rule);
  return algorithm.forgetting_curve(Math.max(0, days), schedule.stability);
}

function toFsrs(schedule: Schedule, rule: DayRule): FsrsCard {
  return {
    due: shifted(schedule.due, rule),
    stability: schedule.stability,
    difficulty: schedule.difficulty,
    elapsed_days: 0,
    scheduled_days: schedule.intervalDays,
    learning_steps: schedule.step,
    reps: schedule.reps,
    lapses: schedule.lapses,
    state: TO_STATE[schedule.state],
    ...(schedule.lastReviewedAt === null ? {} : { last_review: shifted(schedule.lastReviewedAt, rule) }),
  };
}

function fromFsrs(card: FsrsCard, answeredAt: EpochMs, rule: DayRule): Schedule {
  const state = FROM_STATE[card.state];
  const inDays = state === "review";
  const learningDue = (answeredAt + (card.due.getTime() - shifted(answeredAt, rule).getTime())) as EpochMs;
  const dueDay = (studyDay(answeredAt, rule) + (inDays ? card.scheduled_days : 0)) as StudyDay;
  return {
    state,
    step: inDays ? 0 : card.learning_steps,
    stability: card.stability,
    difficulty: card.difficulty,
    due: inDays ? startOfStudyDay(dueDay, rule) : learningDue,
    dueDay,
    intervalDays: inDays ? card.scheduled_days : 0,
    reps: card.reps,
    lapses: card.lapses,
    lastReviewedAt: answeredAt,
  };
}

/** The instant moved so that UTC's days are the learner's study days. */
function shifted(at: EpochMs, rule: DayRule): Date {
  const day = studyDay(at, rule);
  return new Date(day * DAY_MS + Math.min(DAY_MS - 1, Math.max(0, at - startOfStudyDay(day, rule))));
}

function minutes(step: number): StepUnit {
  return `${Math.round((step * MINUTE_MS) / 1000) / 60}m`;
}
