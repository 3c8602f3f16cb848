import { shortDigest } from "../../core/digest.ts";
import type { CardId, DeviceId } from "../../core/ids.ts";
import { eventId } from "../../core/log/clock.ts";
import { type Memory, memoryFromSm2, type Scheduler } from "../../core/schedule/scheduler.ts";
import type { ParameterSet, Schedule, ScheduleEvent } from "../../core/schedule/types.ts";
import { type DayRule, type EpochMs, startOfStudyDay, studyDay, type StudyDay } from "../../core/time.ts";
import type { AnkiCard, AnkiCollection } from "./anki-collection.ts";
import type { CardLog } from "./card-logs.ts";

/** How days and memories are reckoned here. */
export interface StandingRules {
  readonly rule: DayRule;
  readonly scheduler: Scheduler;
  readonly parameters: ParameterSet;
  readonly now: EpochMs;
}

/**
 * Where a card of an Anki collection stands, as an event of its history: when it was last changed there, so that what
 * happens here afterwards counts, and what happened here before it does not. Null for a new card.
 *
 * FSRS's memory is taken where Anki keeps it, else FSRS is run over the card's log, else SM-2's interval and ease are
 * turned into one.
 */
export function standingOf(
  card: AnkiCard,
  cardId: CardId,
  log: CardLog,
  { createdAt }: Pick<AnkiCollection, "createdAt">,
  rules: StandingRules,
): ScheduleEvent | null {
  if (card.type === 0) return null;
  const { rule, parameters, now } = rules;
  const created = studyDay((createdAt * 1000) as EpochMs, rule);
  const due = card.originalDeckId !== 0 && card.originalDue !== 0 ? card.originalDue : card.due;
  const isReview = card.type === 2;
  const inDays = isReview || card.queue === 3 || Math.abs(due) < LAST_DAY;
  const changedAt = Math.max(log.lastAnsweredAt ?? 0, card.modifiedAt * 1000);
  const dueDay = (inDays ? created + due : studyDay((due * 1000) as EpochMs, rule)) as StudyDay;
  const intervalDays = isReview ? Math.max(1, card.interval) : 0;
  const lastReviewedAt =
    log.lastAnsweredAt ??
    (isReview ? startOfStudyDay((dueDay - intervalDays) as StudyDay, rule) : ((changedAt || now) as EpochMs));
  const after: Schedule = {
    state: isReview ? "review" : card.type === 3 ? "relearning" : "learning",
    step: isReview ? 0 : stepOf(card, parameters),
    ...memoryOf(card, log, intervalDays, rules),
    due: inDays ? startOfStudyDay(dueDay, rule) : ((due * 1000) as EpochMs),
    dueDay: isReview ? dueDay : studyDay(lastReviewedAt, rule),
    intervalDays,
    reps: Math.max(1, card.reps),
    lapses: card.lapses,
    lastReviewedAt,
  };
  return {
    kind: "reschedule",
    id: idOf(cardId, changedAt, now),
    cardId,
    parameterSetId: parameters.id,
    after,
  };
}

/** Learning cards are due at a second since the epoch, or on a day since the collection was made, which is far less. */
const LAST_DAY = 1_000_000;

function memoryOf(
  { memory, factor, interval }: AnkiCard,
  { answers }: CardLog,
  intervalDays: number,
  { scheduler, parameters, rule }: StandingRules,
): Memory {
  if (memory) return { stability: memory.stability, difficulty: memory.difficulty };
  const answered = answers.map(({ at, grade }) => ({ day: studyDay(at, rule), grade }));
  const replayed = scheduler.memoryAfter(answered);
  if (replayed) return replayed;
  if (intervalDays > 0) return memoryFromSm2(parameters.weights, Math.max(1.3, factor / 1000), interval);
  // In its first steps, and nobody knows how they went.
  return scheduler.memoryAfter([{ day: 0 as StudyDay, grade: "good" }]) ?? { stability: 1, difficulty: 5 };
}

/** Anki counts the steps that are left, Cardinal those that are done. */
function stepOf({ type, left }: AnkiCard, parameters: ParameterSet): number {
  const { length } = type === 3 ? parameters.relearningStepsMinutes : parameters.learningStepsMinutes;
  return Math.min(Math.max(0, length - 1), Math.max(0, length - (left % 1000)));
}

/**
 * The same card changed at the same time is the same event, however often its file is read. Cards that were changed
 * together differ by what their ids give for device and counter.
 */
function idOf(cardId: CardId, changedAt: number, now: EpochMs) {
  // Ids of cards are digests already, unless somebody else has made them.
  const digest = /^[0-9a-f]{20}$/.test(cardId) ? cardId : shortDigest(`standing/${cardId}`);
  return eventId({
    wall: Math.min(changedAt, now) as EpochMs,
    counter: parseInt(digest.slice(8, 13), 16),
    device: digest.slice(0, 8) as DeviceId,
  });
}
