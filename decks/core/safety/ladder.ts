import { DAY_MS, type DayRule, type EpochMs, studyDay } from "../time.ts";

/** A snapshot, as far as it matters for how long it is kept. */
export interface Rung {
  readonly savedAt: EpochMs;
  readonly bytes: number;
}

/** How many snapshots are kept of days, weeks and months that are past: the numbers that Anki begins with. */
export const LADDER = { allForDays: 2, days: 12, weeks: 10, months: 9 } as const;

/** However small the bound, so many of the newest stay: one of them may turn out to be damaged. */
const ALWAYS_KEPT = 3;

/**
 * Which snapshots stay: all of the last two days, then the newest of each of 12 days, 10 weeks and 9 months that have
 * one. A snapshot from a time to come (the clock was set back) counts as new. When those take more than `mostBytes`,
 * the ones that stand closest to their neighbours, for their age, go first; the newest three and the oldest stay.
 * @returns newest first
 */
export function keptSnapshots<S extends Rung>(
  all: readonly S[],
  now: EpochMs,
  rule: DayRule,
  mostBytes: number,
): readonly S[] {
  const newestFirst = [...all].sort((a, b) => b.savedAt - a.savedAt);
  const today = studyDay(now, rule);
  const kept = new Set<S>();
  const taken = { days: new Set<number>(), weeks: new Set<number>(), months: new Set<number>() };
  for (const rung of newestFirst) {
    const day = studyDay(rung.savedAt, rule);
    if (today - day < LADDER.allForDays) {
      kept.add(rung);
      continue;
    }
    if (kept.size < ALWAYS_KEPT) kept.add(rung);
    const spans = { days: day, weeks: weekOf(day), months: monthOf(day) };
    for (const span of ["days", "weeks", "months"] as const) {
      if (taken[span].has(spans[span])) break;
      if (taken[span].size >= LADDER[span]) continue;
      taken[span].add(spans[span]);
      kept.add(rung);
      break;
    }
  }
  return thinned(
    newestFirst.filter((rung) => kept.has(rung)),
    now,
    mostBytes,
  );
}

function thinned<S extends Rung>(newestFirst: readonly S[], now: EpochMs, mostBytes: number): readonly S[] {
  const left = [...newestFirst];
  let bytes = left.reduce((sum, rung) => sum + rung.bytes, 0);
  while (bytes > mostBytes && left.length > ALWAYS_KEPT + 1) {
    let closest = ALWAYS_KEPT;
    for (let index = ALWAYS_KEPT; index < left.length - 1; index++) {
      if (spacing(left, index, now) < spacing(left, closest, now)) closest = index;
    }
    const [gone] = left.splice(closest, 1);
    bytes -= gone?.bytes ?? 0;
  }
  // What is still too much goes from the far end.
  while (bytes > mostBytes && left.length > ALWAYS_KEPT) bytes -= left.pop()?.bytes ?? 0;
  return left;
}

/** How far a snapshot's neighbours would be apart without it, measured by its age, or by how far ahead it is. */
function spacing(newestFirst: readonly Rung[], index: number, now: EpochMs): number {
  const [younger, self, older] = [newestFirst[index - 1], newestFirst[index], newestFirst[index + 1]];
  if (!younger || !self || !older) return Number.POSITIVE_INFINITY;
  return (younger.savedAt - older.savedAt) / Math.max(1, Math.abs(now - self.savedAt));
}

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
