import type { ParameterPreview } from "../contract/fitting.ts";
import type { DeckId } from "../core/ids.ts";
import { memoryModel } from "../core/schedule/exam/memory.ts";
import { knownHistories } from "../core/schedule/known-histories.ts";
import { intervalsAboveCap } from "../core/schedule/misuse.ts";
import type { Preset } from "../core/schedule/preset.ts";
import { rescheduled } from "../core/schedule/rescheduled.ts";
import type { ParameterSet, Schedule } from "../core/schedule/types.ts";
import type { StudyDay } from "../core/time.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { type CardRow, QUEUE } from "./database.ts";
import { presetCards } from "./preset-cards.ts";
import { rescheduleEvent } from "./rescheduling.ts";
import { checkPreset, withPreset } from "./settings.ts";

/** The review cards of a preset's decks, and where each would stand. */
interface Plan {
  readonly parameters: ParameterSet;
  readonly today: StudyDay;
  readonly cards: readonly {
    readonly row: CardRow;
    readonly after: Schedule;
    readonly isReplayed: boolean;
  }[];
}

/** What `applyParameters` would do; see `FittingVerbs`. */
export async function previewParameters(collection: Collection, preset: Preset): Promise<ParameterPreview> {
  checkPreset(preset);
  const { cards, today } = await planOf(collection, preset);
  const changes = cards
    .map(({ row, after }) => (100 * (after.intervalDays - row.schedule.intervalDays)) / divisor(row.schedule))
    .sort((a, b) => a - b);
  const waiting = cards.filter(({ row }) => row.queue === QUEUE.review);
  return {
    cards: cards.length,
    replayed: cards.filter(({ isReplayed }) => isReplayed).length,
    dueToday: {
      now: waiting.filter(({ row }) => row.schedule.dueDay <= today).length,
      then: waiting.filter(({ after }) => after.dueDay <= today).length,
    },
    change:
      changes.length === 0
        ? null
        : { lower: quantile(changes, 0.25), median: quantile(changes, 0.5), upper: quantile(changes, 0.75) },
    longer: changes.filter((change) => change > 0).length,
    shorter: changes.filter((change) => change < 0).length,
    aboveCap: intervalsAboveCap(
      cards.map(({ row }) => row),
      preset.maximumIntervalDays,
    ).length,
  };
}

/** Saves the preset and moves the cards, as one deed; see `FittingVerbs`. */
export async function applyParameters(
  collection: Collection,
  preset: Preset,
  reschedule: boolean,
): Promise<{ cards: number }> {
  checkPreset(preset);
  let cards = 0;
  await collection.change(async () => {
    const settings: NewEvent = {
      kind: "settings",
      settings: withPreset(await collection.settings(), preset),
    };
    if (!reschedule) return settings;
    const plan = await planOf(collection, preset);
    const moved = plan.cards.filter(({ row, after }) => isMoved(row.schedule, after));
    cards = moved.length;
    if (cards === 0) return settings;
    const name = cards === 1 ? "1 card" : `${cards.toLocaleString("en")} cards`;
    const moves = moved.map(({ row, after }) => ({ cardId: row.id, after, parameters: plan.parameters }));
    return [await rescheduleEvent(collection, name, moves, "parameters"), settings];
  });
  return { cards };
}

async function planOf(collection: Collection, preset: Preset): Promise<Plan> {
  const { view, rows, events, past } = await presetCards(collection, preset.id);
  const { scheduler, parameters } = collection.scheduler(view.settings, preset);
  const rule = collection.dayRule(view.settings);
  const histories = knownHistories(events, past);
  const model = memoryModel(preset);
  const reviews = rows.filter(({ schedule }) => schedule.state === "review");

  // Every card leaves its day before any is placed, and then counts where it is placed.
  const moved = new Map<number, number>();
  const count = (day: number, by: number) => moved.set(day, (moved.get(day) ?? 0) + by);
  for (const row of reviews) if (row.queue === QUEUE.review) count(row.due, -1);
  const placed = (deckId: DeckId) => {
    const { load, ...placing } = view.placing(deckId);
    return { ...placing, load: load && ((day: StudyDay) => Math.max(0, load(day) + (moved.get(day) ?? 0))) };
  };
  const cards = reviews.map((row) => {
    const known = histories.get(row.id);
    const replayed = known ? scheduler.memoryAfter(known) : null;
    const memory = replayed ?? row.schedule;
    const interval = model.interval(memory.stability, preset.desiredRetention);
    const after = rescheduled(
      row.id,
      row.schedule,
      memory,
      interval,
      view.day,
      parameters,
      placed(row.deckId),
      rule,
    );
    if (row.queue === QUEUE.review) count(after.dueDay, 1);
    return { row, after, isReplayed: replayed !== null };
  });
  return { parameters, today: view.day, cards };
}

function isMoved(before: Schedule, after: Schedule): boolean {
  return (
    before.dueDay !== after.dueDay ||
    before.stability !== after.stability ||
    before.difficulty !== after.difficulty
  );
}

function divisor({ intervalDays }: Schedule): number {
  return Math.max(1, intervalDays);
}

/** @param values in order, at least one */
function quantile(values: readonly number[], share: number): number {
  const at = share * (values.length - 1);
  const [below = 0, above = 0] = [values[Math.floor(at)], values[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}
