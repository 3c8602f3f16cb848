import type { DeckId } from "../core/ids.ts";
import type { PastDay } from "../core/schedule/exam/catch-up.ts";
import {
  type Exam,
  type ExamCard,
  type ExamInput,
  type Habits,
  USUAL_HABITS,
} from "../core/schedule/exam/types.ts";
import type { KeptExam } from "../core/settings/settings.ts";
import type { StudyDay } from "../core/time.ts";
import type { Note } from "../core/cards/types.ts";
import type { Collection } from "./collection.ts";
import { objectivesOf } from "./guide-view.ts";
import { daysBetween, dayView, type DayView, inExam, sum, topOf } from "./scope.ts";

/** What an exam is about: its cards, how the learner answers, and what its objectives are called. */
export interface ExamScope {
  readonly input: ExamInput;
  readonly view: DayView;
  readonly deckIds: readonly DeckId[];
  readonly nameOf: (objective: string) => string;
}

/** Answers from which the learner's own pace is taken. */
const FEWEST_ANSWERS = 20;
const PACE_DAYS = 28;

export async function examScope(collection: Collection, exam: Exam): Promise<ExamScope> {
  const { database } = collection;
  const view = await dayView(collection);
  const top = topOf(view.decks);
  const deckIds = view.decks.map(({ id }) => id).filter((id) => inExam(exam, id, top));
  const perDeck = deckIds.map((id) =>
    database.cards.where("[deckId+queue+due]").between([id, -1], [id, 9]).toArray(),
  );
  const rows = (await Promise.all(perDeck)).flatMap((found) =>
    found.filter((row) => !row.suspended).sort((a, b) => a.position - b.position),
  );
  const found = await database.notes.bulkGet([...new Set(rows.map(({ noteId }) => noteId))]);
  const notes = new Map(found.flatMap((note) => (note ? [[note.id, note] as const] : [])));
  const cards = rows.map((row): ExamCard => ({
    cardId: row.id,
    deckId: row.deckId,
    objectives: objectiveTags(notes.get(row.noteId)).map((tag) => `${top(row.deckId)}/${tag}`),
    schedule: row.schedule,
  }));
  const names = await objectiveNames(collection, view);
  return {
    input: {
      exam,
      today: view.day,
      cards,
      presetOf: view.presetOf,
      habits: await habitsOf(collection, view),
    },
    view,
    deckIds,
    nameOf: (objective) => names.get(objective) ?? objective.slice(objective.indexOf("/") + 1),
  };
}

/** "objective:1" and so on: what a note counts towards. */
function objectiveTags(note: Note | undefined): readonly string[] {
  return (note?.tags ?? []).filter((tag) => tag.startsWith("objective:"));
}

async function objectiveNames(collection: Collection, view: DayView): Promise<ReadonlyMap<string, string>> {
  const top = topOf(view.decks);
  const names = new Map<string, string>();
  for (const guide of await collection.database.guides.toArray()) {
    for (const [index, text] of (await objectivesOf(collection, guide)).entries())
      names.set(`${top(guide.deckId)}/objective:${index + 1}`, text);
  }
  return names;
}

/** The learner's pace of the last weeks; that of a usual one while there are too few answers. */
async function habitsOf({ database }: Collection, view: DayView): Promise<Habits> {
  const days = await daysBetween(database, view.day - PACE_DAYS, view.day);
  const answers = sum(days, (row) => row.answers);
  if (answers < FEWEST_ANSWERS) return USUAL_HABITS;
  const seconds = sum(days, (row) => row.durationMs) / answers / 1000;
  const usual = (USUAL_HABITS.secondsPerLearningAnswer + USUAL_HABITS.secondsPerReview) / 2;
  const pace = Math.max(1, seconds) / usual;
  return {
    ...USUAL_HABITS,
    secondsPerLearningAnswer: pace * USUAL_HABITS.secondsPerLearningAnswer,
    secondsPerReview: pace * USUAL_HABITS.secondsPerReview,
  };
}

/** What was asked for and done on the days since an exam was kept, today left out. */
export async function pastDays(
  { database }: Collection,
  { view, deckIds }: ExamScope,
  { keptOn, days }: KeptExam,
): Promise<readonly PastDay[]> {
  if (view.day <= keptOn) return [];
  const inScope = new Set<DeckId>(deckIds);
  const done = await daysBetween(database, keptOn, view.day - 1);
  return days.slice(0, view.day - keptOn).map((planned, index): PastDay => {
    const day = (keptOn + index) as StudyDay;
    const rows = done.filter((row) => row.day === day && inScope.has(row.deckId));
    return {
      day,
      planned,
      done: {
        reviews: sum(rows, (row) => row.reviewCards),
        newCards: sum(rows, (row) => row.newCards),
      },
    };
  });
}
