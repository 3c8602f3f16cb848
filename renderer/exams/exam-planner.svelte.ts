import type { StudyStore } from "../../decks/contract.ts";
import type { ExamRemedies, ExamView } from "../../decks/contract/exams.ts";
import type { ExamId } from "../../decks/core/ids.ts";
import type { Exam } from "../../decks/core/schedule/exam/types.ts";
import type { StudyDay } from "../../decks/core/time.ts";
import { wordsFor } from "../words.ts";

/** Usual for a first look: eight weeks, half an hour. */
const USUAL = { inDays: 56, target: 0.85, minutesPerDay: 30 };

/** Exams as they are kept, and the one that is being set: simulated at every change, kept only when asked. */
export class ExamPlanner {
  kept = $state.raw<readonly ExamView[] | null>(null);
  /** The exam on the form; null while none is set or changed. */
  draft = $state.raw<Exam | null>(null);
  /** What the draft would lead to; null while it is simulated, or while something is wrong with it. */
  forecast = $state.raw<ExamView | null>(null);
  remedies = $state.raw<ExamRemedies | null>(null);
  problem = $state.raw<string | null>(null);
  busy = $state(false);

  readonly #store: StudyStore;
  readonly #today: () => StudyDay;
  /** Counts simulations, so that one that was overtaken is dropped. */
  #turn = 0;

  constructor(store: StudyStore, today: () => StudyDay) {
    this.#store = store;
    this.#today = today;
  }

  async load(): Promise<void> {
    try {
      this.kept = await this.#store.exams();
    } catch (error) {
      this.problem = wordsFor(error);
    }
  }

  /** Begins a new exam, or the change of a kept one. */
  async begin(newId: () => ExamId, exam?: Exam): Promise<void> {
    const today = this.#today();
    await this.change(
      exam ?? {
        id: newId(),
        name: "Exam",
        setOn: today,
        day: (today + USUAL.inDays) as StudyDay,
        target: USUAL.target,
        deckIds: null,
        minutesPerDay: USUAL.minutesPerDay,
      },
    );
  }

  /** Takes a change of the draft and simulates it anew. A date that moves is set anew as well. */
  async change(part: Partial<Exam>): Promise<void> {
    const before = this.draft;
    const moved = part.day !== undefined && before !== null && part.day !== before.day;
    const draft = { ...before, ...part, ...(moved ? { setOn: this.#today() } : {}) } as Exam;
    this.draft = draft;
    this.remedies = null;
    const turn = ++this.#turn;
    try {
      const forecast = await this.#store.planExam({ exam: draft });
      if (turn !== this.#turn) return;
      this.forecast = forecast;
      this.problem = null;
      const wanting = forecast.plan && !(forecast.plan.work.feasible && forecast.plan.reachesTarget);
      if (!wanting) return;
      const remedies = await this.#store.examRemedies({ exam: draft });
      if (turn === this.#turn) this.remedies = remedies;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.forecast = null;
      this.problem = wordsFor(error);
    }
  }

  cancel(): void {
    this.#turn++;
    this.draft = null;
    this.forecast = null;
    this.remedies = null;
    this.problem = null;
  }

  /** Keeps the draft. @returns whether it is kept */
  async save(): Promise<boolean> {
    const { draft } = this;
    if (draft === null || this.busy) return false;
    return this.#try(async () => {
      await this.#store.saveExam({ exam: draft });
      this.cancel();
    });
  }

  async remove(examId: ExamId): Promise<boolean> {
    return this.#try(async () => void (await this.#store.removeExam({ examId })));
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      await this.load();
      return true;
    } catch (error) {
      this.problem = wordsFor(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
