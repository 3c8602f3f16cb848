import { StoreError, type StudyStore } from "../contract.ts";
import type { ExamVerbs, ExamView } from "../contract/exams.ts";
import type { ExamId } from "../core/ids.ts";
import { catchUp } from "../core/schedule/exam/catch-up.ts";
import { examIssues } from "../core/schedule/exam/exam-issues.ts";
import { type ExamMove, sweepChange } from "../core/schedule/exam/moves.ts";
import { type ExamPlan, examPlan } from "../core/schedule/exam/plan.ts";
import { newPerDayForTarget, remedies } from "../core/schedule/exam/remedies.ts";
import type { Exam, Sweep } from "../core/schedule/exam/types.ts";
import { parametersOf } from "../core/schedule/preset.ts";
import type { KeptExam, Settings } from "../core/settings/settings.ts";
import type { StudyDay } from "../core/time.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { type ExamScope, examScope, pastDays } from "./exam-scope.ts";
import { rescheduleEvent } from "./rescheduling.ts";
import { dayView } from "./scope.ts";

/** The verbs of exams: nothing moves before it was simulated, shown, and kept. */
export function examVerbs(collection: Collection): Pick<StudyStore, keyof ExamVerbs> {
  return {
    exams: () => exams(collection),
    planExam: async ({ exam }) => (await planned(collection, exam)).view,
    examRemedies: async ({ exam }) => {
      const { input } = await checkedScope(collection, exam);
      return { ...remedies(input), newPerDayForTarget: newPerDayForTarget(input) };
    },
    saveExam: ({ exam }) => saveExam(collection, exam),
    removeExam: ({ examId }) => removeExam(collection, examId),
  };
}

async function exams(collection: Collection): Promise<readonly ExamView[]> {
  const kept = [...(await collection.settings()).exams].sort((a, b) => a.exam.day - b.exam.day);
  const views: ExamView[] = [];
  for (const one of kept) {
    const scope = await examScope(collection, one.exam);
    const plan = examPlan(scope.input);
    views.push(viewOf(scope, plan, 0, await behind(collection, scope, one)));
  }
  return views;
}

/** What was missed since an exam was kept. */
async function behind(
  collection: Collection,
  scope: ExamScope,
  kept: KeptExam,
): Promise<ExamView["catchUp"]> {
  const past = await pastDays(collection, scope, kept);
  return kept.sweep === null || past.length === 0 ? null : catchUp(scope.input, kept.sweep, past);
}

interface Planned {
  readonly view: ExamView;
  readonly plan: ExamPlan | null;
  readonly moves: readonly ExamMove[];
  readonly settings: Settings;
  readonly today: StudyDay;
}

async function planned(collection: Collection, exam: Exam): Promise<Planned> {
  const scope = await checkedScope(collection, exam);
  const { settings } = scope.view;
  const plan = examPlan(scope.input);
  const before = settings.exams.find((kept) => kept.exam.id === exam.id)?.sweep ?? null;
  const moves = movesOf(collection, scope, before, plan?.sweep ?? null);
  return { view: viewOf(scope, plan, moves.length, null), plan, moves, settings, today: scope.view.day };
}

async function checkedScope(collection: Collection, exam: Exam): Promise<ExamScope> {
  const [issue] = examIssues(exam, (await dayView(collection)).day);
  if (issue !== undefined) throw new StoreError("invalid-input", issue);
  return examScope(collection, exam);
}

function movesOf(
  collection: Collection,
  { input, view }: ExamScope,
  before: Sweep | null,
  after: Sweep | null,
): readonly ExamMove[] {
  const rule = collection.dayRule(view.settings);
  return sweepChange(input.cards, { before, after }, view.day, input.presetOf, rule);
}

function viewOf(
  { input, nameOf }: ExamScope,
  plan: ExamPlan | null,
  moves: number,
  missed: ExamView["catchUp"],
): ExamView {
  return {
    exam: input.exam,
    cards: input.cards.length,
    plan: plan && {
      ...plan,
      byObjective: plan.byObjective.map(({ objective, ...recall }) => ({
        name: objective === null ? "Everything else" : nameOf(objective),
        ...recall,
      })),
    },
    moves,
    catchUp: missed,
  };
}

async function saveExam(collection: Collection, exam: Exam): Promise<ExamView> {
  let view: ExamView | null = null;
  await collection.change(async () => {
    const { plan, moves, settings, today, view: shown } = await planned(collection, exam);
    view = { ...shown, moves: moves.length };
    const kept: KeptExam = {
      exam,
      sweep: plan?.sweep ?? null,
      cutOff: plan?.newCards.cutOff ?? exam.day,
      keptOn: today,
      days: (plan?.days ?? []).map(({ reviews, newCards }) => ({
        reviews: Math.round(reviews),
        newCards: Math.round(newCards),
      })),
    };
    const others = settings.exams.filter((one) => one.exam.id !== exam.id);
    return withMoves(collection, { ...settings, exams: [...others, kept] }, exam, moves);
  });
  return view as unknown as ExamView;
}

async function removeExam(collection: Collection, examId: ExamId): Promise<{ readonly moved: number }> {
  let moved = 0;
  await collection.change(async () => {
    const settings = await collection.settings();
    const kept = settings.exams.find(({ exam }) => exam.id === examId);
    if (!kept) throw new StoreError("not-found");
    const moves = movesOf(collection, await examScope(collection, kept.exam), kept.sweep, null);
    moved = moves.length;
    const exams = settings.exams.filter((one) => one !== kept);
    return withMoves(collection, { ...settings, exams }, kept.exam, moves);
  });
  return { moved };
}

/** The settings, and the cards that move with them, as one deed. */
async function withMoves(
  collection: Collection,
  settings: Settings,
  { name }: Exam,
  moves: readonly ExamMove[],
): Promise<readonly NewEvent[]> {
  const change: NewEvent = { kind: "settings", settings };
  if (moves.length === 0) return [change];
  const { presetOf } = await dayView(collection);
  const moved = moves.map(({ card, after }) => ({
    cardId: card.cardId,
    after,
    parameters: parametersOf(presetOf(card.deckId)),
  }));
  return [await rescheduleEvent(collection, `for ${name}`.slice(0, 200), moved, "exam"), change];
}
