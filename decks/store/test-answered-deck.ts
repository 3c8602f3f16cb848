import type { Note, Template } from "../core/cards/types.ts";
import type { CardId, DeckId, DeviceId, NoteId } from "../core/ids.ts";
import { eventId, type Reading, tick } from "../core/log/clock.ts";
import { NO_PAST_REVIEWS } from "../core/log/past-reviews.ts";
import { uniform } from "../core/schedule/exam/uniform.ts";
import { NEW_SCHEDULE } from "../core/schedule/new-schedule.ts";
import { DEFAULT_PRESET, parametersOf } from "../core/schedule/preset.ts";
import { scheduler } from "../core/schedule/scheduler.ts";
import type { Grade, Schedule, ScheduleEvent } from "../core/schedule/types.ts";
import { DAY_MS, type DayRule, type EpochMs, MINUTE_MS, studyDay } from "../core/time.ts";
import { rowChanges } from "../formats/changes.ts";
import { UNTOUCHED } from "../formats/deck-file.ts";
import { writeHistory } from "../formats/history-file.ts";
import { editEvent } from "./editing.ts";
import type { OpenStore } from "./study-store.ts";
import { answerNext, type Machine } from "./test-collection.ts";

const DECK = "deck" as DeckId;
const RULE: DayRule = { rolloverHour: 4, offsetMinutesAt: () => 0 };

export interface AnsweredDeck extends OpenStore {
  /** Answers the card at the head of the queue. */
  answer(grade: Grade): Promise<CardId>;
}

interface Learned {
  readonly cards: number;
  readonly days: number;
  readonly newPerDay?: number;
}

/**
 * A deck that a learner drawn from FSRS has answered on every day of some, ten new cards a day. Its history is brought
 * like that of a deck from elsewhere, in one change, since answers one by one would take minutes.
 */
export async function answeredDeck(machine: Machine, learned: Learned): Promise<AnsweredDeck> {
  const open = await machine.open();
  const { cards, days, newPerDay = 10 } = learned;
  const ids = Array.from({ length: cards }, (_, index) => `${index}`.padStart(5, "0"));
  const notes = ids.map((id): Note => ({
    id: `note-${id}` as NoteId,
    kind: "basic",
    fields: { front: `Question ${id}`, back: `Answer ${id}` },
    tags: [],
    source: null,
  }));
  const rows = notes.map(({ id }, position) => ({
    id: cardId(position),
    noteId: id,
    deckId: DECK,
    template: "forward" as Template,
    position,
    ...UNTOUCHED,
  }));
  const decks = [{ id: DECK, parentId: null, name: "Deck", position: 0 }];
  const events = learnedEvents(machine.now as EpochMs, cards, days, newPerDay);
  const parameterSets = [parametersOf(DEFAULT_PRESET)];
  const { collection } = open;
  await collection.change(async () => {
    const history = await collection.journal.putFile(
      writeHistory({ past: NO_PAST_REVIEWS, events, parameterSets }),
    );
    const changes = { ...rowChanges({ decks, notes, cards: rows }), history };
    return editEvent(collection, "import", "Import of a deck", null, changes);
  });
  machine.now += days * DAY_MS;
  return { ...open, answer: async (grade) => (await answerNext(open, machine, grade)).answered.cardId };
}

function cardId(position: number): CardId {
  return `card-${`${position}`.padStart(5, "0")}` as CardId;
}

/** In order. Each card is answered on its day until it is out of its steps; every twentieth answer is taken back, and half of those are done again. */
function learnedEvents(start: EpochMs, cards: number, days: number, newPerDay: number): ScheduleEvent[] {
  const parameters = parametersOf(DEFAULT_PRESET);
  const { reschedule, retrievability } = scheduler(parameters, RULE);
  const schedules: Schedule[] = Array.from({ length: cards }, () => NEW_SCHEDULE);
  const events: ScheduleEvent[] = [];
  let reading: Reading | undefined;
  let answers = 0;
  const nextId = (at: EpochMs) => eventId((reading = tick(reading, at, "otherone" as DeviceId)));

  const answer = (position: number, at: EpochMs) => {
    const before = schedules[position] ?? NEW_SCHEDULE;
    const id = cardId(position);
    const grade = gradeOf(position, ++answers, retrievability(before, at));
    const after = reschedule(id, before, grade, at);
    const given = { cardId: id, grade, answeredAt: at, durationMs: 6_000 };
    const review = {
      kind: "review",
      id: nextId(at),
      ...given,
      parameterSetId: parameters.id,
      after,
    } as const;
    events.push(review);
    if (answers % 20 === 0) {
      const undo = { kind: "retract", id: nextId(at), cardId: id, of: review.id } as const;
      events.push(undo);
      if (answers % 40 !== 0) return;
      events.push({ kind: "retract", id: nextId(at), cardId: id, of: undo.id });
    }
    schedules[position] = after;
  };

  for (let day = 0; day < days; day++) {
    const morning = (start + day * DAY_MS) as EpochMs;
    const today = studyDay(morning, RULE);
    const isDue = ({ state, dueDay }: Schedule) => state !== "new" && dueDay <= today;
    const begun = Math.min(cards, (day + 1) * newPerDay);
    for (let position = 0; position < begun; position++) {
      let at = (morning + position * 1_000) as EpochMs;
      for (let tries = 0; tries < 20; tries++, at = (at + 11 * MINUTE_MS) as EpochMs) {
        const schedule = schedules[position] ?? NEW_SCHEDULE;
        if (schedule.state === "review" && !isDue(schedule)) break;
        answer(position, at);
      }
    }
  }
  return events;
}

function gradeOf(position: number, answer: number, recall: number | null): Grade {
  if (uniform(1, position, answer) >= (recall ?? 0.8)) return "again";
  const ease = uniform(2, position, answer);
  return ease < 0.1 ? "hard" : ease < 0.9 ? "good" : "easy";
}
