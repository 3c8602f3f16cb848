import { type StoreChange, StoreError, type StudyStore } from "../contract.ts";
import type { Fit, FittingVerbs, Misuse } from "../contract/fitting.ts";
import type { PresetId } from "../core/ids.ts";
import { unpackSegment } from "../core/log/review-segments.ts";
import { habitsOf } from "../core/schedule/habits-of.ts";
import { knownHistories } from "../core/schedule/known-histories.ts";
import { hardMisuse, intervalsAboveCap } from "../core/schedule/misuse.ts";
import type { Preset } from "../core/schedule/preset.ts";
import { answerDay } from "../core/schedule/scheduler.ts";
import { type Workload, workload } from "../core/schedule/simulate.ts";
import { evaluate, foretoldReviews, trainingItems } from "../core/schedule/training.ts";
import type { ScheduleEvent } from "../core/schedule/types.ts";
import { parametersFrom } from "../core/schedule/weights.ts";
import type { Collection } from "./collection.ts";
import type { CardRow } from "./database.ts";
import type { Optimiser } from "./optimiser.ts";
import { presetCards } from "./preset-cards.ts";
import { applyParameters, previewParameters } from "./reparameterising.ts";
import { dayView } from "./scope.ts";
import { checkPreset } from "./settings.ts";

/** With fewer the published weights, fitted to ten thousand learners, foretell as well. Source: Anki 24.04. */
const FEWEST_REVIEWS = 400;
const REVIEWS_FOR_MISUSE = 2_000;
const MOST_LONG_INTERVALS = 50;

/** The verbs that fit the scheduler to the learner, and try out what it would do. */
export function fittingVerbs(
  collection: Collection,
  optimiser: Optimiser,
  onChange: (change: StoreChange) => void,
): Pick<StudyStore, keyof FittingVerbs> {
  let running: AbortController | null = null;
  return {
    async fitParameters({ presetId }) {
      running?.abort();
      const own = new AbortController();
      running = own;
      try {
        const onProgress = (done: number) => onChange({ kind: "fitting", done });
        return await fit(collection, optimiser, presetId, own.signal, onProgress);
      } finally {
        if (running === own) running = null;
      }
    },
    cancelFitting: async () => running?.abort(),
    previewParameters: ({ preset }) => previewParameters(collection, preset),
    applyParameters: ({ preset, reschedule }) => applyParameters(collection, preset, reschedule),
    workload: ({ preset, days }) => workloadOf(collection, preset, days),
    misuse: () => misuse(collection),
  };
}

async function fit(
  collection: Collection,
  optimiser: Optimiser,
  presetId: PresetId,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Fit> {
  const { view, events, past } = await presetCards(collection, presetId);
  const preset = view.settings.presets.find(({ id }) => id === presetId);
  if (!preset) throw new StoreError("not-found");
  const items = trainingItems(knownHistories(events, past).values());
  const reviews = foretoldReviews(items);
  if (signal.aborted) return { kind: "cancelled" };
  if (reviews < FEWEST_REVIEWS) return { kind: "too-few", reviews, needed: FEWEST_REVIEWS };
  onProgress(0);
  const { shortTerm } = preset;
  let fitted: readonly number[];
  try {
    fitted = await optimiser.fit(items, { shortTerm, onProgress, signal });
  } catch (error) {
    if (signal.aborted) return { kind: "cancelled" };
    throw new StoreError("internal", error instanceof Error ? error.message : "");
  }
  // Four places, as weights are shown and typed; the optimiser's own are of single precision.
  const read = parametersFrom(fitted.map((weight) => Number(weight.toFixed(4))));
  if (!read.ok) throw new StoreError("internal", read.reason);
  const before = evaluate(items, preset.weights, shortTerm);
  const after = evaluate(items, read.weights, shortTerm);
  onProgress(1);
  return after.logLoss < before.logLoss
    ? { kind: "better", weights: read.weights, before, after, reviews }
    : { kind: "no-better", before, after };
}

async function workloadOf(collection: Collection, preset: Preset, days: number): Promise<Workload> {
  checkPreset(preset);
  const { view, rows, events } = await presetCards(collection, preset.id);
  const cards = rows
    .filter((row) => !row.suspended)
    .map(({ schedule }) => ({
      stability: schedule.state === "new" ? 0 : schedule.stability,
      difficulty: schedule.difficulty,
      answeredDaysAgo: schedule.state === "new" ? 0 : Math.max(0, view.day - answerDay(schedule)),
      dueInDays: schedule.dueDay - view.day,
    }));
  return workload({ cards, preset, days, habits: habitsOf(events), seed: 1 });
}

async function misuse(collection: Collection): Promise<Misuse> {
  const { database } = collection;
  return database.transaction("r", database.tables, async () => {
    const view = await dayView(collection);
    const caps = new Map<number, CardRow[]>();
    await database.cards.each((row) => {
      const cap = view.presetOf(row.deckId).maximumIntervalDays;
      const there = caps.get(cap);
      if (there) there.push(row);
      else caps.set(cap, [row]);
    });
    const long = [...caps].flatMap(([maximumIntervalDays, rows]) =>
      intervalsAboveCap(rows, maximumIntervalDays).map(({ id, schedule }) => ({
        cardId: id,
        intervalDays: schedule.intervalDays,
        maximumIntervalDays,
      })),
    );
    long.sort((a, b) => b.intervalDays - a.intervalDays);
    return {
      hard: hardMisuse(await latestEvents(collection)),
      aboveCap: { total: long.length, cards: long.slice(0, MOST_LONG_INTERVALS) },
    };
  });
}

/** The events since the two-thousandth last review, in order. */
async function latestEvents({ database }: Collection): Promise<readonly ScheduleEvent[]> {
  const events = await database.reviewTail.toArray();
  const reviews = () => events.filter(({ kind }) => kind === "review").length;
  for (const id of await database.reviewSegments.orderBy("id").reverse().primaryKeys()) {
    if (reviews() >= REVIEWS_FOR_MISUSE) break;
    const segment = await database.reviewSegments.get(id);
    if (segment) events.push(...unpackSegment(segment));
  }
  events.sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = events.flatMap(({ kind }, index) => (kind === "review" ? [index] : []));
  return events.slice(places.at(-REVIEWS_FOR_MISUSE) ?? 0);
}
