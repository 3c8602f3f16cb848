import { describe, expect, test } from "vitest";
import type { ExamId } from "../core/ids.ts";
import type { Exam } from "../core/schedule/exam/types.ts";
import { fold } from "../core/log/fold.ts";
import { DAY_MS, type StudyDay } from "../core/time.ts";
import { historyOf } from "./history.ts";
import { ALL, answerNext, changePreset, newMachine, withRivers } from "./test-collection.ts";

/** A collection whose cards were all met and answered well for some days. */
async function learned(days = 10) {
  const machine = newMachine();
  const open = await withRivers(machine);
  for (let day = 0; day < days; day++) {
    while ((await open.store.session(ALL)).cards.length > 0) await answerNext(open, machine, "easy");
    machine.now += DAY_MS;
  }
  const { day: today } = await open.store.today();
  return { machine, open, today };
}

const examOn = (today: number, inDays: number, changed: Partial<Exam> = {}): Exam => ({
  id: "finals" as ExamId,
  name: "Finals",
  setOn: today as StudyDay,
  day: (today + inDays) as StudyDay,
  target: 0.85,
  deckIds: null,
  minutesPerDay: 30,
  ...changed,
});

describe("an exam", () => {
  test("is simulated before it is kept, and planning changes nothing", async () => {
    const { open, today } = await learned();
    const events = (await open.collection.meta()).events;
    const { plan, cards, moves } = await open.store.planExam({ exam: examOn(today, 12) });
    expect(cards).toBe(14);
    expect(plan?.work.feasible).toBe(true);
    expect(plan?.recall.share).toBeGreaterThan(0.8);
    expect(plan?.days).toHaveLength(12);
    expect(moves).toBeGreaterThan(0);
    expect((await open.collection.meta()).events).toBe(events);
    expect(await open.store.exams()).toEqual([]);
  });

  test("moves reviews that would come after its last sweep has begun, spread over its days, and undo takes all of it back", async () => {
    const { open, today } = await learned();
    const { cards } = open.collection.database;
    const before = (await cards.toArray()).map(({ schedule }) => schedule);
    const { moves, plan } = await open.store.saveExam({ exam: examOn(today, 12) });
    const after = await cards.toArray();
    const days = after.map(({ schedule }) => schedule.dueDay);
    expect(Math.max(...days)).toBeLessThan(today + 12);
    const swept = days.filter((day) => day >= (plan?.sweep.first ?? 0));
    const perDay = new Map<number, number>();
    for (const day of swept) perDay.set(day, (perDay.get(day) ?? 0) + 1);
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(Math.ceil(moves / perDay.size) + 1);
    for (const row of after)
      expect(row.schedule).toEqual(fold(await historyOf(open.collection.database, row.id)).schedule);
    expect((await open.store.exams()).map(({ exam }) => exam.name)).toEqual(["Finals"]);
    expect((await open.store.undo()).label).toMatchObject({ kind: "reschedule" });
    expect((await cards.toArray()).map(({ schedule }) => schedule)).toEqual(before);
    expect(await open.store.exams()).toEqual([]);
    await open.store.redo();
    expect((await cards.toArray()).map(({ schedule }) => schedule)).toEqual(
      after.map(({ schedule }) => schedule),
    );
  });

  test("gives its cards their own days again when it is taken away", async () => {
    const { open, today } = await learned();
    const { cards } = open.collection.database;
    await open.store.saveExam({ exam: examOn(today, 12) });
    const { moved } = await open.store.removeExam({ examId: "finals" as ExamId });
    expect(moved).toBeGreaterThan(0);
    const days = (await cards.toArray()).map(({ schedule }) => schedule.dueDay);
    expect(Math.max(...days)).toBeGreaterThan(today + 12);
    await expect(open.store.removeExam({ examId: "finals" as ExamId })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("keeps answers given from now on within its sweep", async () => {
    const { machine, open, today } = await learned(2);
    await open.store.saveExam({ exam: examOn(today, 20) });
    while ((await open.store.session(ALL)).cards.length > 0) await answerNext(open, machine, "easy");
    const days = (await open.collection.database.cards.toArray()).map(({ schedule }) => schedule.dueDay);
    expect(Math.max(...days)).toBeLessThan(today + 20);
  });

  test("asks for more new cards a day where the limit would leave some unmet, and more again after missed days", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await changePreset(open.store, { newCardsPerDay: 1 });
    const { day: today } = await open.store.today();
    await open.store.saveExam({ exam: examOn(today, 10) });
    const first = (await open.store.today()).counts.new;
    expect(first).toBeGreaterThan(1);
    machine.now += 3 * DAY_MS;
    const later = (await open.store.today()).counts.new;
    expect(later).toBeGreaterThan(first);
    const [view] = await open.store.exams();
    expect(view?.catchUp).toMatchObject({ missedDays: 3, newPerDay: later });
  });

  test("says in a sentence what is wrong with it", async () => {
    const { open, today } = await learned(1);
    for (const exam of [examOn(today, 0), examOn(today, 5, { target: 2 }), examOn(today, 5, { name: " " })]) {
      await expect(open.store.saveExam({ exam })).rejects.toMatchObject({
        code: "invalid-input",
        detail: expect.stringMatching(/^[A-Z].*\.$/),
      });
    }
    expect(await open.store.exams()).toEqual([]);
  });
});
